import { newSession } from '../support/credentials';
import type { Credentials } from '../support/credentials';
import { databaseToKill } from '../support/killed-moves';
import { KilledServer } from '../support/killed-server';
import type { Portfolio } from '../support/portfolio';
import { MEGABYTE, pour } from '../support/pouring';
import type { TestDatabase } from '../support/test-database';

/** How much a server may hold more than it did, whatever is sent to it. */
const FLAT = 64 * MEGABYTE;

let db: TestDatabase;
let p: Portfolio;
let server: KilledServer;
let group: Credentials;
let manager: Credentials;
let officer: Credentials;

jest.setTimeout(600_000);
beforeAll(async () => {
  ({ db, p } = await databaseToKill());
  server = await KilledServer.start(db);
  group = await newSession(db, { role: 'group_lead', organisationId: p.groups.g1 });
  manager = await newSession(db, { role: 'partnership_manager', organisationId: p.healthBodies.a });
  officer = await newSession(db, { role: 'finance_officer', organisationId: p.healthBodies.a });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

interface Way {
  path: string;
  who: Credentials;
  field: string;
  limit: string;
}

/** Every kind of place that takes a file, by the API and on a page. */
const WAYS: Record<string, () => Way> = {
  'a file of a contract': () => at(`/api/v1/contracts/${p.contracts.aG1Running}/documents`, group),
  'a file of an invoice': () => at(`/api/v1/invoices/${p.invoices.aG1}/documents`, group),
  'a bank statement': () => at('/api/v1/reconciliations', officer, 'file', '25 MB'),
  'an import': () => at('/api/v1/imports', manager, 'contracts', '100 MB'),
  'a file on its page': () => at(`/o/${p.groups.g1}/contracts/${p.contracts.aG1Running}/files`, group),
  'a statement on its page': () => at(`/o/${p.healthBodies.a}/finance/reconcile`, officer, 'file', '25 MB'),
  'an import on its page': () => at(`/o/${p.healthBodies.a}/import`, manager, 'contracts', '100 MB'),
};
const at = (path: string, who: Credentials, field = 'file', limit = '15 MB'): Way => ({ path, who, field, limit });

/** The most that the server held while something was done to it. */
async function mostHeldDuring(work: Promise<unknown>): Promise<number> {
  const held = [await server.residentBytes()];
  const looking = setInterval(() => void server.residentBytes().then((bytes) => held.push(bytes)), 20);
  await work;
  clearInterval(looking);
  return Math.max(...held, await server.residentBytes());
}

const ways = Object.keys(WAYS).flatMap((name) => [true, false].map((saysLength) => [name, saysLength] as const));

it.each(ways)(
  'refuses 2 GB as %s (its length told: %s), by field and limit, and memory stays flat',
  async (name, saysLength) => {
    const { path, who, field, limit } = WAYS[name]?.() ?? at('', group);
    const to = { port: server.port, path, headers: who, field, saysLength };
    const before = path.startsWith('/o/') ? { _csrf: who['accord-csrf'] ?? '' } : {};
    // What the first request of its kind loads is none of the file.
    await pour({ ...to, before, megabytes: 1 });
    const held = await server.residentBytes();
    const pouring = pour({ ...to, before, megabytes: 2048 });
    expect((await mostHeldDuring(pouring)) - held).toBeLessThan(FLAT);
    const { status, text, sentMegabytes } = await pouring;
    expect(status).toBe(413);
    expect(text).toContain(`larger than ${limit}`);
    expect(text).toMatch(path.startsWith('/o/') ? new RegExp(`href="#${field}"`) : new RegExp(`"pointer":"/${field}"`));
    expect(sentMegabytes).toBeLessThan(400);
  },
);
