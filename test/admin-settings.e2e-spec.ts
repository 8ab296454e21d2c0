import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let admin: Credentials;
let auditor: Credentials;
let root: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
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

describe('the page of name and colour', () => {
  const open = () => get('/appearance');
  const version = async () => /name="version" value="(\d+)"/.exec(await open())?.[1];

  it('has each page of the health body show them, and nobody else’s', async () => {
    const answers = { headerName: 'Westmere partnerships', colour: 'other', contactLine: 'Ring 01234 555 0199 & ask' };
    const done = await post('/appearance', { version: await version(), otherColour: '1D5C58', ...answers });
    expect(done.headers.location).toBe(`${root}/appearance?done=set`);
    const shown = await get(String(done.headers.location));
    expect(shown).toMatch(/nhsuk-header__service-name"[^>]*>Westmere partnerships</);
    expect(shown).toContain('Ring 01234 555 0199 &amp; ask</p>');
    const [, file = ''] = /href="(\/assets\/[\w-]+\/header-1d5c58\.css)"/.exec(shown) ?? [];
    const styles = await test.app.inject({ method: 'GET', url: file });
    expect([styles.statusCode, styles.headers['cache-control'], styles.headers['content-type']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'text/css; charset=utf-8',
    ]);
    expect(styles.body).toContain('--accord-header:#1d5c58;');
    const unread = await test.app.inject({ method: 'GET', url: file.replace('1d5c58', '808080') });
    expect(unread.statusCode).toBe(404);
    const other = await newSession(test.db, { role: 'partnership_manager', organisationId: p.healthBodies.b });
    const group = await newSession(test.db, { role: 'group_lead', organisationId: p.groups.g1 });
    for (const [organisation, headers] of [[p.healthBodies.b, other] as const, [p.groups.g1, group] as const]) {
      const theirs = await get(`/o/${organisation}`, headers);
      expect(theirs).not.toContain('Westmere partnerships');
      expect(theirs).not.toMatch(/header-\w{6}\.css/);
    }
  });

  it('keeps the answers and says why a colour cannot be read', async () => {
    const refused = await post('/appearance', {
      version: await version(),
      headerName: 'Kept',
      colour: 'other',
      otherColour: '#808080',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Neither white nor black text can be read well on #808080');
    expect(refused.body).toContain('href="#otherColour"');
    expect(refused.body).toContain('value="Kept"');
    const none = await post('/appearance', { version: await version(), colour: 'other', otherColour: 'teal' });
    expect(none.body).toContain('six digits');
  });

  it('goes back to the standard, and refuses who saw it before', async () => {
    const before = await version();
    await post('/appearance', { version: before, headerName: '', colour: '', contactLine: '' });
    expect(await open()).not.toMatch(/header-\w{6}\.css|555 0199/);
    expect((await post('/appearance', { version: before, colour: '#5b2a5e' })).statusCode).toBe(412);
  });
});

describe('settings for an auditor', () => {
  it.each(['', '/thresholds', '/holidays', '/rates', '/appearance'])('are read and not changed: %s', async (path) => {
    const body = await get(path, auditor);
    expect(body).toContain('<h1');
    expect(body).not.toContain('<form method="post" action="/o/');
  });
});
