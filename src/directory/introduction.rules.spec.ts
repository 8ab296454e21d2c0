import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { assertAnswer, isLongWaiting } from './introduction.rules';
import type { AnswerTerms } from './introduction.rules';

const ASKED = calendarDate('2026-11-08');
const TODAY = calendarDate('2026-11-22');

function wrongIn(terms: AnswerTerms): string[] {
  try {
    assertAnswer(terms, ASKED, TODAY);
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.fields.map(({ pointer }) => pointer) : ['?'];
  }
}

describe('an introduction', () => {
  it('is to somebody, on a day between the asking and today', () => {
    const to = { answer: 'introduced', introducedTo: 'The lead of the team' } as const;
    expect(wrongIn(to)).toEqual([]);
    expect(wrongIn({ ...to, introducedOn: ASKED })).toEqual([]);
    expect(wrongIn({ answer: 'introduced' })).toEqual(['/introducedTo']);
    expect(wrongIn({ ...to, introducedOn: calendarDate('2026-11-23') })).toEqual(['/introducedOn']);
    expect(wrongIn({ ...to, introducedOn: calendarDate('2026-11-07') })).toEqual(['/introducedOn']);
  });

  it('is declined with a reason', () => {
    expect(wrongIn({ answer: 'declined' })).toEqual(['/reason']);
    expect(wrongIn({ answer: 'declined', reason: 'They are being merged; ask again in March.' })).toEqual([]);
  });

  it('waits too long once the days to answer are over', () => {
    expect(isLongWaiting(TODAY, TODAY)).toBe(false);
    expect(isLongWaiting(TODAY, calendarDate('2026-11-23'))).toBe(true);
  });
});
