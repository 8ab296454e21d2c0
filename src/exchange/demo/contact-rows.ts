import type { BankingCalendar } from '../../contracts';
import { addDays, daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { ANSWERED, UNANSWERED } from './conversations';
import type { PlannedContract } from './planned-contract';
import type { ContactPattern, Officer } from './portfolio';
import type { Row } from './row';

/** Within the year that findings look at. */
const DAYS_BACK = 350;
/** People talk before a contract starts. */
const DAYS_BEFORE_START = 45;
const CHANNELS = ['email', 'video', 'email', 'phone', 'in person'];

/** The contact logged under a contract, newest first. */
export function contactRows(
  planned: PlannedContract,
  today: CalendarDate,
  calendar: BankingCalendar,
): Row<'contacts'>[] {
  const { contact: pattern } = planned.contract;
  if (pattern === undefined) return [];
  const daysBack = Math.min(DAYS_BACK, daysBetween(planned.term.startsOn, today) + DAYS_BEFORE_START);
  const rows: Row<'contacts'>[] = [];
  for (let days = Math.ceil(pattern.everyDays / 3); days <= daysBack; days += pattern.everyDays) {
    const on = calendar.onOrBefore(addDays(today, -days));
    const officer = whoWasThere(pattern, rows.length, on, today);
    if (officer !== undefined) rows.push(contactRow(planned, rows.length, on, officer));
  }
  return rows;
}

/** The next in turn, passing over those who had left by then. */
function whoWasThere(
  pattern: ContactPattern,
  turn: number,
  on: CalendarDate,
  today: CalendarDate,
): Officer | undefined {
  const first = turn % pattern.with.length;
  const inTurn = [...pattern.with.slice(first), ...pattern.with.slice(0, first)];
  return inTurn.find(({ lastDayIn }) => lastDayIn === null || addDays(today, lastDayIn) >= on);
}

function contactRow(
  { body, group, contract }: PlannedContract,
  turn: number,
  on: CalendarDate,
  officer: Officer,
): Row<'contacts'> {
  const each = contract.contact?.unansweredEach;
  const answered = each === undefined || turn % each !== each - 1;
  const said = pick(answered ? ANSWERED : UNANSWERED, turn + contract.title.length);
  return {
    'Health body': body.name,
    'Contract reference': contract.reference,
    Date: on,
    Channel: answered ? pick(CHANNELS, turn) : 'email',
    'Started by': said.startedBy,
    'Health person email': officer.email,
    'Group person email': group.lead.email,
    'Two-way': answered ? 'yes' : 'no',
    Purpose: said.purpose,
    Outcome: said.outcome,
  };
}

function pick<T>(from: readonly T[], turn: number): T {
  const picked = from[turn % from.length];
  if (picked === undefined) throw new RangeError('There is nothing to pick from.');
  return picked;
}
