import { v7 as uuid } from 'uuid';
import { ACCESS_TABLE } from '../src/platform';
import { tenantTables } from './support/catalog';
import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let bare: BareConnection;
let managers: Record<'a' | 'b', Agent>;
let leadOfG3: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  bare = await BareConnection.to(test.db.appUrl);
  managers = {
    a: await test.as('partnership_manager', p.healthBodies.a),
    b: await test.as('partnership_manager', p.healthBodies.b),
  };
  leadOfG3 = await test.as('group_lead', p.groups.g3);
});
afterAll(async () => {
  await bare.close();
  await test.close();
});

async function tokenFor(contactId: string): Promise<string> {
  const request = { contactId, toldOn: '2026-11-20' };
  const { body } = await managers.a.post('/api/v1/invitations').send(request).expect(201);
  return (body as { token: string }).token;
}
const accept = (who: Agent, token: string) => who.post('/api/v1/invitation-acceptances').send({ token });

/** A further group that health body A has listed, with one contact. */
async function listed(): Promise<{ groupId: string; contactId: string }> {
  const [groupId, contactId] = [uuid(), uuid()];
  const { a } = p.healthBodies;
  await test.db.rows(
    `insert into organisation (id, kind, name, name_key, listed_by) values ($1, 'group', $3, lower($3), $2)`,
    [groupId, a, `Listed ${groupId}`],
  );
  await test.db.rows('insert into partnership (health_body_id, group_id, id) values ($1, $2, $3)', [
    a,
    groupId,
    uuid(),
  ]);
  await test.db.rows(
    `insert into contact (health_body_id, group_id, id, side, email) values ($1, $2, $3, 'group', $4)`,
    [a, groupId, contactId, `${contactId}@group.example`],
  );
  return { groupId, contactId };
}

type Everything = Record<string, string[]>;

