import { Controller, Get } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { AppModule } from '../src/app.module';
import { ACCESS_TABLE, Log, OPEN_PREFIXES, readSettings, ROLES, SCOPES } from '../src/platform';
import type { AccessEntry, Role, Scope } from '../src/platform';
import { newSession, newToken, sessionOf } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { registeredRoutes } from './support/routes';
import { TODAY } from './support/start-app';
import type { TestApp } from './support/start-app';
import { SENDS } from './support/sends';
import { IDS_OF, recordsOf } from './support/subjects';
import type { Owner } from './support/subjects';

// Pages answer in other ways, and have a test of their own.
const ROUTES = Object.entries(ACCESS_TABLE).filter(([, { page }]) => page !== true);
/** Does not answer 200 even to those it is open to. */
const HIDDEN = 'GET /metrics';

let test: TestApp;
let p: Portfolio;
let callers = 0;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

const ownerOf = (role: Role): Owner => (role.startsWith('group_') ? 'g1' : 'a');
const otherThan = (owner: Owner): Owner => (owner === 'a' ? 'b' : 'g3');
const idOf = (owner: Owner) => ({ ...p.healthBodies, ...p.groups })[owner];
const placeOf = (role: Role) => ({ role, organisationId: idOf(ownerOf(role)) });

const kept = new Map<string, Promise<Credentials>>();
function keptUnder(key: string, make: () => Promise<Credentials>): Promise<Credentials> {
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}

/** One session a role, but for the routes that end sessions: hundreds of users more would make each list of them longer. */
function sessionAs(role: Role, route = ''): Promise<Credentials> {
  const make = () => newSession(test.db, placeOf(role));
  return /session|password/.test(route) ? make() : keptUnder(role, make);
}

const tokenAs = (role: Role, scopes: readonly Scope[]): Promise<Credentials> =>
  keptUnder(`${role} ${scopes.join()}`, () => newToken(test.db, placeOf(role), scopes));

/** Each call comes from an address of its own, so that the limit on requests does not answer first. */
async function call(route: string, credentials: Credentials, id: string = uuid(), payload: object = {}) {
  const [method, path = ''] = route.split(' ');
  callers += 1;
  const remoteAddress = `10.${String(callers >> 16)}.${String((callers >> 8) & 255)}.${String(callers & 255)}`;
  const url = path
    .replace(':id', id)
    .replace(':file', 'contracts')
    // the file of a run of long ago has the run's id, and the entry of a statement the statement's
    .replace(':exportId', id)
    .replace(':entryId', id)
    .replace(/:\w+Id/, uuid());
  const sends = CHANGES.test(route) ? { payload } : {};
  return test.app.inject({ method: method as 'GET', url, headers: credentials, remoteAddress, ...sends });
}

const CHANGES = /^(POST|PUT|PATCH) /;

/** A route that is open answers with its result, or with what is missing in the empty body. */
function expected(route: string, may: boolean): string {
  if (!may) return '403';
  if (route === HIDDEN) return '404';
  if (CHANGES.test(route)) return 'asks for more';
  return route.startsWith('DELETE') ? 'gone' : '200';
}

function outcome(route: string, { statusCode }: { statusCode: number }): string {
  if (CHANGES.test(route) && [400, 406, 415, 422, 428].includes(statusCode)) return 'asks for more';
  // The role before this one may have removed it, and some ask for the version first.
  return route.startsWith('DELETE') && [204, 404, 428].includes(statusCode) ? 'gone' : String(statusCode);
}

const isFor = ({ who }: AccessEntry, role: Role) => typeof who === 'string' || who.includes(role);
const ownRecord = (entry: AccessEntry, role: Role) => (entry.one === undefined ? uuid() : ownRecords(role)[entry.one]);
/** Administrators and auditors know no partners; everybody knows their own organisation. */
const ownRecords = (role: Role) => ({
  ...recordsOf(p, ownerOf(role)),
  organisation: idOf(ownerOf(role)),
});

