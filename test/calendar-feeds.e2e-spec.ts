import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { Reader } from './support/page-forms';
import type { TestApp } from './support/start-app';
import type { Role } from '../src/platform';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
}, 30_000);
afterAll(() => test.close());

const send = (session: Credentials, url: string) =>
  test.app.inject({ method: 'POST', url, headers: session, payload: {} });
const read = (url: string) => test.app.inject({ method: 'GET', url });

/** Makes an address and answers its path. */
async function made(session: Credentials, organisation: string): Promise<string> {
  const { body, statusCode } = await send(session, `/o/${organisation}/calendar`);
  expect(statusCode).toBe(200);
  const [path = ''] = /\/calendar\/[\w-]{43}\/dates\.ics/.exec(body) ?? [];
  return path;
}

const someone = (role: Role, organisationId: string) => newSession(test.db, { role, organisationId });
const valuesOf = (ics: string, name: string) =>
  ics
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1));

describe('dates in somebody’s own calendar', () => {
  it('opens with the secret alone, and names nobody and nothing', async () => {
    const { body, headers } = await read(await made(await someone('group_member', p.groups.g1), p.groups.g1));
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect([...new Set(valuesOf(body, 'SUMMARY'))].sort()).toEqual(['A contract ends', 'A review', 'Payment due']);
    const names = await test.db.rows<{ name: string }>(
      `select name from organisation union select title from contract union select reference from contract
       union select name from contact where name is not null`,
    );
    for (const { name } of names) expect(body).not.toContain(name);
    expect(body).not.toMatch(/£|\d,\d{3}/);
  });

  it('has the same mark for the same payment whenever it is read', async () => {
    const path = await made(await someone('group_lead', p.groups.g1), p.groups.g1);
    const uids = valuesOf((await read(path)).body, 'UID');
    expect(uids.length).toBeGreaterThan(3);
    expect(new Set(uids).size).toBe(uids.length);
    expect(valuesOf((await read(path)).body, 'UID')).toEqual(uids);
  });

  it('tells a manager by when payments must be sent, one entry a day', async () => {
    const { body } = await read(await made(await someone('partnership_manager', p.healthBodies.a), p.healthBodies.a));
    expect(valuesOf(body, 'SUMMARY')).toContain('Payments to send');
    expect(valuesOf(body, 'UID').filter((uid) => uid.startsWith('payment-'))).toEqual([]);
  });

  it('ends with a new address, and when it is switched off', async () => {
    const session = await someone('group_lead', p.groups.g3);
    const first = await made(session, p.groups.g3);
    const second = await made(session, p.groups.g3);
    expect([(await read(first)).statusCode, (await read(second)).statusCode]).toEqual([404, 200]);
    await send(session, `/o/${p.groups.g3}/calendar/end`);
    expect((await read(second)).statusCode).toBe(404);
  });

  it('is made once by a double click, which is told so on the page', async () => {
    const lead = await Reader.as(test, 'group_lead', p.groups.g1);
    const attempt = uuid();
    const [first, again] = [await lead.send('/calendar', {}, attempt), await lead.send('/calendar', {}, attempt)];
    expect([first.status, again.status]).toEqual([200, 409]);
    expect(again.html).toContain('shown only once. If you do not have it, make another.');
    expect(again.html).toContain('Make a new address');
  });

  it('ends with the person’s part in the organisation', async () => {
    const path = await made(await someone('group_member', p.groups.g3), p.groups.g3);
    await test.db.rows(
      `update membership set ended_at = now() where organisation_id = $1 and account_id =
         (select account_id from calendar_feed where organisation_id = $1 order by made_at desc limit 1)`,
      [p.groups.g3],
    );
    expect((await read(path)).statusCode).toBe(404);
  });

  it('is not there for a secret that nobody has', async () => {
    expect((await read(`/calendar/${'x'.repeat(43)}/dates.ics`)).statusCode).toBe(404);
  });

  it('keeps no secret that could be read again', async () => {
    const path = await made(await someone('group_lead', p.groups.g1), p.groups.g1);
    const secret = path.split('/')[2] ?? '';
    const [row] = await test.db.rows<{ kept: boolean }>(
      `select bool_or(position($1 in f::text) > 0) as kept from calendar_feed f`,
      [secret],
    );
    expect(row?.kept).toBe(false);
  });
});
