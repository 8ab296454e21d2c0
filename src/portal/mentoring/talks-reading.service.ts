import { Injectable } from '@nestjs/common';
import { EngagementListQuery, EngagementsService, toEngagementView } from '../../engagement';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { entryHeading, nameOf } from '../contact-log/log-words.rules';
import { asked } from '../group/asked';

const A_PAGE = 10;

/** What was talked about with mentors, as both sides read it: the newest first, a page at a time. */
@Injectable()
export class TalksReader {
  constructor(private readonly engagements: EngagementsService) {}

  async of(actor: Actor, { partnershipId, after }: { partnershipId?: string; after: string }, here: string) {
    const filter = { mentoring: true, limit: A_PAGE, ...(after !== '' && { cursor: after }) };
    const query = asked(EngagementListQuery, { ...filter, ...(partnershipId !== undefined && { partnershipId }) });
    const { items, next } = await this.engagements.list(actor, query);
    return {
      talks: items.map(toEngagementView).map((entry) => ({
        ...{ id: entry.id, heading: entryHeading(entry), talked: entry.purpose, next: entry.outcome },
        who: [entry.groupPerson, entry.healthPerson].filter((person) => person !== null).map(nameOf),
        ...{ healthBody: entry.healthBody, on: calendarDate(entry.happenedOn) },
      })),
      talksHere: here,
      firstTalks: after === '',
      moreTalks: next === null ? null : `${here}?${new URLSearchParams({ after: next }).toString()}#talks`,
    };
  }
}
