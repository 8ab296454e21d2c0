import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { Looker } from './support/sides';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let bare: BareConnection;
let p: Portfolio;

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  bare = await BareConnection.to(db.appUrl);
});
afterAll(async () => {
  await bare.close();
  await db.drop();
});

describe('the contact log of one partnership', () => {
  const lookers: Record<string, () => Looker> = {
    'a manager who is named': () => ({ side: 'health', tenant: p.healthBodies.a, user: p.accounts.managerOfA }),
    'a manager who is not named': () => ({ side: 'health', tenant: p.healthBodies.a }),
    'a manager of the other health body': () => ({
      side: 'health',
      tenant: p.healthBodies.b,
      user: p.accounts.managerOfA,
    }),
    'a group lead who is named': () => ({ side: 'group', tenant: p.groups.g1, user: p.accounts.leadOfG1 }),
    'a group lead who is not named': () => ({ side: 'group', tenant: p.groups.g1, user: p.accounts.managerOfA }),
  };
  const look = (who: string) => lookers[who]?.() ?? {};

  it.each([
    ['a manager who is named', ['aG1Shared', 'aG1OfA', 'aG1RestrictedOfA']],
    ['a manager who is not named', ['aG1Shared', 'aG1OfA']],
    ['a manager of the other health body', []],
    ['a group lead who is named', ['aG1Shared', 'aG1OfG1', 'aG1RestrictedOfG1']],
    ['a group lead who is not named', ['aG1Shared', 'aG1OfG1']],
  ])('shows %s exactly %j', async (who, names) => {
    const ids = new Map(Object.entries(p.engagements).map(([name, id]) => [id, name]));
    const { rows } = await bare.run(
      look(who),
      'select id from engagement where health_body_id = $1 and group_id = $2 order by happened_on',
      [p.healthBodies.a, p.groups.g1],
    );
    expect(rows.map(({ id }) => ids.get(String(id)))).toEqual(names);
  });

  it('changes what the other side wrote for neither', async () => {
    const change = `update engagement set outcome = 'changed' where id = $1`;
    const ofA = [p.engagements.aG1Shared];
    expect(await bare.touched(look('a manager who is named'), change, ofA)).toBe(1);
    expect(await bare.touched(look('a group lead who is named'), change, ofA)).toBe('refused');
    expect(await bare.touched(look('a group lead who is named'), change, [p.engagements.aG1OfA])).toBe(0);
  });

  it('lets nobody write in the name of the other side', async () => {
    const add = `insert into engagement (health_body_id, group_id, id, happened_on, channel, started_by, two_way,
        health_contact_id, owner_id) values ($1, $2, gen_random_uuid(), '2026-11-20', 'email', 'group', true, $3, $4)`;
    const by = (owner: string) => [p.healthBodies.a, p.groups.g1, p.contacts.aLeadWithG1, owner];
    expect(await bare.touched(look('a group lead who is named'), add, by(p.groups.g1))).toBe(1);
    expect(await bare.touched(look('a group lead who is named'), add, by(p.healthBodies.a))).toBe('refused');
    expect(await bare.touched(look('a manager who is named'), add, by(p.groups.g1))).toBe('refused');
  });
});

describe('what is written once', () => {
  beforeAll(async () => {
    await db.rows(
      `insert into audit_event (organisation_id, actor_kind, action, subject_id) values ($1, 'system', 'test.happened', $1)`,
      [p.healthBodies.a],
    );
    await db.rows('select audit_seal_events($1, 10)', [p.healthBodies.a]);
  });

  const changes = ['audit_event', 'audit_seal', 'receipt'].flatMap((table) => [
    [
      table,
      'change',
      `update ${table} set ${table === 'receipt' ? 'amount_pence = 1' : 'organisation_id = organisation_id'}`,
    ],
    [table, 'remove', `delete from ${table}`],
    [table, 'empty', `truncate ${table} cascade`],
  ]);

  it.each(changes)('keeps %s: not even the owner may %s it', async (table, _verb, sql) => {
    await expect(db.rows(sql)).rejects.toMatchObject({ code: '42501', message: `${table} is append-only` });
    const [row] = await db.rows<{ count: number }>(`select count(*)::int from ${table}`);
    expect(row?.count).toBeGreaterThan(0);
  });

  it.each(changes)('keeps %s: neither side may %s it', async (_table, _verb, sql) => {
    expect(await bare.touched({ side: 'health', tenant: p.healthBodies.a }, sql)).toBe('refused');
    expect(await bare.touched({ side: 'group', tenant: p.groups.g1 }, sql)).toBe('refused');
  });
});
