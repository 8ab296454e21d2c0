import type { Tx } from '../../platform';
import { dayInLondon } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import { earliestArrival, laterOf, payOn } from '../pay-days.rules';
import type { PayCalendar } from '../pay-days.rules';
import type { OurLine } from './our-lines.rules';

type LineRow = Omit<OurLine, 'amountPence' | 'outstandingPence' | 'payOn' | 'sentOn'> & {
  amountPence: string;
  outstandingPence: string;
  dueOn: CalendarDate;
  paymentDate: CalendarDate;
  exportedAt: Date;
};

/** How long a payment that was settled is still known again: longer than any bank takes to send one back. */
const KNOWN_DAYS = 120;

/** Of what was sent, no more can arrive than statements have not told of yet, whatever was taken back of the payment since. */
const LINES = `
  select l.id, l.instalment_id as "instalmentId", l.run_id as "runId", r.number as "runNumber", l.position, r.method,
    l.amount_pence as "amountPence", least(i.amount_pence - i.received_pence, l.amount_pence - k.pence) as "outstandingPence",
    l.payee_name as "payeeName", l.reference, l.due_on as "dueOn", r.payment_date as "paymentDate",
    r.exported_at as "exportedAt", l.live, i.state,
    case when i.state = 'paid' then case when exists (select 1 from statement_booking b
        where b.health_body_id = l.health_body_id and b.line_id = l.id and b.kind = 'receipt' and b.undone_at is null)
        and not exists (select 1 from receipt v where v.health_body_id = l.health_body_id
          and v.instalment_id = l.instalment_id and v.kind = 'recovery')
      then 'statement' else 'hand' end end as "paidBy"
  from payment_run_line l
  join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
  join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
  cross join lateral (select coalesce(sum(b.amount_pence), 0) as pence from statement_booking b
    where b.health_body_id = l.health_body_id and b.line_id = l.id and b.kind = 'receipt' and b.undone_at is null) k
  where l.health_body_id = $1 and r.state in ('exported', 'closed')`;

/**
 * Takes the runs that were sent, and then the payments of theirs that are still open, in the order that everybody takes
 * them in: until the transaction ends nobody else moves these, or enters money for them.
 */
export async function lockSent(tx: Tx): Promise<void> {
  const values = [tx.actor.organisationId];
  await tx.query(
    `select count(*) from (select 1 from payment_run where health_body_id = $1 and state = 'exported'
       order by id for no key update) locked`,
    values,
  );
  await tx.query(
    `select count(*) from (select 1 from instalment i where i.health_body_id = $1 and i.state = 'exported'
       order by i.id for no key update) locked`,
    values,
  );
}

/** All lines that an entry may be about: the open ones, and those that were sent in the last months. */
export async function readSent(tx: Tx, calendar: PayCalendar): Promise<OurLine[]> {
  const rows = await tx.query<LineRow>(
    `${LINES} and (i.state = 'exported' or r.exported_at > now() - make_interval(days => $2))
     order by r.number, l.position`,
    [tx.actor.organisationId, KNOWN_DAYS],
  );
  return linesOf(rows, calendar);
}

/** Some lines of runs that were sent, in the order of their runs. */
export async function readSome(tx: Tx, calendar: PayCalendar, lineIds: readonly string[]): Promise<OurLine[]> {
  const rows = await tx.query<LineRow>(`${LINES} and l.id = any ($2::uuid[]) order by r.number, l.position`, [
    tx.actor.organisationId,
    lineIds,
  ]);
  return linesOf(rows, calendar);
}

/** The lines of a run that was sent. */
export async function readRun(tx: Tx, calendar: PayCalendar, runId: string): Promise<OurLine[]> {
  const rows = await tx.query<LineRow>(`${LINES} and l.run_id = $2 order by l.position`, [
    tx.actor.organisationId,
    runId,
  ]);
  return linesOf(rows, calendar);
}

function linesOf(rows: readonly LineRow[], calendar: PayCalendar): OurLine[] {
  const days = new Map<string, Pick<OurLine, 'payOn' | 'sentOn'>>();
  return rows.map(({ dueOn, paymentDate, exportedAt, amountPence, outstandingPence, ...line }) => {
    const key = `${line.runId} ${dueOn}`;
    let on = days.get(key);
    if (on === undefined) {
      const sentOn = dayInLondon(exportedAt);
      const earliest = laterOf(paymentDate, earliestArrival(calendar, sentOn));
      on = { sentOn, payOn: payOn(calendar, dueOn, earliest) };
      days.set(key, on);
    }
    return {
      ...line,
      ...on,
      amountPence: penceFromDatabase(amountPence),
      outstandingPence: penceFromDatabase(outstandingPence),
    };
  });
}
