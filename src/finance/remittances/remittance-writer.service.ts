import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService } from '../../platform';
import type { Tx } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import { bacsText } from '../formats/bank-text.rules';

/** A run whose payment file was just made. */
export interface PaidRun {
  runId: string;
  exportId: string;
  /** The day on which a payment that is due on a day is to arrive: as in the file. */
  payOn: (dueOn: CalendarDate) => CalendarDate;
}

interface Paid {
  group_id: string;
  payee_name: string;
  due_on: string;
  lines: number;
  pence: string;
}

interface Head {
  groupId: string;
  payeeName: string;
  payOn: CalendarDate;
  lines: number;
  pence: number;
}

/** Tells each payee of a run what it was paid, in the transaction of the export. */
@Injectable()
export class RemittanceWriter {
  constructor(private readonly audit: AuditService) {}

  /** One remittance for each payee and day, with its lines: a few statements, however long the run. Returns how many. */
  async write(tx: Tx, { runId, exportId, payOn }: PaidRun): Promise<number> {
    const run = [tx.actor.organisationId, runId];
    const paid = await tx.query<Paid>(
      `select l.group_id, l.payee_name, l.due_on, count(*)::integer as lines, sum(l.amount_pence)::bigint as pence
       from payment_run_line l where l.health_body_id = $1 and l.run_id = $2
       group by l.group_id, l.payee_name, l.due_on`,
      run,
    );
    const days = new Map(paid.map(({ due_on }) => [due_on, payOn(calendarDate(due_on))]));
    const heads = headsOf(paid, days);
    await this.addHeads(tx, [...run, exportId], heads);
    await tx.change(ADD_LINES, [...run, [...days.keys()], [...days.values()]]);
    await this.audit.record(tx, {
      action: 'payment-run.remitted',
      subjectId: runId,
      detail: { remittances: heads.length },
    });
    return heads.length;
  }

  private async addHeads(tx: Tx, run: unknown[], heads: readonly Head[]): Promise<void> {
    await tx.change(ADD_HEADS, [
      ...run,
      heads.map(() => uuid()),
      heads.map(({ groupId }) => groupId),
      heads.map(({ payOn }) => payOn),
      heads.map(({ payeeName }) => payeeName),
      heads.map(({ payeeName }) => bacsText(payeeName)),
      heads.map(({ lines }) => lines),
      heads.map(({ pence }) => pence),
    ]);
  }
}

const ADD_HEADS = `
  insert into remittance (health_body_id, run_id, export_id, number, id, group_id, payment_date, payee_name, payee_line,
    line_count, total_pence)
  select r.health_body_id, r.id, $3, r.number, h.id, h.group_id, h.payment_date, h.payee_name, h.payee_line, h.lines, h.pence
  from payment_run r
  cross join unnest($4::uuid[], $5::uuid[], $6::date[], $7::text[], $8::text[], $9::integer[], $10::bigint[])
    as h(id, group_id, payment_date, payee_name, payee_line, lines, pence)
  where r.health_body_id = $1 and r.id = $2`;

const ADD_LINES = `
  insert into remittance_line (health_body_id, group_id, remittance_id, position, instalment_id, contract_id, amount_pence,
    reference, invoice_number)
  select r.health_body_id, r.group_id, r.id, row_number() over (partition by r.id order by l.position), l.instalment_id,
    l.contract_id, l.amount_pence, l.reference,
    (select v.number from invoice_instalment x
       join invoice v on v.health_body_id = x.health_body_id and v.id = x.invoice_id
       where x.health_body_id = l.health_body_id and x.instalment_id = l.instalment_id and x.live)
  from payment_run_line l
  join unnest($3::date[], $4::date[]) as d(due_on, pay_on) on d.due_on = l.due_on
  join remittance r on r.health_body_id = l.health_body_id and r.run_id = l.run_id and r.group_id = l.group_id
    and r.payment_date = d.pay_on and r.payee_name = l.payee_name
  where l.health_body_id = $1 and l.run_id = $2`;

/** Payments that are due on several days may arrive on one. */
function headsOf(paid: readonly Paid[], days: ReadonlyMap<string, CalendarDate>): Head[] {
  const heads = new Map<string, Head>();
  for (const { group_id: groupId, payee_name: payeeName, due_on, lines, pence } of paid) {
    const payOn = days.get(due_on) ?? calendarDate(due_on);
    const key = JSON.stringify([groupId, payeeName, payOn]);
    const head = heads.get(key) ?? { groupId, payeeName, payOn, lines: 0, pence: 0 };
    heads.set(key, { ...head, lines: head.lines + lines, pence: head.pence + penceFromDatabase(pence) });
  }
  return [...heads.values()];
}
