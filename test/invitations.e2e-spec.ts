import { v7 as uuid } from 'uuid';
import { sessionOf } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

const PASSWORD = 'four quiet words here';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let listed = 0;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

interface Invitation {
  id: string;
  token: string;
  state: string;
  createdAt: string;
  expiresAt: string;
}

interface Listed {
  groupId: string;
  contactId: string;
  email: string;
}

/** A group that health body A has listed, with one contact. */
async function list(email: string | null = `contact-${uuid()}@group.example`): Promise<Listed> {
  listed += 1;
  const [groupId, contactId] = [uuid(), uuid()];
  const name = `Listed Group ${String(listed)}`;
  await test.db.rows(
    `insert into organisation (id, kind, name, name_key, listed_by) values ($1, 'group', $2, lower($2), $3)`,
    [groupId, name, p.healthBodies.a],
  );
  await test.db.rows('insert into partnership (health_body_id, group_id, id) values ($1, $2, $3)', [
    p.healthBodies.a,
    groupId,
    uuid(),
  ]);
  await test.db.rows(
    `insert into contact (health_body_id, group_id, id, side, name, name_key, email)
     values ($1, $2, $3, 'group', 'Pat Longmere', 'pat longmere', $4)`,
    [p.healthBodies.a, groupId, contactId, email],
  );
  return { groupId, contactId, email: email ?? '' };
}

const invite = (contactId: string, toldOn = '2026-11-20') =>
  manager.post('/api/v1/invitations').send({ contactId, toldOn });
async function tokenFor({ contactId }: Listed): Promise<string> {
  return (await invite(contactId).expect(201)).body.token as string;
}
const open = (token: string) => test.anonymous().post('/api/v1/invitation-openings').send({ token });
const answer = (token: string, body: object) =>
  test
    .anonymous()
    .post('/api/v1/invitation-answers')
    .send({ token, ...body });
const join = (token: string, body: object = {}) => answer(token, { answer: 'join', password: PASSWORD, ...body });
const as = async (accountId: string) => test.anonymous().set(await sessionOf(test.db, accountId));
const accountOf = async (email: string) => {
  const [account] = await test.db.rows<{ id: string }>('select id from account where email = $1', [email]);
  return account?.id ?? '';
};

describe('inviting a group', () => {
  it('shows the token once, and withdraws an earlier invitation of the same group', async () => {
    const group = await list();
    const first = (await invite(group.contactId).expect(201)).body as Invitation;
    expect(first).toMatchObject({
      groupId: group.groupId,
      contact: 'Pat Longmere',
      state: 'open',
      toldOn: '2026-11-20',
    });
    const days = (Date.parse(first.expiresAt) - Date.parse(first.createdAt)) / 86_400_000;
    expect(Math.round(days)).toBe(14);
    const second = (await invite(group.contactId).expect(201)).body as Invitation;
    const { body } = await manager
      .get('/api/v1/invitations')
      .query({ groupId: group.groupId, count: true })
      .expect(200);
    expect((body.items as Invitation[]).map(({ id, state }) => [id, state])).toEqual([
      [second.id, 'open'],
      [first.id, 'withdrawn'],
    ]);
    expect(body.count).toBe(2);
    expect(JSON.stringify(body)).not.toContain(second.token);
    await open(first.token).expect(404);
    await open(second.token).expect(200);
  });

  it('refuses who cannot be invited, and says why', async () => {
    const pointers = async (contactId: string, toldOn?: string) => {
      const { status, body } = await invite(contactId, toldOn);
      return [status, (body as { errors: { pointer: string }[] }).errors[0]?.pointer];
    };
    expect(await pointers(p.contacts.g1LeadWithA)).toEqual([409, '/contactId']);
    expect(await pointers(p.contacts.aLeadWithG1)).toEqual([422, '/contactId']);
    expect(await pointers(p.contacts.g3LeadWithB)).toEqual([422, '/contactId']);
    expect(await pointers((await list(null)).contactId)).toEqual([422, '/contactId']);
    expect(await pointers((await list()).contactId, '2026-11-23')).toEqual([422, '/toldOn']);
  });

  it('can be taken back by whoever has read it as it is now', async () => {
    const { body, headers } = await invite((await list()).contactId).expect(201);
    const withdrawal = (version: string) =>
      manager.post(`/api/v1/invitations/${String(body.id)}/withdrawal`).set('If-Match', version);
    expect(headers.etag).toBe('"1"');
    await withdrawal('"9"').expect(412);
    expect((await withdrawal('"1"').expect(200)).body).toMatchObject({ state: 'withdrawn', version: 2 });
    await withdrawal('"2"').expect(409);
    await open(body.token as string).expect(404);
  });
});

