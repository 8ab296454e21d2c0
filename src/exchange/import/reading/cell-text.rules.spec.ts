import fc from 'fast-check';
import { cellSafe, cellText, csvSafe, isBlank } from './cell-text.rules';
import { Mistake, named, shown } from './problem.rules';

const says = (cell: string): string => {
  const text = cellText(cell);
  return text instanceof Mistake ? text.says : `read as ${text}`;
};

describe('the text of a cell', () => {
  it.each([
    ['outer spaces are trimmed', '  Pride in Health \t', 'Pride in Health'],
    ['inner spaces are kept', 'Pride  in  Health', 'Pride  in  Health'],
    ['non-breaking spaces are spaces', '\u00A0Pride\u202Fin\u00A0Health\u00A0', 'Pride in Health'],
    ['accents are composed', 'Cafe\u0301', 'Caf\u00E9'],
    ['line breaks inside are kept', 'one\r\ntwo\tthree', 'one\r\ntwo\tthree'],
    ['an apostrophe before a formula sign is dropped', "'=1+1", '=1+1'],
    ['an apostrophe before any of the others is dropped', "'-5", '-5'],
    ['one apostrophe only', "''@home", "'@home"],
    ['an apostrophe before a letter stays', "'Allo", "'Allo"],
    ['a formula is text', '=SUM(A1)', '=SUM(A1)'],
  ])('%s', (_, cell, text) => expect(cellText(cell)).toBe(text));

  it.each([
    ['NUL', 'a\u0000b'],
    ['escape', 'a\u001b[31mb'],
    ['delete', 'a\u007Fb'],
    ['a C1 control', 'é\u0085'],
  ])('%s is refused', (_, cell) => expect(says(cell)).toContain('control character'));

  it('may be 10,000 characters long, counted as people count them', () => {
    expect(cellText('x'.repeat(10_000))).toHaveLength(10_000);
    expect(cellText('🏳'.repeat(10_000))).toHaveLength(20_000);
    expect(says('x'.repeat(10_001))).toBe('the cell is longer than 10,000 characters; shorten it');
    expect(says('🏳'.repeat(10_001))).toContain('longer than 10,000');
  });

  it('is blank when nothing shows', () => {
    expect(['', ' ', '\u00A0', '\t'].every(isBlank)).toBe(true);
    expect(isBlank(' x ')).toBe(false);
  });
});

describe('a text that leaves in a CSV', () => {
  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx', ' =1', '＝1', '\u200B=1', '\uFEFF+1'])(
    '%j gets an apostrophe',
    (text) => {
      expect(csvSafe(text)).toBe(`'${text}`);
      expect(cellSafe(text)).toBe(`'${text}`);
    },
  );

  it('gets none when no spreadsheet takes it for a formula', () =>
    expect(csvSafe("It's 5 = five")).toBe("It's 5 = five"));

  it('comes back as it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(
          fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', '\u200B', ' ') }),
          fc.string(),
        )
        .map((parts) => parts.join('')),
    );
    const printable = text.map((one) =>
      one
        .normalize('NFC')
        .replace(/[^\P{Cc}\t\r]/gu, '')
        .replace(/[\u00A0\u2007\u202F]/g, ' '),
    );
    // what a trimmed text begins with, or the tab or return that csvSafe keeps from being trimmed
    const kept = printable.map((one) => one.trimEnd()).map((one) => (/^[\t\r]/.test(one) ? one : one.trimStart()));
    fc.assert(
      fc.property(kept, (one) => expect(cellText(csvSafe(one))).toBe(one)),
      { numRuns: 1_000 },
    );
  });

  it('says the same after it went back to its sender, whatever the cell was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '-', 'a', '@', ' ', '＠', '\uFEFF') }), (cell) => {
        expect(cellText(cellSafe(cell))).toBe(cellText(cell));
        expect(cellSafe(cell)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('a value in a report', () => {
  it('is cut at 100 characters, never in the middle of one', () => {
    expect(shown('x'.repeat(150))).toBe('x'.repeat(100));
    expect(shown(`${'x'.repeat(99)}🏳`)).toBe('x'.repeat(99));
  });

  it('shows control characters as pictures', () =>
    expect(shown('a\u0000b\u001bc\u007Fd\u0081\n')).toBe('a␀b␛c␡d\uFFFD\n'));

  it('is shorter in a sentence', () => {
    expect(named('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`);
    expect(named('12.5.2026')).toBe('12.5.2026');
  });
});
