import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../contracts';
import { AuditService, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { summaryOf } from './left-out.rules';
import type { LeftOutReason } from './left-out.rules';
import { earliestArrival } from './pay-days.rules';
import type { ProposeRunDto } from './payment-runs.dto';
import { takeInto } from './run-candidates';
import { handIn, takeTurn } from './run-records';

const DUE_BY = 'i.send_by_on <= $4::date';

/** Building a run from what must be sent by a day. */
@Injectable()
export class RunProposals {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Takes all payments that must be sent by the day and may be, and writes down why the others are left out. Answers the
   * run's id. Two proposals of one health body come one after the other, so the later one sees what the earlier took.
   * Throws DomainError `conflict` when nothing is left to take, `invalid` for a day on which no money can arrive.
   */
  async propose(actor: Actor, wanted: ProposeRunDto): Promise<string> {
    const today = this.clock.today();
    const calendar = await this.bankHolidays.calendarFor(actor);
    const earliest = earliestArrival(calendar, today);
    const paymentDate = wanted.paymentDate ?? earliest;
    if (paymentDate < earliest || !calendar.isBankingDay(paymentDate)) {
      throw wrong('paymentDate', `paymentDate must be a banking day, ${earliest} or later: no money arrives before.`);
    }
    return this.tenant.once(actor, async (tx) => {
      await takeTurn(tx, 'payment-run');
      await assertTemplate(tx, wanted);
      const { id, number } = await this.add(tx, wanted, paymentDate);
      await lockCandidates(tx, wanted.sendByOn);
      await tx.query(takeInto(DUE_BY), [actor.organisationId, today, id, wanted.sendByOn]);
      const [made] = await tx.query<{ line_count: number; total_pence: string }>(
        'select line_count, total_pence from payment_run where health_body_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      if (made === undefined || made.line_count === 0) throw await nothingToTake(tx, id, wanted.sendByOn);
      const detail = { number, lineCount: made.line_count, totalPence: Number(made.total_pence) };
      await this.audit.record(tx, { action: 'payment-run.proposed', subjectId: id, detail });
      return id;
    });
  }

  private async add(
    tx: Tx,
    { sendByOn, method, templateId }: ProposeRunDto,
    paymentDate: CalendarDate,
  ): Promise<{ id: string; number: number }> {
    const id = uuid();
    const [made] = await tx.query<{ number: number }>(
      `insert into payment_run (health_body_id, id, number, send_by_on, payment_date, method, template_id, touched_by)
       select $1, $2, coalesce((select max(r.number) from payment_run r where r.health_body_id = $1), 0) + 1,
         $3, $4, $5, $6, $7
       returning number`,
      [tx.actor.organisationId, id, sendByOn, paymentDate, method, templateId ?? null, await handIn(tx)],
    );
    if (made === undefined) throw new Error('The run was not added.');
    return { id, number: made.number };
  }
}

/** By id, before any of them is judged: whoever holds or pays one of them just now comes first. */
async function lockCandidates(tx: Tx, sendByOn: CalendarDate): Promise<void> {
  await tx.query(
    `select count(*) from (select 1 from instalment i
       where i.health_body_id = $1 and i.send_by_on <= $2 and i.settled_on is null and i.state in ('planned', 'approved')
       order by i.id for no key update) locked`,
    [tx.actor.organisationId, sendByOn],
  );
}

async function assertTemplate(tx: Tx, { templateId, method }: ProposeRunDto): Promise<void> {
  if (templateId === undefined || templateId === null) return;
  const [found] = await tx.query(
    `select 1 from export_template where health_body_id = $1 and id = $2 and kind = $3 and removed_at is null`,
    [tx.actor.organisationId, templateId, method],
  );
  if (found === undefined) throw wrong('templateId', 'templateId must be a saved column set of files of this kind.');
}

async function nothingToTake(tx: Tx, runId: string, sendByOn: CalendarDate): Promise<DomainError> {
  const counts = await tx.query<{ reason: LeftOutReason; inRun: number | null; count: number }>(
    `select reason, in_run as "inRun", count(*)::integer as count from payment_run_left_out
     where health_body_id = $1 and run_id = $2 group by reason, in_run order by count(*) desc, reason, in_run`,
    [tx.actor.organisationId, runId],
  );
  const detail =
    counts.length === 0
      ? `Nothing has to be sent by ${sendByOn}.`
      : `Nothing is left to send by ${sendByOn}: ${summaryOf(counts)}.`;
  return new DomainError('conflict', detail);
}

function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
