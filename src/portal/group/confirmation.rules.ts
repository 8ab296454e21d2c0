import type { CalendarDate } from '../../shared/calendar-date';
import { calendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';
import { day } from '../frame/wording.rules';

/** What the contract says about being agreed. */
export interface DraftFacts {
  state: string;
  confirmations: readonly { side: string; confirmedOn: string }[];
  readiness: readonly CheckFacts[] | null;
  signerAnswersInPerson: boolean;
}

export interface CheckFacts {
  check: string;
  met: boolean;
  whose: string;
  whatToDo: string;
}

export interface Confirmation {
  /** Whether it waits for the reader's own side. */
  waitsForYou: boolean;
  /** Who has confirmed and who has not, a sentence each. */
  sentences: string[];
  checks: { text: string; met: boolean; whose: string; href: string }[];
  /**
   * Said before the group confirms, where it has no legal body of its own: empty otherwise. An unincorporated association
   * is no person in law, so that those who act for it answer for its contracts: Charity Commission, guidance CC22a.
   */
  inPerson: string[];
  /** For a manager: what to give a reason for, to go on without it. */
  missing: { check: string; text: string }[];
}

const OTHER: Readonly<Record<Side, string>> = { health: 'The group', group: 'The health body' };
const IN_PERSON: Readonly<Record<Side, readonly string[]>> = {
  group: [
    'Your group has no legal body of its own. Whoever confirms for it may have to answer for this contract in person, with their own money if it comes to that.',
    'There are other ways: an organisation that has a legal body confirms and holds the money for you, or your group first becomes one, such as a charitable incorporated organisation or a community interest company. Talk it over in your group, and ask the health body which it can work with. Nobody has to confirm today.',
  ],
  health: [
    'The group has no legal body of its own, so whoever confirms for it may have to answer for the contract in person. It reads this before it confirms.',
    'Talk over the other ways with it: an organisation that has a legal body confirms and holds the money, or the group first becomes one. Give it the time that takes.',
  ],
};

/** How far a draft, whose page is `here`, is from being agreed, as one side reads it; null once it is no draft any more. */
export function confirmationOf(draft: DraftFacts, side: Side, here: string): Confirmation | null {
  if (draft.state !== 'draft') return null;
  const [own, other] = [confirmedOn(draft, side), confirmedOn(draft, side === 'health' ? 'group' : 'health')];
  const checks = draft.readiness ?? [];
  return {
    waitsForYou: own === null,
    sentences: [
      own === null ? 'Your side has not confirmed it yet.' : `Your side confirmed it on ${day(own)}.`,
      other === null ? `${OTHER[side]} has not confirmed it yet.` : `${OTHER[side]} confirmed it on ${day(other)}.`,
    ],
    checks: checks.map(({ check, met, whose, whatToDo }) => ({
      text: whatToDo,
      met,
      whose: whoseWords(whose, side),
      href: placeOf(check, here),
    })),
    inPerson: draft.signerAnswersInPerson && confirmedOn(draft, 'group') === null ? [...IN_PERSON[side]] : [],
    missing: stillMissing(checks).map(({ check, whatToDo }) => ({ check, text: whatToDo })),
  };
}

/** The confirmations themselves are what agreeing consists of, so no reason is asked for those. */
export function stillMissing<Check extends CheckFacts>(checks: readonly Check[]): Check[] {
  return checks.filter(({ check, met }) => !met && !check.startsWith('confirmed_by_'));
}

function confirmedOn({ confirmations }: DraftFacts, side: Side): CalendarDate | null {
  const found = confirmations.find((each) => each.side === side);
  return found === undefined ? null : calendarDate(found.confirmedOn);
}

function whoseWords(whose: string, side: Side): string {
  if ((whose === 'group') === (side === 'group')) return 'Yours';
  return side === 'health' ? 'For the group' : 'For the health body';
}

const PAGES: Readonly<Record<string, string>> = {
  commencement_confirmed: 'commencement',
  decision_process: 'decision-process',
  fit: 'fit',
};

/** Where to see to it: on the page itself, or on one of its own. */
function placeOf(check: string, here: string): string {
  const page = PAGES[check];
  if (page !== undefined) return `${here}/${page}`;
  if (check.startsWith('confirmed_by_')) return '#confirm';
  return check.startsWith('lead_') ? '#leads' : '#payments';
}
