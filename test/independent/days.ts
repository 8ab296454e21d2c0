import holidays from '../oracles/bank-holidays-england-wales-2018-2028.json';

/**
 * Days as whole numbers, 0 being 1 January 1970. Written out here, sharing nothing with the product, so that a fault in
 * the product's calendar cannot hide behind the same fault in what it is compared with.
 */
export type Day = number;

export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

export function dayFromText(text: string): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split('-').map(Number);
  return dayOf(year, month, dayOfMonth);
}

export function textOf(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The same day of a later or earlier month, or that month's last day where it has none. */
export function monthsAfter(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const count = year * 12 + month - 1 + months;
  const first = dayOf(Math.floor(count / 12), (count % 12) + 1, 1);
  const next = dayOf(Math.floor((count + 1) / 12), ((count + 1) % 12) + 1, 1);
  return Math.min(first + dayOfMonth - 1, next - 1);
}

export function dayInMonthOf(day: Day, dayOfMonth: number): Day {
  const { year, month } = partsOf(day);
  return dayOf(year, month, dayOfMonth);
}

const CLOSED = new Set(holidays.dates.map(dayFromText));

function isBankingDay(day: Day): boolean {
  // Day 0 was a Thursday: counted from a Monday, 5 and 6 are the weekend.
  return (((day + 3) % 7) + 7) % 7 < 5 && !CLOSED.has(day);
}

export function bankingDayOnOrBefore(day: Day): Day {
  return isBankingDay(day) ? day : bankingDayOnOrBefore(day - 1);
}

/** The count-th banking day strictly after a day; before it when the count is negative. */
export function bankingDaysFrom(day: Day, count: number): Day {
  const step = Math.sign(count);
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (isBankingDay(at)) left -= 1;
  }
  return at;
}
