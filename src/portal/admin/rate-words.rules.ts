import { addMonths, calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';

const OFFERED = 6;

/** 375 → "3.75%". */
export function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)}%`;
}

/** "3.75" → 375, to the basis point. */
export function basisPointsIn(text: string): number {
  const [whole = '', part = ''] = text.split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** The half-years that have begun, newest first. */
export function halfYearsUpTo(today: CalendarDate): CalendarDate[] {
  const newest = calendarDate(`${today.slice(0, 4)}-${today.slice(5, 7) < '07' ? '01' : '07'}-01`);
  return Array.from({ length: OFFERED }, (_, index) => addMonths(newest, -6 * index));
}
