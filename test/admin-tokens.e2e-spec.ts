import { v7 as uuid } from 'uuid';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let admin: Credentials;
let root: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
  root = `/o/${p.healthBodies.a}/admin/tokens`;
});
afterAll(() => test.close());

const get = (url: string) => test.app.inject({ method: 'GET', url, headers: admin });
const post = (url: string, payload: object) => test.app.inject({ method: 'POST', url, headers: admin, payload });
const call = (secret: string) =>
  test.app.inject({ method: 'GET', url: '/api/v1/partnerships', headers: { authorization: `Bearer ${secret}` } });

const wanted = () => ({
  label: `Warehouse ${uuid()}`,
  role: 'partnership_manager',
  scopes: ['register:read', 'payments:read'],
  days: '30',
});

async function make(answers = wanted()): Promise<{ secret: string; id: string }> {
  const { body } = await post(`${root}/new`, { ...answers, sure: 'yes' });
  const [, secret = ''] = /(accord_[\w-]{43})/.exec(body) ?? [];
  const [row] = await test.db.rows<{ id: string }>('select id from api_token where label = $1', [answers.label]);
  return { secret, id: String(row?.id) };
}

describe('an API token made on its page', () => {
  it('is checked first, shown once, and works as it was made', async () => {
    const answers = wanted();
    const check = await post(`${root}/new`, answers);
    expect(check.body).toContain('Check before you make it');
    expect(check.body).not.toContain('accord_');
    const { secret } = await make(answers);
    expect((await call(secret)).statusCode).toBe(200);
    const list = (await get(root)).body;
    expect(list).toContain(answers.label);
    expect(list).not.toContain(secret);
  });

  it('names what is missing, and keeps the answers', async () => {
    const { statusCode, body } = await post(`${root}/new`, { label: 'Warehouse', days: '400' });
    expect(statusCode).toBe(422);
    for (const text of ['Choose the role it has', 'Choose what it may do', 'from 1 to 366', 'value="Warehouse"']) {
      expect(body).toContain(text);
    }
  });

  it('says on which day it was last used', async () => {
    const { secret, id } = await make();
    const lastUsed = async () =>
      (await test.db.rows<{ on: string | null }>('select last_used_on as on from api_token where id = $1', [id]))[0]
        ?.on;
    expect(await lastUsed()).toBeNull();
    await call(secret);
    await call(secret);
    expect(await lastUsed()).toBe(TODAY);
    const { body } = await test.app.inject({ method: 'GET', url: '/api/v1/api-tokens', headers: admin });
    const { items } = JSON.parse(body) as { items: { id: string; lastUsedOn: string | null }[] };
    expect(items.find((token) => token.id === id)).toMatchObject({ lastUsedOn: TODAY });
  });

  it('stops when it is told to, after a question', async () => {
    const { secret, id } = await make();
    expect((await get(`${root}/${id}/revoke`)).body).toContain('cannot be started again');
    expect((await call(secret)).statusCode).toBe(200);
    const done = await post(`${root}/${id}/revoke`, {});
    expect(done.headers.location).toBe(`${root}?done=revoked`);
    expect((await call(secret)).statusCode).toBe(401);
    expect((await get(`${root}/${id}/revoke`)).body).toContain('does not work any more');
  });
});
