import { SCOPES } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { SCOPE_CHOICES, tokenState } from './token-words.rules';

const AT = { now: new Date('2026-11-22T12:00:00Z'), today: calendarDate('2026-11-22') };
const state = (expires: string, revoked: string | null = null) =>
  tokenState({ expires_at: new Date(expires), revoked_at: revoked === null ? null : new Date(revoked) }, AT).text;

describe('an API token', () => {
  it('works until it runs out or is stopped, and says when that is near', () => {
    expect(state('2027-02-20T12:00:00Z')).toBe('Works');
    expect(state('2026-12-06T12:00:00Z')).toBe('Runs out soon');
    expect(state('2026-12-07T12:00:00Z')).toBe('Works');
    expect(state('2026-11-22T11:59:00Z')).toBe('Run out');
    expect(state('2027-02-20T12:00:00Z', '2026-11-01T12:00:00Z')).toBe('Stopped');
  });

  it('has words for every scope', () => {
    expect(SCOPE_CHOICES.map(({ value }) => value)).toEqual([...SCOPES]);
  });
});
