import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;
let member: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
  member = await test.as('group_member', p.groups.g1);
  stranger = await test.as('partnership_manager', p.healthBodies.b);
}, 60_000);
afterAll(() => test.close());

describe('the private route', () => {
  const SECRET = 'Wrenfield is rude to our volunteers';
  const ANSWER = 'Thank you for trusting me with Wrenfield';
  let told: Agent;
  let toldId: string;
  let administrator: Agent;
  let matter: { id: string };

  const accountOf = async (organisation: string, role: string) => {
    const [row] = await test.db.rows<{ account_id: string }>(
      'select account_id from membership where organisation_id = $1 and role = $2 order by created_at desc limit 1',
      [organisation, role],
    );
    return row?.account_id ?? '';
  };
  const name = async (body: object) => {
    const now = (await administrator.get('/api/v1/settings/private-person').expect(200)).body as Kept;
    return administrator
      .put('/api/v1/settings/private-person')
      .set('If-Match', `"${String(now.version)}"`)
      .send({ name: 'Lesley Marsh', whatTheyDo: 'Director of people', ...body });
  };
  const send = (who: Agent) =>
    who.post('/api/v1/private-matters').send({ healthBodyId: p.healthBodies.a, kind: 'conduct', words: SECRET });
  const matters = async (who: Agent) => (await read(who, 'private-matters', { limit: '200', count: 'true' })).items;

  beforeAll(async () => {
    administrator = await test.as('administrator', p.healthBodies.a);
    told = await test.as('auditor', p.healthBodies.a);
    toldId = await accountOf(p.healthBodies.a, 'auditor');
  });

  it('leads to nobody who manages partnerships, nor to nobody at all', async () => {
    await send(groupLead).expect(409);
    const { body, status } = await name({ accountId: p.accounts.managerOfA });
    expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ pointer: '/accountId' }] } });
    expect((await name({})).status).toBe(422);
    const set = await name({ accountId: toldId, phone: '01632 960002' });
    expect(set.body).toMatchObject({ name: 'Lesley Marsh', outside: true });
    const { items } = await read(groupLead, 'private-people');
    expect(items.filter(({ name: who }) => who === 'Lesley Marsh')).toMatchObject([{ inAccord: true }]);
    expect(JSON.stringify(items)).not.toContain(toldId);
    expect((await read(await test.as('group_lead', p.groups.g3), 'private-people')).items).not.toMatchObject([
      { name: 'Lesley Marsh' },
    ]);
  });

  it('is found from the help page, with what it is about chosen', async () => {
    const page = async (who: Agent, path: string) => (await who.get(`/o/${p.groups.g1}${path}`).expect(200)).text;
    const help = await page(groupLead, '/help');
    expect(help).toContain(`href="/o/${p.groups.g1}/private?kind=safety"`);
    expect(await page(groupLead, '/private?kind=safety')).toMatch(/value="safety" checked/);
    expect(await page(groupLead, '/private?kind=anything')).not.toMatch(/name="kind"[^>]* checked/);
  });

  it('brings a matter to that one person and the users of the group, who write on until it is settled', async () => {
    matter = (await send(member).expect(201)).body as Kept;
    const [read1] = (await matters(told)).filter(({ id }) => id === matter.id);
    expect(read1).toMatchObject({ words: SECRET, kind: 'conduct' });
    const reply = (who: Agent, body: object) => who.post(`/api/v1/private-matters/${matter.id}/replies`).send(body);
    await reply(told, { words: ANSWER }).expect(201);
    await reply(told, { words: 'Over.', settles: true }).expect(422);
    const { body } = await reply(groupLead, { words: 'It is better now.', settles: true }).expect(201);
    expect(body).toMatchObject({
      readOn: '2026-11-22',
      settledOn: '2026-11-22',
      replies: [
        { side: 'health', words: ANSWER },
        { side: 'group', settles: true },
      ],
    });
    await reply(told, { words: 'One more.' }).expect(409);
  });

  it('is read by no lead, manager, administrator, colleague, other group or other body, over the API or on a page', async () => {
    const others: [Agent, string][] = [
      [manager, p.healthBodies.a],
      [administrator, p.healthBodies.a],
      [await test.as('auditor', p.healthBodies.a), p.healthBodies.a],
      [await test.as('finance_approver', p.healthBodies.a), p.healthBodies.a],
      [stranger, p.healthBodies.b],
      [await test.as('auditor', p.healthBodies.b), p.healthBodies.b],
      [await test.as('group_lead', p.groups.g3), p.groups.g3],
    ];
    const places = ['api/v1/private-matters', 'api/v1/audit-events', 'api/v1/search?q=Wrenfield', 'api/v1/challenges'];
    const exports = ['api/v1/exports/challenges', 'api/v1/exports/decisions', 'api/v1/engagements', 'api/v1/findings'];
    for (const [who, organisation] of others) {
      const pages = [
        '',
        '/private',
        '/help',
        '/admin/audit',
        '/admin/audit/file',
        '/admin/outbox',
        '/search?q=Wrenfield',
      ];
      for (const path of [...places, ...exports, ...pages.map((page) => `o/${organisation}${page}`)]) {
        const { text } = await who.get(`/${path}`);
        // Another group has a matter of its own on its record.
        const heard = organisation === p.groups.g3 ? [] : ['private-matter'];
        const leaks = [SECRET, ANSWER, matter.id, ...heard].filter((words) => text.includes(words));
        expect({ path, leaks }).toEqual({ path, leaks: [] });
      }
      const answer = await who.post(`/api/v1/private-matters/${matter.id}/replies`).send({ words: 'Hello.' });
      expect([403, 404]).toContain(answer.status);
    }
  });

  it('is behind the wall of the database too, with and without a person', async () => {
    const past = await BareConnection.to(test.db.appUrl);
    const seen = async (side: 'health' | 'group', tenant: string, user?: string) => {
      const looker = { side, tenant, ...(user !== undefined && { user }) };
      const counts = ['private_matter where id', 'private_reply where matter_id'].map((rows) =>
        past.touched(looker, `select 1 from ${rows} = $1`, [matter.id]),
      );
      return [await counts[0], await counts[1]];
    };
    const { a, b } = p.healthBodies;
    const groupUser = await accountOf(p.groups.g1, 'group_member');
    expect(await seen('health', a, toldId)).toEqual([1, 2]);
    expect(await seen('group', p.groups.g1, groupUser)).toEqual([1, 2]);
    expect(await seen('health', a, p.accounts.managerOfA)).toEqual([0, 0]);
    expect(await seen('health', a)).toEqual([0, 0]);
    expect(await seen('health', b, toldId)).toEqual([0, 0]);
    expect(await seen('group', p.groups.g1)).toEqual([0, 0]);
    expect(await seen('group', p.groups.g3, groupUser)).toEqual([0, 0]);
    await past.close();
  });

  it('is on the record of the group alone, and its email says no more than that something waits', async () => {
    const events = await test.db.rows<{ organisation_id: string; action: string }>(
      'select organisation_id, action from audit_event where subject_id = $1 order by id',
      [matter.id],
    );
    expect(new Set(events.map(({ organisation_id }) => organisation_id))).toEqual(new Set([p.groups.g1]));
    expect(events.map(({ action }) => action)).toEqual([
      'private-matter.sent',
      'private-matter.read',
      'private-matter.answer-came',
      'private-matter.settled',
    ]);
    const mails = await test.db.rows<{ kind: string; path: string }>(
      'select distinct kind, path from mail where account_id = $1',
      [toldId],
    );
    expect(mails).toEqual([{ kind: 'something_waits', path: `/o/${p.healthBodies.a}/help` }]);
    // Nor does the administrator's outbox tell that there is something.
    const listed = await test.db.rows(
      'select 1 from mail_of_organisation($1, null, 200) m join account a on a.email = m.address where a.id = $2',
      [p.healthBodies.a, toldId],
    );
    expect(listed).toEqual([]);
    const { text } = await groupLead.get(`/o/${p.groups.g1}/record`).expect(200);
    expect(text).toContain('The person whom you told in private');
  });

  it('stays with whoever was told, when somebody else is named', async () => {
    expect((await name({ phone: '01632 960003' })).status).toBe(200);
    expect((await matters(told)).map(({ id }) => id)).toContain(matter.id);
    await send(groupLead).expect(409);
  });
});