describe('the routes and the access table', () => {
  const outsideTable = (routes: string[]) =>
    routes.filter((route) => {
      const path = route.split(' ')[1] ?? '';
      return !(route in ACCESS_TABLE) && !OPEN_PREFIXES.some((prefix) => path.startsWith(prefix));
    });

  it('name the same routes', () => {
    const routes = registeredRoutes(test.app);
    expect(outsideTable(routes)).toEqual([]);
    expect(Object.keys(ACCESS_TABLE).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('notice a route that somebody forgot, which is closed to everybody', async () => {
    const log = new Log('silent');
    const settings = readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY });
    const imports = [AppModule.forServer(settings, test.database, log)];
    const app = await NestFactory.create<NestFastifyApplication>(
      { module: AppModule, imports, controllers: [ForgottenController] },
      new FastifyAdapter(),
    );
    app.setGlobalPrefix('api/v1');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    expect(outsideTable(registeredRoutes(app))).toContain('GET /api/v1/forgotten');
    const answers = await Promise.all(
      ROLES.map(async (role) => {
        const headers = await newSession(test.db, placeOf(role));
        return app.inject({ method: 'GET', url: '/api/v1/forgotten', headers });
      }),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(ROLES.map(() => 404));
    expect(answers.map(({ body }) => body).join()).not.toContain('secret');
    await app.close();
  });
});

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'secret';
  }
}

const ONE = ROUTES.filter(([, { one }]) => one !== undefined);
const LISTS = ROUTES.filter(([, { list }]) => list !== undefined);
const rolesOf = ({ who }: AccessEntry) => (typeof who === 'string' ? [] : who);

interface Page {
  items: { id: string }[];
  next: string | null;
}

// First, while each list still fits one page.
describe.each(ONE)('%s', (route, entry) => {
  it("answers for another tenant's record exactly as for one that does not exist", async () => {
    for (const role of rolesOf(entry)) {
      const session = { ...(await sessionAs(role, route)), 'if-match': '"1"' };
      const record = recordsOf(p, otherThan(ownerOf(role)))[entry.one ?? 'contract'];
      const foreign = await call(route, session, record, SENDS[route]);
      const absent = await call(route, session, uuid(), SENDS[route]);
      expect({ role, status: foreign.statusCode, body: foreign.body }).toEqual({
        role,
        status: 404,
        body: absent.body,
      });
    }
  });
});

describe.each(LISTS)('%s', (route, entry) => {
  it('lists and counts what is theirs, and nothing else', async () => {
    const subject = entry.list ?? 'contract';
    for (const role of rolesOf(entry)) {
      const session = await sessionAs(role);
      const answer = await call(`${route}?limit=200&count=true`, session);
      const { items, count } = answer.json<{ items: { id: string }[]; count: number }>();
      const listed = items.map(({ id }) => id);
      const own = await test.db.rows<{ id: string }>(IDS_OF[subject], [idOf(ownerOf(role))]);
      const ids = own.map(({ id }) => id);
      expect({ role, foreign: listed.filter((id) => !ids.includes(id)) }).toEqual({ role, foreign: [] });
      expect({ role, count }).toEqual({ role, count: listed.length });
      expect(listed).toContain(ownRecords(role)[subject]);
    }
  });
});

