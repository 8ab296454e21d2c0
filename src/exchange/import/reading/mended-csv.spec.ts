import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { mendedCsv, openPayments, reasonOf } from './index';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'accord-mended-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Writes the bad rows of a payments file into a new one, as an import that keeps the good rows does. */
async function mend(content: string): Promise<string> {
  const [from, to] = [join(folder, 'payments.csv'), join(folder, 'mend.csv')];
  await writeFile(from, content);
  const table = await openPayments(from, 'payments.csv');
  const mended = mendedCsv(createWriteStream(to), table.header, table.facts.separator);
  for await (const batch of table.batches()) {
    for (const row of batch.filter((one) => !one.ok)) await mended.write(row.cells, row.problems.map(reasonOf));
  }
  await mended.end();
  return readFile(to, 'utf8');
}

describe('a file of rows to mend', () => {
  it('has the cells as they came and the reasons in a last column', async () => {
    const mended = await mend('Contract reference;amount;Date received;Note\nC-1;5;1/4/2026;\nC-2;0;x;"a; ""b"""\n');
    expect(mended).toBe(
      '\uFEFFContract reference;amount;Date received;Note;Problem\r\n' +
        'C-2;0;x;"a; ""b""";"Amount: 0 is nothing; write an amount above £0.00; ' +
        'Date received: x is not a date; write D/M/YYYY or YYYY-MM-DD"\r\n',
    );
  });

  it('lets no spreadsheet run a cell, and keeps the apostrophe of one that has it', async () => {
    const mended = await mend("Contract reference,Amount,Date received\n=HYPERLINK(1),-5,'+4\n");
    expect(mended.split('\r\n')[1]).toMatch(/^'=HYPERLINK\(1\),'-5,'\+4,/);
  });

  it('can be imported again once it is mended, and mended again where it was not', async () => {
    const once = await mend('Contract reference,Amount,Date received\n"C\n1",0,1/4/2026\nC-2,0,1/4/2026\n');
    const twice = await mend(once.replace('"C\n1",0', '"C\n1",7'));
    expect(twice.split('\r\n')).toEqual([
      '\uFEFFContract reference,Amount,Date received,Problem',
      'C-2,0,1/4/2026,"Amount: 0 is nothing; write an amount above £0.00"',
      '',
    ]);
  });

  it('is never taken for mended when a row with too few or too many cells comes back untouched', async () => {
    const first = await mend(
      'Contract reference,Amount,Date received\nC-1,5\nC-2,5,1/4/2026,x\nC-3,"5,1/4/2026\nC-4,"5",1/4/2026\n',
    );
    const second = await mend(first);
    expect(second.split('\r\n')).toHaveLength(5);
    const third = await mend(second);
    expect(third).toBe(second);
  });

  it('has a header even when there is nothing to mend', async () =>
    expect(await mend('Contract reference,Amount,Date received\n')).toBe(
      '\uFEFFContract reference,Amount,Date received,Problem\r\n',
    ));

  it('waits for a slow output, and tells when it fails', async () => {
    let [waiting, most, written] = [0, 0, 0];
    const slow = new Writable({
      highWaterMark: 1_000,
      write(chunk: Buffer, _encoding, done) {
        written += chunk.length;
        waiting = slow.writableLength;
        most = Math.max(most, waiting);
        setImmediate(done);
      },
    });
    const mended = mendedCsv(slow, ['a'], ',');
    for (let row = 0; row < 1_000; row += 1) await mended.write(['x'.repeat(50)], ['y']);
    await mended.end();
    expect(written).toBeGreaterThan(50_000);
    expect(most).toBeLessThan(2_000);

    const full = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => done(new Error('disk full')) });
    await expect(mendedCsv(full, ['a'], ',').write(['x'], [])).rejects.toThrow('disk full');
  });
});
