import { capacityInShort, capacityQuote, capacitySentence } from './capacity-words.rules';

const said = { state: 'limited', waitingWeeks: 6, statedOn: '2026-11-02' } as const;

describe('what a group says of its capacity', () => {
  it('is one sentence with the wait and the day', () => {
    expect(capacitySentence(said)).toBe(
      'Limited: we can take on a little. People wait 6 weeks. Said on 2 November 2026.',
    );
  });

  it('tells nobody waiting from nothing said', () => {
    expect(capacitySentence({ ...said, waitingWeeks: 0 })).toContain('Nobody waits.');
    expect(capacitySentence({ ...said, waitingWeeks: null })).not.toContain('wait');
  });

  it('is quoted to its partners, and short in a row, always with its day', () => {
    expect(capacityQuote(said)).toBe('Limited: we can take on a little. People wait 6 weeks.');
    expect(capacityInShort(said)).toBe('Can take on a little, as it said on 2 November 2026');
  });
});
