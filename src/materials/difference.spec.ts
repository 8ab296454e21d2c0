import fc from 'fast-check';
import { differenceOf, shareChanged } from './difference';
import type { Piece } from './difference';

const textOf = (pieces: readonly Piece[] | null) => (pieces ?? []).map(({ text }) => text).join('');

describe('the difference of two texts', () => {
  it('puts paragraph beside paragraph, and marks the words that are gone and new', () => {
    expect(differenceOf('Welcome.\nOpen on Mondays.\nBye.', 'Welcome.\nOpen on Fridays.\nBye.')).toEqual([
      { before: [{ text: 'Welcome.', changed: false }], after: [{ text: 'Welcome.', changed: false }] },
      {
        before: [
          { text: 'Open on ', changed: false },
          { text: 'Mondays.', changed: true },
        ],
        after: [
          { text: 'Open on ', changed: false },
          { text: 'Fridays.', changed: true },
        ],
      },
      { before: [{ text: 'Bye.', changed: false }], after: [{ text: 'Bye.', changed: false }] },
    ]);
  });

  it('leaves one side empty where a paragraph was added or taken away', () => {
    expect(differenceOf('One.', 'One.\nTwo.').at(-1)).toEqual({
      before: null,
      after: [{ text: 'Two.', changed: true }],
    });
    expect(differenceOf('One.\nTwo.', 'One.').at(-1)).toEqual({
      before: [{ text: 'Two.', changed: true }],
      after: null,
    });
  });

  it('loses no paragraph of either side', () => {
    const lines = fc.array(fc.constantFrom('a b c', 'a x c', 'd', '', 'e f'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const rows = differenceOf(before.join('\n'), after.join('\n'));
        const side = (of: 'before' | 'after') => rows.filter((row) => row[of] !== null).map((row) => textOf(row[of]));
        expect(side('before').join('\n')).toBe(before.join('\n'));
        expect(side('after').join('\n')).toBe(after.join('\n'));
      }),
    );
  });

  it('says how much of the words is gone and how much is new', () => {
    expect(shareChanged('one two three four', 'one two three four')).toEqual({ removedPercent: 0, addedPercent: 0 });
    expect(shareChanged('one two three four', 'one five')).toEqual({ removedPercent: 75, addedPercent: 50 });
    expect(shareChanged('one', 'two')).toEqual({ removedPercent: 100, addedPercent: 100 });
    const long = Array.from({ length: 1000 }, (_, index) => `w${String(index)}`);
    expect(shareChanged(long.join(' '), long.slice(1).join('  '))).toEqual({ removedPercent: 1, addedPercent: 0 });
  });

  it('is found of two long texts that have nothing in common, too', () => {
    const words = (letter: string) => Array.from({ length: 8000 }, (_, n) => `${letter}${String(n)}`).join(' ');
    expect(shareChanged(words('a'), words('b'))).toEqual({ removedPercent: 100, addedPercent: 100 });
    expect(differenceOf(words('a'), words('b'))).toHaveLength(1);
  });
});
