import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../contracts';
import { checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { ExportRecord } from './export-record.service';
import { earliestArrival, laterOf } from './pay-days.rules';
import { assertNoDifferences } from './run-differences';
import type { ExportRunDto } from './run-exports.dto';
import { RunFileMaker } from './run-file-maker.service';
import type { FileToMake } from './run-file-maker.service';
import { lockInstalmentsOf, lockRun, moveInstalments, writeRun } from './run-records';
import type { LockedRun } from './run-records';
import { assertMove, RUN_METHODS, whyNotSend } from './run.rules';
import { assertColumns } from './templates/run-columns';
import { assertSameAccounts } from './vault/line-accounts';

type Making = Pick<FileToMake, 'calendar' | 'today'> & { version: number };
type Wanted = Pick<FileToMake, 'kind' | 'templateId'>;

/** Sending a run: the one payment file, and what else is made of it afterwards. */
@Injectable()
export class RunExports {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly clock: Clock,
    private readonly maker: RunFileMaker,
    private readonly record: ExportRecord,
  ) {}

  /**
   * Makes a file of a run; answers its id. The payment file sends the run: its payments are exported in the same
   * transaction, and there is never a second one. Throws DomainError `conflict` when the run is not there yet, the file was
   * made before, or a line, the totals or the columns are no longer what was approved; `invalid` with the lines that cannot
   * go into such a file, or for a column set where there is no choice; `forbidden` for whoever approved it; `stale`.
   */
  async export(actor: Actor, runId: string, version: number, { kind, templateId }: ExportRunDto = {}): Promise<string> {
    const calendar = await this.bankHolidays.calendarFor(actor);
    const making = { calendar, today: this.clock.today(), version };
    return this.tenant.once(actor, async (tx) => {
      const run = await lockRun(tx, runId);
      const wanted = { kind: kind ?? run.method, templateId: templateId ?? null };
      if (wanted.templateId !== null && wanted.kind !== 'journal_csv') throw noChoice();
      if (wanted.kind === run.method) return this.send(tx, run, making);
      if ((RUN_METHODS as readonly string[]).includes(wanted.kind)) throw otherMethod(run);
      return this.addFile(tx, run, wanted, making);
    });
  }

  private async send(tx: Tx, run: LockedRun, { version, calendar, today }: Making): Promise<string> {
    assertMove(run, 'export');
    checkVersion(run.version, version);
    const why = whyNotSend(run.approvedBy, tx.actor.id);
    if (why !== null) throw new DomainError('forbidden', why);
    await lockInstalmentsOf(tx, run.id);
    await assertNoDifferences(tx, run.id, today);
    await assertSameAccounts(tx, run, this.clock.now());
    await assertColumns(tx, run);
    await assertTotals(tx, run);
    const paysFrom = laterOf(run.paymentDate, earliestArrival(calendar, today));
    const { method: kind, templateId } = run;
    const file = await this.maker.make(tx, run, { kind, templateId, calendar, today, paysFrom });
    const sent = await moveInstalments(tx, run.id, 'approved', 'exported');
    if (sent !== run.lineCount) throw new DomainError('conflict', 'A payment of this run is not approved any more.');
    await writeRun(tx, run.id, {
      state: 'exported',
      exported_by: tx.actor.id,
      exported_at: this.clock.now(),
      pays_from: paysFrom,
    });
    await this.record.sent(tx, run, file);
    return file.exportId;
  }

  private async addFile(tx: Tx, run: LockedRun, wanted: Wanted, { version, calendar, today }: Making): Promise<string> {
    assertMove(run, 'make-further-file');
    checkVersion(run.version, version);
    const [known] = await tx.query<{ id: string; pays_from: CalendarDate | null }>(
      `select e.id, r.pays_from from payment_run r left join payment_export e
         on e.health_body_id = r.health_body_id and e.run_id = r.id and e.kind = $3
       where r.health_body_id = $1 and r.id = $2`,
      [tx.actor.organisationId, run.id, wanted.kind],
    );
    if (typeof known?.id === 'string') {
      throw new DomainError('conflict', 'This file was made already: download it again, it has the same bytes.');
    }
    const paysFrom = known?.pays_from ?? run.paymentDate;
    const file = await this.maker.make(tx, run, { ...wanted, calendar, today, paysFrom });
    await this.record.made(tx, run, file, 'payment-run.file-made');
    return file.exportId;
  }
}

/** The sum of the lines is what was approved, to the penny. */
async function assertTotals(tx: Tx, run: LockedRun): Promise<void> {
  const [sums] = await tx.query<{ lines: number; pence: string }>(
    `select count(*)::integer as lines, coalesce(sum(amount_pence), 0)::bigint as pence from payment_run_line
     where health_body_id = $1 and run_id = $2 and live`,
    [tx.actor.organisationId, run.id],
  );
  const { lines, pence } = sums ?? { lines: 0, pence: '0' };
  const same = lines === run.approvedLineCount && penceFromDatabase(pence) === run.approvedTotalPence;
  if (!same)
    throw new DomainError('conflict', 'The lines no longer add up to what was approved: have the run sent back.');
}

function noChoice(): DomainError {
  const detail = 'Only for a journal is a column set chosen here: a payment file has the columns that were approved.';
  return new DomainError('invalid', detail, [{ pointer: '/templateId', detail }]);
}

function otherMethod(run: LockedRun): DomainError {
  const detail = `This run was approved to be sent as ${run.method}, and there is only one payment file of a run.`;
  return new DomainError('invalid', detail, [{ pointer: '/kind', detail }]);
}
