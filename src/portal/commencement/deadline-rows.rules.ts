import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';

type Answers = Readonly<Record<string, string | readonly string[]>>;

/** One row of the form, as it was typed. */
export interface DeadlineRow {
  what: string;
  on: string;
  whose: string;
}

interface Deadline {
  what: string;
  on: CalendarDate;
  whose: Side;
}

interface Problem {
  field: string;
  text: string;
}

/** How many rows a list has: at least so many, some behind those that say something, and never more than can be kept. */
interface Room {
  least: number;
  spare: number;
  most: number;
}

const DEADLINE_ROOM: Room = { least: 5, spare: 2, most: 30 };
const REVIEW_ROOM: Room = { least: 3, spare: 1, most: 20 };
const MORE = 5;
const MOST_CHARACTERS = 200;
const EMPTY: DeadlineRow = { what: '', on: '', whose: '' };

export interface Rows {
  deadlines: DeadlineRow[];
  reviews: string[];
}

/** The rows of a form that nobody has filled in yet: what was said, and empty ones behind it. */
export function rowsOf(said: { deadlines: readonly DeadlineRow[]; reviews: readonly string[] }): Rows {
  return {
    deadlines: withRoom(said.deadlines, EMPTY, DEADLINE_ROOM),
    reviews: withRoom(said.reviews, '', REVIEW_ROOM),
  };
}

/** The rows of a form that was sent, as many as it had, in their order. */
export function rowsIn(answers: Answers): Rows {
  return {
    deadlines: numbered(DEADLINE_ROOM.most, (number) =>
      Object.hasOwn(answers, `deadline-${number}-what`)
        ? {
            what: textAt(answers, `deadline-${number}-what`),
            on: textAt(answers, `deadline-${number}-on`),
            whose: textAt(answers, `deadline-${number}-whose`),
          }
        : null,
    ),
    reviews: numbered(REVIEW_ROOM.most, (number) =>
      Object.hasOwn(answers, `review-${number}`) ? textAt(answers, `review-${number}`) : null,
    ),
  };
}

/** The same with more empty rows for deadlines. */
export function withMore({ deadlines, reviews }: Rows): Rows {
  return { deadlines: withRoom(deadlines, EMPTY, { ...DEADLINE_ROOM, spare: MORE }), reviews };
}

/** What the rows say. Empty ones are passed over; a row that says only whose it is says nothing. */
export function readRows({ deadlines, reviews }: Rows): {
  deadlines: Deadline[];
  reviews: CalendarDate[];
  problems: Problem[];
} {
  const read = deadlines.map((row, at) => ({ row, problems: problemsOf(row, String(at + 1)) }));
  const problems = [...read.flatMap((each) => each.problems), ...problemsOfReviews(reviews)];
  return {
    deadlines: read.flatMap(({ row, problems: found }) => (isEmpty(row) || found.length > 0 ? [] : [deadlineOf(row)])),
    reviews: reviews.filter(isCalendarDate),
    problems,
  };
}

function isEmpty({ what, on }: DeadlineRow): boolean {
  return what === '' && on === '';
}

function problemsOf(row: DeadlineRow, number: string): Problem[] {
  if (isEmpty(row)) return [];
  const wrong = (isWrong: boolean, name: string, text: string): Problem[] =>
    isWrong ? [{ field: `deadline-${number}-${name}`, text: `Deadline ${number}: ${text}` }] : [];
  return [
    ...wrong(row.what === '', 'what', 'say what is due'),
    ...wrong(row.what.length > MOST_CHARACTERS, 'what', `say it in at most ${String(MOST_CHARACTERS)} characters`),
    ...wrong(!isCalendarDate(row.on), 'on', 'enter the day by which it is due'),
    ...wrong(row.whose !== 'health' && row.whose !== 'group', 'whose', 'choose whose it is'),
  ];
}

function problemsOfReviews(reviews: readonly string[]): Problem[] {
  if (reviews.every((on) => on === '')) {
    return [{ field: 'review-1', text: 'Enter at least one day on which you look at this again' }];
  }
  return reviews.flatMap((on, at) =>
    on === '' || isCalendarDate(on)
      ? []
      : [{ field: `review-${String(at + 1)}`, text: `Day ${String(at + 1)}: enter the whole day, or leave it empty` }],
  );
}

function deadlineOf({ what, on, whose }: DeadlineRow): Deadline {
  return { what, on: calendarDate(on), whose: whose === 'health' ? 'health' : 'group' };
}

function textAt(answers: Answers, name: string): string {
  const answer = answers[name];
  return typeof answer === 'string' ? answer : '';
}

/** What is there under each number, from 1. */
function numbered<Row>(most: number, rowAt: (number: string) => Row | null): Row[] {
  return Array.from({ length: most }, (_, at) => rowAt(String(at + 1))).filter((row) => row !== null);
}

function withRoom<Row>(rows: readonly Row[], empty: Row, { least, spare, most }: Room): Row[] {
  const count = Math.min(most, Math.max(least, rows.length + spare));
  return [...rows, ...Array.from({ length: Math.max(0, count - rows.length) }, () => empty)];
}
