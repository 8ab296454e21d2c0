import { v7 as uuid } from 'uuid';
import { ACCESS_TABLE, ROLES } from '../src/platform';
import type { AccessEntry, Role } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { recordsOf } from './support/subjects';
import type { Owner } from './support/subjects';

const PAGES = Object.entries(ACCESS_TABLE).filter(([, { page }]) => page === true);
const OF_ORGANISATIONS = PAGES.filter(([, { who }]) => typeof who !== 'string');

let test: TestApp;
let p: Portfolio;
let callers = 0;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
}, 30_000);
afterAll(() => test.close());

const ownerOf = (role: Role): Owner => (role.startsWith('group_') ? 'g1' : 'a');
const otherThan = (owner: Owner): Owner => (owner === 'a' ? 'b' : 'g3');
const idOf = (owner: Owner) => ({ ...p.healthBodies, ...p.groups })[owner];
const isFor = ({ who }: AccessEntry, role: Role) => typeof who === 'string' || who.includes(role);
const recordFor = ({ one }: AccessEntry, owner: Owner) => (one === undefined ? uuid() : recordsOf(p, owner)[one]);
const signedIn = (role: Role) => newSession(test.db, { role, organisationId: idOf(ownerOf(role)) });

/** Each call comes from an address of its own, so that the limit on requests does not answer first. */
function call(route: string, headers: Credentials, organisation: string, id: string) {
  const [method, path = ''] = route.split(' ');
  callers += 1;
  const remoteAddress = `10.1.${String(callers >> 8)}.${String(callers & 255)}`;
  const url = path
    .replace(':org', organisation)
    .replace(':file', 'contracts')
    .replace(':step', 'what')
    .replace(/:\w+/g, id);
  const sends = method === 'POST' ? { payload: {} } : {};
  return test.app.inject({ method: method as 'GET', url, headers, remoteAddress, ...sends });
}

/** A page opens when it is shown, leads on, or asks for what is missing in the empty form. */
function outcome({ statusCode, headers, body }: Awaited<ReturnType<typeof call>>): string {
  // There is no such link, and the page says so.
  if (body.includes('This link no longer works')) return 'opens';
  if (headers.location?.startsWith('/sign-in?next=') === true || headers.location === '/sign-in') return 'sign in';
  return [200, 303, 422].includes(statusCode) ? 'opens' : String(statusCode);
}

describe.each(OF_ORGANISATIONS)('%s', (route, entry) => {
  it('opens to the roles in the table and to nobody else', async () => {
    for (const role of ROLES) {
      const owner = ownerOf(role);
      const answer = await call(route, await signedIn(role), idOf(owner), recordFor(entry, owner));
      expect({ role, answer: outcome(answer) }).toEqual({ role, answer: isFor(entry, role) ? 'opens' : '403' });
    }
  });

  it("answers for another organisation's as for one that does not exist", async () => {
    for (const role of ROLES.filter((name) => isFor(entry, name))) {
      const other = otherThan(ownerOf(role));
      const session = await signedIn(role);
      const foreign = await call(route, session, idOf(other), recordFor(entry, other));
      const absent = await call(route, session, uuid(), uuid());
      expect([role, foreign.statusCode, absent.statusCode]).toEqual([role, 404, 404]);
      expect(withoutChance(foreign.body)).toBe(withoutChance(absent.body));
      if (entry.one === undefined) continue;
      const record = await call(route, session, idOf(ownerOf(role)), recordFor(entry, other));
      expect([role, record.statusCode]).toEqual([role, 404]);
    }
  });

  it('asks whoever is not signed in to sign in', async () => {
    const { owner } = someone(entry);
    expect(outcome(await call(route, {}, idOf(owner), recordFor(entry, owner)))).toBe('sign in');
  });
});

const someone = (entry: AccessEntry) => {
  const role = ROLES.find((name) => isFor(entry, name)) ?? 'administrator';
  return { role, owner: ownerOf(role) };
};
const isForm = ([route]: [string, AccessEntry]) => route.startsWith('POST');

describe.each(PAGES.filter(isForm).filter(([, { who }]) => who !== 'anyone'))('%s', (route, entry) => {
  it('changes nothing without the token of the form', async () => {
    const { role, owner } = someone(entry);
    const { cookie = '' } = await signedIn(role);
    const answer = await call(route, { cookie }, idOf(owner), recordFor(entry, owner));
    expect(answer.statusCode).toBe(403);
  });
});

/** What is made anew for each page. */
function withoutChance(html: string): string {
  return html.replace(/nonce="[^"]*"|name="_attempt" value="[^"]*"/g, '');
}

describe.each(PAGES.filter(([, { who }]) => who === 'signed-in'))('%s', (route) => {
  it('is for whoever is signed in', async () => {
    const signsOut = route === 'POST /sign-out';
    expect(outcome(await call(route, {}, uuid(), uuid()))).toBe('sign in');
    expect(outcome(await call(route, await signedIn('auditor'), uuid(), uuid()))).toBe(signsOut ? 'sign in' : 'opens');
  });
});

describe.each(PAGES.filter(isForm).filter(([, { who }]) => who === 'anyone'))('%s', (route) => {
  it('takes no form from another site', async () => {
    const foreign: Credentials[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await call(route, headers, uuid(), uuid());
      expect({ headers, status: answer.statusCode }).toEqual({ headers, status: 403 });
    }
  });
});
