import { calendarDate } from '../../shared/calendar-date';
import { lateness } from './lateness.rules';

const month = (day: string, due: number, late: number) => ({
  month: calendarDate(day),
  due,
  late,
  latePence: late * 100,
});

describe('how many payments came late, month by month', () => {
  it('is said with the worst month', () => {
    const view = lateness([month('2026-09-01', 10, 1), month('2026-10-01', 12, 4)]);
    expect(view?.sentence).toBe(
      '22 payments fell due in 2 months; 5 were late. October 2026 was the worst month, with 4.',
    );
    expect(view?.months.map((each) => each.month)).toEqual(['September 2026', 'October 2026']);
  });

  it('is drawn in proportion: what is late is part of what fell due', () => {
    const view = lateness([month('2026-09-01', 10, 5)]);
    const heights = [...(view?.wide ?? '').matchAll(/height="([\d.]+)" fill="(?:#e8edee|url\(#late-wide\))"/g)];
    expect(heights.map(([, height]) => Number(height))).toEqual([206, 103]);
  });

  it('says so where none was late, and nothing where none fell due', () => {
    expect(lateness([month('2026-09-01', 1, 0)])?.sentence).toBe('1 payment fell due in 1 month; none was late.');
    expect(lateness([month('2026-09-01', 0, 0)])).toBeNull();
  });
});
