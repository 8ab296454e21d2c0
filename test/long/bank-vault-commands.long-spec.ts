import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { BankAccounts, RotationService } from '../../src/finance';
import { keptMasterKey, MasterKey, nextMasterKey, putNextInPlace, TenantService } from '../../src/platform';
import type { Actor } from '../../src/platform';
import { build, CommandLine, ended } from '../support/command-line';
import { startWithPortfolio } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import { TODAY } from '../support/start-app';
import type { TestApp } from '../support/start-app';
import { Finance, holdNumber, MASTER_KEY, publishedTables, TestClock, withoutVaults } from '../support/vault';

const [OLD, NEW] = [MASTER_KEY, randomBytes(32).toString('base64')];
const keyOf = (text: string): MasterKey => {
  const key = MasterKey.read(text);
  if (key === null) throw new Error('no key');
  return key;
};

let test: TestApp;
let p: Portfolio;
let accord: CommandLine;
let desk: string;

jest.setTimeout(120_000);

/** The server that knows one key, with what it keeps in both health bodies. */
beforeAll(async () => {
  await build();
  ({ test, p } = await startWithPortfolio({ ACCORD_MASTER_KEY: OLD }));
  await withoutVaults(test);
  const clock = new TestClock(test);
  for (const [body, group, contact] of [
    [p.healthBodies.a, p.groups.g1, p.contacts.g1LeadWithA],
    [p.healthBodies.b, p.groups.g3, p.contacts.g3LeadWithB],
  ] as const) {
    await (await test.as('administrator', body)).post('/api/v1/bank-vault').send({ confirmed: true }).expect(201);
    await holdNumber(test, contact);
    await (await Finance.of(test, body)).confirmed(group, contact);
  }
  clock.pass(72);
  // The tests' server forgets at a power cut, which the product refuses to work on.
  const admin = new Client({ connectionString: test.db.adminUrl });
  await admin.connect();
  const name = new URL(test.db.adminUrl).pathname.slice(1);
  await admin.query(`alter role accord_app in database ${name} set synchronous_commit = on`);
  await admin.end();
  accord = new CommandLine({ DATABASE_URL: test.db.appUrl, ACCORD_TODAY: TODAY, PORT: '0' });
  desk = await mkdtemp(join(tmpdir(), 'accord-vault-'));
}, 180_000);
afterAll(async () => {
  await test.close();
  await rm(desk, { recursive: true, force: true });
});

const opens = (body: string, group: string) => {
  const actor: Actor = { kind: 'system', id: null, side: 'health', organisationId: body, roles: [], requestId: null };
  return test.app
    .get(TenantService)
    .transaction(actor, (tx) => test.app.get(BankAccounts, { strict: false }).of(tx, body, [group]))
    .then((found) => found.get(group)?.accountNumber);
};
const wrapped = () => test.db.rows('select health_body_id, wrapped_key from bank_vault order by 1');
const fileWith = async (name: string, text: string) => {
  await writeFile(join(desk, name), text);
  return join(desk, name);
};

describe('a server whose health bodies keep bank details', () => {
  it.each([
    ['no master key', {}, 'set ACCORD_MASTER_KEY to the key that they were put in with'],
    ['another master key', { ACCORD_MASTER_KEY: NEW }, 'is not the one that the vault was locked with'],
  ])('does not start with %s, and says so in one sentence', async (_, settings, sentence) => {
    const { code, err } = await ended(accord.start(['serve'], { settings: { LOG_LEVEL: 'silent', ...settings } }));
    expect(code).toBe(3);
    expect(err).toContain(sentence);
    expect(err).not.toContain(NEW);
  });
});

describe('vault status', () => {
  it('tells keys apart by their ids, and shows none', async () => {
    const { out } = await accord.run(['vault', 'status'], { settings: { ACCORD_MASTER_KEY: OLD } });
    expect(out).toContain(`2 vaults need the master key ${keyOf(OLD).id}.`);
    expect(out).not.toContain(OLD);
  });
});

