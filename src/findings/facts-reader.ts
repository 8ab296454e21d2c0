import { isShort, leavesDefaultTerms } from '../contracts';
import type { Rhythm, Timing } from '../contracts';
import { contractCounts, countsAgainstPayer, holdCause } from '../payments';
import type { Cause } from '../payments';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import type {
  ContactFacts,
  ContractFacts,
  LateInstalmentFacts,
  NamedPeople,
  PartnershipFacts,
  PersonFacts,
} from './partnership-facts';
import { windowOf } from './partnership-reading.rules';

/** The facts of one partnership, and how the health body calls the group. */
export interface ReadPartnership {
  groupId: string;
  group: string;
  facts: PartnershipFacts;
  /** Each of its people as a contact of this partnership. */
  contactIds: ReadonlyMap<string, string>;
  /** Contact in the log that both sides see. */
  shared: Contact;
}

type Contact = Pick<PartnershipFacts, 'engagements' | 'contact'>;

interface Gathered {
  group: string;
  contracts: ContractFacts[];
  people: Map<string, PersonFacts>;
  contactIds: Map<string, string>;
  all: { engagements: number; contact: Record<Side, ContactFacts[]> };
  shared: { engagements: number; contact: Record<Side, ContactFacts[]> };
  late: LateInstalmentFacts[];
}

/** Of which day, and of which partnerships: all of the tenant's when it names no groups. */
interface Asked {
  asOf: CalendarDate;
  groupIds: readonly string[] | null;
}

/** Reads the facts of partnerships of the tenant, a query a kind of fact. It changes nothing. */
export async function readFacts(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[] | null = null,
): Promise<ReadPartnership[]> {
  const asked = { asOf, groupIds };
  const gathered = new Map<string, Gathered>();
  for (const { group_id, name } of await tx.query<{ group_id: string; name: string }>(PARTNERSHIPS, [groupIds])) {
    gathered.set(group_id, {
      group: name,
      contracts: [],
      people: new Map(),
      contactIds: new Map(),
      all: { engagements: 0, contact: { health: [], group: [] } },
      shared: { engagements: 0, contact: { health: [], group: [] } },
      late: [],
    });
  }
  const named = await readNamed(tx, asked, gathered);
  await readContracts(tx, asked, gathered, named);
  await readContact(tx, asked, gathered);
  await readLate(tx, asked, gathered);
  return [...gathered].map(([groupId, { group, contracts, people, contactIds, all, shared, late }]) => ({
    groupId,
    group,
    contactIds,
    shared,
    facts: { contracts, people, ...all, groupSharesMailbox: sharesMailbox(people), lateInstalments: late },
  }));
}

/** SQL: keeps to the partnerships asked for. Without any the planner drops it. */
const among = (table: string, groupIds: string): string =>
  `(${groupIds}::uuid[] is null or ${table}.group_id = any (${groupIds}))`;

const PARTNERSHIPS = `select p.group_id, o.name from partnership p join organisation o on o.id = p.group_id
  where ${among('p', '$1')}`;

/** A health-side person is one however many contacts they are; on the group's side the contact is the person. */
const PERSON = `
  coalesce(c.person_id, c.id)::text as key, lower(coalesce(p.email, c.email)) as email,
  case when c.side = 'health' then p.last_day_on end as "lastDayOn", c.side, c.id as contact_id`;

interface PersonRow {
  group_id: string;
  contact_id: string;
  key: string;
  email: string | null;
  lastDayOn: CalendarDate | null;
  side: Side;
}

async function readNamed(
  tx: Tx,
  { asOf, groupIds }: Asked,
  gathered: Map<string, Gathered>,
): Promise<Map<string, Record<Side, NamedPeople>>> {
  const rows = await tx.query<PersonRow & { contract_id: string; role: 'lead' | 'deputy' }>(
    `select l.group_id, l.contract_id, l.role, ${PERSON}
     from named_lead l
     join contact c on c.health_body_id = l.health_body_id and c.id = l.contact_id
     left join person p on p.organisation_id = c.person_organisation_id and p.id = c.person_id
     where l.role in ('lead', 'deputy') and (l.from_on is null or l.from_on <= $1) and (l.to_on is null or l.to_on >= $1)
       and ${among('l', '$2')}`,
    [asOf, groupIds],
  );
  const named = new Map<string, Record<Side, NamedPeople>>();
  for (const row of rows) {
    notePerson(gathered, row);
    const contract = named.get(row.contract_id) ?? nobodyNamed();
    contract[row.side] = { ...contract[row.side], [row.role]: row.key };
    named.set(row.contract_id, contract);
  }
  return named;
}

function nobodyNamed(): Record<Side, NamedPeople> {
  return { health: { lead: null, deputy: null }, group: { lead: null, deputy: null } };
}

function notePerson(gathered: Map<string, Gathered>, { group_id, contact_id, key, email, lastDayOn }: PersonRow): void {
  const partnership = gathered.get(group_id);
  partnership?.people.set(key, { email, lastDayOn });
  partnership?.contactIds.set(key, contact_id);
}

type ContractRow = Omit<ContractFacts, 'named' | 'leavesDefaultTerms' | 'isShort' | 'timing' | 'rhythm'> & {
  group_id: string;
  timing: Timing;
  rhythm: Rhythm;
};

