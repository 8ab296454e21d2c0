import { Injectable } from '@nestjs/common';
import { IntroductionListQuery, Introductions } from '../../directory';
import { Mentorings } from '../../mentoring';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { asked } from '../group/asked';
import { introductionTag } from './directory-words.rules';

/** What stands on the pages of who is who for a group: what it asked for, and who mentors it. */
@Injectable()
export class DirectoryOfGroup {
  constructor(
    private readonly introductions: Introductions,
    private readonly mentorings: Mentorings,
  ) {}

  /** What the group asked of an entry and waits for. */
  async openOne(actor: Actor, entryId: string) {
    if (actor.side === 'health') return null;
    const { items } = await this.introductions.list(actor, asked(IntroductionListQuery, { state: 'open', entryId }));
    const [open] = items;
    return open === undefined ? null : { id: open.id, askedOn: calendarDate(open.askedOn) };
  }

  /** Who mentors it, and what it asked for lately; nothing for a health body. */
  async own(actor: Actor) {
    if (actor.side === 'health') return { asked: [], mentors: [] };
    const [introductions, mentorings] = await Promise.all([
      this.introductions.list(actor, asked(IntroductionListQuery, { limit: 5 })),
      this.mentorings.ofGroup(actor),
    ]);
    const present = mentorings.filter(({ fromOn }) => fromOn !== null);
    return {
      asked: introductions.items.map(({ id, entryName, askedOn, state }) => ({
        ...{ id, entryName, stands: introductionTag(state), askedOn: calendarDate(askedOn) },
      })),
      mentors: present.map(({ mentor, otherParty, healthBody, reviewOn }) => ({
        ...{ who: mentor ?? otherParty ?? '', healthBody },
        reviewOn: reviewOn === null ? null : calendarDate(reviewOn),
      })),
    };
  }
}
