import { v7 as uuid } from 'uuid';
import { HEALTH_ROLES } from '../src/platform';
import type { Role } from '../src/platform';
import { newSession, sessionOf } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

const PASSWORD = 'four quiet words here';
const USERS = '/api/v1/users';

let test: TestApp;
let p: Portfolio;
let admin: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await test.as('administrator', p.healthBodies.a);
});
afterAll(() => test.close());

interface NewUser {
  id: string;
  oneTimeToken: string | null;
}
interface Session {
  csrfToken: string;
  memberships: { organisationId: string }[];
}

async function add(by: Agent, role: Role, email = `${uuid()}@people.example`): Promise<NewUser> {
  return (await by.post(USERS).send({ email, role }).expect(201)).body as NewUser;
}
const redeem = (token: string | null, password = PASSWORD) =>
  test.anonymous().post('/api/v1/one-time-links/redemption').send({ token, password });
const signIn = (email: string, password = PASSWORD) =>
  test.anonymous().post('/api/v1/sessions').send({ email, password });
const placesOf = async (email: string, password = PASSWORD) =>
  ((await signIn(email, password).expect(201)).body as Session).memberships
    .map(({ organisationId }) => organisationId)
    .sort();

/** Somebody who has used their link, and an agent of theirs. */
async function settled(by: Agent, role: Role, email = `${uuid()}@people.example`): Promise<NewUser & { agent: Agent }> {
  const user = await add(by, role, email);
  await redeem(user.oneTimeToken).expect(204);
  return { ...user, agent: await signedIn(email) };
}
async function signedIn(email: string): Promise<Agent> {
  const answer = await signIn(email).expect(201);
  const cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  return test
    .anonymous()
    .set('Cookie', cookie)
    .set('Accord-Csrf', (answer.body as Session).csrfToken);
}
/** A health body with no user but one administrator, who has come in. */
async function bodyWithOneKeeper(): Promise<{ organisationId: string; keeper: NewUser & { agent: Agent } }> {
  const organisationId = uuid();
  await test.database.server(`select operator_add_organisation($1, 'health_body', $2, $2)`, [
    organisationId,
    organisationId,
  ]);
  const first = await test.as('administrator', organisationId);
  return { organisationId, keeper: await settled(first, 'administrator') };
}