async function readContracts(
  tx: Tx,
  { asOf, groupIds }: Asked,
  gathered: Map<string, Gathered>,
  named: Map<string, Record<Side, NamedPeople>>,
): Promise<void> {
  const rows = await tx.query<ContractRow>(
    `select c.group_id, c.id, c.reference, contract_state_on(c, $1) as "stateOn", c.starts_on as "startsOn",
       c.ends_on as "endsOn", c.timing, c.rhythm, c.payment_day as "paymentDay", c.deviation_reason as "deviationReason"
     from contract c where ${among('c', '$2')}`,
    [asOf, groupIds],
  );
  for (const { group_id, ...row } of rows) {
    const terms = { leavesDefaultTerms: leavesDefaultTerms(row), isShort: isShort(row) };
    gathered.get(group_id)?.contracts.push({ ...row, ...terms, named: named.get(row.id) ?? nobodyNamed() });
  }
}

async function readContact(tx: Tx, { asOf, groupIds }: Asked, gathered: Map<string, Gathered>): Promise<void> {
  const { from, to } = windowOf(asOf);
  const totals = await tx.query<{ group_id: string; total: string; shared: string }>(
    `select group_id, count(*) as total, count(*) filter (where visibility = 'shared') as shared
     from engagement e where happened_on between $1 and $2 and ${among('e', '$3')} group by group_id`,
    [from, to, groupIds],
  );
  for (const { group_id, total, shared } of totals) {
    const partnership = gathered.get(group_id);
    if (partnership === undefined) continue;
    partnership.all.engagements = Number(total);
    partnership.shared.engagements = Number(shared);
  }
  for (const row of await tx.query<ContactRow>(CONTACT_BY_PERSON, [from, to, groupIds])) {
    notePerson(gathered, row);
    const { key: person, side } = row;
    const partnership = gathered.get(row.group_id);
    partnership?.all.contact[side].push({ person, all: Number(row.all), twoWay: Number(row.two_way) });
    const inShared = { person, all: Number(row.shared), twoWay: Number(row.two_way_shared) };
    if (inShared.all > 0) partnership?.shared.contact[side].push(inShared);
  }
}

type ContactRow = PersonRow & Record<'all' | 'two_way' | 'shared' | 'two_way_shared', string>;

const COUNTS = `count(*) as n, count(*) filter (where two_way) as two_way,
  count(*) filter (where visibility = 'shared') as shared,
  count(*) filter (where two_way and visibility = 'shared') as two_way_shared`;

const CONTACT_BY_PERSON = `
  select e.group_id, ${PERSON}, sum(e.n) as all, sum(e.two_way) as two_way, sum(e.shared) as shared,
    sum(e.two_way_shared) as two_way_shared
  from (
    select group_id, health_body_id, health_contact_id as contact_id, ${COUNTS}
    from engagement h where happened_on between $1 and $2 and ${among('h', '$3')} group by 1, 2, 3
    union all
    select group_id, health_body_id, group_contact_id, ${COUNTS}
    from engagement g where happened_on between $1 and $2 and group_contact_id is not null and ${among('g', '$3')}
    group by 1, 2, 3
  ) e
  join contact c on c.health_body_id = e.health_body_id and c.id = e.contact_id
  left join person p on p.organisation_id = c.person_organisation_id and p.id = c.person_id
  group by e.group_id, c.person_id, c.id, c.side, p.email, c.email, p.last_day_on`;

interface LateRow extends Omit<LateInstalmentFacts, 'excused'> {
  group_id: string;
  causeByHealth: Cause | null;
  causeByGroup: Cause | null;
}

async function readLate(tx: Tx, { asOf, groupIds }: Asked, gathered: Map<string, Gathered>): Promise<void> {
  const { from, to } = windowOf(asOf);
  const rows = await tx.query<LateRow>(
    `with counted as materialized (
       select c.health_body_id, c.id, c.reference from contract c
       where ${contractCounts('c', '$2')} and ${among('c', '$3')})
     select i.group_id, c.reference as "contractReference", i.number, i.due_on as "dueOn",
       case when i.settled_on <= $2 then 'received_late' else 'overdue' end as outcome,
       least(coalesce(i.settled_on, $2), $2)::date - i.due_on as "daysLate",
       h.cause_by_health as "causeByHealth", h.cause_by_group as "causeByGroup"
     from instalment i join counted c on c.health_body_id = i.health_body_id and c.id = i.contract_id
     left join lateral (
       select h.cause_by_health, h.cause_by_group from instalment_hold h
       where h.health_body_id = i.health_body_id and h.instalment_id = i.id
         and (h.ended is null or h.released_on >= i.send_by_on)
       order by h.recorded_at desc limit 1) h on true
     where i.due_on between $1 and $2 and i.state <> 'cancelled' and i.due_on < $2
       and (i.settled_on is null or i.settled_on > i.due_on) and ${among('i', '$3')}
     order by i.due_on, c.reference, i.number`,
    [from, to, groupIds],
  );
  for (const { group_id, causeByHealth, causeByGroup, ...row } of rows) {
    const cause = causeByHealth === null ? null : holdCause(causeByHealth, causeByGroup);
    gathered.get(group_id)?.late.push({ ...row, excused: !countsAgainstPayer(cause) });
  }
}

/** Two people of the group under one address: nobody can tell which of them wrote. */
function sharesMailbox(people: ReadonlyMap<string, PersonFacts>): boolean {
  const addresses = [...people.values()].flatMap(({ email }) => email ?? []);
  return new Set(addresses).size < addresses.length;
}
