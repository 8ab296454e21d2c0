import { Injectable } from '@nestjs/common';
import { AuditService } from '../platform';
import type { Tx } from '../platform';
import { RemittanceWriter } from './remittances/remittance-writer.service';
import type { MadeFile } from './run-file-maker.service';
import type { LockedRun } from './run-records';

/** What is written besides, in the same transaction, of a file that was made. */
@Injectable()
export class ExportRecord {
  constructor(
    private readonly remittances: RemittanceWriter,
    private readonly audit: AuditService,
  ) {}

  /** Each payee is told what it is paid, and on which day. */
  async sent(tx: Tx, run: LockedRun, file: MadeFile): Promise<void> {
    const { exportId, payDays } = file;
    await this.remittances.write(tx, { runId: run.id, exportId, payOn: (dueOn) => payDays.get(dueOn) ?? dueOn });
    await this.made(tx, run, file, 'payment-run.exported');
  }

  made(tx: Tx, run: LockedRun, { exportId, kind, sequence }: MadeFile, action: string): Promise<void> {
    const { number, lineCount, totalPence } = run;
    const detail = { number, lineCount, totalPence, exportId, kind, sequence };
    return this.audit.record(tx, { action, subjectId: run.id, detail });
  }
}
