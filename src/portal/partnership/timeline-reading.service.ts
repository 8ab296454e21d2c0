import { Injectable } from '@nestjs/common';
import { FINDING_TITLES } from '../../findings';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { findingName } from '../manager/finding-words.rules';
import { ROWS, timelineSql } from './timeline-events';
import { timelineLine } from './timeline-words.rules';
import type { TimelineEvent, TimelineLine } from './timeline-words.rules';

type Row = TimelineEvent & { id: string };

/** Where the timeline goes on: behind this day, kind and id. */
export interface TimelinePlace {
  on: string;
  kind: string;
  id: string;
}

/** Everything that happened in a partnership and that the reader may see, newest first. */
@Injectable()
export class TimelineReader {
  constructor(private readonly reads: ReadsService) {}

  async of(
    actor: Actor,
    partnershipId: string,
    today: CalendarDate,
    after: TimelinePlace | null,
  ): Promise<{ lines: TimelineLine[]; next: TimelinePlace | null }> {
    const place = after === null ? [null, null, null] : [after.on, after.kind, after.id];
    const sql = timelineSql(actor.side);
    const rows = await this.reads.rows<Row>(actor, sql, [actor.organisationId, partnershipId, today, ...place]);
    const shown = rows.slice(0, ROWS);
    const last = rows.length > ROWS ? shown.at(-1) : undefined;
    const reading = {
      ...{ side: actor.side, root: `/o/${actor.organisationId}`, partnershipId },
      // A group is told in words that are meant for both sides.
      findingName: actor.side === 'health' ? findingName : titleOf,
    };
    return {
      lines: shown.map((row) => timelineLine(row, reading)),
      next: last === undefined ? null : { on: last.on, kind: last.kind, id: last.id },
    };
  }
}

const titles: Readonly<Record<string, string | undefined>> = FINDING_TITLES;

function titleOf(rule: string): string {
  return titles[rule] ?? rule.replaceAll('_', ' ');
}
