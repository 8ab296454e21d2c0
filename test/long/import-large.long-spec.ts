import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, CommandLine, ended } from '../support/command-line';
import { layLargeRegister } from '../support/large-register';

const SIZE = { contracts: 2_000, payments: 40_000, contacts: 58_000 };
const ALL = 100_000;
const HEAP_MEGABYTES = 192;
/** The heap, and what node and its libraries take beside it. */
const MOST_MEGABYTES = 350;

interface Report {
  errors: { row: number; file: string }[];
  created: number;
  updated: number;
  unchanged: number;
}

let folder: string;
let dataDir: string;
let options: string[];
let accord: CommandLine;
let preload: string;

jest.setTimeout(600_000);
beforeAll(async () => {
  await build();
  folder = await mkdtemp(join(tmpdir(), 'accord-large-'));
  dataDir = await mkdtemp(join(tmpdir(), 'accord-large-data-'));
  accord = new CommandLine({ ACCORD_DATA_DIR: dataDir, ACCORD_TODAY: '2026-11-22' });
  options = await layLargeRegister(folder, SIZE);
  preload = join(folder, 'peak.js');
  const tell = 'process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n")';
  await writeFile(preload, `process.on('exit', () => ${tell});`);
  // makes the database, so that its making is not measured
  await accord.json(['report']);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(dataDir, { recursive: true });
});

/** Runs an import in little memory; prints what it took. */
async function importIn(what: string, args: readonly string[], code = 0): Promise<Report> {
  const before = performance.now();
  const node = [`--max-old-space-size=${String(HEAP_MEGABYTES)}`, '--require', preload];
  const end = await ended(accord.start(['import', ...args, '--json'], { node }));
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  const megabytes = Math.round(Number(/peak (\d+)/.exec(end.err)?.[1]) / 1024);
  process.stdout.write(`${what}: ${seconds} s, at most ${String(megabytes)} MB\n`);
  expect([end.code, end.err.replace(/^peak \d+\n$/, '')]).toEqual([code, '']);
  expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  return JSON.parse(end.out) as Report;
}

it('names every row where all are bad, and changes nothing', async () => {
  const spoilt = await layLargeRegister(await mkdtemp(join(folder, 'bad-')), SIZE, (row) => ({
    ...row,
    ...('Value' in row && { Value: 'none' }),
    ...('Amount' in row && { Amount: 'none' }),
    ...('Channel' in row && { Channel: 'none' }),
  }));
  for (const how of [[], ['--keep-good']]) {
    const { errors, created } = await importIn(`100,000 bad rows ${how.join('')}`, [...spoilt, ...how], 1);
    expect(created).toBe(0);
    expect(new Set(errors.map(({ file, row }) => `${file} ${String(row)}`)).size).toBe(ALL);
  }
  expect(await accord.json(['report'])).toMatchObject({ totals: { contracts: 0, instalments: 0 } });
});

it('brings in 100,000 rows', async () => {
  expect(await importIn('100,000 rows', options)).toMatchObject({ created: ALL, errors: [] });
  expect(await accord.json(['report'])).toMatchObject({ totals: { contracts: SIZE.contracts } });
});

it('finds nothing to do the second time', async () => {
  const report = await importIn('100,000 rows again', options);
  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: ALL, errors: [] });
});

it('has an audit record that is whole', async () => {
  const verdicts = await accord.json<{ sealed: number; brokenAt: number | null }[]>(['verify-audit']);
  expect(verdicts).toHaveLength(10);
  expect(verdicts.filter(({ sealed, brokenAt }) => sealed > 0 && brokenAt === null)).toHaveLength(10);
});
