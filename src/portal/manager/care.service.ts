import { Injectable } from '@nestjs/common';
import { Introductions } from '../../directory';
import {
  FindingListQuery,
  FindingsService,
  toFindingView,
  toUnjudgedPartnershipView,
  WaitingService,
} from '../../findings';
import type { FindingView } from '../../findings';
import { Mentorings } from '../../mentoring';
import { Clock, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, daysBetween, type CalendarDate } from '../../shared/calendar-date';
import { waitingSentence } from '../directory/directory-words.rules';
import { day } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { toDoSentence } from '../mentoring/mentor-words.rules';
import { nextStep } from '../mending/mending';
import { findingWords } from './finding-words.rules';
import { lateWords, together } from './late-together.rules';
import { severityTag } from './severity-tag.rules';
import type { TagWords } from './severity-tag.rules';

const MOST_UNJUDGED = 5;
/** A home page shows fewer, and of these the late payments of one partnership as one. */
const MOST_TOGETHER = 50;

/** Something that needs care, in the words of the page. */
export interface CareItem {
  id: string;
  what: string;
  tag: TagWords;
  group: string;
  /** The partnership's page. */
  href: string;
  /** The finding's own; null for several that are told together. */
  page: string | null;
  contract: { reference: string; href: string } | null;
  why: string;
  next: string;
  /** The page that mends it; whoever can, where the reader cannot. */
  step: { text: string; href: string; whoCan: string | null } | null;
  /** In words: "1 November 2026". */
  since: string;
  /** What your side did with it, if anything. */
  state: string | null;
  version: number;
  acknowledged: boolean;
}

export interface CareList {
  items: CareItem[];
  count: number;
  next: string | null;
}

/** A partnership that nobody can judge yet, and why. */
export interface Unjudged {
  group: string;
  href: string;
  why: string;
}

export interface CareFilter {
  limit: number;
  state?: 'open' | 'snoozed';
  partnershipId?: string;
  cursor?: string;
}

/** What the findings say to a partnership manager. */
@Injectable()
export class CareService {
  constructor(
    private readonly findings: FindingsService,
    private readonly waiting: WaitingService,
    private readonly introductions: Introductions,
    private readonly mentorings: Mentorings,
    private readonly clock: Clock,
  ) {}

  /** How many groups wait to be introduced to somebody, and how long; null where none does. */
  async introductionsWaiting(actor: Actor): Promise<string | null> {
    const { count, oldest } = await this.introductions.waiting(actor);
    return oldest === null ? null : waitingSentence(count, daysBetween(calendarDate(oldest), this.clock.today()));
  }

  /** New partners without a mentor, and mentors to ask about, in a sentence; null where there are none. */
  async mentors(actor: Actor): Promise<string | null> {
    const { without, toAsk } = await this.mentorings.toDoCount(actor);
    return toDoSentence(without, toAsk);
  }

  /** Worst first; what only the group can mend is not in it. */
  async list(actor: Actor, filter: CareFilter): Promise<CareList> {
    const query = asked(FindingListQuery, { count: true, actsOn: 'health_body', ...filter });
    const { items, next, count } = await this.findings.list(actor, query);
    const today = this.clock.today();
    return { items: items.map((row) => careItem(toFindingView(row), actor, today)), next, count: count ?? 0 };
  }

  /** The same for a home page: so many things, of which the late payments of one partnership are one. */
  async together(actor: Actor, most: number): Promise<CareList & { more: boolean }> {
    const query = asked(FindingListQuery, { count: true, actsOn: 'health_body', limit: MOST_TOGETHER });
    const { items, next, count } = await this.findings.list(actor, query);
    const today = this.clock.today();
    const shown = together(items.map(toFindingView)).slice(0, most);
    return {
      items: shown.map(({ worst, all }) =>
        all.length === 1 ? careItem(worst, actor, today) : lateItem(all, actor, today),
      ),
      next,
      count: count ?? 0,
      more: (count ?? 0) > shown.reduce((told, { all }) => told + all.length, 0),
    };
  }

  /** Short: a few, and how many there are. */
  async unjudged(actor: Actor): Promise<{ items: Unjudged[]; count: number }> {
    const query = asked(ListQuery, { limit: MOST_UNJUDGED, count: true });
    const { items, count } = await this.waiting.unjudged(actor, query);
    return {
      items: items.map(toUnjudgedPartnershipView).map(({ id, group, why }) => ({
        group,
        href: `/o/${actor.organisationId}/partnerships/${id}`,
        why: why.map(({ inWords }) => inWords).join(' '),
      })),
      count: count ?? 0,
    };
  }
}

export function careItem(view: FindingView, actor: Actor, today: CalendarDate): CareItem {
  const root = `/o/${actor.organisationId}`;
  const { contractId, contractReference: reference, evidence } = view;
  const words = findingWords({ rule: view.rule, evidence, people: peopleIn(evidence) }, today);
  return {
    id: view.id,
    ...words,
    step: stepOf(view, actor),
    tag: view.severity === null ? { text: 'Waiting for the group', colour: 'grey' } : severityTag(view.severity),
    group: view.group,
    href: `${root}/partnerships/${view.partnershipId}`,
    page: `${root}/findings/${view.id}`,
    contract: contractId === null || reference === null ? null : { reference, href: `${root}/contracts/${contractId}` },
    since: day(calendarDate(view.firstSeenOn)),
    state: stateOf(view),
    version: view.version,
    acknowledged: view.acknowledged,
  };
}

/** Late payments of one partnership, with one way on: each of them is put off on the partnership's page. */
function lateItem(all: readonly FindingView[], actor: Actor, today: CalendarDate): CareItem {
  const [worst, ...others] = all as [FindingView, ...FindingView[]];
  const item = careItem(worst, actor, today);
  const since = [worst, ...others].map(({ firstSeenOn }) => calendarDate(firstSeenOn)).sort()[0] ?? today;
  return {
    ...item,
    ...lateWords(all, today),
    step: { text: 'See each of them', href: `${item.href}#care`, whoCan: null },
    since: day(since),
    contract: others.every(({ contractId }) => contractId === worst.contractId) ? item.contract : null,
    ...{ page: null, state: null },
  };
}

function stepOf(view: FindingView, actor: Actor): CareItem['step'] {
  const step = nextStep(view, actor);
  if (step === null) return null;
  return { text: step.text, href: `/o/${actor.organisationId}${step.path}`, whoCan: step.whoCan };
}

function stateOf({ snoozedUntil, acknowledged }: FindingView): string | null {
  if (snoozedUntil !== null) return `Put off until ${day(calendarDate(snoozedUntil))}.`;
  return acknowledged ? 'Somebody on your side knows of it.' : null;
}

/** Findings name at most one person, under `contact`. */
function peopleIn({ contact }: Readonly<Record<string, unknown>>): string[] {
  if (typeof contact !== 'object' || contact === null) return [];
  const { name, email } = contact as { name?: unknown; email?: unknown };
  return [name, email].filter((text) => typeof text === 'string').slice(0, 1);
}