/** Every row that a health body can reach at all, with none of the server's own checks in between. */
async function everythingOf(tenant: string): Promise<Everything> {
  const found: Everything = {};
  for (const { table, health } of await tenantTables(test.db)) {
    if (!health.includes('select')) continue;
    const columns = await test.db.rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
         and has_column_privilege('accord_health', attrelid, attnum, 'select')`,
      [table],
    );
    const list = columns.map(({ name }) => name).join(', ');
    const { rows } = await bare.run({ side: 'health', tenant }, `select row(${list})::text as row from ${table}`);
    found[table] = rows.map(({ row }) => String(row)).sort();
  }
  return found;
}

/** Of the tables that have more or fewer rows than before: by how many. */
function growth(before: Everything, after: Everything): Record<string, number> {
  const grown = Object.entries(after).map(
    ([table, rows]) => [table, rows.length - (before[table]?.length ?? 0)] as const,
  );
  return Object.fromEntries(grown.filter(([, by]) => by !== 0));
}

/** What every list of the API tells a partnership manager. */
async function listsOf(manager: Agent): Promise<string> {
  const lists = Object.entries(ACCESS_TABLE).filter(
    ([route, { who, list }]) => list !== undefined && !route.includes(':') && who.includes('partnership_manager'),
  );
  const answers = await Promise.all(
    lists.map(async ([route]) => (await manager.get(route.replace('GET ', '')).query({ limit: 200 }).expect(200)).text),
  );
  return answers.join('\n');
}

/** What a group says for itself, with no health body in it, is said by groups that have joined: they do not move. */
const withGroupColumn = `
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'group_id'
  where exists (select 1 from pg_attribute h where h.attrelid = c.oid and h.attname = 'health_body_id') and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped`;

describe('a partnership that moves', () => {
  it('takes along every table that names its group, whatever order its cascades come in', async () => {
    const tables = await test.db.rows<{ name: string; follows: boolean; waits: boolean; refuses: boolean }>(`
      select t.name,
        exists (select 1 from pg_constraint f where f.conrelid = t.name::regclass and f.contype = 'f'
          and f.confupdtype = 'c' and f.confrelid <> 'organisation'::regclass
          and (select attnum from pg_attribute where attrelid = f.conrelid and attname = 'group_id') = any (f.conkey)) as follows,
        not exists (select 1 from pg_constraint f where f.conrelid = t.name::regclass and f.contype = 'f'
          and not f.condeferrable
          and (select attnum from pg_attribute where attrelid = f.conrelid and attname = 'group_id') = any (f.conkey)) as waits,
        exists (select 1 from pg_trigger g where g.tgrelid = t.name::regclass and g.tgfoid = 'refuse_change'::regproc
          and (g.tgtype & 16) > 0 and (g.tgtype & 1) = 0) as refuses
      from (${withGroupColumn}) t order by 1`);
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ waits }) => !waits)).toEqual([]);
    expect(tables.filter(({ refuses }) => refuses)).toEqual([]);
    // The partnership is what moves; marks are moved with it by hand.
    expect(tables.filter(({ follows }) => !follows).map(({ name }) => name)).toEqual(['finding_mark', 'partnership']);
  });
});

describe('accepting for a group that is in Accord already', () => {
  it('is refused to a group that works with this health body already, and the link goes on working', async () => {
    const { contactId } = await listed();
    const token = await tokenFor(contactId);
    const leadOfG1 = await test.as('group_lead', p.groups.g1);
    const { body } = await accept(leadOfG1, token).expect(409);
    expect(body.detail).toContain('already');
    await test.anonymous().post('/api/v1/invitation-openings').send({ token }).expect(200);
  });

  it('is refused to somebody who has a role in the health body', async () => {
    const { contactId } = await listed();
    const token = await tokenFor(contactId);
    const both = await newSession(test.db, { role: 'group_lead', organisationId: p.groups.g3 });
    const [member] = await test.db.rows<{ account_id: string }>(
      'select account_id from membership where organisation_id = $1 order by created_at desc limit 1',
      [p.groups.g3],
    );
    await test.db.rows(
      `insert into membership (organisation_id, organisation_kind, id, account_id, role)
       values ($1, 'health_body', $2, $3, 'auditor')`,
      [p.healthBodies.a, uuid(), member?.account_id],
    );
    const { body } = await accept(test.anonymous().set(both), token)
      .set('Accord-Organisation', p.groups.g3)
      .expect(403);
    expect(body.detail).toContain('both sides');
  });

  it('is for the holder of the link alone: equal names and numbers bring nobody together', async () => {
    const { groupId, contactId } = await listed();
    await test.db.rows(`update organisation set name = 'Marlpit Circle', name_key = 'marlpit circle' where id = $1`, [
      groupId,
    ]);
    await test.db.rows(
      `insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value)
       select o, 'group', gen_random_uuid(), 'GB-CHC', '7654321' from unnest($1::uuid[]) o`,
      [[groupId, p.groups.g3]],
    );
    await tokenFor(contactId);
    await accept(leadOfG3, 'a guess').expect(404);
    const theirs = await leadOfG3.get('/api/v1/partnerships').expect(200);
    expect((theirs.body as { items: unknown[] }).items).toHaveLength(1);
    await test.db.rows('delete from organisation_identifier where organisation_id = $1', [p.groups.g3]);
  });

  it('moves the whole record to the group, and neither health body learns of the other', async () => {
    const { groups, healthBodies, contacts } = p;
    await test.db.rows(
      `insert into person (organisation_id, id, name, email) values ($1, $2, 'Alice Penwright', 'ali@quillfield.example')`,
      [groups.g3, uuid()],
    );
    await test.db.rows(
      `insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value)
       values ($1, 'group', $2, 'GB-CHC', '7777777')`,
      [groups.g2, uuid()],
    );
    const token = await tokenFor(contacts.g2PersonWithA);
    const before = { a: await everythingOf(healthBodies.a), b: await everythingOf(healthBodies.b) };
    const listsOfB = await listsOf(managers.b);

    const { body } = await accept(leadOfG3, token).expect(201);
    expect(body).toEqual({
      partnershipId: p.partnerships.aG2,
      healthBodyId: healthBodies.a,
      healthBody: 'Westmere Integrated Care Board',
    });

    const after = { a: await everythingOf(healthBodies.a), b: await everythingOf(healthBodies.b) };
    expect(after.b).toEqual(before.b);
    expect(await listsOf(managers.b)).toBe(listsOfB);
    const ofB = await test.db.rows<{ id: string }>(
      `select id from contract where health_body_id = $1 union all select id from contact where health_body_id = $1
       union all select id from partnership where health_body_id = $1
       union all select id from person where organisation_id = $1`,
      [healthBodies.b],
    );
    const knownToA = JSON.stringify([after.a, await listsOf(managers.a)]);
    expect(ofB.filter(({ id }) => knownToA.includes(id))).toEqual([]);
    expect(knownToA).not.toContain('7777777');
    // Health bodies are public to all who are signed in; what is not is which of them a group works with.
    const naming = Object.entries(after.a).filter(([, rows]) => rows.some((row) => row.includes(healthBodies.b)));
    expect(naming.map(([table]) => table).sort()).toEqual(['organisation', 'organisation_identifier']);
    expect(after.a.organisation?.filter((row) => row.includes(healthBodies.b))).toHaveLength(1);
    expect(growth(before.a, after.a)).toEqual({ audit_event: 1, organisation_identifier: -1, partnership_alias: 1 });
  });

  it('leaves nothing under the listed row, and shows the group all it has with both', async () => {
    for (const { name } of await test.db.rows<{ name: string }>(withGroupColumn)) {
      const left = await test.db.rows(`select 1 from ${name} where group_id = $1`, [p.groups.g2]);
      expect({ name, left: left.length }).toEqual({ name, left: 0 });
    }
    expect(await test.db.rows('select 1 from organisation where id = $1', [p.groups.g2])).toEqual([]);
    const { body } = await leadOfG3.get('/api/v1/contracts').query({ limit: 200 }).expect(200);
    const theirs = (body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(theirs).toEqual(expect.arrayContaining([p.contracts.aG2Future, p.contracts.bG3Running]));
    const instalments = await leadOfG3
      .get('/api/v1/instalments')
      .query({ contractId: p.contracts.aG2Future })
      .expect(200);
    expect((instalments.body as { items: unknown[] }).items).toHaveLength(3);
  });

  it('calls the contact as the group does now, and keeps the name in the files of the health body as an alias', async () => {
    const [contact] = await test.db.rows(
      'select name, name_key, person_organisation_id as of from contact where id = $1',
      [p.contacts.g2PersonWithA],
    );
    expect(contact).toEqual({ name: 'Alice Penwright', name_key: 'alice penwright', of: p.groups.g3 });
    const found = await managers.a.get('/api/v1/partnerships').query({ groupId: p.groups.g3 }).expect(200);
    expect((found.body as { items: unknown[] }).items).toMatchObject([
      { group: 'Marlpit Circle', alsoKnownAs: ['Quillfield Voices'] },
    ]);
  });

  it('is on record at both, and at the health body without saying who', async () => {
    const events = await test.db.rows(
      `select organisation_id as at, actor_kind, action from audit_event
       where action in ('partnership.accepted', 'invitation.answered') order by id`,
    );
    expect(events).toEqual([
      { at: p.healthBodies.a, actor_kind: 'system', action: 'invitation.answered' },
      { at: p.groups.g3, actor_kind: 'account', action: 'partnership.accepted' },
    ]);
  });

  it('happens once when two leads of the group accept at the same moment, also by two links', async () => {
    const colleague = await test.as('group_lead', p.groups.g3);
    await test.db.rows(
      `insert into organisation (id, kind, name, name_key, joined_at) values ($1, 'group', 'Fernhollow', 'fernhollow', now())`,
      [uuid()],
    );
    const [group] = await test.db.rows<{ id: string }>(`select id from organisation where name = 'Fernhollow'`);
    const leads = await Promise.all([1, 2, 3, 4].map(() => test.as('group_lead', group?.id ?? '')));
    const links = [await tokenFor((await listed()).contactId), await tokenFor((await listed()).contactId)];
    const answers = await Promise.all(leads.map((lead, at) => accept(lead, links[at % 2] ?? '')));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => ![201, 404, 409].includes(status))).toEqual([]);
    await accept(colleague, links[0] ?? '').expect((answered) => expect([404, 409]).toContain(answered.status));
  });
});
