import { calendarDate } from '../../shared/calendar-date';
import { noApproverWords, sendWords } from './home-words.rules';

const TODAY = calendarDate('2026-11-27');
const due = (sendByOn: string, totalPence = 100_000, noApprover: string | null = null) => ({
  sendByOn: calendarDate(sendByOn),
  count: 1,
  totalPence,
  waiting: 0,
  noApprover,
});

describe('what must be sent', () => {
  it('is said with what is late first', () => {
    expect(sendWords([due('2026-11-04'), due('2026-11-20'), due('2026-12-02', 725_000)], TODAY)).toBe(
      '£2,000.00 in 2 payments should have been sent already. £7,250.00 in 1 payment must be sent by 2 December 2026.',
    );
  });

  it('is said to be for today on the day itself', () => {
    expect(sendWords([due('2026-11-27')], TODAY)).toBe('£1,000.00 in 1 payment must be sent today.');
  });

  it('may all be late, or nothing', () => {
    expect(sendWords([due('2026-11-20')], TODAY)).toBe(
      '£1,000.00 in 1 payment should have been sent already. Nothing else is waiting.',
    );
    expect(sendWords([], TODAY)).toBe('Nothing is waiting to be sent.');
  });
});

describe('that nobody can approve it', () => {
  const nobody = 'Nobody may approve it.';

  it('is not said while somebody can', () => {
    expect(noApproverWords([due('2026-12-02')])).toBeNull();
  });

  it('is said once where it is so of everything', () => {
    expect(noApproverWords([due('2026-12-02', 1, nobody), due('2026-12-09', 1, nobody)])).toBe(
      'Nobody who may approve any of these payments is there in time. An administrator sets who may approve how much.',
    );
  });

  it('names the days where it is so of some', () => {
    const some = [due('2026-12-02', 1, nobody), due('2026-12-09'), due('2026-12-11', 1, nobody)];
    expect(noApproverWords(some)).toContain('must be sent by 2 December 2026 and 11 December 2026.');
    const many = ['02', '09', '11', '22', '23'].map((each) => due(`2026-12-${each}`, 1, nobody));
    expect(noApproverWords([...many, due('2026-12-29')])).toContain(
      'by 2 December 2026, 9 December 2026, 11 December 2026 and 2 further days.',
    );
  });
});
