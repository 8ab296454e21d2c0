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

/** A register of its own, whose rows are in no other. */
async function another(name: string): Promise<string[]> {
  return layLargeRegister(await mkdtemp(join(folder, `${name}-`)), SIZE, (row) => ({
    ...row,
    'Contract reference': `${name}-${row['Contract reference'] ?? ''}`,
  }));
}

it('leaves nothing when it is killed at any moment, or all of it where it was done already', async () => {
  const left: number[] = [];
  for (const part of [0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85]) {
    const before = await contracts();
    const child = accord.start(['import', ...(await another(`K${String(part * 100)}`))]);
    const end = ended(child);
    await new Promise((resolve) => setTimeout(resolve, whole * part));
    const killed = child.kill('SIGKILL');
    expect((await end).code).toBe(killed ? null : 0);
    left.push((await contracts()) - before);
  }
  expect(left.filter((rows) => rows !== 0 && rows !== SIZE.contracts)).toEqual([]);
  // A machine that has become faster since may be done before the last of them; most must have struck an import.
  expect(left.filter((rows) => rows === 0).length).toBeGreaterThanOrEqual(3);
});

it('succeeds afterwards', async () => {
  await stopServer();
  const before = await contracts();
  expect(await accord.json(['import', ...options])).toMatchObject({ created: 20_500, errors: [] });
  expect((await contracts()) - before).toBe(SIZE.contracts);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends in good order at %s, and leaves neither rows nor a server behind', async (signal, code) => {
  const others = await another(signal);
  const before = await contracts();
  const child = accord.start(['import', ...others]);
  const end = ended(child);
  await new Promise((resolve) => setTimeout(resolve, whole * 0.4));
  child.kill(signal);
  const said = 'Stopped before the end; what was under way is undone.\n';
  expect(await end).toEqual({ code, out: '', err: said });
  expect(await serverFiles()).toEqual([]);
  expect(await contracts()).toBe(before);
});
