import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../contracts';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { settlementOf } from './settlement';
import type { HeldRow, Settlement } from './settlement';
import { judgeWatched } from './watched.rules';
import { readWatchedFacts } from './watched-facts-reader';
import type { ReadBy } from './watched-facts-reader';
import { WATCH_THRESHOLDS, type WatchThresholds } from './watching';

/** What judging the partnerships of one health body on a day needs, read once. */
export type JudgedBy = ReadBy & { thresholds: WatchThresholds };

/** Reads what is known of partnerships, judges it, and says what has changed since the last time. */
@Injectable()
export class JudgingService {
  constructor(private readonly bankHolidays: BankHolidays) {}

  /** Call it before the transaction is opened. */
  async judgedBy(asOf: CalendarDate): Promise<JudgedBy> {
    return {
      asOf,
      calendar: await this.bankHolidays.calendar(),
      thresholds: WATCH_THRESHOLDS,
      unmetChecks: () => Promise.resolve(new Map()),
    };
  }

  async judge(tx: Tx, groupIds: readonly string[], by: JudgedBy): Promise<Settlement> {
    const facts = await readWatchedFacts(tx, groupIds, by);
    const held = await tx.asServer<HeldRow>('select * from findings_held($1)', [groupIds]);
    const judged = [...facts].map(([groupId, known]) => ({
      groupId,
      facts: known,
      judgement: judgeWatched(known, by.asOf, by.thresholds),
    }));
    return settlementOf(judged, held, by.asOf, by.thresholds);
  }
}
