import { newToken } from '../support/credentials';
import type { Credentials } from '../support/credentials';
import { startWithPortfolio } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import type { TestApp } from '../support/start-app';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

const GOOD = [200, 200, 404, 400, 422];

/** A list, a record, one that is not there, an address that is wrong, and a question refused before anything is read. */
async function answers(token: Credentials): Promise<{ status: number; detail: unknown }[]> {
  const paths = [
    'contracts',
    `contracts/${p.contracts.aG1Running}`,
    `contracts/${p.contracts.bG3Running}`,
    'contracts/1',
    'instalments?overdue=true&atRisk=true',
  ];
  const all = paths.map((path) => test.app.inject({ url: `/api/v1/${path}`, headers: token }));
  return (await Promise.all(all)).map((answer) => ({
    status: answer.statusCode,
    detail: answer.json<{ detail?: string }>().detail,
  }));
}

describe('a token that the server remembers', () => {
  it.each([
    ['is revoked', 'update api_token set revoked_at = now() where revoked_at is null'],
    ['runs out', `update api_token set expires_at = now() - interval '1 second' where revoked_at is null`],
  ])('stops at once when it %s, whatever is asked', async (_what, stop) => {
    const place = { role: 'partnership_manager', organisationId: p.healthBodies.a } as const;
    const token = await newToken(test.db, place, ['register:read', 'payments:read']);
    expect((await answers(token)).map(({ status }) => status)).toEqual(GOOD);
    expect((await answers(token)).map(({ status }) => status)).toEqual(GOOD);
    await test.db.rows(stop);
    const refusal = { status: 401, detail: 'This API token is not known, has run out or was revoked.' };
    expect(await answers(token)).toEqual(GOOD.map(() => refusal));
    expect(await answers(token)).toEqual(GOOD.map(() => refusal));
  });

  it('is asked after in the trip of the reading itself', async () => {
    const place = { role: 'group_lead', organisationId: p.groups.g1 } as const;
    const token = await newToken(test.db, place, ['register:read']);
    await test.app.inject({ url: '/api/v1/contracts', headers: token });
    const server = jest.spyOn(test.database, 'server');
    const answer = await test.app.inject({ url: '/api/v1/contracts', headers: token });
    expect([answer.statusCode, server.mock.calls]).toEqual([200, []]);
    server.mockRestore();
  });
});
