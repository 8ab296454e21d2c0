import type { BankingCalendar } from '../contracts';
import { contractCounts } from '../payments';
import type { Tx } from '../platform';
import { addDays, type CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { Side } from '../shared/side';
import { bankingDaysBefore } from './banking-days-before';
import { byGroup } from './by-group';
import { readLateCases } from './late-cases-reader';
import { readFacts } from './facts-reader';
import { readToApprove } from './no-approver-reader';
import { readMentoring } from './mentoring-reader';
import { readNameUses } from './name-uses-reader';
import { readMissed } from './not-arrived-reader';
import { readPaperwork } from './paperwork-reader';
import type { ContractFacts } from './partnership-facts';
import { TOUCH, touchFacts } from './touch-reader';
import type { TouchRow } from './touch-reader';
import { readOpenVariations } from './open-variations-reader';
import { readAnchoring } from './anchoring-reader';
import { readTogether } from './together-reader';
import { leavesYearOn, windowOf } from './partnership-reading.rules';
import type { NamedLeadFacts, OpenInstalment, WatchedContract, WatchedFacts } from './watched-facts';

/** Instalments due later than this are not looked at yet: none of them can be at risk. */
const LOOK_AHEAD_DAYS = 45;
const AT_RISK_BANKING_DAYS = 5;
/** So long before a payment is to be sent, what it lacks can still be seen to. */
const WATCHED_BANKING_DAYS = 20;

/** Which of the checks that the health body went on without are still not met, by contract. */
export type UnmetChecks = (tx: Tx, groupIds: readonly string[]) => Promise<ReadonlyMap<string, string[]>>;

export interface ReadBy {
  asOf: CalendarDate;
  calendar: BankingCalendar;
  unmetChecks: UnmetChecks;
}

/** Reads all that is judged of some partnerships, a query a kind of fact, each through an index of the partnership. */
export async function readWatchedFacts(
  tx: Tx,
  groupIds: readonly string[],
  { asOf, calendar, unmetChecks }: ReadBy,
): Promise<Map<string, WatchedFacts>> {
  const partnerships = await readFacts(tx, asOf, groupIds);
  const agreeing = await readAgreeing(tx, groupIds);
  const unmet = await unmetChecks(tx, groupIds);
  const instalments = await readInstalments(tx, asOf, groupIds);
  const leads = await readLeads(tx, asOf, groupIds);
  const lateCases = await readLateCases(tx, groupIds);
  const proposed = await readOpenVariations(tx, groupIds);
  const missed = await readMissed(tx, groupIds);
  const until = addDays(asOf, LOOK_AHEAD_DAYS);
  const paperwork = await readPaperwork(tx, groupIds, {
    asOf,
    until,
    watchedFrom: (sendByOn) => bankingDaysBefore(sendByOn, WATCHED_BANKING_DAYS, calendar),
  });
  const approval = await readToApprove(tx, groupIds, { asOf, until, calendar, watchedDays: WATCHED_BANKING_DAYS });
  const anchoring = await readAnchoring(tx, groupIds);
  const together = await readTogether(tx, asOf, groupIds);
  const nameUses = await readNameUses(tx, asOf, groupIds);
  const mentoring = await readMentoring(tx, asOf, groupIds);
  const touch = byGroup(await tx.query<TouchRow>(TOUCH, [asOf, windowOf(asOf).from, groupIds]));
  const turns = byGroup(await tx.query<TurnRow>(TURNS, [asOf, groupIds, LOOK_AHEAD_DAYS]));
  return new Map(
    partnerships.map(({ groupId, facts, contactIds, shared }) => {
      const inTouch = touch.get(groupId)?.[0];
      const open = instalments.get(groupId) ?? [];
      const contracts = facts.contracts.map((contract) => watchedContract(contract, agreeing, unmet));
      const later = (turns.get(groupId) ?? []).map(({ on }) => on);
      return [
        groupId,
        {
          ...facts,
          contactIds,
          shared,
          contracts,
          ...touchFacts(inTouch),
          instalments: open.map((row) => toOpenInstalment(row, calendar)),
          leads: leads.get(groupId) ?? [],
          openVariations: proposed.get(groupId) ?? [],
          lateCases: lateCases.get(groupId) ?? [],
          missed: missed.get(groupId) ?? [],
          ...paperwork(groupId),
          approval: approval(groupId),
          together: together(groupId),
          nameUses: nameUses(groupId),
          anchoring: anchoring(groupId),
          ...mentoring(groupId, contracts),
          changesOn: firstAfter(asOf, [...later, ...turnsOf(inTouch, open)]),
        },
      ];
    }),
  );
}

function watchedContract(
  contract: ContractFacts,
  agreeing: ReadonlyMap<string, AgreeingRow>,
  unmet: ReadonlyMap<string, string[]>,
): WatchedContract {
  const { agreedOn = null, health = null, group = null } = agreeing.get(contract.id) ?? {};
  return { ...contract, agreedOn, confirmedOn: { health, group }, unmetChecks: unmet.get(contract.id) ?? [] };
}

interface TurnRow {
  group_id: string;
  on: CalendarDate;
}

/** Days after the first parameter on which what was read changes by the calendar: each kind of record has its own. */
const TURNS = `
  select t.group_id, min(t."on") as "on" from (
    select c.group_id, d."on" from contract c, unnest(array[c.starts_on, c.ends_on + 1]) d ("on")
    where c.group_id = any ($2)
    union all
    select h.group_id, h.effective_on from contract c
    join contract_state_change h on h.health_body_id = c.health_body_id and h.contract_id = c.id
    where c.group_id = any ($2) and c.state_changes > 1
    union all
    select q.group_id, q.in_force_on from decision_process q where q.group_id = any ($2) and q.state = 'signed'
    union all
    select l.group_id, d."on" from named_lead l, unnest(array[l.from_on, l.to_on + 1]) d ("on")
    where l.group_id = any ($2)
    union all
    select p.group_id, (select min(i.settled_on) from instalment i where i.health_body_id = p.health_body_id
      and i.group_id = p.group_id and i.settled_on > $1 and i.state <> 'cancelled')
    from partnership p where p.group_id = any ($2)
    union all
    select p.group_id, (select min(i.due_on) - $3::integer from instalment i where i.health_body_id = p.health_body_id
      and i.group_id = p.group_id and i.due_on > $1::date + $3::integer and i.state <> 'cancelled'
      and (i.settled_on is null or i.settled_on > $1))
    from partnership p where p.group_id = any ($2)
  ) t
  where t."on" > $1 group by t.group_id`;

interface InstalmentRow extends Omit<OpenInstalment, 'atRiskFromOn' | 'amountPence' | 'receivedPence'> {
  group_id: string;
  amountPence: string;
  receivedPence: string;
  nextReceivedOn: CalendarDate | null;
}

/** Two branches, an index each: what is open now, and what was settled after the day. */
const openAmong = (settled: string) => `
  select i.* from instalment i
  where i.group_id = any ($2) and i.state <> 'cancelled' and i.due_on <= $3 and ${settled}`;

async function readInstalments(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[],
): Promise<Map<string, InstalmentRow[]>> {
  const rows = await tx.query<InstalmentRow>(
    `select i.group_id, i.id, i.contract_id as "contractId", i.number, i.due_on as "dueOn", i.send_by_on as "sendByOn",
       i.amount_pence as "amountPence", i.state = 'exported' as sent, r.received as "receivedPence", r.next_on as "nextReceivedOn"
     from (${openAmong('i.settled_on is null')} union all ${openAmong('i.settled_on > $1')}) i
     join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
     cross join lateral (
       select coalesce(sum(case r.kind when 'receipt' then r.amount_pence else -r.amount_pence end)
           filter (where r.received_on <= $1), 0) as received,
         min(r.received_on) filter (where r.received_on > $1) as next_on
       from receipt r where r.health_body_id = i.health_body_id and r.instalment_id = i.id) r
     where ${contractCounts('c', '$1::date')}
     order by i.due_on, i.id`,
    [asOf, groupIds, addDays(asOf, LOOK_AHEAD_DAYS)],
  );
  return byGroup(rows);
}

function toOpenInstalment(row: InstalmentRow, calendar: BankingCalendar): OpenInstalment {
  const { id, contractId, number, dueOn, sendByOn, sent, amountPence, receivedPence } = row;
  return {
    id,
    contractId,
    number,
    dueOn,
    sendByOn,
    sent,
    atRiskFromOn: bankingDaysBefore(sendByOn, AT_RISK_BANKING_DAYS, calendar),
    amountPence: penceFromDatabase(amountPence),
    receivedPence: penceFromDatabase(receivedPence),
  };
}

interface AgreeingRow {
  id: string;
  agreedOn: CalendarDate | null;
  health: CalendarDate | null;
  group: CalendarDate | null;
}

const CONFIRMED_ON = (side: Side) => `(
  select min(k.confirmed_on) from contract_confirmation k where k.health_body_id = c.health_body_id
    and k.contract_id = c.id and k.side = '${side}' and k.terms_version = c.terms_version and k.withdrawn_at is null)`;

/** One that was brought in as agreed was never a draft here: nobody knows when it was agreed. */
const AGREED_ON = `(
  select min(h.effective_on) from contract_state_change h where h.health_body_id = c.health_body_id
    and h.contract_id = c.id and h.to_state = 'agreed' and exists (
      select 1 from contract_state_change d where d.health_body_id = c.health_body_id and d.contract_id = c.id
        and d.position = 1 and d.to_state = 'draft'))`;

async function readAgreeing(tx: Tx, groupIds: readonly string[]): Promise<Map<string, AgreeingRow>> {
  const rows = await tx.query<AgreeingRow>(
    `select c.id, case when c.state_changes > 1 then ${AGREED_ON} end as "agreedOn",
       case when c.state = 'draft' then ${CONFIRMED_ON('health')} end as health,
       case when c.state = 'draft' then ${CONFIRMED_ON('group')} end as "group"
     from contract c
     where c.group_id = any ($1) and (c.state_changes > 1 or c.state = 'draft')`,
    [groupIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function readLeads(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[],
): Promise<Map<string, NamedLeadFacts[]>> {
  const rows = await tx.query<NamedLeadFacts & { group_id: string }>(
    `select l.group_id, l.contact_id as "contactId", l.side, array_agg(l.contract_id) as "contractIds",
       max(greatest(l.verified_on, c.verified_on)) as "verifiedOn",
       coalesce(max(greatest(l.verified_on, c.verified_on)), max(l.from_on), (min(c.created_at) at time zone 'Europe/London')::date) as "knownSince",
       case when l.side = 'health' then max(p.last_day_on) end as "lastDayOn"
     from named_lead l
     join contact c on c.health_body_id = l.health_body_id and c.id = l.contact_id
     left join person p on p.organisation_id = c.person_organisation_id and p.id = c.person_id
     where l.group_id = any ($2) and l.role = 'lead' and (l.from_on is null or l.from_on <= $1)
       and (l.to_on is null or l.to_on >= $1)
     group by l.group_id, l.contact_id, l.side`,
    [asOf, groupIds],
  );
  return byGroup(rows);
}

function turnsOf(touch: TouchRow | undefined, open: readonly InstalmentRow[]): (CalendarDate | null)[] {
  const { oldestOn = null, comingOn = null } = touch ?? {};
  return [
    oldestOn === null ? null : leavesYearOn(oldestOn),
    comingOn,
    ...open.map(({ nextReceivedOn }) => nextReceivedOn),
  ];
}

function firstAfter(day: CalendarDate, days: readonly (CalendarDate | null)[]): CalendarDate | null {
  return days.filter((each) => each !== null && each > day).sort()[0] ?? null;
}
