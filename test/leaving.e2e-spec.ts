import { v7 as uuid } from 'uuid';
import { LeavingDays } from '../src/partnerships/leaving/leaving-days.service';
import { tenantTables } from './support/catalog';
import { rowsBeside, rowsOf, tablesNaming } from './support/rows';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

/** Told to Accord by the group alone: words that nothing else has. */
const PLANTED = ['Quorvale Zindle', 'quorvale@nowhere.example', 'Ombrette', 'vasqualine'];

/** What may still name the group that left, each with the reason. */
const STAYS: Record<string, string> = {
  audit_check: 'that the record was whole',
  audit_event: 'what was done, as ids',
  audit_seal: 'the chain over what was done',
  audit_unsealed: 'what is to be chained yet',
  group_leaving: 'that it left',
  mail: 'emails that were sent or dropped, as ids, for ninety days',
  membership: 'who had a place, as ids: all ended',
  organisation: 'the row itself, without a name',
};

/** Shared tables of which the group keeps some rows to itself, or which name the group by who wrote. */
const PARTLY_OWN = ['absence', 'contact', 'correction', 'engagement', 'finding', 'finding_response', 'note'];

let test: TestApp;
let p: Portfolio;
let lead: Agent;
let address: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  lead = await test.as('group_lead', p.groups.g1);
  address = `/api/v1/organisations/${p.groups.g1}/leaving`;
  await plant();
}, 60_000);
afterAll(() => test.close());

/** In what the group alone reads, in its profile, and in an account that is nowhere else. */
async function plant(): Promise<void> {
  const { g1 } = p.groups;
  const account = uuid();
  await test.db.rows('insert into person (organisation_id, id, name, email) values ($1, $2, $3, $4)', [
    g1,
    uuid(),
    PLANTED[0],
    PLANTED[1],
  ]);
  await test.db.rows('insert into account (id, email) values ($1, $2)', [account, PLANTED[1]]);
  await test.db.rows(
    `insert into membership (organisation_id, organisation_kind, id, account_id, role)
     values ($1, 'group', $2, $3, 'group_member')`,
    [g1, uuid(), account],
  );
  const note = { subjectKind: 'partnership', subjectId: p.partnerships.aG1, body: 'Ombrette sees to it' };
  const { body } = await lead.post('/api/v1/notes').send(note).expect(201);
  await lead
    .post(`/api/v1/notes/${String(body.id)}/corrections`)
    .set('If-Match', '"1"')
    .send({ body: 'Ask vasqualine' })
    .expect((answer) => expect(answer.status).toBeLessThan(300));
  await lead.post(`/api/v1/organisations/${g1}/capacity`).send({ state: 'limited', words: 'Ombrette is ill' });
  await test.db.rows(
    `update organisation set about = 'By Ombrette', website = 'https://vasqualine.example' where id = $1`,
    [g1],
  );
}

const leave = () => test.app.get(LeavingDays).leaveWhoIsDue();

async function begin(): Promise<void> {
  const { body } = await lead.get(address).expect(200);
  await lead.post(address).send({ goesOn: body.goesOn }).expect(201);
}

/** As if the days had gone by. */
const aFortnightLater = () =>
  test.db.rows(
    `update group_leaving set started_on = started_on - 20, last_day_on = last_day_on - 20 where outcome is null`,
  );

