import { Readable } from 'node:stream';
import { csvStatement, writtenAs } from './csv-statement';
import type { EntryFacts } from './entry';
import type { MappingFacts } from './mapping.rules';

const ONE: MappingFacts = {
  dateColumn: 'Date',
  dateFormat: 'DD/MM/YYYY',
  amountFormat: 'pounds',
  amountStyle: 'out_is_negative',
  amountColumn: 'Amount',
  debitColumn: null,
  creditColumn: null,
  referenceColumn: 'Reference',
  payeeColumn: 'Payee',
  entryColumn: null,
};
const TWO: MappingFacts = {
  ...ONE,
  amountStyle: 'debit_credit',
  amountColumn: null,
  debitColumn: 'Paid out',
  creditColumn: 'Paid in',
};

/** In pieces that end anywhere. */
async function read(content: string | Buffer, mapping: MappingFacts): Promise<EntryFacts[]> {
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
  const found: EntryFacts[] = [];
  for await (const batch of csvStatement(Readable.from(pieces), mapping, writtenAs(bytes))) found.push(...batch);
  return found;
}
const one = (...amounts: string[]) =>
  read(`Date,Payee,Reference,Amount\n${amounts.map((text) => `20/11/2026,Oak,W-1,${text}`).join('\n')}`, ONE);
const two = (...amounts: [string, string][]) =>
  read(
    `Date;Payee;Reference;Paid out;Paid in\n${amounts.map((pair) => `20/11/2026;Oak;W-1;${pair.join(';')}`).join('\n')}`,
    TWO,
  );
const moved = (entries: readonly EntryFacts[]) =>
  entries.map(({ direction, amountPence, flaw }) => [direction, amountPence, ...(flaw === null ? [] : [flaw])]);

describe('a CSV statement', () => {
  it('may begin with a mark, part its cells by semicolons, and hold empty lines and balances', async () => {
    const lines = [
      '\ufeffdate ; PAYEE;Reference;Paid out;Paid in;',
      ';Opening balance;;;;',
      '',
      '1/2/2026;"Oak; Ash";W-1;"1,234.50";;',
      '28/02/2026;Zoë;W-2;;£0.01;',
    ];
    expect(await read(lines.join('\r\n'), TWO)).toMatchObject([
      { bookedOn: '2026-02-01', direction: 'debit', amountPence: 123_450, names: ['Oak; Ash'], reference: 'W-1' },
      { bookedOn: '2026-02-28', direction: 'credit', amountPence: 1, names: ['Zoë'], reference: 'W-2' },
    ]);
  });

  it('is read as Windows writes it where it is no UTF-8', async () => {
    const content = Buffer.from('Date,Payee,Reference,Amount\n20/11/2026,Zoë,W-1,-£1.00\n', 'latin1');
    expect(await read(content, ONE)).toMatchObject([{ names: ['Zoë'], amountPence: 100, direction: 'debit' }]);
  });

  it('writes money that goes out with a minus, in brackets, or with DR; the other way round where the layout says so', async () => {
    expect(moved(await one('-1.00', '(2.00)', '3.00 DR', '4.00-', '5.00', '6 CR', '0.00', ''))).toEqual([
      ...[
        ['debit', 100],
        ['debit', 200],
        ['debit', 300],
        ['debit', 400],
      ],
      ...[
        ['credit', 500],
        ['credit', 600],
      ],
    ]);
    const content =
      'Date,Payee,Reference,Amount\n' +
      ['1.00', '-2.00', '3.00 DR', '4.00 CR'].map((text) => `20/11/2026,Oak,W-1,${text}\n`).join('');
    expect(moved(await read(content, { ...ONE, amountStyle: 'out_is_positive' }))).toEqual([
      ['debit', 100],
      ['credit', 200],
      ['debit', 300],
      ['credit', 400],
    ]);
  });

  it('may write all of a column with a minus; one amount that is not like the others is left to a person', async () => {
    expect(moved(await two(['-1.00', ''], ['(2.00)', ''], ['', '3.00']))).toEqual([
      ['debit', 100],
      ['debit', 200],
      ['credit', 300],
    ]);
    expect(moved(await two(['1.00', ''], ['-1.00', ''], ['2.00', '']))).toEqual([
      ['debit', 100],
      ['debit', 100, 'sign_differs'],
      ['debit', 200],
    ]);
  });

  it.each([
    ['1.005', '"1.005" in Amount is not an amount'],
    ['"1.234,50"', 'is not an amount'],
    ['(5.00', 'is not an amount'],
    ['1e3', 'is not an amount'],
    ['9999999999999999', 'is not an amount'],
    ['1.00,Ash', 'more cells than the header line'],
  ])('with %s is refused by its line', async (text, said) => {
    await expect(one('-1.00', text)).rejects.toThrow(`Line 3: `);
    await expect(one('-1.00', text)).rejects.toThrow(said);
  });

  it.each([
    ['31/02/2026', 'DD/MM/YYYY'],
    ['2026-11-20', 'DD/MM/YYYY'],
    ['11/20/2026', 'DD/MM/YYYY'],
    ['', 'DD/MM/YYYY'],
    ['31 Nov 2026', 'DD MON YYYY'],
  ] as const)('with the day %s, where %s is said, is refused', async (day, dateFormat) => {
    const content = `Date,Payee,Reference,Amount\n${day},Oak,W-1,-1.00\n`;
    await expect(read(content, { ...ONE, dateFormat })).rejects.toThrow(
      `Line 2: "${day}" is not a day written ${dateFormat}`,
    );
  });

  it('is refused without a column of the layout, with one twice, and with an amount in both directions', async () => {
    await expect(read('Day,Payee,Reference,Amount\n', ONE)).rejects.toThrow(
      'no column "Date"; its columns are Day, Payee',
    );
    await expect(read('Date,Payee,Reference,Amount,amount\n', ONE)).rejects.toThrow(
      'the column "Amount" more than once',
    );
    await expect(two(['1.00', '1.00'])).rejects.toThrow('both going out and coming in');
  });
});
