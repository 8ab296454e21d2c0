import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import type { ImportFileKind } from '../src/exchange';
import { contact, contract, payment } from './support/csv';
import type { Sheets } from './support/csv';
import { build, CommandLine, ended } from './support/command-line';
import { Importing, placesOf } from './support/importing';
import type { Problem } from './support/importing';
import { TODAY } from './support/start-app';

let importing: Importing;
let accord: CommandLine;

beforeAll(async () => {
  await build();
  importing = await Importing.start();
  // The tests' server forgets at a power cut, which the product refuses to work on.
  await asAdmin(`alter role accord_app in database ${databaseName()} set synchronous_commit = on`);
  accord = new CommandLine({ DATABASE_URL: importing.test.db.appUrl, ACCORD_TODAY: TODAY });
}, 180_000);
afterAll(() => importing.close());

// Processes of their own take their time, on a machine that has other work too.
jest.setTimeout(60_000);

const databaseName = () => new URL(importing.test.db.adminUrl).pathname.slice(1);

async function asAdmin(sql: string): Promise<void> {
  const admin = new Client({ connectionString: importing.test.db.adminUrl });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}

interface Report {
  files: Record<string, unknown>[];
  errors: Problem[];
  created: number;
  unchanged: number;
}

/** The files on a desk, and the options that name them. */
async function onDesk(sheets: Sheets): Promise<{ options: string[]; paths: Partial<Record<ImportFileKind, string>> }> {
  const files = Object.entries(await importing.desk.lay(sheets));
  return {
    options: files.flatMap(([kind, { path }]) => [`--${kind}`, path]),
    paths: Object.fromEntries(files.map(([kind, { path }]) => [kind, path])),
  };
}

