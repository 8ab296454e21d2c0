import { nameSaying, nameTag, proposalTag, shareWords } from './material-words.rules';

describe('materials in plain words', () => {
  it('say what a group said of its name, and of which version', () => {
    expect(nameSaying('Harbour Lights', 'consented')).toBe(
      'Harbour Lights agrees to its name on this version, and on no other.',
    );
    expect(nameSaying('Harbour Lights', 'lapsed')).toMatch(/until a newer one was made/);
    expect(nameSaying('Harbour Lights', 'never', 1)).toBe(
      'Harbour Lights agreed to its name on version 1. That yes has lapsed, and it has not agreed to its name on this version.',
    );
    expect([nameTag('withdrawn').colour, nameTag('never').colour]).toEqual(['red', 'yellow']);
  });

  it('say how much was changed', () => {
    expect(shareWords(61, 12)).toBe('61% of the earlier words are gone; 12% of the words now are new.');
    expect(shareWords(0, 12)).toMatch(/^None of the earlier words are gone/);
    expect(shareWords(0, 0)).toMatch(/^The words are the same/);
    expect(shareWords(null, null)).toBe('');
  });

  it('say where an edit stands', () => {
    expect(proposalTag('open').text).toBe('Waits for an answer');
    expect(proposalTag('other').text).toBe('other');
  });
});
