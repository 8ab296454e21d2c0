import { calendarDate } from '../../shared/calendar-date';
import { basisPointsIn, halfYearsUpTo, percent } from './rate-words.rules';

describe('Bank Rate in words', () => {
  it('is a per cent on the page and basis points behind it', () => {
    expect([375, 5, 0].map(percent)).toEqual(['3.75%', '0.05%', '0.00%']);
    expect(['3.75', '4', '0.1', '0.05', '12.5'].map(basisPointsIn)).toEqual([375, 400, 10, 5, 1250]);
  });

  it('belongs to half-years that have begun', () => {
    expect(halfYearsUpTo(calendarDate('2026-11-22')).slice(0, 3)).toEqual(['2026-07-01', '2026-01-01', '2025-07-01']);
    expect(halfYearsUpTo(calendarDate('2027-01-01'))[0]).toBe('2027-01-01');
  });
});