describe('a group that begins to leave', () => {
  it('sees what goes on with each payer, to the penny', async () => {
    const { body } = await lead.get(address).expect(200);
    const owed = await test.db.rows<{ pence: string }>(
      `select sum(i.amount_pence - i.received_pence)::text as pence from instalment i join contract c
         on c.health_body_id = i.health_body_id and c.id = i.contract_id
       where i.group_id = $1 and i.state <> 'cancelled' and c.state not in ('draft', 'withdrawn')
         and i.received_pence < i.amount_pence`,
      [p.groups.g1],
    );
    expect(body).toMatchObject({ startedOn: null, lastDayOn: null, version: null });
    expect(body.payers).toHaveLength(2);
    expect(String(body.goesOn.pence)).toBe(owed[0]?.pence);
    expect(body.goesOn.contracts).toBeGreaterThan(0);
  });

  it('is refused when something came up that the lead did not see, and to members', async () => {
    const { body } = await lead.get(address).expect(200);
    const seen = { ...body.goesOn, payments: Number(body.goesOn.payments) + 1 };
    await lead.post(address).send({ goesOn: seen }).expect(409);
    const member = await test.as('group_member', p.groups.g1);
    await member.post(address).send({ goesOn: body.goesOn }).expect(403);
    const other = await test.as('group_lead', p.groups.g3);
    await other.post(address).send({ goesOn: body.goesOn }).expect(404);
  });

  it('tells everybody of the group, and those who keep the partnership at each payer, each by an email of their own', async () => {
    await begin();
    const mails = await test.db.rows<{ kind: string; of: string; people: string }>(
      `select kind, organisation_id as of, count(distinct account_id) as people from mail
       where kind in ('leaving', 'something_waits') group by 1, 2`,
    );
    const [members] = await test.db.rows<{ n: string }>(
      'select count(distinct account_id) as n from membership where organisation_id = $1 and ended_at is null',
      [p.groups.g1],
    );
    expect(mails).toContainEqual({ kind: 'leaving', of: p.groups.g1, people: members?.n });
    for (const body of [p.healthBodies.a, p.healthBodies.b]) {
      expect(mails.filter(({ of }) => of === body)).toMatchObject([{ kind: 'something_waits' }]);
    }
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const { body } = await manager.get(`/api/v1/partnerships/${p.partnerships.aG1}`).expect(200);
    expect(body).toMatchObject({ joined: true, leavesOn: '2026-12-06', leftOn: null });
    await lead
      .post(address)
      .send({ goesOn: { contracts: 0, payments: 0, pence: 0 } })
      .expect(409);
  });

  it('is stopped by any other lead, and then nothing happens', async () => {
    const colleague = await test.as('group_lead', p.groups.g1);
    await colleague.post(`${address}/stop`).expect(428);
    const { body } = await colleague.post(`${address}/stop`).set('If-Match', '"1"').expect(200);
    expect(body).toMatchObject({ startedOn: null });
    const shared = await test.db.rows('select leaves_on from partnership where group_id = $1', [p.groups.g1]);
    expect(shared).toEqual([{ leaves_on: null }, { leaves_on: null }]);
    expect(await leave()).toBe(0);
    const done = await test.db.rows(
      `select organisation_id as at, actor_kind, action from audit_event where action like '%.leaving-%'`,
    );
    const told = ['leaving-announced', 'leaving-stopped'].flatMap((what) =>
      [p.healthBodies.a, p.healthBodies.b].map((at) => ({ at, actor_kind: 'system', action: `partnership.${what}` })),
    );
    const own = ['started', 'stopped'].map((what) => ({
      at: p.groups.g1,
      actor_kind: 'account',
      action: `organisation.leaving-${what}`,
    }));
    expect(done).toHaveLength(6);
    expect(done).toEqual(expect.arrayContaining([...told, ...own]));
  });

  it('goes no sooner than the night after its last day, and is reminded once before', async () => {
    await begin();
    expect(await leave()).toBe(0);
    await test.db.rows(
      `update group_leaving set started_on = started_on - 13, last_day_on = last_day_on - 13 where outcome is null`,
    );
    expect([await leave(), await leave()]).toEqual([0, 0]);
    const soon = await test.db.rows(`select distinct account_id from mail where detail ->> 'soon' = 'true'`);
    const all = await test.db.rows(`select account_id from mail where detail ->> 'soon' = 'true'`);
    expect(soon.length).toBeGreaterThan(0);
    expect(all).toHaveLength(soon.length);
  });
});

