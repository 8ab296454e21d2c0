import { Injectable } from '@nestjs/common';
import type { BankingCalendar } from '../contracts';
import { OwnFiles } from '../platform';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { dueDaysOf, linesOf, totalsByDay } from './export-lines';
import type { PayDays } from './export-lines';
import type { ExportKind, MappedText, RunFacts } from './formats/run-facts';
import { RunFiles } from './formats/run-files.service';
import { payOn } from './pay-days.rules';
import { takeTurn } from './run-records';
import type { LockedRun } from './run-records';

/** More than a run of 20,000 lines has in any format. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface FileToMake {
  kind: ExportKind;
  /** A saved column set; null for the usual one. */
  templateId: string | null;
  calendar: BankingCalendar;
  today: CalendarDate;
  /** No money of the run arrives before this day. */
  paysFrom: CalendarDate;
}

export interface MadeFile {
  exportId: string;
  kind: ExportKind;
  sequence: number;
  payDays: PayDays;
}

/** Makes one file of a locked run and keeps it, in the transaction of the export: with it, or not at all. */
@Injectable()
export class RunFileMaker {
  constructor(
    private readonly files: RunFiles,
    private readonly ownFiles: OwnFiles,
  ) {}

  /** Throws DomainError as the writer of the kind does, naming the lines that cannot go into such a file. */
  async make(tx: Tx, run: LockedRun, { kind, templateId, calendar, today, paysFrom }: FileToMake): Promise<MadeFile> {
    const due = await dueDaysOf(tx, run.id);
    const payDays = new Map(due.map(({ due_on }) => [due_on, payOn(calendar, due_on, paysFrom)]));
    await takeTurn(tx, `payment-export:${kind}`);
    const { sequence, payerName } = await numberAndPayer(tx, kind);
    const facts: RunFacts = {
      number: run.number,
      sequence,
      madeAt: new Date(),
      madeOn: today,
      payerName,
      days: totalsByDay(due, payDays),
    };
    const writer = await this.files.writer(tx, facts, { kind, templateId, bankingDays: calendar });
    const mapped: MappedText[] = [];
    const source = writer.write(linesOf(tx, run.id, payDays), (text) => mapped.push(text));
    const [mediaType = ''] = writer.mediaType.split(';');
    const { fileName } = writer;
    const file = await this.ownFiles.write(tx, source, {
      purpose: 'payment_export',
      mediaType,
      fileName,
      limitBytes: MOST_BYTES,
    });
    await tx.query(
      `insert into payment_export (health_body_id, run_id, id, kind, sequence, file_name, media_type, sha256, size_bytes,
         line_count, total_pence, made_by, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        tx.actor.organisationId,
        run.id,
        file.id,
        kind,
        sequence,
        fileName,
        writer.mediaType,
        file.sha256,
        file.sizeBytes,
        run.approvedLineCount,
        run.approvedTotalPence,
        tx.actor.id,
        facts.madeAt,
      ],
    );
    await this.files.keepMapped(tx, file.id, mapped);
    return { exportId: file.id, kind, sequence, payDays };
  }
}

async function numberAndPayer(tx: Tx, kind: ExportKind): Promise<{ sequence: number; payerName: string }> {
  const [row] = await tx.query<{ sequence: number; payerName: string }>(
    `select o.name as "payerName", coalesce((select max(e.sequence) from payment_export e
       where e.health_body_id = o.id and e.kind = $2), 0) + 1 as sequence
     from organisation o where o.id = $1`,
    [tx.actor.organisationId, kind],
  );
  if (row === undefined) throw new Error('The health body is not there.');
  return row;
}
