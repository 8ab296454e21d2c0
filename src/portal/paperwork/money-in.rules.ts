import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';

/** An amount as people write it, "£1,234.50" or "1234.5", in pence; null where it is none. */
export function penceIn(text: string): number | null {
  const [, whole, part = ''] = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const pence = Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0'));
  return Number.isSafeInteger(pence) ? pence : null;
}

const DAY_FIRST = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;

/** A day as people write it, day first, or year first as programs do; null where it is none. */
export function dayIn(text: string): CalendarDate | null {
  const [, day = '', month = '', year] = DAY_FIRST.exec(text.trim()) ?? [];
  const written = year === undefined ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(written) ? calendarDate(written) : null;
}

/** 123450 → "1234.50", to be changed in a field. */
export function amountIn(pence: number): string {
  return `${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}

/** 2026-11-02 → "02/11/2026", to be changed in a field. */
export function dayFirst(day: CalendarDate): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return `${dayOfMonth}/${month}/${year}`;
}
