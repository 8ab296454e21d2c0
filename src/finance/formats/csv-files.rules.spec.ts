import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { calendarDate } from '../../shared/calendar-date';
import { apCsv } from './ap-csv.rules';
import { csvLine, csvSafe } from './csv-cell.rules';
import type { CsvStyle } from './csv-cell.rules';
import { exampleLine, exampleRun, inTurn, refusalOf, written } from './example-run.testing';
import { columnProblems, dateIn, USUAL_AP_TEMPLATE, USUAL_JOURNAL_TEMPLATE } from './export-template.rules';
import type { ExportTemplate } from './export-template.rules';
import { journalCsv } from './journal-csv.rules';
import type { LineFacts } from './run-facts';

const JOURNAL: ExportTemplate = {
  ...USUAL_JOURNAL_TEMPLATE,
  control: { accountCode: '9900', costCentre: null, analysisCode: null },
};

const payables = async (lines: readonly LineFacts[], template = USUAL_AP_TEMPLATE) =>
  (await written(() => apCsv(exampleRun(lines), template, inTurn(lines)))).text;
const journal = async (lines: readonly LineFacts[], template = JOURNAL) =>
  (await written(() => journalCsv(exampleRun(lines), template, inTurn(lines)))).text;
describe('a payables file', () => {
  it('has the usual columns where no others are saved', async () => {
    expect(await payables([exampleLine(1, { invoiceNumber: 'INV 7', amountPence: 123_405 })])).toBe(
      'Supplier number,Payee name,Invoice number,Reference,Due date,Payment date,Amount,Purchase order,Cost centre,' +
        'Account code,Analysis code\r\n' +
        'S-0042,Rainbow House,INV 7,PRIDE-1,24/08/2026,24/08/2026,1234.05,,4100,6210,\r\n',
    );
  });

  it('follows a column set: names, order, fixed texts, dates, pence, separator, quotation marks, line ending', async () => {
    const template: ExportTemplate = {
      kind: 'ap_csv',
      columns: [
        { header: 'TYPE', fixed: 'GRANT' },
        { header: 'AMT', source: 'amount' },
        { header: 'DATE', source: 'paymentDate' },
        { header: 'FROM', source: 'periodFrom' },
        { header: 'RUN', source: 'runNumber' },
        { header: 'NO', source: 'lineNumber' },
        { header: 'FILE', source: 'fileNumber' },
      ],
      headerLine: false,
      dateFormat: 'DD-MON-YYYY',
      amountFormat: 'pence',
      separator: 'bar',
      lineEnding: 'lf',
      quoting: 'always',
      control: null,
    };
    const lines = [exampleLine(1), exampleLine(2, { periodStartsOn: null })];
    expect(await payables(lines, template)).toBe(
      '"GRANT"|"100000"|"24-AUG-2026"|"01-SEP-2026"|"12"|"1"|"7"\n"GRANT"|"100000"|"24-AUG-2026"|""|"12"|"2"|"7"\n',
    );
  });

  it('names each line without a supplier number or coding, where a column shows it', async () => {
    const lines = [
      exampleLine(1),
      exampleLine(2, { supplierNumber: null }),
      exampleLine(3, { costCentre: null, accountCode: null }),
    ];
    const error = await refusalOf(payables(lines));
    expect(error.message).toMatch(/^2 lines cannot go into this file/);
    expect(error.fields).toEqual([
      { pointer: '/lines/2', detail: 'Line 2, Rainbow House: it has no supplier number.' },
      { pointer: '/lines/3', detail: 'Line 3, Rainbow House: it has no cost centre.' },
      { pointer: '/lines/3', detail: 'Line 3, Rainbow House: it has no account code.' },
    ]);
    const bare = { ...USUAL_AP_TEMPLATE, columns: [{ header: 'Amount', source: 'amount' }] };
    expect(await payables(lines, bare)).toBe('Amount\r\n1000.00\r\n1000.00\r\n1000.00\r\n');
  });

  it('is refused when its lines are not those of the run', async () => {
    const given = written(() => apCsv(exampleRun([exampleLine(1)]), USUAL_AP_TEMPLATE, inTurn([])));
    await expect(given).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('a journal', () => {
  it('debits each coding and credits the control account with the whole', async () => {
    const lines = [
      exampleLine(1, { amountPence: 10_000 }),
      exampleLine(2, { amountPence: 5_050, costCentre: '4200', analysisCode: 'LGBT' }),
      exampleLine(3, { amountPence: 1 }),
    ];
    expect(await journal(lines)).toBe(
      'Journal date,Line number,Cost centre,Account code,Analysis code,Debit,Credit,Description\r\n' +
        '24/08/2026,1,4100,6210,,100.01,,"Payment run 12, 2 payments"\r\n' +
        '24/08/2026,2,4200,6210,LGBT,50.50,,"Payment run 12, 1 payment"\r\n' +
        '24/08/2026,3,,9900,,,150.51,"Payment run 12, 3 payments"\r\n',
    );
  });

  it('balances on every day, whatever is charged where', async () => {
    const anyLine = fc.record({
      amountPence: fc.integer({ min: 1, max: 2_000_000_000 }),
      costCentre: fc.constantFrom('1', '2', '3'),
      accountCode: fc.constantFrom('1', '2', '12'),
      payOn: fc.constantFrom(calendarDate('2026-08-24'), calendarDate('2026-08-25')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 30 }), async (those) => {
        const lines = those
          .sort((one, other) => (one.payOn < other.payOn ? -1 : 1))
          .map((line, index) => exampleLine(index + 1, line));
        const text = await journal(lines, { ...JOURNAL, amountFormat: 'pence' });
        const rows = parse<Record<string, string>>(text, { columns: true });
        const sum = (side: string, on: string) =>
          rows.filter((row) => row['Journal date'] === on).reduce((pence, row) => pence + Number(row[side]), 0);
        for (const { payOn, totalPence } of exampleRun(lines).days) {
          const on = dateIn('DD/MM/YYYY', payOn);
          expect([sum('Debit', on), sum('Credit', on)]).toEqual([totalPence, totalPence]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names each line without coding, and needs a control account', async () => {
    const error = await refusalOf(journal([exampleLine(1), exampleLine(2, { accountCode: null })]));
    expect(error.fields.map(({ pointer }) => pointer)).toEqual(['/lines/2']);
    expect((await refusalOf(journal([exampleLine(1)], { ...JOURNAL, control: null }))).kind).toBe('conflict');
  });
});

describe('a cell', () => {
  const style: CsvStyle = { separator: 'comma', lineEnding: 'crlf', quoting: 'needed' };

  const run = [
    '=1+1',
    '+44',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\n=1',
    ' =1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '\uFEFF=1',
    '\u200B=1',
  ];

  it.each(run)('runs nothing: %j begins with an apostrophe', (text) => {
    expect(csvSafe(text)).toBe(`'${text}`);
  });

  it.each(["It's 5 = five", 'A-1', '"=1"', '12', '', '(=1)'])(
    'is left as it is where nothing would run: %j',
    (text) => {
      expect(csvSafe(text)).toBe(text);
    },
  );

  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom('needed' as const, 'always' as const),
        fc.constantFrom('comma' as const, 'semicolon' as const, 'tab' as const, 'bar' as const),
        (cells, quoting, separator) => {
          const delimiter = { comma: ',', semicolon: ';', tab: '\t', bar: '|' }[separator];
          const line = csvLine(cells, { ...style, quoting, separator });
          expect(parse(line, { delimiter, record_delimiter: '\r\n' })).toEqual([cells.map(csvSafe)]);
        },
      ),
    );
  });
});

describe('a column set', () => {
  it('is told what is wrong with it, each thing at its column', () => {
    expect(columnProblems('ap_csv', USUAL_AP_TEMPLATE.columns)).toEqual([]);
    expect(columnProblems('journal_csv', USUAL_JOURNAL_TEMPLATE.columns)).toEqual([]);
    const problems = columnProblems('ap_csv', [
      { header: 'Ref', source: 'reference' },
      { header: 'ref ', source: 'title' },
      { header: 'Fixed', fixed: 'x' },
    ]);
    expect(problems.map(({ index }) => index)).toEqual([1, 1, null]);
    expect(problems.at(-1)?.detail).toBe('One column has to show the amount.');
  });

  it.each([
    ['YYYY-MM-DD', '2026-04-01'],
    ['DD/MM/YYYY', '01/04/2026'],
    ['DD-MM-YYYY', '01-04-2026'],
    ['DD-MON-YYYY', '01-APR-2026'],
    ['YYYYMMDD', '20260401'],
    ['DDMMYYYY', '01042026'],
  ] as const)('writes days as %s', (format, text) => {
    expect(dateIn(format, calendarDate('2026-04-01'))).toBe(text);
  });
});
