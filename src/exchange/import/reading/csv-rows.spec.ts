import fc from 'fast-check';
import { type CsvRow, csvRows, quoted, UnreadableRest } from './csv-rows';
import type { Separator } from './header.rules';

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

async function rowsOf(text: string, separator: Separator = ',', size = 7): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const some of csvRows(inPieces(text, size), separator)) rows.push(...some);
  return rows;
}

const cellsOf = async (text: string): Promise<unknown> => (await rowsOf(text)).map(({ row, cells }) => [row, ...cells]);

describe('the rows of a CSV', () => {
  it.each([
    [
      'CRLF',
      'a,b\r\nc,d\r\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'LF without one at the end',
      'a,b\nc,d',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'CR',
      'a,b\rc,d\r',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'blank lines count as rows',
      'a\n\n  \nb\r\n\r\nc',
      [
        [1, 'a'],
        [4, 'b'],
        [6, 'c'],
      ],
    ],
    [
      'rows of separators count too',
      'a,b\n,\nc,d',
      [
        [1, 'a', 'b'],
        [2, '', ''],
        [3, 'c', 'd'],
      ],
    ],
    [
      'a line break in quotes is no row',
      'a,"b\r\n\r\nc"\nd,e',
      [
        [1, 'a', 'b\r\n\r\nc'],
        [2, 'd', 'e'],
      ],
    ],
    ['a separator in quotes', '"a, b",c', [[1, 'a, b', 'c']]],
    ['doubled quotes', '"a ""b"" c","""d"""', [[1, 'a "b" c', '"d"']]],
    ['a quote inside an unquoted cell is text', '6" by 4",x', [[1, '6" by 4"', 'x']]],
    ['spaces around quotes are none of the text', ' "a, b" , "c ""d""" ,e', [[1, 'a, b', 'c "d"', 'e']]],
    ['quoted quotes before spaces', '"""a"" ",b', [[1, '"a" ', 'b']]],
    ['text after a closing quote is text', '"a" b,c', [[1, '"a" b', 'c']]],
    [
      'too few and too many cells',
      'a,b\nc\nd,e,f',
      [
        [1, 'a', 'b'],
        [2, 'c'],
        [3, 'd', 'e', 'f'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', async (_, text, rows) => expect(await cellsOf(text)).toEqual(rows));

  it('tells a quoted cell that runs into the quotes of a later row', async () => {
    const rows = await rowsOf('a,"b,c\nd,"e",f\ng,"""h""\ni",j\n');
    expect(rows).toEqual([
      { row: 1, cells: ['a,"b,c\nd,"e",f'], quoteLeftOpen: true },
      { row: 2, cells: ['g', '"h"\ni', 'j'], quoteLeftOpen: false },
    ]);
  });

  it('reads the same whatever the separator, the quoting, the line ends and the pieces it comes in', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'a', 'é', '🏳', "'") })
      .map((text) => text.trim());
    const file = fc.record({
      rows: fc.array(fc.record({ cells: fc.array(cell, { minLength: 2, maxLength: 4 }), blanks: fc.nat(2) })),
      separator: fc.constantFrom<Separator>(',', ';', '\t'),
      end: fc.constantFrom('\r\n', '\n', '\r'),
      always: fc.boolean(),
      size: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, separator, end, always, size }) => {
        let text = '';
        let line = 0;
        const expected = rows.map(({ cells, blanks }) => {
          const written = cells.map((one) => (always || /[",;\t\r\n]/.test(one) ? quoted(one) : one));
          text += `${end.repeat(blanks)}${written.join(separator)}${end}`;
          line += blanks + 1;
          return { row: line, cells, quoteLeftOpen: false };
        });
        expect(await rowsOf(text, separator, size)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a quote that is never closed', () => {
  async function readUntilItEnds(text: string): Promise<{ rows: number[]; end: unknown }> {
    const rows: number[] = [];
    try {
      for await (const some of csvRows(inPieces(text, 65_536), ',')) rows.push(...some.map(({ row }) => row));
      return { rows, end: null };
    } catch (end) {
      return { rows, end };
    }
  }

  it('is told at the row where it opens, after all rows before it', async () => {
    const { rows, end } = await readUntilItEnds('a,b\n\n"c\nc",d\n\ne,"f\ng,h\ni,j\n');
    expect(rows).toEqual([1, 3]);
    expect(end).toBeInstanceOf(UnreadableRest);
    expect(end).toMatchObject({ row: 5, opening: 'e,"f\ng,h\ni,j' });
    expect(String(end)).toContain('never closed');
  });

  it('ends the reading before it fills the memory', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('a,b\nc,"d\n');
      for (; read < 100_000_000; read += 65_536) yield await Promise.resolve(Buffer.alloc(65_536, 'x,y,z,\n'));
    }
    const reading = (async () => {
      for await (const rows of csvRows(endless(), ',')) expect(rows).toHaveLength(1);
    })();
    await expect(reading).rejects.toMatchObject({ row: 2, message: expect.stringContaining('never closed') });
    expect(read).toBeLessThan(3_000_000);
  });

  it('is not what an endless line is', async () => {
    const { rows, end } = await readUntilItEnds(`a,b\n${'x'.repeat(2_200_000)}`);
    expect(rows).toEqual([1]);
    expect(end).toMatchObject({ row: 2, message: expect.stringContaining('longer than 100 columns') });
  });
});
