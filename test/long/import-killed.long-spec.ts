import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, CommandLine, ended } from '../support/command-line';
import { layLargeRegister } from '../support/large-register';

const SIZE = { contracts: 500, payments: 8_000, contacts: 12_000 };

let folder: string;
let dataDir: string;
let options: string[];
let accord: CommandLine;
/** How long the whole import takes here, in milliseconds. */
let whole: number;

jest.setTimeout(600_000);
beforeAll(async () => {
  await build();
  folder = await mkdtemp(join(tmpdir(), 'accord-killed-'));
  dataDir = await mkdtemp(join(tmpdir(), 'accord-killed-data-'));
  accord = new CommandLine({ ACCORD_DATA_DIR: dataDir, ACCORD_TODAY: '2026-11-22' });
  options = await layLargeRegister(folder, SIZE);
  await accord.json(['report']);
  const before = performance.now();
  await accord.json(['import', ...options, '--dry-run']);
  whole = performance.now() - before;
});
afterAll(async () => {
  await stopServer();
  await rm(folder, { recursive: true });
  await rm(dataDir, { recursive: true });
});

const contracts = async () => (await accord.json<{ totals: { contracts: number } }>(['report'])).totals.contracts;

const serverFiles = async () =>
  (await readdir(dataDir, { recursive: true }))
    .filter((name) => name.endsWith('postmaster.pid'))
    .map((name) => join(dataDir, name));

/** Ends the server that a killed command left running, which the commands after it only borrow. */
async function stopServer(): Promise<void> {
  for (const file of await serverFiles()) {
    process.kill(Number.parseInt(await readFile(file, 'utf8'), 10), 'SIGINT');
    while ((await serverFiles()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it.each([0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85])(
  'leaves nothing when it is killed at %d of its time',
  async (part) => {
    const child = accord.start(['import', ...options]);
    const end = ended(child);
    await new Promise((resolve) => setTimeout(resolve, whole * part));
    expect(child.kill('SIGKILL')).toBe(true);
    expect((await end).code).toBeNull();
    expect(await contracts()).toBe(0);
  },
);

it('succeeds afterwards', async () => {
  await stopServer();
  expect(await accord.json(['import', ...options])).toMatchObject({ created: 20_500, errors: [] });
  expect(await contracts()).toBe(SIZE.contracts);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends in good order at %s, and leaves neither rows nor a server behind', async (signal, code) => {
  const more = await mkdtemp(join(folder, 'more-'));
  const others = await layLargeRegister(more, SIZE, (row) => ({
    ...row,
    'Contract reference': `OTHER-${row['Contract reference'] ?? ''}`,
  }));
  const child = accord.start(['import', ...others]);
  const end = ended(child);
  await new Promise((resolve) => setTimeout(resolve, whole * 0.6));
  child.kill(signal);
  const said = 'Stopped before the end; what was under way is undone.\n';
  expect(await end).toEqual({ code, out: '', err: said });
  expect(await serverFiles()).toEqual([]);
  expect(await contracts()).toBe(SIZE.contracts);
});
