import { calendarDate } from '../../shared/calendar-date';
import { moveWords, stateTag, termsWords } from './terms-words.rules';

const terms = { timing: 'in_advance', rhythm: 'monthly', paymentDays: 30, paymentDay: null };

describe('terms of payment in plain words', () => {
  it('says that monthly in advance is there before the work', () => {
    expect(termsWords(terms)).toBe('Paid every month, in advance: the money is there before the work begins.');
  });

  it('says how many days after the work', () => {
    expect(termsWords({ ...terms, timing: 'in_arrears', rhythm: 'quarterly', paymentDays: 14 })).toBe(
      'Paid every three months, after the work, within 14 days of the end of what it is for.',
    );
  });

  it.each([
    [1, '1st'],
    [12, '12th'],
    [22, '22nd'],
  ])('names a fixed day of the month: %d', (paymentDay, words) => {
    expect(termsWords({ ...terms, paymentDay })).toContain(`by the ${words} of the month`);
  });

  it('points to the plan for milestones', () => {
    expect(termsWords({ ...terms, timing: 'on_milestone' })).toMatch(/dates in the plan/);
  });
});

it('says what became of a contract without its inner names', () => {
  expect(stateTag('active').text).toBe('Running');
  expect(moveWords('terminated', calendarDate('2026-05-01'))).toBe('Ended early on 1 May 2026');
});
