import { brotliDecompressSync } from 'node:zlib';
import { EvaluationService } from '../src/findings';
import { ACCESS_TABLE } from '../src/platform';
import type { AccessEntry, Role } from '../src/platform';
import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { recordsOf } from './support/subjects';

/** What one page may ask of the database: each read or transaction takes a connection, the session's own included. */
const MOST_READS = 15;
const ROLES = ['group_lead', 'partnership_manager', 'finance_officer', 'finance_approver'] as const;

const PAGES = Object.entries(ACCESS_TABLE).filter(
  ([route, { page, who }]) => page === true && route.startsWith('GET /o/:org') && typeof who !== 'string',
);

let test: TestApp;
let p: Portfolio;
let callers = 0;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await test.app.get(EvaluationService, { strict: false }).evaluateToday();
}, 60_000);
afterAll(() => test.close());

const isOpenTo = ({ who }: AccessEntry, role: Role) => (who as readonly Role[]).includes(role);

/** Opens a page and counts how often a connection was taken for it. */
async function open(route: string, entry: AccessEntry, role: Role): Promise<{ status: number; reads: number }> {
  const owner = role === 'group_lead' ? 'g1' : 'a';
  const organisationId = owner === 'g1' ? p.groups.g1 : p.healthBodies.a;
  const id = entry.one === undefined ? organisationId : recordsOf(p, owner)[entry.one];
  const url = route
    .slice('GET '.length)
    .replace(':org', organisationId)
    .replace(':file', 'contracts')
    .replace(':step', 'what')
    .replace(/:\w+/g, id);
  const headers = await newSession(test.db, { role, organisationId });
  callers += 1;
  let reads = 0;
  const count = () => (reads += 1);
  test.database.pool.on('acquire', count);
  const { statusCode: status } = await test.app.inject({
    method: 'GET',
    url,
    headers,
    remoteAddress: `10.2.${String(callers >> 8)}.${String(callers & 255)}`,
  });
  test.database.pool.off('acquire', count);
  return { status, reads };
}

describe.each(ROLES)('each page that is open to a %s', (role) => {
  const pages = PAGES.filter(([, entry]) => isOpenTo(entry, role));

  it('is among those that are looked at', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('%s asks little of the database', async (route, entry) => {
    const { status, reads } = await open(route, entry, role);
    expect([200, 303]).toContain(status);
    expect({ route, few: reads <= MOST_READS, reads }).toMatchObject({ route, few: true });
  });
});

const PACKS = { 'accept-encoding': 'gzip, deflate, br' };

/** The page and every file that it names, as a browser asks for them. */
async function firstVisit(role: Role, organisationId: string): Promise<{ files: number; bytes: number }> {
  const headers = { ...(await newSession(test.db, { role, organisationId })), ...PACKS };
  const page = await test.app.inject({ method: 'GET', url: `/o/${organisationId}`, headers });
  const files = new Set(
    [
      ...brotliDecompressSync(page.rawPayload)
        .toString()
        .matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g),
    ].map(([, url = '']) => url),
  );
  let bytes = page.rawPayload.length;
  for (const url of files) {
    const file = await test.app.inject({ method: 'GET', url, headers });
    expect({ url, status: file.statusCode }).toEqual({ url, status: 200 });
    bytes += file.rawPayload.length;
  }
  return { files: files.size, bytes };
}

describe('the first visit to the home page', () => {
  it.each(['group_lead', 'partnership_manager', 'finance_officer'] as const)(
    'of a %s is at most 60 KB',
    async (role) => {
      const { files, bytes } = await firstVisit(role, role === 'group_lead' ? p.groups.g1 : p.healthBodies.a);
      expect(files).toBeGreaterThanOrEqual(2);
      expect(bytes).toBeGreaterThan(30 * 1024);
      expect(bytes).toBeLessThanOrEqual(60 * 1024);
    },
  );

  it('is packed, but for what an address or a form has put into it', async () => {
    const organisationId = p.healthBodies.a;
    const headers = { ...(await newSession(test.db, { role: 'partnership_manager', organisationId })), ...PACKS };
    const codingOf = async (query: string, from = headers) => {
      const page = await test.app.inject({ method: 'GET', url: `/o/${organisationId}/search${query}`, headers: from });
      expect(page.headers.vary).toContain('Accept-Encoding');
      return page.headers['content-encoding'];
    };
    expect(await codingOf('')).toBe('br');
    expect(await codingOf('', { ...headers, 'accept-encoding': 'gzip' })).toBe('gzip');
    expect(await codingOf('', { ...headers, 'accept-encoding': 'identity' })).toBeUndefined();
    expect(await codingOf('?q=leaflet')).toBeUndefined();
  });
});
