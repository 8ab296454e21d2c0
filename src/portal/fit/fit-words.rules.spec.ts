import { addressed, resultTag, standingWords } from './fit-words.rules';

describe('whether a contract fits, in words', () => {
  it('says to the group what it says to the health body, as its own', () => {
    expect(addressed('Legal advice: the group says that it does not do this.', 'group')).toBe(
      'Legal advice: you say that you do not do this.',
    );
    expect(addressed('Eastport: the group says that it works in “Westmere”.', 'group')).toBe(
      'Eastport: you say that you work in “Westmere”.',
    );
    for (const words of [
      'the group does this.',
      'the group does not name this among what it does.',
      'the group has not said what it does.',
      'the group’s work is for these people.',
      'the group does not name these people among those its work is for.',
      'the group has not said whom its work is for.',
      'the group has not said where it works.',
      'the group works there.',
    ]) {
      expect(addressed(words, 'group')).not.toMatch(/the group|\bits?\b/);
      expect(addressed(words, 'health')).toBe(words);
    }
  });

  it('never calls what is not known a mismatch', () => {
    expect(resultTag('not_known').text).toBe('Not known');
    expect(standingWords('not_known', 'health')).toContain('no mismatch');
    expect(standingWords('not_known', 'group')).toContain('counts against nobody');
  });
});