describe('keeping the users of an organisation', () => {
  it('gives another role, to whoever has read it as it is now', async () => {
    const { id } = await add(admin, 'auditor');
    const seen = await admin.get(`${USERS}/${id}`).expect(200);
    expect([seen.headers.etag, seen.body]).toMatchObject(['"1"', { role: 'auditor', canSignIn: false, version: 1 }]);
    const change = (version: string, role: string) =>
      admin.patch(`${USERS}/${id}`).set('If-Match', version).send({ role });
    await change('"7"', 'finance_officer').expect(412);
    expect((await change('"1"', 'finance_officer').expect(200)).body).toMatchObject({
      role: 'finance_officer',
      version: 2,
    });
    await change('"2"', 'group_lead').expect(422);
  });

  it('ends a role: sessions, and the tokens made through it, stop at once', async () => {
    const { keeper } = await bodyWithOneKeeper();
    const leaver = await settled(keeper.agent, 'administrator');
    const token = await leaver.agent
      .post('/api/v1/api-tokens')
      .send({ label: 'Warehouse', role: 'administrator', scopes: ['users:write'] })
      .expect(201);
    const bearer = { Authorization: `Bearer ${String(token.body.token)}` };
    await test.anonymous().get(USERS).set(bearer).expect(200);
    await keeper.agent.delete(`${USERS}/${leaver.id}`).set('If-Match', '"1"').expect(204);
    await test.anonymous().get(USERS).set(bearer).expect(401);
    await leaver.agent.get('/api/v1/sessions/current').expect(401);
    await keeper.agent.get(`${USERS}/${leaver.id}`).expect(404);
    const events = await test.db.rows('select action from audit_event where subject_id = any ($1) order by id', [
      [leaver.id, token.body.id],
    ]);
    expect(events.map(({ action }) => action)).toEqual([
      'user.added',
      'user.password-set',
      'api-token.created',
      'api-token.revoked',
      'user.removed',
    ]);
  });

  it('ends a last role: a link that lies open is dead, and one of another organisation works on', async () => {
    const email = `${uuid()}@people.example`;
    const here = await add(admin, 'auditor', email);
    const elsewhere = await add(await test.as('administrator', p.healthBodies.b), 'auditor', email);
    await admin.delete(`${USERS}/${here.id}`).set('If-Match', '"1"').expect(204);
    await redeem(here.oneTimeToken).expect(404);
    await redeem(elsewhere.oneTimeToken).expect(204);
    expect(await placesOf(email)).toEqual([p.healthBodies.b]);
  });

  it('never leaves an organisation without somebody who keeps its users', async () => {
    const { keeper } = await bodyWithOneKeeper();
    const remove = () => keeper.agent.delete(`${USERS}/${keeper.id}`).set('If-Match', '"1"');
    const refused = await remove().expect(409);
    expect(refused.body.detail).toContain('first give another person the role administrator');
    await keeper.agent.patch(`${USERS}/${keeper.id}`).set('If-Match', '"1"').send({ role: 'auditor' }).expect(409);
    // Somebody who was never there is nobody to leave it to.
    const next = await add(keeper.agent, 'administrator');
    await remove().expect(409);
    await redeem(next.oneTimeToken).expect(204);
    await remove().expect(204);
  });

  it('lets one of two go who remove each other at the same moment', async () => {
    const { keeper } = await bodyWithOneKeeper();
    const other = await settled(keeper.agent, 'administrator');
    const answers = await Promise.all([
      keeper.agent.delete(`${USERS}/${other.id}`).set('If-Match', '"1"'),
      other.agent.delete(`${USERS}/${keeper.id}`).set('If-Match', '"1"'),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => ![204, 401, 403, 409].includes(status))).toEqual([]);
  });

  it.each(HEALTH_ROLES)("is a group's own affair: %s reaches none of its users", async (role) => {
    const session = await newSession(test.db, { role, organisationId: p.healthBodies.a });
    const asHealth = test.anonymous().set(session);
    const listed = await asHealth.get(USERS);
    expect(JSON.stringify(listed.body)).not.toContain(p.memberships.leadOfG1);
    const id = p.memberships.leadOfG1;
    const answers = await Promise.all([
      asHealth.get(`${USERS}/${id}`),
      asHealth.patch(`${USERS}/${id}`).set('If-Match', '"1"').send({ role: 'auditor' }),
      asHealth.delete(`${USERS}/${id}`).set('If-Match', '"1"'),
      asHealth.post(`${USERS}/${id}/one-time-link`).set('If-Match', '"1"'),
      asHealth.get(USERS).set('Accord-Organisation', p.groups.g1),
    ]);
    const closed = role === 'administrator' ? [404, 404, 404, 404, 403] : [403, 403, 403, 403, 403];
    expect(answers.map(({ status }) => status)).toEqual(closed);
  });

  it('asks for a fresh sign-in before it changes who may do what', async () => {
    const session = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
    const earlier = test.anonymous().set(session);
    await test.db.rows(`update session set created_at = now() - interval '6 minutes' where account_id = (
      select account_id from membership order by created_at desc limit 1)`);
    const { body } = await earlier.post(USERS).send({ email: 'a@people.example', role: 'auditor' }).expect(403);
    expect(body.detail).toContain('Sign in again');
    await earlier
      .post('/api/v1/api-tokens')
      .send({ label: 'A', role: 'auditor', scopes: ['audit:read'] })
      .expect(403);
    await earlier.get(USERS).expect(200);
  });
});