describe('the first page behind a link', () => {
  it('shows who asks, how much is recorded and who would see it, and changes nothing', async () => {
    const { body } = await invite(p.contacts.g2PersonWithA).expect(201);
    const { body: seen } = await open(body.token as string).expect(200);
    expect(seen).toMatchObject({
      healthBody: 'Westmere Integrated Care Board',
      group: 'Quillfield Voices',
      legalForm: 'unincorporated',
      contactName: 'Ali Penwright',
      contactEmail: 'ali@quillfield.example',
      recorded: { contacts: 1, contracts: 1, instalments: 3, contactLogEntries: 1 },
    });
    expect(seen.whoSeesWhat.length).toBeGreaterThan(3);
    await open(body.token as string).expect(200);
  });

  it('has the same calm words for a link that was used, has run out or never was', async () => {
    const used = await tokenFor(await list());
    await answer(used, { answer: 'not_now' }).expect(201);
    const late = await list();
    const ranOut = await tokenFor(late);
    await test.db.rows(`update invitation set expires_at = now() where group_id = $1`, [late.groupId]);
    const answers = await Promise.all([used, ranOut, 'never made'].map((token) => open(token).expect(404)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body.detail).toContain('Nothing is lost');
    for (const token of [used, ranOut, 'never made']) await join(token).expect(404);
  });
});

describe('not now', () => {
  it('closes the invitation, leaves the record as it was and can be asked again', async () => {
    const group = await list();
    await answer(await tokenFor(group), { answer: 'not_now' }).expect(201, { answer: 'not_now', organisationId: null });
    const [row] = await test.db.rows('select joined_at, listed_by, version from organisation where id = $1', [
      group.groupId,
    ]);
    expect(row).toEqual({ joined_at: null, listed_by: p.healthBodies.a, version: 1 });
    const { body } = await manager.get('/api/v1/invitations').query({ groupId: group.groupId }).expect(200);
    expect(body.items).toMatchObject([{ state: 'not_now' }]);
    await open(await tokenFor(group)).expect(200);
  });
});

describe('joining as the first of a group', () => {
  it('makes the group its own: a lead, a person, its names; and the health body may change it no more', async () => {
    const group = await list();
    const token = await tokenFor(group);
    const { body } = await join(token, {
      name: 'Longmere Friends',
      publicationName: 'Longmere Friends CIC',
      legalForm: 'community_interest_company',
      contactName: 'Patience Longmere',
    }).expect(201);
    expect(body).toEqual({ answer: 'joined', organisationId: group.groupId });

    const session = await test.anonymous().post('/api/v1/sessions').send({ email: group.email, password: PASSWORD });
    expect(session.body.memberships).toEqual([
      { organisationId: group.groupId, kind: 'group', name: 'Longmere Friends', roles: ['group_lead'] },
    ]);
    const lead = await as(await accountOf(group.email));
    const own = await lead.get(`/api/v1/organisations/${group.groupId}`).expect(200);
    expect(own.body).toMatchObject({ name: 'Longmere Friends', publicationName: 'Longmere Friends CIC', joined: true });
    const [contact] = await test.db.rows(
      `select k.name, k.name_key, n.name as person, n.email, k.person_organisation_id from contact k
       join person n on n.organisation_id = k.group_id and n.id = k.person_id where k.id = $1`,
      [group.contactId],
    );
    expect(contact).toEqual({
      name: 'Patience Longmere',
      name_key: 'patience longmere',
      person: 'Patience Longmere',
      email: group.email,
      person_organisation_id: group.groupId,
    });
    const asManager = await manager.get('/api/v1/partnerships').query({ groupId: group.groupId }).expect(200);
    expect(asManager.body.items[0]).toMatchObject({ group: 'Longmere Friends' });
    expect(JSON.stringify(asManager.body)).toMatch(/"alsoKnownAs":\["Listed Group \d+"\]/);
    await manager
      .patch(`/api/v1/organisations/${group.groupId}`)
      .set('If-Match', '"2"')
      .send({ name: 'Ours again' })
      .expect((answered) => expect([403, 404]).toContain(answered.status));
    expect((await invite(group.contactId)).status).toBe(409);
    // Who listed it first is no other health body's business.
    expect(await test.db.rows('select listed_by from organisation where id = $1', [group.groupId])).toEqual([
      { listed_by: null },
    ]);
  });

  it('is on record on both sides, by ids only', async () => {
    const group = await list();
    await join(await tokenFor(group)).expect(201);
    const events = async (organisation: string) =>
      test.db.rows(
        `select actor_kind, action, detail from audit_event where organisation_id = $1 and (subject_id in (
           select id from invitation where group_id = $2) or organisation_id = $2) order by id`,
        [organisation, group.groupId],
      );
    expect(await events(p.healthBodies.a)).toEqual([
      { actor_kind: 'account', action: 'invitation.made', detail: { contactId: group.contactId } },
      { actor_kind: 'system', action: 'invitation.answered', detail: { answer: 'joined' } },
    ]);
    expect(await events(group.groupId)).toEqual([
      { actor_kind: 'account', action: 'organisation.joined', detail: {} },
      { actor_kind: 'account', action: 'user.added', detail: { role: 'group_lead' } },
    ]);
  });

  it('needs a password worth the name, and does not use the link up without one', async () => {
    const token = await tokenFor(await list());
    const missing = await answer(token, { answer: 'join' }).expect(422);
    expect(missing.body.errors[0].pointer).toBe('/password');
    await join(token, { password: 'too short' }).expect(422);
    await join(token).expect(201);
  });

  it('never gives the sign-in of somebody who has one to the holder of a link: they sign in, and join with that', async () => {
    await join(await tokenFor(await list('twice@group.example'))).expect(201);
    const second = await list('twice@group.example');
    const token = await tokenFor(second);
    const refused = await join(token, { password: 'another four quiet words' }).expect(409);
    expect(refused.body.detail).toContain('Sign in with it');
    const person = await as(await accountOf('twice@group.example'));
    await person.post('/api/v1/invitation-joinings').send({ token }).expect(201, {
      answer: 'joined',
      organisationId: second.groupId,
    });
  });

  it('lets one of twenty who answer at once join, and tells the others calmly', async () => {
    const group = await list();
    const token = await tokenFor(group);
    const answers = await Promise.all(Array.from({ length: 20 }, () => join(token)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(201);
    expect(statuses.slice(1).filter((status) => ![404, 409].includes(status))).toEqual([]);
    const members = await test.db.rows('select role from membership where organisation_id = $1', [group.groupId]);
    expect(members).toEqual([{ role: 'group_lead' }]);
  });

  it('is not for somebody with a role in the health body, who alone is told so', async () => {
    const group = await list();
    const token = await tokenFor(group);
    const ownManager = await as(p.accounts.managerOfA);
    const refused = await ownManager.post('/api/v1/invitation-joinings').send({ token }).expect(403);
    expect(refused.body.detail).toContain('nobody acts for both sides');
    await open(token).expect(200);
  });
});
