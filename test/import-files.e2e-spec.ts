import * as iconv from 'iconv-lite';
import { contact, contract, csv, payment } from './support/csv';
import type { Sheets } from './support/csv';
import { Importing, placesOf } from './support/importing';
import type { Problem } from './support/importing';
import type { Agent } from './support/start-app';

const BODY = 'Ledger Board';

let importing: Importing;
let manager: Agent;
let files = 0;

beforeAll(async () => {
  importing = await Importing.start();
  await importing.bring({ contracts: [contract(BODY, 'LB-0')] });
  manager = await importing.manager(BODY);
});
afterAll(() => importing.close());

interface Told {
  files: { file: string; rows: number; encoding: string; separator: string; unknownColumns: string[] }[];
  errors: Problem[];
  warnings: string[];
  created: number;
  unchanged: number;
}

/** What the API answers to files that a browser sends. */
async function send(sheets: Sheets): Promise<Told> {
  const post = manager.post('/api/v1/imports');
  for (const [kind, content] of Object.entries(sheets)) {
    const bytes = typeof content === 'string' || Buffer.isBuffer(content) ? content : csv(content);
    void post.attach(kind, Buffer.from(bytes), { filename: `${kind}.csv`, contentType: 'text/csv' });
  }
  const { body } = await post.expect(200);
  return body as Told;
}

const reference = () => `LB-${String((files += 1))}`;

describe('files as programs save them', () => {
  it.each([
    ['with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`), ','],
    ['with semicolons', (text: string) => Buffer.from(text.replaceAll(',', ';')), ';'],
    ['with tabs', (text: string) => Buffer.from(text.replaceAll(',', '\t')), '\t'],
    ['with bare line feeds', (text: string) => Buffer.from(text.replaceAll('\r\n', '\n')), ','],
    ['with empty lines and lines of separators', (text: string) => Buffer.from(`\r\n${text}\r\n,,,,\r\n`), ','],
    ['without a last line break', (text: string) => Buffer.from(text.trimEnd()), ','],
  ])('are read %s', async (_how, save, separator) => {
    const { files: facts, errors, created } = await send({ contracts: save(csv([contract(BODY, reference())])) });
    expect(errors).toEqual([]);
    expect(created).toBe(1);
    expect(facts).toEqual([{ file: 'contracts.csv', rows: 1, encoding: 'utf-8', separator, unknownColumns: [] }]);
  });

  it('are read in Windows-1252, and it is said', async () => {
    const row = contract(BODY, reference(), {
      Group: 'Café de l’Étoile',
      Value: '£ 12,375.50',
      Title: 'Support – “drop-in” for €5',
    });
    const { files: facts, errors } = await send({ contracts: iconv.encode(csv([row]), 'windows-1252') });
    expect(errors).toEqual([]);
    expect(facts).toMatchObject([{ encoding: 'windows-1252' }]);
    const found = await importing.rows(
      `select c.title, c.value_pence, g.name from contract c join organisation g on g.id = c.group_id
       where c.reference = $1`,
      row['Contract reference'],
    );
    expect(found).toEqual([{ title: row.Title, value_pence: '1237550', name: row.Group }]);
  });

  it('may have columns in any order and spelling, unknown ones are named, cells may hold line breaks', async () => {
    const row = contract(BODY, reference(), { Ward: 'North', Title: 'One line\r\nand "another", quoted' });
    const shuffled = Object.fromEntries(
      Object.entries(row)
        .reverse()
        .map(([column, cell]) => [column.toUpperCase().replace(' ', '_'), ` ${cell}\u00A0`]),
    );
    const { files: facts, errors } = await send({ contracts: [shuffled] });
    expect(errors).toEqual([]);
    expect(facts).toMatchObject([{ rows: 1, unknownColumns: ['WARD'] }]);
    const [found] = await importing.rows('select title from contract where reference = $1', row['Contract reference']);
    expect(found).toEqual({ title: 'One line\r\nand "another", quoted' });
  });

  it('may have a header and nothing else', async () => {
    const header = `${csv([contract(BODY, 'x')]).split('\r\n')[0] ?? ''}\r\n`;
    expect(await send({ contracts: header })).toMatchObject({ errors: [], created: 0, files: [{ rows: 0 }] });
  });
});

describe('files that cannot be read', () => {
  const whole = csv([contract(BODY, 'LB-X')]);
  const [header = '', line = ''] = whole.split('\r\n');

  it.each([
    ['is empty', '', null, /empty/],
    ['is blank', '\r\n\r\n', null, /empty/],
    ['is UTF-16', Buffer.from(`\uFEFF${whole}`, 'utf16le'), null, /save as CSV UTF-8/],
    ['is UTF-16 without a mark', Buffer.from(whole, 'utf16le'), null, /save as CSV UTF-8/],
    ['is a workbook', Buffer.from('PK\u0003\u0004rest of it'), null, /workbook/],
    ['lacks a column', whole.replace('Value', 'Worth'), 'Value', /there is no column “Value”/],
    ['has a column twice', whole.replace('Title', 'value'), 'Value', /there are two columns “Value”/],
  ])('stop before any row: one that %s', async (_what, content, column, problem) => {
    const { errors } = await send({ contracts: content, payments: [payment('LB-X', '1000', '2026-04-01')] });
    // the payments' contract may have been in the file that stopped: it is not reported again
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ file, row }) => file === 'contracts.csv' && row === 1)).toBe(true);
    expect(errors).toContainEqual(expect.objectContaining({ column, problem: expect.stringMatching(problem) }));
  });

  it('are named where a quote opens and never closes; the rows before are judged', async () => {
    const open = line.replace('Work under LB-X', '"Work under LB-X');
    const { errors } = await send({
      contracts: `${header}\r\n${line.replace('12000', 'nil')}\r\n${open}\r\n${line}\r\n`,
    });
    expect(placesOf(errors)).toEqual(['contracts.csv 2 Value', 'contracts.csv 3 -']);
  });

  it('are named where a row has too few or too many cells, once', async () => {
    const { errors } = await send({ contracts: `${header}\r\n${line},,\r\n\r\nLB-Y,\r\n` });
    expect(placesOf(errors)).toEqual(['contracts.csv 2 -', 'contracts.csv 4 -']);
  });
});

