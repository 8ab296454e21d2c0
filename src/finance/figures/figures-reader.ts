import { contractCounts, ledgerOf, notCounting } from '../../payments';
import type { InterestClaim, PaymentTiming, StandingRow } from '../../payments';
import type { Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import type { DuePayments, GroupKind } from './agreed-day.rules';
import type { DatedInvoices, NoticeFigures, Period } from './invoice-figures.rules';
import { NONE } from './rounding.rules';
import type { Amount } from './rounding.rules';

/** Contracts by which rules their payments are reported; of some nobody has said under which they were awarded. */
export type Regime = 'procurement_act' | 'pcr_2015' | 'other' | 'not_recorded';

/*
 * One query a kind of fact, over the body's own period and by its index. PostgreSQL adds up what has the same days, so
 * that what comes back grows with the days and not with the payments; the rules do the rest.
 */

interface Summed {
  count: string;
  pence: string;
}

const amountOf = ({ count, pence }: Summed): Amount => ({ count: Number(count), pence: penceFromDatabase(pence) });

/** Whose cause it is, is disputed: by the case of the payment, or by a hold of it. Asked only of what is late. */
const DISPUTED = `(
  exists (select 1 from late_payment_case k where k.health_body_id = i.health_body_id and k.group_id = i.group_id
    and k.instalment_id = i.id and k.disputed)
  or exists (select 1 from instalment_hold o where o.health_body_id = i.health_body_id and o.instalment_id = i.id
    and o.cause_by_group <> o.cause_by_health))`;

const KIND = `case when g.legal_form is null then 'not_recorded'
  when g.legal_form in ('unincorporated', 'unregistered') then 'unincorporated' else 'incorporated' end`;

const FELL_DUE = `from instalment i
  where i.health_body_id = $1 and i.due_on between $2 and $3 and i.state <> 'cancelled'
    and i.contract_id not in ${notCounting('$1', '$4::date')}`;

/*
 * Most of what fell due came in time, and by how many days is asked of none of it: it is added up by group, with the
 * first of its days. A sort of all of it by its days would not fit into memory.
 */
const DUE = `
  with due as materialized (
    select i.group_id, min(i.due_on) as due_on, min(i.settled_on) as settled_on, false as disputed, count(*) as count,
      sum(i.amount_pence) as pence ${FELL_DUE} and i.settled_on <= i.due_on group by 1
    union all
    select i.group_id, i.due_on, i.settled_on, ${DISPUTED}, 1, i.amount_pence ${FELL_DUE}
      and (i.settled_on is null or i.settled_on > i.due_on)),
  kinds as materialized (
    select g.id, ${KIND} as kind from (select distinct group_id from due) d join organisation g on g.id = d.group_id)
  select k.kind, d.due_on as "dueOn", d.settled_on as "settledOn", d.disputed, sum(d.count) as count,
    sum(d.pence) as pence, null as groups
  from due d join kinds k on k.id = d.group_id group by 1, 2, 3, 4
  union all
  select kind, null, null, null, null, null, count(*) from kinds group by 1`;

type DueRow = Summed & Omit<DuePayments, 'count' | 'pence'> & { groups: null };
interface GroupsRow {
  kind: GroupKind;
  groups: string;
}

/** What fell due in the period. */
export interface FellDue {
  payments: DuePayments[];
  /** How many groups of each kind had something fall due. */
  groups: ReadonlyMap<GroupKind, number>;
}

export async function readFellDue(tx: Tx, { from, to }: Period, today: CalendarDate): Promise<FellDue> {
  const values = [tx.actor.organisationId, from, to, today];
  const rows = await tx.query<DueRow | GroupsRow>(DUE, values);
  const payments = rows.filter((row): row is DueRow => row.groups === null);
  const groups = rows.filter((row): row is GroupsRow => row.groups !== null);
  return {
    payments: payments.map(({ kind, dueOn, settledOn, disputed, ...sums }) => ({
      ...{ kind, dueOn, settledOn, disputed },
      ...amountOf(sums),
    })),
    groups: new Map(groups.map((row) => [row.kind, Number(row.groups)])),
  };
}

const REGIME = `case when c.regime is null then 'not_recorded'
  when c.regime in ('procurement_act', 'pcr_2015') then c.regime else 'other' end`;

/** An invoice with the last of its payments: when that is due by the agreement, and when all the money was there. */
const dated = (candidates: string, itself: string) => `
  select ${REGIME} as regime, v.received_on as "receivedOn", d.due_on as "agreedOn", d.paid_on as "paidOn",
    v.state = 'disputed' as disputed, count(*) as count, sum(v.total_pence) as pence
  from (${candidates}) f
  join invoice v on v.health_body_id = $1 and v.id = f.invoice_id and v.state <> 'credited'
  join contract c on c.health_body_id = v.health_body_id and c.group_id = v.group_id and c.id = v.contract_id
    and c.instrument = 'contract_for_services'
  cross join lateral (
    select max(i.due_on) as due_on, case when bool_and(i.settled_on is not null) then max(i.settled_on) end as paid_on
    from invoice_instalment n
    join instalment i on i.health_body_id = n.health_body_id and i.id = n.instalment_id and i.state <> 'cancelled'
    where n.health_body_id = v.health_body_id and n.invoice_id = v.id and n.live) d
  where d.due_on is not null and ${itself}
  group by 1, 2, 3, 4, 5`;

const ASKED_FOR_BY = (payments: string) => `
  select n.invoice_id from instalment i
  join invoice_instalment n on n.health_body_id = i.health_body_id and n.instalment_id = i.id and n.live
  where i.health_body_id = $1 and i.state <> 'cancelled' and ${payments}`;

/** Invoices whose money was there in full on a day of the period. */
const PAID = dated(
  `select distinct p.invoice_id from (${ASKED_FOR_BY('i.settled_on between $2 and $3')}) p`,
  'd.paid_on between $2 and $3',
);

/** Invoices whose last day may lie in the period, by receipt or by the agreed day: the rules say which it does. */
const PAYABLE = dated(
  `${ASKED_FOR_BY('i.due_on between $2 and $3')}
   union
   select v.id from invoice v where v.health_body_id = $1 and v.received_on between $2::date - 30 and $3::date`,
  `c.regime in ('procurement_act', 'pcr_2015')`,
);

export type RegimeInvoices = DatedInvoices & { regime: Regime };

export function readPaidInvoices(tx: Tx, period: Period): Promise<RegimeInvoices[]> {
  return readInvoices(tx, PAID, period);
}

export function readPayableInvoices(tx: Tx, period: Period): Promise<RegimeInvoices[]> {
  return readInvoices(tx, PAYABLE, period);
}

async function readInvoices(tx: Tx, sql: string, { from, to }: Period): Promise<RegimeInvoices[]> {
  const rows = await tx.query<Summed & Omit<RegimeInvoices, 'count' | 'pence'>>(sql, [
    tx.actor.organisationId,
    from,
    to,
  ]);
  return rows.map(({ regime, receivedOn, agreedOn, paidOn, disputed, ...sums }) => ({
    regime,
    receivedOn,
    agreedOn,
    paidOn,
    disputed,
    ...amountOf(sums),
  }));
}

/** Payments of the period without an invoice, and so without a day from which a regulated figure could count. */
const UNDATED = (period: string, contracts: string) => `
  select ${REGIME} as regime, sum(f.count) as count, sum(f.pence) as pence
  from (
    select i.contract_id, count(*) as count, sum(i.amount_pence) as pence from instalment i
    where i.health_body_id = $1 and i.state <> 'cancelled' and ${period}
      and i.contract_id not in ${notCounting('$1', '$4::date')}
      and not exists (select 1 from invoice_instalment n where n.health_body_id = i.health_body_id
        and n.instalment_id = i.id and n.live)
    group by i.contract_id) f
  join contract c on c.health_body_id = $1 and c.id = f.contract_id and c.instrument = 'contract_for_services'
    and ${contracts}
  group by 1`;

const UNDATED_PAID = UNDATED('i.settled_on between $2 and $3', 'true');
/** By the agreement; the Procurement Act alone asks for what was to be paid. */
const UNDATED_PAYABLE = UNDATED(
  `i.due_on between $2 and $3 and i.contract_id in (
    select id from contract where health_body_id = $1 and regime = 'procurement_act')`,
  `c.regime = 'procurement_act'`,
);

export function readPaidUndated(tx: Tx, period: Period, today: CalendarDate): Promise<Map<Regime, Amount>> {
  return readUndated(tx, UNDATED_PAID, period, today);
}

export async function readPayableUndated(tx: Tx, period: Period, today: CalendarDate): Promise<Amount> {
  return (await readUndated(tx, UNDATED_PAYABLE, period, today)).get('procurement_act') ?? NONE;
}

async function readUndated(
  tx: Tx,
  sql: string,
  { from, to }: Period,
  today: CalendarDate,
): Promise<Map<Regime, Amount>> {
  const rows = await tx.query<Summed & { regime: Regime }>(sql, [tx.actor.organisationId, from, to, today]);
  return new Map(rows.map(({ regime, ...sums }) => [regime, amountOf(sums)]));
}

/** A payment of a contract under the Public Contracts Regulations that was out after its day, at some time of the year. */
export type LateDebt = Omit<InterestClaim, 'asOf' | 'rates'>;

interface LateRow extends Pick<StandingRow, 'instrument' | 'receipts'> {
  timing: PaymentTiming;
  dueOn: CalendarDate;
  periodEndsOn: CalendarDate;
  amountPence: string;
}

const LATE_UNDER_PCR = `
  select c.instrument, c.timing, i.due_on as "dueOn", i.period_ends_on as "periodEndsOn",
    i.amount_pence as "amountPence", r.receipts
  from contract c
  join instalment i on i.group_id = c.group_id and i.contract_id = c.id and i.health_body_id = c.health_body_id
  cross join lateral (${ledgerOf('i', '$3::date')}) r
  where c.health_body_id = $1 and c.regime = 'pcr_2015' and c.instrument = 'contract_for_services'
    and ${contractCounts('c', '$4::date')} and i.state <> 'cancelled' and i.due_on < $3
    and (i.settled_on is null or (i.settled_on >= $2 and i.settled_on > i.due_on))`;

export async function readLateDebts(tx: Tx, { from, to }: Period, today: CalendarDate): Promise<LateDebt[]> {
  const rows = await tx.query<LateRow>(LATE_UNDER_PCR, [tx.actor.organisationId, from, to, today]);
  return rows.map(({ amountPence, receipts, ...row }) => ({
    ...row,
    amountPence: penceFromDatabase(amountPence),
    receipts: receipts.map(({ receivedOn, kind, amountPence: pence }) => ({
      receivedOn,
      pence: penceFromDatabase(pence) * (kind === 'receipt' ? 1 : -1),
    })),
  }));
}

/** Statutory interest that was claimed and paid in the period, under contracts of the Public Contracts Regulations. */
export async function readInterestPaid(tx: Tx, { from, to }: Period): Promise<number> {
  const [row] = await tx.query<{ pence: string }>(
    `select coalesce(sum(k.interest_pence), 0) as pence from interest_claim k
     join contract c on c.health_body_id = k.health_body_id and c.group_id = k.group_id and c.id = k.contract_id
       and c.regime = 'pcr_2015'
     where k.health_body_id = $1 and k.state = 'paid' and k.paid_on between $2 and $3`,
    [tx.actor.organisationId, from, to],
  );
  return penceFromDatabase(row?.pence ?? '0');
}

/** Who approved the notice of a period, and its figures as they were then. */
export interface KeptStatement {
  id: string;
  name: string;
  jobTitle: string;
  approvedOn: CalendarDate;
  figures: NoticeFigures;
  version: number;
}

/** Of exactly this period; null where it is none of a notice, or nobody has approved one. */
export async function readStatement(tx: Tx, { from, to }: Period): Promise<KeptStatement | null> {
  const [row] = await tx.query<KeptStatement>(
    `select s.id, s.name, s.job_title as "jobTitle", s.approved_on as "approvedOn", s.figures, s.version
     from reporting_period p join figure_statement s on s.period_id = p.id
     where s.health_body_id = $1 and s.withdrawn_at is null and p.kind = 'compliance_notice'
       and p.from_on = $2 and p.to_on = $3`,
    [tx.actor.organisationId, from, to],
  );
  return row ?? null;
}
