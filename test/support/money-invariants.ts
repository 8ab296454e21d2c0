import type { TestDatabase } from './test-database';

/** Each finds what must never be: a row says where. */
const NEVER: Readonly<Record<string, string>> = {
  'the ledger of a payment adds up to something else than it says': `
    select i.id from instalment i where i.received_pence <> coalesce((
      select sum(case r.kind when 'receipt' then r.amount_pence else -r.amount_pence end) from receipt r
      where r.health_body_id = i.health_body_id and r.instalment_id = i.id), 0)`,
  'a payment is paid and not received in full, or received in full and not paid': `
    select id from instalment where state <> 'cancelled' and (state = 'paid') <> (received_pence >= amount_pence)`,
  'the payments of a plan add up to something else than the plan': `
    select s.contract_id as id from schedule s join contract c on c.id = s.contract_id
    where c.reference like 'V-%' and s.net_pence <> (select coalesce(sum(i.net_pence), 0) from instalment i
      where i.contract_id = s.contract_id and (i.schedule_version = s.version or exists (select 1 from schedule_kept k
        where k.contract_id = s.contract_id and k.version = s.version and k.instalment_id = i.id)))`,
  'the payments that count add up to something else than the value of the contract': `
    select c.id from contract c where c.reference like 'V-%' and c.state <> 'terminated' and c.value_pence <> (
      select sum(i.net_pence) from instalment i where i.contract_id = c.id and i.state <> 'cancelled')`,
  'something is let go of a payment whose contract goes on': `
    select i.id from instalment i join contract c on c.id = i.contract_id
    where i.released_pence > 0 and c.state <> 'terminated'`,
  'more is due back of a payment than came, or is on its way': `
    select i.id from recovery_due d join instalment i on i.id = d.instalment_id
    where d.state = 'due' and d.amount_pence - d.recovered_pence - d.never_came_pence
      > case i.state when 'exported' then i.amount_pence else i.received_pence end`,
  'a payment is in two live runs': `
    select instalment_id as id from payment_run_line where live group by instalment_id having count(*) > 1`,
  'a run is about to send what was planned again meanwhile': `
    select l.instalment_id as id from payment_run_line l join payment_run r on r.id = l.run_id
    join instalment i on i.id = l.instalment_id join contract c on c.id = l.contract_id
    where l.live and r.state in ('draft', 'submitted', 'approved') and i.state = 'cancelled' and c.state <> 'terminated'`,
  'a payment is with the bank, and in no run that was sent': `
    select i.id from instalment i join contract c on c.id = i.contract_id where c.reference like 'V-%'
      and i.state = 'exported' and not exists (select 1 from payment_run_line l join payment_run r on r.id = l.run_id
        where l.instalment_id = i.id and l.live and r.state in ('exported', 'closed'))`,
  'a run is for something else than its lines': `
    select r.id from payment_run r join (select run_id, count(*) as lines, sum(amount_pence) as pence
        from payment_run_line group by run_id) l on l.run_id = r.id
    where (r.line_count, r.total_pence) <> (l.lines, l.pence)
      or (r.state in ('approved', 'exported', 'closed')
        and (r.approved_line_count, r.approved_total_pence) <> (l.lines, l.pence))`,
  'a file holds something else than was approved, or there are two of one run': `
    select e.run_id as id from payment_export e join payment_run r on r.id = e.run_id where e.kind = r.method
    group by e.run_id, r.id, r.approved_total_pence
    having count(*) > 1 or min(e.total_pence) <> r.approved_total_pence`,
  'one person prepared a run and approved it': `
    select id from payment_run where approved_by = submitted_by or approved_by = any (touched_by)`,
  'what was approved in a run is neither approved nor gone on from there': `
    select i.id from payment_run_line l join payment_run r on r.id = l.run_id join instalment i on i.id = l.instalment_id
    where l.live and r.state = 'approved' and i.state not in ('approved', 'paid', 'cancelled')`,
  'the history of a payment does not lead to where it is': `
    select i.id from instalment i where i.state_changes > 0 and i.state is distinct from (select m.to_state
      from instalment_move m where m.instalment_id = i.id order by m.position desc limit 1)`,
};

/** All that must never be and is, each with the ids. */
export async function broken(db: TestDatabase): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [what, sql] of Object.entries(NEVER)) {
    const rows = await db.rows<{ id: string }>(sql);
    if (rows.length > 0) found[what] = rows.map(({ id }) => id);
  }
  return found;
}

/** What each payment was when it was first seen to be sent or paid, to be so for ever. */
export class Frozen {
  private readonly known = new Map<string, string>();

  constructor(private readonly db: TestDatabase) {}

  /** The payments that are no longer what they were, with both. */
  async changed(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string; was: string; fixed: boolean }>(
      `select id, was_exported or state in ('exported', 'paid') as fixed,
         row(net_pence, vat_pence, due_on, send_by_on, period_starts_on, period_ends_on, number)::text as was
       from instalment`,
    );
    return rows.flatMap(({ id, was, fixed }) => {
      const before = this.known.get(id);
      if (before === undefined && fixed) this.known.set(id, was);
      return before === undefined || before === was ? [] : [`${id} was ${before} and is ${was}`];
    });
  }
}
