import { dayInLondon } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';

interface Standing {
  text: string;
  colour: string;
  /** What more there is to say; null where the tag says it all. */
  more: string | null;
}

/** Whether somebody can sign in, and what they wait for otherwise. */
export function standingOf(
  { canSignIn, linkUntil }: { canSignIn: boolean; linkUntil: Date | null },
  today: CalendarDate,
): Standing {
  if (canSignIn) return { text: 'Can sign in', colour: 'green', more: null };
  if (linkUntil === null)
    return { text: 'No way in', colour: 'red', more: 'They have no link that works: make a new one.' };
  const until = dayInLondon(linkUntil);
  return { text: 'Invited', colour: 'yellow', more: `Link works until ${until === today ? 'today' : day(until)}.` };
}

/** What changes between the roles that somebody has and those that they are to have. */
export function changeOfRoles(had: readonly string[], wanted: readonly string[]): { given: string[]; taken: string[] } {
  return {
    given: wanted.filter((role) => !had.includes(role)),
    taken: had.filter((role) => !wanted.includes(role)),
  };
}

/** What whoever gives roles should think of before; none where there is nothing. */
export function cautionsFor(roles: readonly string[]): string[] {
  const has = (role: string) => roles.includes(role);
  const cautions: string[] = [];
  if (has('finance_officer') && has('finance_approver')) {
    cautions.push('Nobody approves a payment run that they had a hand in: each run still needs a second person.');
  }
  if (has('administrator') && roles.length > 1) {
    cautions.push('As an administrator they could give themselves more roles. The audit record shows it.');
  }
  if (has('finance_approver')) cautions.push('They may approve nothing until you set a limit under Approval limits.');
  return cautions;
}
