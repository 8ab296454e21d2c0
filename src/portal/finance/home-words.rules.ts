import type { CalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { counted, day } from '../frame/wording.rules';

/** What must be sent by one day. Amounts in pence. */
interface DueDay {
  sendByOn: CalendarDate;
  count: number;
  totalPence: number;
  /** Of these, on hold or come back. */
  waiting: number;
  /** Why nobody could approve it in time; null while somebody can. */
  noApprover: string | null;
}

/** So many days are named; more are counted. */
const NAMED = 3;

/** Where things stand with what must be sent, in a sentence or two: what is late first. */
export function sendWords(due: readonly DueDay[], today: CalendarDate): string {
  const late = due.filter(({ sendByOn }) => sendByOn < today);
  const next = due.find(({ sendByOn }) => sendByOn >= today);
  if (due.length === 0) return 'Nothing is waiting to be sent.';
  const overdue = late.length === 0 ? '' : `${sum(late)} should have been sent already. `;
  if (next === undefined) return `${overdue}Nothing else is waiting.`;
  const when = next.sendByOn === today ? 'today' : `by ${day(next.sendByOn)}`;
  return `${overdue}${sum([next])} must be sent ${when}.`;
}

function sum(days: readonly DueDay[]): string {
  const pence = days.reduce((total, { totalPence }) => total + totalPence, 0);
  const count = days.reduce((total, each) => total + each.count, 0);
  return `${pounds(pence)} in ${counted(count, 'payment')}`;
}

/** Said once, with what to do about it; null while somebody can approve all of it in time. */
export function noApproverWords(due: readonly DueDay[]): string | null {
  const without = due.filter(({ noApprover }) => noApprover !== null);
  if (without.length === 0) return null;
  const todo = 'An administrator sets who may approve how much.';
  if (without.length === due.length && due.length > 1) {
    return `Nobody who may approve any of these payments is there in time. ${todo}`;
  }
  const smaller = 'Smaller runs may need a smaller limit.';
  return `Nobody is there in time who may approve all that must be sent by ${namedDays(without)}. ${todo} ${smaller}`;
}

function namedDays(days: readonly DueDay[]): string {
  const names = days.slice(0, NAMED).map(({ sendByOn }) => day(sendByOn));
  const rest = days.length - names.length;
  const parts = rest === 0 ? names : [...names, counted(rest, 'further day')];
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