describe('once the last day is over', () => {
  let shared: Record<string, string[]>;
  const sharedRows = () =>
    rowsOf(test.db, (columns) => (columns.includes('health_body_id') && columns.includes('group_id') ? 'true' : null));

  it('leaves once, whoever does it, and touches nothing of anybody else', async () => {
    await aFortnightLater();
    shared = await sharedRows();
    const before = await rowsBeside(test.db, [p.groups.g1]);
    const left = await Promise.all([leave(), leave(), leave()]);
    expect(left.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await leave()).toBe(0);
    const listed = await test.db.rows<{ id: string }>(
      'select group_id as id from partnership where left_on is not null',
    );
    const after = await rowsBeside(test.db, [p.groups.g1, ...listed.map(({ id }) => id)]);
    const added = Object.entries(after).map(([table, rows]) => [
      table,
      rows.filter((row) => !before[table]?.includes(row)),
    ]);
    const gone = Object.entries(before).map(([table, rows]) => [
      table,
      rows.filter((row) => !after[table]?.includes(row)),
    ]);
    const some = (changes: unknown[][]) => changes.filter(([, rows]) => (rows as string[]).length > 0);
    expect(some(gone)).toEqual([]);
    // Each payer's own record says that its partner left.
    expect(some(added).map(([table]) => table)).toEqual(['audit_event']);
  });

  it('leaves the payers every contract, payment and receipt as it was, and what they wrote themselves', async () => {
    const now = await sharedRows();
    for (const [table, rows] of Object.entries(shared)) {
      if (PARTLY_OWN.includes(table) || table === 'partnership') continue;
      expect({ table, rows: now[table] }).toEqual({ table, rows });
    }
    // Its own go, and what both share stays, under another id of the group. What was corrected goes with its record.
    for (const table of PARTLY_OWN.filter((name) => name !== 'correction')) {
      const mine = (row: string) => !row.includes(p.groups.g1) && !row.includes('"side": "group"');
      const kept = (shared[table] ?? []).filter((row) => mine(row) && !row.includes('"audience": "group"'));
      expect({ table, lost: kept.filter((row) => !now[table]?.includes(row)) }).toEqual({ table, lost: [] });
    }
    const log = await test.db.rows('select 1 from engagement where id = $1', [p.engagements.aG1OfG1]);
    const [shownByGroup] = await test.db.rows(
      'select owner_id = group_id as own from engagement where owner_id = group_id',
    );
    expect({ log: log.length, shownByGroup }).toEqual({ log: 0, shownByGroup: { own: true } });
  });

  it('keeps nothing of what the group told Accord alone, in no row of any table', async () => {
    expect(await tablesNaming(test.db, PLANTED)).toEqual([]);
    expect((await tablesNaming(test.db, [p.groups.g1])).filter((table) => !(table in STAYS))).toEqual([]);
    const waiting = await test.db.rows('select 1 from mail where organisation_id = $1 and outcome is null', [
      p.groups.g1,
    ]);
    expect(waiting).toEqual([]);
    await lead.get('/api/v1/contracts').expect(401);
  });

  it('goes through every table that is the group’s own: a new one is thought of', async () => {
    const [text] = await test.db.rows<{ text: string }>(
      `select string_agg(pg_get_functiondef(oid), ' ') as text from pg_proc where proname like '%leav%'`,
    );
    const own = (await tenantTables(test.db)).filter(
      ({ tenantColumns, group }) =>
        !tenantColumns.includes('health_body_id') && group.includes('select') && tenantColumns[0] !== 'health_body_id',
    );
    const missed = own.filter(
      ({ table }) => !(table in STAYS) && !(text?.text ?? '').includes(`delete from ${table} `),
    );
    expect(missed.map(({ table }) => table)).toEqual([]);
  });

  it('shows each payer a group that left, which it can ask again; none learns of the other', async () => {
    const managers = {
      a: await test.as('partnership_manager', p.healthBodies.a),
      b: await test.as('partnership_manager', p.healthBodies.b),
    };
    const { body } = await managers.a.get(`/api/v1/partnerships/${p.partnerships.aG1}`).expect(200);
    expect(body).toMatchObject({ joined: false, leavesOn: null, leftOn: '2026-11-03' });
    const back = await joinAgain(managers.a, p.partnerships.aG1);
    const theirs = await back.get('/api/v1/partnerships').expect(200);
    expect(theirs.body.items).toMatchObject([{ id: p.partnerships.aG1, joined: true, leftOn: null }]);
    const contracts = await back.get('/api/v1/contracts').query({ limit: 200 }).expect(200);
    const ids = (contracts.body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(ids).toContain(p.contracts.aG1Running);
    expect(ids).not.toContain(p.contracts.bG1Grant);
    const notes = await back.get('/api/v1/notes').expect(200);
    expect(notes.body.items).toEqual([]);
    const other = await managers.b.get(`/api/v1/partnerships/${p.partnerships.bG1}`).expect(200);
    expect(other.body).toMatchObject({ joined: false, leftOn: '2026-11-03' });
    expect(other.body.groupId).not.toBe(theirs.body.items[0].groupId);
  });

  /** By a link of this health body, with a new sign-in for the address that it has. */
  async function joinAgain(manager: Agent, partnership: string): Promise<Agent> {
    const { body } = await manager.get(`/api/v1/partnerships/${partnership}`).expect(200);
    const known = (body as { contacts: { id: string; side: string; email: string | null }[] }).contacts.find(
      ({ side, email }) => side === 'group' && email !== null,
    );
    const invited = await manager
      .post('/api/v1/invitations')
      .send({ contactId: known?.id, toldOn: '2026-11-20' })
      .expect(201);
    const password = 'correct horse battery';
    await test
      .anonymous()
      .post('/api/v1/invitation-answers')
      .send({ token: invited.body.token, answer: 'join', password })
      .expect(201);
    const agent = test.anonymous();
    const signedIn = await agent.post('/api/v1/sessions').send({ email: known?.email, password }).expect(201);
    return agent.set('Accord-Csrf', String(signedIn.body.csrfToken));
  }
});
