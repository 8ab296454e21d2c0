import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContacts } from './index';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'accord-large-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('a large file', () => {
  // About 1.3 s in the product: in Jest's sandbox every look at a global is slow, and the parser makes many.
  it('of 100,000 rows is read within seconds and in little memory, telling how far it is', async () => {
    const path = join(folder, 'contacts.csv');
    const line = (n: number): string =>
      `C-${String(n % 5_000)},${String(1 + (n % 28))}/${String(1 + (n % 12))}/2025,Phone,health,person${String(n % 300)}@icb.example,,yes,"Review, part ${String(n)}",Next steps agreed`;
    await writeFile(
      path,
      `Contract reference,Date,Channel,Started by,Health person email,Group person email,Two-way,Purpose,Outcome\r\n${Array.from({ length: 100_000 }, (_, n) => line(n)).join('\r\n')}`,
    );
    const started = performance.now();
    const table = await openContacts(path, 'contacts.csv');
    const before = process.memoryUsage().heapUsed;
    let [good, most, read] = [0, 0, 0];
    for await (const batch of table.batches((bytes) => (read = bytes))) {
      good += batch.filter(({ ok }) => ok).length;
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(good).toBe(100_000);
    expect(table.facts.rows).toBe(100_000);
    expect(read).toBe(table.bytes);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(most).toBeLessThan(64 * 1024 * 1024);
  }, 60_000);
});
