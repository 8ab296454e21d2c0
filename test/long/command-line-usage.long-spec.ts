import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, CommandLine } from '../support/command-line';

const COMMANDS = [
  ...['serve', 'import', 'report', 'token create', 'user create', 'migrate', 'demo', 'verify-audit'],
  ...['api-document'],
];

let dataDir: string;
let accord: CommandLine;

jest.setTimeout(120_000);
beforeAll(async () => {
  await build();
  dataDir = await mkdtemp(join(tmpdir(), 'accord-usage-'));
  accord = new CommandLine({ ACCORD_DATA_DIR: dataDir });
});
afterAll(() => rm(dataDir, { recursive: true }));

it.each(COMMANDS)('%s says how it is used', async (command) => {
  const { code, out, err } = await accord.run([...command.split(' '), '--help']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`Usage: accord ${command}`);
});

it.each([
  ['an unknown command', ['imprt'], /unknown command 'imprt'/],
  ['no command', [], /Usage: accord/],
  ['an unknown option', ['report', '--contract', 'x'], /unknown option '--contract'/],
  ['an option without its value', ['import', '--contracts'], /argument missing/],
  ['a day written otherwise', ['import', '--as-of', '1/4/2026'], /YYYY-MM-DD/],
  ['too many days', ['token', 'create', '--organisation', 'x', '--role', 'y', '--days', '1e3'], /whole number/],
  ['a missing option', ['token', 'create', '--organisation', 'x'], /--role/],
  ['one word too many', ['report', 'now'], /too many arguments/],
])('%s ends with 2', async (_what, args, says) => {
  const { code, out, err } = await accord.run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
});

it.each([
  [{ ACCORD_TODAY: 'today' }, 'ACCORD_TODAY must be a date written YYYY-MM-DD, not "today".\n'],
  [
    { ACCORD_TODAY: '2026-11-22', NODE_ENV: 'production' },
    'ACCORD_TODAY is refused when NODE_ENV is production: remove one of them.\n',
  ],
  [{ DATABASE_URL: 'here' }, 'DATABASE_URL must be an address like postgres://user:password@host:5432/database.\n'],
])('the settings %j end with 2', async (settings, says) => {
  expect(await accord.run(['report'], { settings })).toEqual({ code: 2, out: '', err: says });
});