describe('vault rotate-key', () => {
  it('changes nothing when one vault needs another key than the one given', async () => {
    const before = await wrapped();
    await test.db.rows('update bank_vault set wrapped_key = $2 where health_body_id = $1', [
      p.healthBodies.b,
      Buffer.alloc(61, 1),
    ]);
    const file = await fileWith('old', `${OLD}\n`);
    const settings = { ACCORD_MASTER_KEY: NEW };
    const { code, err } = await accord.run(['vault', 'rotate-key', '--old-key-file', file], { settings });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('Nothing was changed') });
    const [first] = await wrapped();
    expect([first]).toEqual(before.filter(({ health_body_id: id }) => id === first?.health_body_id));
    for (const { health_body_id, wrapped_key } of before) {
      await test.db.rows('alter table bank_vault disable trigger user');
      await test.db.rows('update bank_vault set wrapped_key = $2 where health_body_id = $1', [
        health_body_id,
        wrapped_key,
      ]);
      await test.db.rows('alter table bank_vault enable trigger user');
    }
  });

  it('wraps every data key anew; what was sealed stays, and opens with the new key alone', async () => {
    const sealed = () => test.db.rows('select id, sealed_account, fingerprint from bank_detail order by id');
    const before = await sealed();
    expect(await opens(p.healthBodies.a, p.groups.g1)).toBe('66374958');
    const file = await fileWith('old', `${OLD}\n`);
    const settings = { ACCORD_MASTER_KEY: NEW };
    const command = ['vault', 'rotate-key', '--old-key-file', file];
    const { code, out, err } = await accord.run(command, { settings });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('2 data keys are wrapped by the new master key');
    expect(out + err).not.toMatch(
      new RegExp([OLD, NEW].map((key) => key.slice(0, 20).replace(/[+/]/g, '.')).join('|')),
    );
    expect(await sealed()).toEqual(before);
    await expect(opens(p.healthBodies.a, p.groups.g1)).rejects.toThrow('another master key');
    // Asked for again, as after a cut, there is nothing left to do.
    expect((await accord.run(command, { settings })).out).toContain('Nothing was left to wrap');
    const rotation = test.app.get(RotationService, { strict: false });
    expect(await rotation.rotate(keyOf(NEW), keyOf(OLD))).toBe(2);
    expect(await opens(p.healthBodies.b, p.groups.g3)).toBe('66374958');
    const noted = await test.db.rows(`select 1 from audit_event where action = 'bank-vault.key-rotated'`);
    expect(noted).toHaveLength(4);
  });

  it('asks for the file of the old key', async () => {
    const { code, err } = await accord.run(['vault', 'rotate-key'], { settings: { ACCORD_MASTER_KEY: NEW } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--old-key-file') });
  });
});

describe('the master key of a data folder', () => {
  it('is made once, for its owner alone, and a rotation that was cut short goes on with the same next key', async () => {
    const folder = await mkdtemp(join(desk, 'key-'));
    const made = await Promise.all(Array.from({ length: 8 }, () => keptMasterKey(folder)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await stat(join(folder, 'master-key'))).mode & 0o777).toBe(0o600);
    const next = await nextMasterKey(folder);
    expect((await nextMasterKey(folder)).id).toBe(next.id);
    await putNextInPlace(folder);
    expect((await keptMasterKey(folder)).id).toBe(next.id);
    expect(await readdir(folder)).toEqual(['master-key']);
  });
});

describe('vault load-modulus', () => {
  it('loads the published tables, by which numbers are judged from their day on', async () => {
    const { weights, substitutions } = publishedTables();
    const [weightsFile, substitutionsFile] = [
      await fileWith('valacdos.txt', weights),
      await fileWith('scsubtab.txt', substitutions),
    ];
    const load = (version: string, effective: string, file = weightsFile) =>
      accord.run([
        ...['vault', 'load-modulus', '--weights', file, '--substitutions', substitutionsFile],
        ...['--version', version, '--effective', effective],
      ]);
    expect((await load('v1', '2026-11-23')).code).toBe(0);
    const officer = await test.as('finance_officer', p.healthBodies.a);
    expect((await officer.get('/api/v1/bank-vault')).body).toMatchObject({ modulusVersion: null });
    expect((await load('v2', '2026-01-01')).out).toContain('Loaded 25 weights and 1 substitutions of v2');
    expect((await officer.get('/api/v1/bank-vault')).body).toMatchObject({ modulusVersion: 'v2' });
    expect(await load('v2', '2026-01-01')).toMatchObject({ code: 1, err: expect.stringContaining('loaded already') });
    const broken = await load('v3', '2026-01-01', await fileWith('broken.txt', `${weights}\nno row`));
    expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('Line 26') });

    const propose = (accountNumber: string) =>
      officer.post('/api/v1/bank-details').send({
        groupId: p.groups.g1,
        sortCode: '089999',
        accountNumber,
        accountName: 'HARBOURLIGHT CIO',
        reasonCode: 'correction',
      });
    const refused = await propose('66374959').expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/accountNumber' }] });
    expect(refused.text).not.toContain('66374959');
    const { body } = await propose('66374958').expect(422);
    expect(body.detail).toContain('in force already');
  });
});