describe('every bad cell', () => {
  it('of three files is named by file, row, column and as it stands', async () => {
    const { errors, created } = await send({
      contracts: [
        contract(BODY, 'LB-BAD', {
          Value: '12.375,50',
          'Start date': '31/02/2026',
          Instrument: 'gift',
          'Payment days': '31',
          'Payment day': '29',
          VAT: 'some',
          'Invoice needed': 'perhaps',
        }),
        contract(BODY, '', { Group: ' ', 'Health lead email': 'robin', 'End date': '2026-03-31' }),
      ],
      payments: [
        payment('LB-0', '(500)', '1/4/26'),
        payment('', '1e5', '46113', { 'Due date': '4/13/2026' }),
        payment('LB-0', '0', '2026-04-01 10:00'),
        payment('LB-0', '-5', '1 April 2026'),
      ],
      contacts: [
        contact('LB-0', '', { Channel: 'pigeon', 'Started by': 'them', 'Two-way': 'maybe' }),
        contact('LB-0', '29/2/2026', { 'Group person email': 'a b@c.example', Purpose: 'bell \u0007' }),
      ],
    });
    expect(errors.map(({ file, row, column, value }) => [file, row, column, value])).toEqual([
      ['contracts.csv', 2, 'Instrument', 'gift'],
      ['contracts.csv', 2, 'Value', '12.375,50'],
      ['contracts.csv', 2, 'Start date', '31/02/2026'],
      ['contracts.csv', 2, 'VAT', 'some'],
      ['contracts.csv', 2, 'Invoice needed', 'perhaps'],
      ['contracts.csv', 2, 'Payment days', '31'],
      ['contracts.csv', 2, 'Payment day', '29'],
      ['contracts.csv', 3, 'Group', ''],
      ['contracts.csv', 3, 'Contract reference', ''],
      ['contracts.csv', 3, 'End date', '2026-03-31'],
      ['contracts.csv', 3, 'Health lead email', 'robin'],
      ['payments.csv', 2, 'Amount', '(500)'],
      ['payments.csv', 2, 'Date received', '1/4/26'],
      ['payments.csv', 3, 'Contract reference', ''],
      ['payments.csv', 3, 'Due date', '4/13/2026'],
      ['payments.csv', 3, 'Amount', '1e5'],
      ['payments.csv', 3, 'Date received', '46113'],
      ['payments.csv', 4, 'Amount', '0'],
      ['payments.csv', 4, 'Date received', '2026-04-01 10:00'],
      ['payments.csv', 5, 'Amount', '-5'],
      ['payments.csv', 5, 'Date received', '1 April 2026'],
      ['contacts.csv', 2, 'Date', ''],
      ['contacts.csv', 2, 'Channel', 'pigeon'],
      ['contacts.csv', 2, 'Started by', 'them'],
      ['contacts.csv', 2, 'Two-way', 'maybe'],
      ['contacts.csv', 3, 'Date', '29/2/2026'],
      ['contacts.csv', 3, 'Group person email', 'a b@c.example'],
      ['contacts.csv', 3, 'Purpose', 'bell \u2407'],
    ]);
    expect(created).toBe(0);
    expect(new Set(errors.map(({ problem }) => problem)).size).toBeGreaterThan(20);
  });

  it('is counted as a spreadsheet counts: blank lines do, a line break in a cell does not', async () => {
    const [header = '', line = ''] = csv([contract(BODY, 'LB-ROW', { Title: 'two\nlines' })]).split('\r\n');
    const bad = line.replace('12000', 'nil').replace('LB-ROW', 'LB-ROW2');
    const { errors } = await send({ contracts: `${header}\r\n${line}\r\n\r\n,,,\r\n${bad}\r\n` });
    expect(placesOf(errors)).toEqual(['contracts.csv 5 Value']);
  });
});

