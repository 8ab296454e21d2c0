import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as iconv from 'iconv-lite';
import { openContracts, openPayments, type OpenedTable, TEMPLATES } from './index';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'accord-reading-'))));
afterAll(() => rm(folder, { recursive: true }));

async function payments(content: string | Buffer): Promise<OpenedTable<{ reference: string; amountPence: number }>> {
  const path = join(folder, 'payments.csv');
  await writeFile(path, content);
  return openPayments(path, 'payments.csv');
}

async function all<T>(table: OpenedTable<T>) {
  const rows = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return rows;
}

const HEADER = 'Contract reference,Amount,Date received';

describe('the encoding of a file', () => {
  const text = `${HEADER},Payment reference\r\nC-1,£5,1/4/2026,Café – 5 €\r\n`;

  it.each([
    ['UTF-8', 'utf-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\uFEFF${text}`)],
    ['Windows-1252', 'windows-1252', iconv.encode(text, 'windows-1252')],
    [
      'a mark and then Windows-1252',
      'windows-1252',
      Buffer.concat([Buffer.from('\uFEFF'), iconv.encode(text, 'windows-1252')]),
    ],
    [
      'UTF-8 cut off inside a character',
      'windows-1252',
      Buffer.concat([iconv.encode(text, 'windows-1252'), Buffer.from([0xc3])]),
    ],
  ])('%s is read as %s', async (_, encoding, content) => {
    const table = await payments(content);
    expect(table.facts.encoding).toBe(encoding);
    expect(table.bytes).toBe(content.length);
    const [row] = await all(table);
    expect(row).toMatchObject({ ok: true, data: { paymentReference: 'Café – 5 €', amountPence: 500 } });
  });

  it('is decided by the whole file, not by its beginning', async () => {
    const lines = `${HEADER},Payment reference\n${'C-1,5,1/4/2026,x\n'.repeat(40_000)}C-2,5,1/4/2026,`;
    const table = await payments(Buffer.concat([Buffer.from(lines), Buffer.from([0x80])]));
    expect(table.facts.encoding).toBe('windows-1252');
    expect((await all(table)).at(-1)).toMatchObject({ row: 40_002, data: { paymentReference: '€' } });
  });

  it('leaves no byte unread that means nothing in Windows-1252', async () => {
    const table = await payments(
      Buffer.concat([Buffer.from(`${HEADER}\nC-`), Buffer.from([0x81]), Buffer.from(',5,1/4/2026')]),
    );
    expect(await all(table)).toMatchObject([{ ok: false, problems: [{ row: 2, column: 'Contract reference' }] }]);
  });
});

describe('a file that cannot be read at all', () => {
  it.each([
    ['nothing', '', 'the file is empty'],
    ['a byte order mark', '\uFEFF', 'the file is empty'],
    ['blank lines', '\r\n \r\n,,,\r\n', 'the file is empty'],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), 'save as CSV UTF-8'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${HEADER}`, 'utf16le').swap16(), 'save as CSV UTF-8'],
    ['UTF-16 without a mark', Buffer.from(HEADER, 'utf16le'), 'save as CSV UTF-8'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0014'), 'not CSV; open it and save as CSV UTF-8'],
    ['a program', Buffer.from('MZ\x90\0\x03', 'latin1'), 'no table at all'],
    ['a PDF', '%PDF-1.7\n', 'send the table as CSV UTF-8'],
    ['a header whose quote stays open', '"Contract reference,Amount\nC-1,5\n', 'never closed'],
  ])('%s', async (_, content, problem) => {
    const table = await payments(content);
    expect(table.stopped).toEqual([
      {
        file: 'payments.csv',
        row: 1,
        column: null,
        value: expect.any(String),
        problem: expect.stringContaining(problem),
      },
    ]);
    expect(await all(table)).toEqual([]);
    expect(table.tail()).toEqual([]);
  });

  it('is one of more than 100 MB', async () => {
    const path = join(folder, 'large.csv');
    await writeFile(path, HEADER);
    await truncate(path, 100 * 1024 * 1024 + 1);
    const { stopped } = await openPayments(path, 'large.csv');
    expect(stopped).toMatchObject([{ row: 1, column: null, problem: expect.stringContaining('larger than 100 MB') }]);
  });

  it('is one that is not there', () =>
    expect(openPayments(join(folder, 'none.csv'), 'none.csv')).rejects.toMatchObject({ code: 'ENOENT' }));

  it('is one with a missing column: no row is looked at', async () => {
    const table = await payments('Contract reference,Amount\nC-1,nonsense\n');
    expect(table.stopped).toMatchObject([{ row: 1, column: 'Date received' }]);
    expect(await all(table)).toEqual([]);
  });
});

describe('the rows of a file', () => {
  it('may be none: a header alone is fine', async () => {
    const table = await payments(`${HEADER}\r\n`);
    expect(await all(table)).toEqual([]);
    expect([table.stopped, table.tail(), table.facts.rows]).toEqual([[], [], 0]);
  });

  it('carry the numbers that a spreadsheet shows, below a header that need not be the first line', async () => {
    const table = await payments(
      `\n;;;\nContract reference;Amount;Date received;Note\n\nA;5;1/4/2026;"x\ny"\n;;;\nB;0;;z\n`,
    );
    const rows = await all(table);
    expect(rows.map(({ row, ok, cells }) => [row, ok, ...cells])).toEqual([
      [5, true, 'A', '5', '1/4/2026', 'x\ny'],
      [7, false, 'B', '0', '', 'z'],
    ]);
    expect(table.facts).toEqual({
      file: 'payments.csv',
      rows: 2,
      encoding: 'utf-8',
      separator: ';',
      unknownColumns: ['Note'],
    });
    expect(table.header).toEqual(['Contract reference', 'Amount', 'Date received', 'Note']);
  });

  it('name each bad cell, with the column as the template has it and the value as the file has it', async () => {
    const table = await payments(
      `health_body,CONTRACT reference,amount,Date-Received\nA body,C-9, (500) ,31/02/2026\n`,
    );
    const problem = (column: string, value: string, says: string) => ({
      file: 'payments.csv',
      row: 2,
      column,
      value,
      problem: says,
    });
    expect(await all(table)).toEqual([
      {
        ok: false,
        row: 2,
        cells: ['A body', 'C-9', '(500) ', '31/02/2026'],
        reference: 'C-9',
        healthBody: 'A body',
        problems: [
          problem(
            'Amount',
            '(500) ',
            '(500) is in brackets, which means a negative amount; write an amount above £0.00',
          ),
          problem(
            'Date received',
            '31/02/2026',
            '31/02/2026 is not a date in the calendar; write D/M/YYYY or YYYY-MM-DD',
          ),
        ],
      },
    ]);
  });

  it('are refused once for too few or too many cells', async () => {
    const rows = await all(await payments(`${HEADER}\nC-1,x\nC-2,5,1/4/2026,\nC-3,"5\n6"\nC-4,5,1/4/2026\n`));
    expect(rows.map(({ row, ok }) => [row, ok])).toEqual([
      [2, false],
      [3, false],
      [4, false],
      [5, true],
    ]);
    expect(rows).toMatchObject([
      {
        reference: 'C-1',
        problems: [{ column: null, value: 'C-1,x', problem: expect.stringContaining('2 cells and the header has 3') }],
      },
      { reference: 'C-2', problems: [{ column: null, problem: expect.stringContaining('a separator inside a cell') }] },
      {
        reference: 'C-3',
        problems: [{ column: null, problem: expect.stringContaining('quotation mark may have been left open') }],
      },
      {},
    ]);
  });

  it('are refused when a quote left open swallows the next, even where the number of cells fits', async () => {
    const rows = await all(await payments(`${HEADER}\nC-1,"5,1/4/2026\nC-2,"6",1/4/2026\nC-3,7,1/4/2026\n`));
    expect(rows).toMatchObject([
      { ok: false, row: 2, problems: [{ column: null, value: 'C-1,"5,1/4/2026\nC-2,"6",1/4/2026' }] },
      { ok: true, row: 3, data: { reference: 'C-3' } },
    ]);
    expect(rows[0]).not.toHaveProperty('reference');
  });

  it('end at a quote that is never closed', async () => {
    const table = await payments(`${HEADER}\nC-1,5,1/4/2026\n\nC-2,"5,1/4/2026\nC-3,5,1/4/2026\n`);
    expect(await all(table)).toMatchObject([{ ok: true, row: 2 }]);
    expect(table.facts.rows).toBe(1);
    expect(table.tail()).toMatchObject([
      { file: 'payments.csv', row: 4, column: null, value: expect.stringMatching(/^C-2,"5/) },
    ]);
  });

  it('can be read again from the start, and left in the middle', async () => {
    const table = await payments(`${HEADER}\n${'C-1,5,1/4/2026\n'.repeat(4_500)}`);
    for await (const batch of table.batches()) {
      expect(batch).toHaveLength(1_999);
      break;
    }
    expect(await all(table)).toHaveLength(4_500);
    expect(table.facts.rows).toBe(4_500);
  });
});

describe('a contract register', () => {
  it('is read from a filled-in template', async () => {
    const path = join(folder, 'contracts.csv');
    const row = `A body,,A group,,,guild,C-1,Support,grant,"£1,200",1/4/2026,31/3/2027,,,,Sam,sam@icb.example,,,,Alex,,,,,,,`;
    await writeFile(path, `${TEMPLATES.contracts}${row}\r\n`);
    const table = await openContracts(path, 'contracts.csv');
    expect(await all(table)).toMatchObject([
      {
        ok: true,
        row: 2,
        data: { valuePence: 120_000, legalForm: 'other' },
        warnings: [expect.stringContaining('guild')],
      },
    ]);
  });
});
