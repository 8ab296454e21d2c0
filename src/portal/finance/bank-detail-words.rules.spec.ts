import { eventWords, groupStateWords, LOOK_REASONS, modulusWords, stateWords } from './bank-detail-words.rules';

describe('the words for bank details', () => {
  it('never take a check that passed for proof', () => {
    expect(modulusWords('possible')).toMatch(/could exist.*does not mean that it does/);
    expect(modulusWords('not_checkable')).toContain('Could not be checked');
    expect(modulusWords(null)).toContain('Could not be checked');
  });

  it('say what comes next, which for one’s own account is no call', () => {
    expect(stateWords('proposed', false).means).toContain('call the payee');
    expect(stateWords('proposed', true).means).not.toContain('call');
    expect(stateWords('in_force', true)).toMatchObject({ tag: 'In force', means: 'Bank files pay from it.' });
    for (const state of ['resting', 'ended', 'refused', 'cancelled'] as const)
      expect(stateWords(state, true).means).not.toContain('there');
  });

  it('tell a group that it is paid somewhere, and when not', () => {
    expect(groupStateWords('in_force').means).toBe('You are paid there.');
    expect(groupStateWords('proposed').means).toContain('Nothing is paid there yet');
  });

  it('say of a look what it was for, and never by whom', () => {
    expect(eventWords({ what: 'looked_at', why: 'compare' })).toBe(
      'Looked at by finance to compare it with a letter or statement',
    );
    expect(eventWords({ what: 'confirmed', why: null })).toBe('Confirmed by a second person');
    expect(LOOK_REASONS.map(({ value }) => value)).toEqual(['compare', 'payment_query', 'bank_asked', 'audit']);
  });
});
