import { calendarDate } from '../../shared/calendar-date';
import { escaped, folded, icalendar } from './ical.rules';

const entry = { uid: 'payment-1@accord', on: calendarDate('2026-12-31'), title: 'Payment due', url: null };
const written = icalendar([entry], new Date('2026-11-22T09:30:00.000Z'));

describe('a calendar as RFC 5545 has it', () => {
  it('holds a whole day, whose end is the day after', () => {
    expect(written).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(written).toContain('UID:payment-1@accord\r\nDTSTAMP:20261122T093000Z\r\n');
  });

  it('begins, ends and breaks its lines as readers expect', () => {
    expect(written.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true);
    expect(written.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('escapes what has a meaning of its own', () => {
    expect(escaped('a;b, c\\d\r\ne')).toBe('a\\;b\\, c\\\\d\\ne');
  });

  it('folds at 75 octets, and cuts no character in two', () => {
    const line = `SUMMARY:${'é'.repeat(100)}`;
    const lines = folded(line).split('\r\n');
    for (const part of lines) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
    expect(lines.length).toBeGreaterThan(2);
    expect(folded(line).replaceAll('\r\n ', '')).toBe(line);
  });

  it('leaves a line of exactly 75 octets whole', () => {
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
    expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });
});