describe('import', () => {
  it('prints what it did as JSON alone, and the second time that there is nothing to do', async () => {
    const { options } = await onDesk({
      contracts: [contract('Prompt Board', 'PR-1', { Ward: 'North' })],
      payments: [payment('PR-1', '1000', '2026-04-01')],
      contacts: [contact('PR-1', '2026-10-01')],
    });
    const first = await accord.json<Report>(['import', ...options]);
    expect(Object.keys(first).sort()).toEqual([
      'created',
      'errors',
      'files',
      'skipped',
      'unchanged',
      'updated',
      'warnings',
    ]);
    expect(first.files[0]).toEqual({
      file: 'contracts.csv',
      rows: 1,
      encoding: 'utf-8',
      separator: ',',
      unknownColumns: ['Ward'],
    });
    expect(first).toMatchObject({ created: 3, errors: [] });
    expect(await accord.json(['import', ...options])).toMatchObject({ created: 0, unchanged: 3 });
    const { code, out } = await accord.run(['import', ...options]);
    expect(code).toBe(0);
    expect(out).toContain('Nothing to do: 0 new, 0 changed, 3 already there, 0 repeated.');
  });

  it('changes nothing in a dry run, and ends with 1 where a row is wrong', async () => {
    const before = await importing.everything();
    const good = await onDesk({ contracts: [contract('Dry Board', 'DB-1')] });
    const { code, out } = await accord.run(['import', ...good.options, '--dry-run']);
    expect([code, out]).toEqual([0, expect.stringContaining('Dry run, nothing was changed. It would be: 1 new')]);
    const bad = await onDesk({ contracts: [contract('Dry Board', 'DB-1', { Value: 'x' })] });
    expect((await accord.run(['import', ...bad.options, '--dry-run', '--keep-good'])).code).toBe(1);
    expect(await importing.everything()).toEqual(before);
  });

  it('keeps the good rows and leaves the others beside their file, to mend and import', async () => {
    const sheets = {
      contracts: [contract('Kept Board', 'KB-1', { Title: '=1+1', Value: 'much' }), contract('Kept Board', 'KB-2')],
      payments: [
        payment('KB-1', '1000', '2026-04-01', { 'Payment reference': '+44' }),
        payment('KB-2', '1', '2026-04-01'),
      ],
    };
    const { options, paths } = await onDesk(sheets);
    const told = await accord.json<Report>(['import', ...options, '--keep-good'], { code: 1 });
    expect(told).toMatchObject({ created: 2 });
    expect(placesOf(told.errors)).toEqual(['contracts.csv 2 Value']);
    const left = (kind: ImportFileKind) => join(dirname(paths[kind] ?? ''), `${kind}.to-mend.csv`);
    const contracts = await readFile(left('contracts'), 'utf8');
    expect(contracts).toContain("'=1+1");
    await writeFile(left('contracts'), contracts.replace('much', '12000'));
    const mended = ['--contracts', left('contracts'), '--payments', left('payments')];
    expect(await accord.json(['import', ...mended])).toMatchObject({ created: 2, errors: [] });
    const [row] = await importing.rows(
      `select c.title, r.reference from contract c join receipt r on r.contract_id = c.id where c.reference = 'KB-1'`,
    );
    expect(row).toEqual({ title: '=1+1', reference: '+44' });
  });

  it('goes one at a time on a server: the other ends with 1 and says why', async () => {
    const first = await onDesk({
      contracts: [contract('Slow Board', 'SB-1')],
      payments: [payment('SB-1', '1000', '2026-04-01')],
    });
    const second = await onDesk({ contracts: [contract('Fast Board', 'FB-1')] });
    const holder = new Client({ connectionString: importing.test.db.adminUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('lock table receipt in access exclusive mode');
    const slow = accord.run(['import', ...first.options]);
    let waiting = 0;
    while (waiting === 0) waiting = (await holder.query('select 1 from pg_locks where not granted')).rows.length;
    const { code, out, err } = await accord.run(['import', ...second.options]);
    expect([code, out, err]).toEqual([
      1,
      '',
      'Another import is running on this server. Wait until it has ended, then try again; nothing was changed.\n',
    ]);
    await holder.query('rollback');
    await holder.end();
    expect((await slow).code).toBe(0);
  });

  it('refuses a file that is not there, and a folder, by name', async () => {
    const [missing, folder] = await Promise.all([
      accord.run(['import', '--contracts', '/nowhere/contracts.csv']),
      accord.run(['import', '--payments', importing.desk.folder]),
    ]);
    expect([missing.code, folder.code]).toEqual([1, 1]);
    expect(missing.err).toBe('/nowhere/contracts.csv cannot be read: no such file or directory.\n');
    expect(folder.out).toContain(`${basename(importing.desk.folder)}, row 1: this is a folder`);
  });

  it('needs a file', async () => {
    const { code, err } = await accord.run(['import']);
    expect([code, err]).toEqual([2, expect.stringContaining('Give at least one of --contracts')]);
  });
});

describe('report', () => {
  it('prints JSON alone with its agreed keys', async () => {
    const { options } = await onDesk({
      contracts: [
        contract('Telling Board', 'TB-1', { 'Health lead last day': '2026-12-01' }),
        contract('Telling Board', 'TB-2', { 'Start date': '2026-12-01', 'End date': '2027-11-30' }),
      ],
    });
    await accord.json(['import', ...options]);
    const report = await accord.json<Record<string, Record<string, unknown>[]>>([
      'report',
      '--health-body',
      'telling  board',
    ]);
    expect(Object.keys(report)).toEqual(['asOf', 'warnings', 'latePayments', 'atRisk', 'findings', 'totals']);
    expect(report.asOf).toBe(TODAY);
    expect(Object.keys(report.latePayments?.[0] ?? {})).toEqual([
      'healthBody',
      'contractReference',
      'group',
      'instalmentNumber',
      'instalmentDueOn',
      'amountPence',
      'receivedPence',
      'daysOverdue',
      'severity',
      'statutoryInterestPence',
      'fixedSumPence',
    ]);
    expect(Object.keys(report.atRisk?.[0] ?? {}).sort()).toEqual([
      'amountPence',
      'contractReference',
      'healthBody',
      'instalmentDueOn',
      'instalmentNumber',
      'sendByOn',
    ]);
    expect(Object.keys(report.findings?.[0] ?? {})).toEqual([
      'rule',
      'healthBody',
      'contractReference',
      'group',
      'severity',
      'people',
      'evidence',
    ]);
    expect(report.totals).toEqual({ contracts: 2, instalments: 24, overduePence: 800_000, overdueCount: 8 });
    const early = await accord.json(['report', '--as-of', '2026-04-01', '--health-body', 'Telling Board']);
    expect(early).toMatchObject({ asOf: '2026-04-01', totals: { overdueCount: 0 } });
  });

  it('knows no health body of another name', async () => {
    const { code, err, out } = await accord.run(['report', '--health-body', 'Nobody', '--json']);
    expect([code, err, out]).toEqual([1, 'No health body is called "Nobody".\n', '']);
  });
});

describe('evaluate', () => {
  it('goes on from what an import has made it judge, from day to day and not back', async () => {
    expect((await accord.run(['evaluate'])).out).toBe(`As of ${TODAY}: nothing has changed since the last time.\n`);
    const later = await accord.json<{ cleared: number }>(['evaluate', '--as-of', '2027-01-31']);
    expect(later).toMatchObject({ judgedOn: '2027-01-31', appeared: expect.any(Number) });
    expect(await accord.run(['evaluate', '--as-of', TODAY])).toMatchObject({ code: 1, out: '' });
  });
});

describe('operating', () => {
  it('lets a first administrator in, and another system with a token', async () => {
    const made = await accord.json<{ oneTimeToken: string }>([
      ...['user', 'create', '--email', 'first@begun.example', '--organisation', 'Begun Board'],
      ...['--kind', 'health-body', '--role', 'administrator'],
    ]);
    const password = 'a long enough first password';
    await importing.test
      .anonymous()
      .post('/api/v1/one-time-links/redemption')
      .send({ token: made.oneTimeToken, password })
      .expect(204);
    const signedIn = await importing.test
      .anonymous()
      .post('/api/v1/sessions')
      .send({ email: 'first@begun.example', password })
      .expect(201);
    expect(signedIn.body.memberships).toMatchObject([{ roles: ['administrator'] }]);

    const { options } = await onDesk({ contracts: [contract('Begun Board', 'BG-1')] });
    await accord.json(['import', ...options]);
    const { code, out } = await accord.run([
      'token',
      'create',
      '--organisation',
      'Begun Board',
      '--role',
      'partnership_manager',
    ]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^accord_\S+\n$/)]);
    const { body } = await importing.test
      .anonymous()
      .get('/api/v1/contracts')
      .set('Authorization', `Bearer ${out.trim()}`)
      .expect(200);
    expect(body.items).toMatchObject([{ reference: 'BG-1' }]);
  });

  it('finds the audit record whole after imports', async () => {
    const verdicts = await accord.json<{ sealed: number; brokenAt: number | null }[]>(['verify-audit']);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.every(({ sealed, brokenAt }) => sealed > 0 && brokenAt === null)).toBe(true);
  });

  it('waits for nobody who hangs up: a reader that closes early is no failure of the server', async () => {
    const child = accord.start(['report', '--json']);
    child.stdout.destroy();
    const { err } = await ended(child);
    expect(err).not.toMatch(/node:|at .*\.js/);
  });
});

describe('wrong usage', () => {
  it('ends with 2 and says what is wrong; asking for help ends with 0', async () => {
    const [help, option, day, setting] = await Promise.all([
      accord.run(['import', '--help']),
      accord.run(['import', '--contract', 'x']),
      accord.run(['report', '--as-of', '2026-02-30']),
      accord.run(['report'], { settings: { ACCORD_FOO: '1' } }),
    ]);
    expect(help).toEqual({ code: 0, out: expect.stringContaining('Usage: accord import'), err: '' });
    expect(option).toEqual({ code: 2, out: '', err: expect.stringContaining("unknown option '--contract'") });
    expect(day).toEqual({ code: 2, out: '', err: expect.stringContaining('YYYY-MM-DD') });
    expect(setting).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^ACCORD_FOO is not a setting of Accord[^\n]*\n$/),
    });
  });

  it('is no database that cannot be reached: that ends with 3, and tells no password', async () => {
    const settings = { DATABASE_URL: 'postgres://accord_app:hush-hush@127.0.0.1:1/accord' };
    const { code, out, err } = await accord.run(['report', '--json'], { settings });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^The database cannot be reached[^\n]*\n$/);
    expect(err).not.toContain('hush-hush');
  });
});
