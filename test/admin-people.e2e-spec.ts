import { v7 as uuid } from 'uuid';
import { SignInService } from '../src/identity';
import type { Role } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

const PASSWORD = 'four quiet words here';

let test: TestApp;
let p: Portfolio;
let admin: Credentials;
let root: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
  root = `/o/${p.healthBodies.a}/admin/people`;
});
afterAll(() => test.close());

const get = (url: string, headers = admin) => test.app.inject({ method: 'GET', url, headers });
const post = (url: string, payload: object, headers = admin) =>
  test.app.inject({ method: 'POST', url, headers, payload });
const newAddress = () => `${uuid()}@people.example`;

/** Gives access as the page does; answers where the person is, and the secret of their link. */
async function invite(email: string, ...roles: Role[]): Promise<{ page: string; token: string }> {
  const { statusCode, body } = await post(`${root}/new`, { email, roles, sure: 'yes' });
  expect(statusCode).toBe(200);
  const [, token = ''] = /\/set-password\/([\w-]{43})/.exec(body) ?? [];
  const [, page = ''] = /href="(\/o\/[^"]+)">Go on to this person/.exec(body) ?? [];
  return { page, token };
}
const redeem = (token: string) => test.app.get(SignInService, { strict: false }).redeem(token, PASSWORD);
const rolesOf = async (email: string) =>
  (
    await test.db.rows<{ role: string }>(
      `select m.role from membership m join account a on a.id = m.account_id
       where a.email = $1 and m.ended_at is null order by 1`,
      [email],
    )
  ).map(({ role }) => role);

describe('giving access', () => {
  it('gives nothing before it is checked, then one link for all roles', async () => {
    const email = newAddress();
    const asked = await post(`${root}/new`, { email, roles: ['finance_officer', 'auditor'] });
    expect(asked.statusCode).toBe(200);
    expect(asked.body).toContain('Check before you give access');
    expect(await rolesOf(email)).toEqual([]);
    const { token } = await invite(email, 'finance_officer', 'auditor');
    expect(await rolesOf(email)).toEqual(['auditor', 'finance_officer']);
    await redeem(token);
    const { body } = await get(`${root}?q=${email}`);
    expect(body).toContain('Finance officer');
    expect(body).toContain('Can sign in');
  });

  it('is shown once: the same form sent again gives no second link', async () => {
    const answers = { email: newAddress(), roles: ['auditor'], sure: 'yes', _attempt: uuid() };
    expect((await post(`${root}/new`, answers)).body).toContain('/set-password/');
    const again = await post(`${root}/new`, answers);
    expect(again.statusCode).toBeGreaterThanOrEqual(409);
    expect(again.body).not.toContain('/set-password/');
  });

  it('is refused for whoever has it already, without a role, and with a role of groups', async () => {
    const email = newAddress();
    await invite(email, 'auditor');
    expect((await post(`${root}/new`, { email, roles: ['administrator'], sure: 'yes' })).body).toContain(
      'has access already',
    );
    expect(await rolesOf(email)).toEqual(['auditor']);
    expect((await post(`${root}/new`, { email: newAddress() })).body).toContain('Choose at least one role');
    const foreign = await post(`${root}/new`, { email: newAddress(), roles: ['group_lead'], sure: 'yes' });
    expect(foreign.statusCode).toBe(422);
  });
});

describe('the list of people', () => {
  it('is found by a part of a name or an address, whatever signs it holds, page by page', async () => {
    const mark = uuid();
    for (let n = 0; n < 27; n += 1) {
      await invite(`${mark}-${String(n).padStart(2, '0')}_%@people.example`, 'auditor');
    }
    await test.db.rows(`insert into person (organisation_id, id, name, email) values ($1, $2, $3, $4)`, [
      p.healthBodies.a,
      uuid(),
      'Wren Alderly',
      `${mark}-05_%@people.example`,
    ]);
    const first = (await get(`${root}?q=${mark}`)).body;
    expect(first).toContain(`${mark}-24_%`);
    expect(first).not.toContain(`${mark}-25_%`);
    const [, next = ''] = /href="([^"]+)">More people/.exec(first) ?? [];
    const second = (await get(next.replaceAll('&amp;', '&'))).body;
    expect(second).toContain(`${mark}-26_%`);
    expect(second).not.toContain(`${mark}-24_%`);
    expect((await get(`${root}?q=alderly`)).body).toContain(`${mark}-05_%`);
    expect((await get(`${root}?q=${encodeURIComponent('_%')}`)).body).toContain(`${mark}-00_%`);
    expect((await get(`${root}?q=${encodeURIComponent('nobody%')}`)).body).toContain('Nobody with access has');
  });
});

describe('other roles', () => {
  it('are changed together, as they were seen', async () => {
    const email = newAddress();
    const { page } = await invite(email, 'auditor', 'finance_officer');
    const seen = ['auditor', 'finance_officer'];
    const check = await post(`${page}/roles`, { seen, roles: ['auditor', 'finance_approver'] });
    expect(check.body).toContain('until you set a limit');
    expect(await rolesOf(email)).toEqual(seen);
    const done = await post(`${page}/roles`, { seen, roles: ['auditor', 'finance_approver'], sure: 'yes' });
    expect(done.headers.location).toBe(`${page}?done=roles`);
    expect(await rolesOf(email)).toEqual(['auditor', 'finance_approver']);
    const late = await post(`${page}/roles`, { seen, roles: ['auditor'], sure: 'yes' });
    expect(late.statusCode).toBe(409);
    expect(await rolesOf(email)).toEqual(['auditor', 'finance_approver']);
  });

  it('leave somebody who keeps the users', async () => {
    const own = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.b });
    const people = `/o/${p.healthBodies.b}/admin/people`;
    const [place] = await test.db.rows<{ id: string }>(
      `select id from membership where organisation_id = $1 and role = 'administrator' and ended_at is null
       order by created_at desc limit 1`,
      [p.healthBodies.b],
    );
    const answer = await post(`${people}/${String(place?.id)}/end`, { seen: ['administrator'] }, own);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Somebody has to keep the users');
  });
});

describe('the end of access', () => {
  it('takes every role, the sessions and the open link', async () => {
    const email = newAddress();
    const { page, token } = await invite(email, 'auditor', 'partnership_manager');
    const done = await post(`${page}/end`, { seen: ['auditor', 'partnership_manager'] });
    expect(done.headers.location).toBe(`${root}?done=ended`);
    expect(await rolesOf(email)).toEqual([]);
    await expect(redeem(token)).rejects.toThrow('has been used or has run out');
    expect((await get(page)).statusCode).toBe(404);
  });
});

describe('a new link', () => {
  it('ends the one before', async () => {
    const { page, token } = await invite(newAddress(), 'auditor');
    const { body } = await post(`${page}/link`, {});
    const [, fresh = ''] = /\/set-password\/([\w-]{43})/.exec(body) ?? [];
    await expect(redeem(token)).rejects.toThrow('has been used or has run out');
    await redeem(fresh);
    expect((await get(page)).body).toContain('Can sign in');
  });
});

describe('a sign-in of a moment ago', () => {
  it('is asked for before anybody fills in a form, and leads back to it', async () => {
    const old = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
    await test.db.rows(`update session set created_at = created_at - interval '6 minutes'`);
    const { statusCode, headers } = await get(`${root}/new`, old);
    expect(statusCode).toBe(303);
    expect(headers.location).toBe(`/sign-in?again=yes&next=${encodeURIComponent(`${root}/new`)}`);
    expect((await get(root, old)).statusCode).toBe(200);
  });
});