/** Text that no compression makes short. */
function noise(length: number): string {
  let state = 7;
  const letters = Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCodePoint(0x4e00 + (state % 20_000));
  });
  return letters.join('');
}

describe('long cells', () => {
  it('are kept to 10,000 characters in texts', async () => {
    const row = contract(BODY, reference(), { Title: noise(10_000), 'Reason not monthly in advance': noise(10_000) });
    const log = contact(row['Contract reference'] ?? '', '2026-10-01', {
      Purpose: noise(10_000),
      Outcome: noise(10_000),
    });
    expect(await send({ contracts: [row], contacts: [log] })).toMatchObject({ errors: [], created: 2 });
    const { errors } = await send({ contracts: [{ ...row, Title: noise(10_001) }] });
    expect(errors).toMatchObject([{ column: 'Title', problem: expect.stringMatching(/10,000 characters/) }]);
    expect(errors[0]?.value).toHaveLength(100);
  });

  it('are refused where things are known by them', async () => {
    const long = noise(10_000);
    const { errors } = await send({
      contracts: [
        contract(BODY, long, { Group: 'Wren Room', Title: 'Work' }),
        contract(BODY, 'LB-LONG', {
          Group: long,
          'Health lead name': long,
          'Group lead name': long,
        }),
      ],
      payments: [payment('LB-0', '1000', '2026-04-01', { 'Payment reference': long })],
    });
    expect(placesOf(errors)).toEqual([
      'contracts.csv 2 Contract reference',
      'contracts.csv 3 Group',
      'contracts.csv 3 Health lead name',
      'contracts.csv 3 Group lead name',
      'payments.csv 2 Payment reference',
    ]);
  });
});
