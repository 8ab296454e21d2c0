import { COLUMNS, TEMPLATES } from './columns.rules';
import { readHeader, separatorOf } from './header.rules';

const PAYMENTS = ['Contract reference', 'Amount', 'Date received'];
const read = (cells: readonly string[]) => readHeader('payments', 'payments.csv', 1, cells);

describe('a header', () => {
  it('is matched without regard to case, spaces, underscores or hyphens, in any order', () => {
    const { positions, problems } = read([' date_RECEIVED ', 'amount', 'Contract\u00A0-Reference', '\u00A0']);
    expect(problems).toEqual([]);
    expect([...positions]).toEqual([
      ['Date received', 0],
      ['Amount', 1],
      ['Contract reference', 2],
    ]);
  });

  it('reports the columns that it does not know, as they are spelled, and passes over the column of an earlier mending', () => {
    const { unknownColumns, problems } = read([...PAYMENTS, 'Cost  Centre', '', 'Cost  Centre', 'problem']);
    expect(unknownColumns).toEqual(['Cost  Centre']);
    expect(problems).toEqual([]);
  });

  it('lacks nothing when one of the two payment dates is there', () =>
    expect(read(['Contract reference', 'Amount', 'Date sent']).problems).toEqual([]));

  it.each([
    [
      'without a required column',
      ['Amount', 'Date sent'],
      'Contract reference',
      '',
      'there is no column “Contract reference”; add it',
    ],
    [
      'without either payment date',
      PAYMENTS.slice(0, 2),
      'Date received',
      '',
      'there is no column “Date received” or “Date sent”; add it',
    ],
    [
      'with a column twice',
      [...PAYMENTS, 'AMOUNT'],
      'Amount',
      'AMOUNT',
      'there are two columns “Amount”; delete or rename one',
    ],
    [
      'with more than 100 columns',
      [...PAYMENTS, ...Array<string>(98).fill('x')],
      null,
      '',
      'the header has 101 columns; a file may have 100: delete those that are not needed',
    ],
  ])('%s is refused', (_, cells, column, value, problem) =>
    expect(read(cells).problems).toEqual([{ file: 'payments.csv', row: 1, column, value, problem }]),
  );

  it('is refused when a name holds a control character', () =>
    expect(read([...PAYMENTS, 'No\u0000te']).problems).toMatchObject([{ column: null, value: 'No␀te' }]));

  it('may have 100 columns', () => expect(read([...PAYMENTS, ...Array<string>(97).fill('x')]).problems).toEqual([]));

  it.each(['contracts', 'payments', 'contacts'] as const)(
    'of the %s template has every column and nothing to mend',
    (kind) => {
      const line = TEMPLATES[kind];
      expect(line.endsWith('\r\n')).toBe(true);
      const header = readHeader(kind, 'file.csv', 1, line.trimEnd().split(','));
      expect([...header.positions.keys()]).toEqual(COLUMNS[kind]);
      expect(header.problems).toEqual([]);
    },
  );
});

describe('the separator', () => {
  it.each([
    ['comma', 'Contract reference,Amount,Date received\nC;1;2;3;4', ','],
    ['semicolon', '\r\n;;\r\nContract reference;Amount;"Net, VAT, gross, total"\r\n', ';'],
    ['tab', 'Contract reference\tAmount\tDate received', '\t'],
    ['known columns before the number of columns', 'Contract reference;Amount;a,b,c,d,e,f', ';'],
    ['a header with a line break in a name', '"Contract\nreference";Amount', ';'],
    ['nothing to go by', 'Amount', ','],
    ['an empty text', '', ','],
  ])('%s', (_, opening, separator) => expect(separatorOf('payments', opening)).toBe(separator));
});