describe('a link of one organisation', () => {
  it('opens that organisation alone: who keeps the users of one never acts as somebody at another', async () => {
    const email = `${uuid()}@people.example`;
    const leadOfG1 = await test.as('group_lead', p.groups.g1);
    await settled(leadOfG1, 'group_member', email);
    const elsewhere = await add(admin, 'auditor', email);
    expect(elsewhere.oneTimeToken).toEqual(expect.any(String));
    // Whoever made the link uses it with a password of their own.
    await redeem(elsewhere.oneTimeToken, 'words of an administrator').expect(204);
    expect(await placesOf(email, 'words of an administrator')).toEqual([p.healthBodies.a]);
  });

  it('adds a place for whoever gives the password they have, and keeps the others', async () => {
    const email = `${uuid()}@people.example`;
    const leadOfG3 = await test.as('group_lead', p.groups.g3);
    await settled(leadOfG3, 'group_member', email);
    const second = await add(admin, 'auditor', email);
    expect(await placesOf(email)).toEqual([p.groups.g3]);
    await redeem(second.oneTimeToken).expect(204);
    expect(await placesOf(email)).toEqual([p.groups.g3, p.healthBodies.a].sort());
    const third = await add(admin, 'finance_officer', email);
    expect(third.oneTimeToken).toBeNull();
  });

  it('can be made anew for one who lost it, and the one before stops', async () => {
    const { id, oneTimeToken } = await add(admin, 'auditor');
    const made = await admin.post(`${USERS}/${id}/one-time-link`).set('If-Match', '"1"').expect(201);
    await redeem(oneTimeToken).expect(404);
    await redeem((made.body as NewUser).oneTimeToken).expect(204);
  });
});

describe('both sides of one partnership', () => {
  it('are never one person: the place they had first stays, and only they are told', async () => {
    const account = uuid();
    await test.db.rows('insert into account (id, email) values ($1, $2)', [account, `${account}@people.example`]);
    const place = (organisation: string, kind: string, role: string, since: string) =>
      test.db.rows(
        `insert into membership (organisation_id, organisation_kind, id, account_id, role, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [organisation, kind, uuid(), account, role, since],
      );
    await place(p.groups.g1, 'group', 'group_lead', '2026-01-01');
    await place(p.healthBodies.a, 'health_body', 'partnership_manager', '2026-02-01');
    await place(p.groups.g3, 'group', 'group_member', '2026-03-01');
    const person = test.anonymous().set(await sessionOf(test.db, account));
    const acting = (organisation: string) =>
      person.get('/api/v1/partnerships').set('Accord-Organisation', organisation);
    await acting(p.groups.g1).expect(200);
    expect((await acting(p.healthBodies.a).expect(403)).body.detail).toContain('both sides');
    // No partner of health body A: nothing stands between them.
    await acting(p.groups.g3).expect(200);
  });
});

describe("somebody's own sign-in", () => {
  it('shows where they are signed in, and ends the others', async () => {
    const email = `${uuid()}@people.example`;
    const { agent } = await settled(admin, 'auditor', email);
    const other = await signedIn(email);
    const { body } = await agent.get('/api/v1/sessions').expect(200);
    const sessions = (body as { items: { current: boolean }[] }).items;
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(['current', 'lastSeenAt', 'startedAt']);
    await agent.delete('/api/v1/sessions/others').expect(204);
    await other.get('/api/v1/sessions/current').expect(401);
    await agent.get('/api/v1/sessions/current').expect(200);
  });

  it('changes the password with the old one only, and stays signed in here alone', async () => {
    const email = `${uuid()}@people.example`;
    const { agent } = await settled(admin, 'auditor', email);
    const other = await signedIn(email);
    const change = (currentPassword: string, password: string) =>
      agent.post('/api/v1/passwords').send({ currentPassword, password });
    expect((await change('not the words', 'five quiet words right here').expect(422)).body.errors[0].pointer).toBe(
      '/currentPassword',
    );
    await change(PASSWORD, 'short').expect(422);
    await change(PASSWORD, 'five quiet words right here').expect(204);
    await other.get('/api/v1/sessions/current').expect(401);
    await agent.get('/api/v1/sessions/current').expect(200);
    await signIn(email).expect(401);
    await signIn(email, 'five quiet words right here').expect(201);
  });
});
