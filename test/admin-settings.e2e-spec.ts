import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let admin: Credentials;
let auditor: Credentials;
let root: string;

beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
  admin = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
  auditor = await newSession(test.db, { role: 'auditor', organisationId: p.healthBodies.a });
  root = `/o/${p.healthBodies.a}/admin/settings`;
});
afterAll(() => test.close());

const get = async (path: string, headers = admin) =>
  (await test.app.inject({ method: 'GET', url: path.startsWith('/o/') ? path : root + path, headers })).body;
const post = (path: string, payload: object) =>
  test.app.inject({ method: 'POST', url: root + path, headers: admin, payload });
const versionOn = async () => /name="version" value="(\d+)"/.exec(await get('/thresholds'))?.[1];

describe('the page of thresholds', () => {
  it('says of each what it does, and sets those that are filled in', async () => {
    const before = await versionOn();
    const done = await post('/thresholds', { version: before, staleLeadDays: '90', overdueSeriousFromDays: '5' });
    expect(done.headers.location).toBe(`${root}/thresholds?done=set`);
    const { body } = await test.app.inject({ method: 'GET', url: '/api/v1/settings', headers: admin });
    expect(JSON.parse(body)).toMatchObject({ staleLeadDays: 90, overdueSeriousFromDays: 5, youngUnderDays: 90 });
    const stale = await post('/thresholds', { version: before, staleLeadDays: '100' });
    expect(stale.statusCode).toBe(412);
  });

  it('keeps what was filled in when one of them cannot be', async () => {
    const answer = await post('/thresholds', { version: await versionOn(), staleLeadDays: '7', youngUnderDays: '77' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Enter a whole number from 30 to 730');
    expect(answer.body).toContain('value="77"');
  });
});

describe('the page of bank holidays', () => {
  it('adds a day with its source, says what is planned for it, and takes it away again', async () => {
    const done = await post('/holidays', { holidayOn: '2027-06-11', source: 'Proclaimed on 4 June' });
    const shown = await get(String(done.headers.location));
    expect(shown).toContain('11 June 2027 is added.');
    const [, removal = ''] = /href="([^"]+\/removal)"/.exec(await get('/holidays?year=2027')) ?? [];
    expect(await get(removal)).toContain('Proclaimed on 4 June');
    await post(removal.slice(root.length), {});
    expect(await get('/holidays?year=2027')).not.toContain('Proclaimed on 4 June');
  });

  it.each([
    ['2027-06-12', 'is at a weekend'],
    ['2027-12-25', 'at a weekend'],
    ['2099-01-01', 'must be in the years'],
    ['2027-02-30', 'no such day'],
  ])('takes no %s', async (holidayOn, why) => {
    const { statusCode, body } = await post('/holidays', { holidayOn, source: 'Gazette' });
    expect(statusCode).toBe(422);
    expect(body).toContain(why);
    expect(body).not.toContain('holidayOn must');
  });
});

describe('the page of Bank Rates', () => {
  it('refuses a half-year that Accord knows, in plain words', async () => {
    const { statusCode, body } = await post('/rates', { halfYearFrom: '2026-01-01', rate: '3.75', source: 'Bank' });
    expect(statusCode).toBe(409);
    expect(body).toContain('knows the rate of this half-year');
  });

  it('asks for a rate in per cent', async () => {
    expect((await post('/rates', { halfYearFrom: '2026-07-01', rate: '375', source: 'Bank' })).body).toContain(
      'like 3.75',
    );
  });
});

describe('settings for an auditor', () => {
  it.each(['', '/thresholds', '/holidays', '/rates'])('are read and not changed: %s', async (path) => {
    const body = await get(path, auditor);
    expect(body).toContain('<h1');
    expect(body).not.toContain('<form method="post" action="/o/');
  });
});