describe.each(LISTS)('%s', (route, entry) => {
  it('gives each record once, page by page', async () => {
    const role = rolesOf(entry)[0] ?? 'administrator';
    const session = await sessionAs(role);
    const whole = (await call(`${route}?limit=200`, session)).json<{ items: { id: string }[] }>();
    const paged: { id: string }[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page = (await call(`${route}?limit=3${cursor}`, session)).json<Page>();
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
  });
});

describe.each(ROUTES)('%s', (route, entry) => {
  it('is open to the roles in the table and to nobody else', async () => {
    for (const role of ROLES) {
      const session = await sessionAs(role, route);
      const answer = await call(route, session, ownRecord(entry, role));
      expect({ role, answer: outcome(route, answer) }).toEqual({ role, answer: expected(route, isFor(entry, role)) });
    }
  });

  it('takes a token with its scope and the role, and no other', async () => {
    const open = entry.who === 'anyone';
    for (const role of ROLES) {
      const scopes = entry.scope === undefined ? SCOPES : [entry.scope];
      const others = SCOPES.filter((scope) => scope !== entry.scope);
      const withScope = await call(route, await tokenAs(role, scopes), ownRecord(entry, role));
      const without = await call(route, await tokenAs(role, others), ownRecord(entry, role));
      const may = open || (entry.scope !== undefined && isFor(entry, role));
      expect({ role, withScope: outcome(route, withScope), without: outcome(route, without) }).toEqual({
        role,
        withScope: expected(route, may),
        without: expected(route, open),
      });
    }
  });

  it('answers 401 to whoever has no valid sign-in, and 403 to whoever has left', async () => {
    const role = typeof entry.who === 'string' ? 'partnership_manager' : (entry.who[0] ?? 'administrator');
    const place = placeOf(role);
    const made = (who: string, make: () => Promise<Credentials>) => keptUnder(`${role}, ${who}`, make);
    const bad: Record<string, Credentials> = {
      anonymous: {},
      'a cookie of nobody': { cookie: 'accord=nobody' },
      'a disabled account': await made('disabled account', () => newSession(test.db, place, { disabled: true })),
      'an expired session': await made('expired session', () => newSession(test.db, place, { sessionExpired: true })),
      'an ended session': await made('ended session', () => newSession(test.db, place, { sessionEnded: true })),
      'an expired token': await made('expired token', () => newToken(test.db, place, SCOPES, { expired: true })),
      'a revoked token': await made('revoked token', () => newToken(test.db, place, SCOPES, { revoked: true })),
      'a token of nobody': { authorization: `Bearer accord_${'x'.repeat(43)}` },
      'a password as a token': { authorization: 'Basic YWRtaW46YWRtaW4=' },
    };
    const wanted = entry.who === 'anyone' ? expected(route, true) : '401';
    for (const [who, credentials] of Object.entries(bad)) {
      const answer = await call(route, credentials, ownRecord(entry, role));
      expect({ who, answer: outcome(route, answer) }).toEqual({ who, answer: wanted });
    }
    const left = await newSession(test.db, place, { membershipEnded: true });
    const answer = outcome(route, await call(route, left, ownRecord(entry, role)));
    expect(answer).toBe(expected(route, typeof entry.who === 'string'));
  });
});

const OPENED = `select 1 from audit_event where action = 'engagement.opened' and subject_id = $1`;

describe('a restricted record', () => {
  it.each([
    ['managerOfA', 'aG1RestrictedOfA', 'partnership_manager'],
    ['leadOfG1', 'aG1RestrictedOfG1', 'group_lead'],
  ] as const)('is there for %s, who is named on it, and for no colleague', async (reader, record, role) => {
    const id = p.engagements[record];
    const one = 'GET /api/v1/engagements/:id';
    const list = 'GET /api/v1/engagements?limit=200&count=true';
    const named = await sessionOf(test.db, p.accounts[reader]);
    const colleague = await newSession(test.db, placeOf(role));
    const token = await newToken(test.db, placeOf(role), SCOPES);
    const read = async (credentials: Credentials) => {
      const { items, count } = (await call(list, credentials)).json<{ items: { id: string }[]; count: number }>();
      return {
        one: (await call(one, credentials, id)).statusCode,
        listed: items.some((item) => item.id === id),
        count,
      };
    };
    const [forNamed, forColleague, forToken] = [await read(named), await read(colleague), await read(token)];
    expect(forNamed).toMatchObject({ one: 200, listed: true });
    expect(forColleague).toEqual({ one: 404, listed: false, count: forNamed.count - 1 });
    expect(forToken).toEqual(forColleague);
    expect((await call(one, colleague, id)).body).toBe((await call(one, colleague)).body);
  });

  it('says what it is about only when it is opened, and who opened it is on record', async () => {
    const id = p.engagements.aG1RestrictedOfA;
    const reader = await sessionOf(test.db, p.accounts.managerOfA);
    const opened = async () => (await test.db.rows(OPENED, [id])).length;
    const before = await opened();
    const listed = (await call('GET /api/v1/engagements?limit=200', reader)).json<{
      items: Record<string, unknown>[];
    }>();
    expect(listed.items.find((item) => item.id === id)).toMatchObject({ purpose: null, outcome: null });
    expect(await opened()).toBe(before);
    await call('GET /api/v1/engagements/:id', reader, id);
    expect(await opened()).toBe(before + 1);
  });
});
