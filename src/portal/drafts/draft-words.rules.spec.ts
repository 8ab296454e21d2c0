import { keptWords, titleOf } from './draft-words.rules';

describe('an unfinished form in words', () => {
  it('says what it is, with whom and about which payment', () => {
    expect(titleOf({ form: 'impact', other: 'Westmere', dueOn: '2026-10-01' })).toBe(
      'What waiting for a payment has meant: Westmere, due on 1 October 2026',
    );
    expect(titleOf({ form: 'profile', other: null, dueOn: null })).toBe('Your profile');
  });

  it('says when it was kept, and what it took the place of', () => {
    const at = new Date('2026-11-26T14:05:00Z');
    expect(keptWords(null)).toBeNull();
    expect(keptWords({ at, replaced: null })).toBe('Kept for you at 2:05pm. Nothing is sent yet.');
    expect(keptWords({ at, replaced: new Date('2026-11-26T14:03:00Z') })).toContain(
      'another window had kept on 26 November 2026 at 2:03pm',
    );
  });
});
