import { Injectable } from '@nestjs/common';
import { AuditService, Clock } from '../../platform';
import type { Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import type { JudgedEntry } from './entry-writer';

/** What a file was found to hold, without a name or an amount of anybody. */
@Injectable()
export class StatementAudit {
  constructor(
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  today(): CalendarDate {
    return this.clock.today();
  }

  taken(tx: Tx, id: string, entries: readonly JudgedEntry[]): Promise<void> {
    const counts: Record<string, number> = { entries: entries.length };
    for (const { judgement } of entries) counts[judgement.outcome] = (counts[judgement.outcome] ?? 0) + 1;
    return this.audit.record(tx, { action: 'reconciliation.taken', subjectId: id, detail: counts });
  }
}
