import { v7 as uuid } from 'uuid';
import { startApp } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

const PASSWORD = 'four quiet words here';

describe('signing in', () => {
  let test: TestApp;
  let admin: Agent;
  const icb = uuid();

  beforeAll(async () => {
    test = await startApp();
    await test.database.server(`select operator_add_organisation($1, 'health_body', 'Westmere ICB', 'westmere icb')`, [
      icb,
    ]);
    admin = await test.as('administrator', icb);
  });
  afterAll(() => test.close());

  const newcomer = async (email: string) => {
    const { body } = await admin.post('/api/v1/users').send({ email, role: 'partnership_manager' }).expect(201);
    return body.oneTimeToken as string;
  };
  const redeem = (token: string, password = PASSWORD) =>
    test.anonymous().post('/api/v1/one-time-links/redemption').send({ token, password });
  const signIn = (email: string, password = PASSWORD) =>
    test.anonymous().post('/api/v1/sessions').send({ email, password });

  it('takes a newcomer from the one-time link to a session', async () => {
    await redeem(await newcomer('new@icb.example')).expect(204);
    const answer = await signIn('New@icb.example ').expect(201);
    expect(answer.body).toMatchObject({
      email: 'new@icb.example',
      memberships: [{ organisationId: icb, roles: ['partnership_manager'] }],
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^accord=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
  });

  it('uses a link once', async () => {
    const token = await newcomer('once@icb.example');
    await redeem(token).expect(204);
    await redeem(token).expect(404);
  });

  it.each([
    ['short words', 'at least 12 characters'],
    ['zzzzzzzzzzzzzz', 'attackers try first'],
    ['1qaz2wsx3edc', 'attackers try first'],
  ])('refuses the password %s', async (password, why) => {
    const { body } = await redeem(await newcomer(`${uuid()}@icb.example`), password).expect(422);
    expect(body.errors[0]).toMatchObject({ pointer: '/password', detail: expect.stringContaining(why) });
  });

  it('says the same of a wrong password and of an unknown email', async () => {
    await redeem(await newcomer('known@icb.example')).expect(204);
    const wrong = await signIn('known@icb.example', 'not the right words').expect(401);
    const unknown = await signIn('nobody@icb.example').expect(401);
    expect(wrong.body).toEqual(unknown.body);
  });

  it('makes an email wait after five failures, and nobody else', async () => {
    await redeem(await newcomer('locked@icb.example')).expect(204);
    for (let i = 0; i < 5; i += 1) await signIn('locked@icb.example', 'wrong words again').expect(401);
    await signIn('locked@icb.example').expect(429);
    await signIn('new@icb.example').expect(201);
  });

  it('changes nothing for a cookie without the CSRF token', async () => {
    const session = await signIn('new@icb.example').expect(201);
    const cookie = String(session.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    const { body } = await test.anonymous().delete('/api/v1/sessions/current').set('Cookie', cookie).expect(403);
    expect(body.detail).toContain('Accord-Csrf');
    await test.anonymous().get('/api/v1/sessions/current').set('Cookie', cookie).expect(200);
    await test
      .anonymous()
      .delete('/api/v1/sessions/current')
      .set('Cookie', cookie)
      .set('Accord-Csrf', String(session.body.csrfToken))
      .expect(204);
    await test.anonymous().get('/api/v1/sessions/current').set('Cookie', cookie).expect(401);
  });

  it('shows a token once, keeps only its hash, and stops it at once', async () => {
    const request = { label: 'Warehouse', role: 'administrator', scopes: ['users:write'] };
    const { body } = await admin.post('/api/v1/api-tokens').send(request).expect(201);
    const bearer = { Authorization: `Bearer ${String(body.token)}` };
    await test.anonymous().get('/api/v1/users').set(bearer).expect(200);
    const list = await admin.get('/api/v1/api-tokens').expect(200);
    expect(JSON.stringify(list.body)).not.toContain(body.token);
    expect(
      await test.db.rows('select 1 from api_token where encode(token_hash, $1) = $2', ['escape', body.token]),
    ).toEqual([]);
    await admin.delete(`/api/v1/api-tokens/${String(body.id)}`).expect(204);
    await test.anonymous().get('/api/v1/users').set(bearer).expect(401);
  });

  it('refuses a role that the organisation does not have, and a field that is not there', async () => {
    const role = await admin.post('/api/v1/users').send({ email: 'a@icb.example', role: 'group_lead' }).expect(422);
    expect(role.body.errors[0].pointer).toBe('/role');
    const field = await admin
      .post('/api/v1/users')
      .send({ email: 'a@icb.example', role: 'auditor', orientation: 'x' })
      .expect(400);
    expect(field.body.errors).toEqual([{ pointer: '/orientation', detail: 'There is no field "orientation" here.' }]);
  });

  it('has on record that the organisation was made, and that a password was set', async () => {
    const made = await test.db.rows('select actor_kind from audit_event where action = $1 and subject_id = $2', [
      'organisation.added',
      icb,
    ]);
    expect(made).toEqual([{ actor_kind: 'operator' }]);
    await redeem(await newcomer('recorded@icb.example')).expect(204);
    const set = await test.db.rows(
      `select e.actor_kind, e.actor_id = a.id as own from audit_event e join membership m on m.id = e.subject_id
       join account a on a.id = m.account_id
       where e.action = 'user.password-set' and a.email = 'recorded@icb.example'`,
    );
    expect(set).toEqual([{ actor_kind: 'account', own: true }]);
  });

  it('gives a role once when twenty ask at the same time, and tells the others', async () => {
    const request = { email: 'race@icb.example', role: 'auditor' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.post('/api/v1/users').send(request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toContain('already been recorded');
    const made = await test.db.rows(
      `select 1 from membership m join account a on a.id = m.account_id where a.email = 'race@icb.example'`,
    );
    expect(made).toHaveLength(1);
  });

  it('records who was given a role, by id only', async () => {
    await newcomer('audited@icb.example');
    const events = await test.db.rows(
      `select action, detail from audit_event where action = 'user.added' order by id desc limit 1`,
    );
    expect(events).toEqual([{ action: 'user.added', detail: { role: 'partnership_manager' } }]);
  });
});
