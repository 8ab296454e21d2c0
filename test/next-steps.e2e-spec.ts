import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../src/exchange';
import { EvaluationService } from '../src/findings';
import type { Role } from '../src/platform';
import { Reader } from './support/page-forms';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

// The demo is imported first.
jest.setTimeout(60_000);

const WESTMERE = 'Westmere Integrated Care Board';

let test: TestApp;
let dataDir: string;
const signedIn = new Map<string, Reader>();

beforeAll(async () => {
  test = await startApp();
  dataDir = await mkdtemp(join(tmpdir(), 'accord-next-steps-'));
  await loadDemo(test.app, dataDir);
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

async function as(role: Role, organisationId: string): Promise<Reader> {
  const key = `${role} ${organisationId}`;
  const known = signedIn.get(key) ?? (await Reader.as(test, role, organisationId));
  signedIn.set(key, known);
  return known;
}

async function one(sql: string, values: unknown[] = []): Promise<string> {
  const [row] = await test.db.rows<{ id: string }>(sql, values);
  if (row === undefined) throw new Error(`Nothing found: ${sql}`);
  return row.id;
}

const westmere = () => one('select id from organisation where name = $1', [WESTMERE]);

/** Where links of a class lead, below the organisation, in the order of the page. */
function linksIn(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, path = '']) => path.replaceAll('&amp;', '&'));
}
const mendsIn = (html: string) => linksIn(html, /class="accord-care__mend" href="\/o\/[0-9a-f-]{36}([^"]*)"/g);
const waitsIn = (html: string) => {
  const [, list = ''] = /<section class="accord-waiting">([\s\S]*?)<\/section>/.exec(html) ?? [];
  return linksIn(list, /<a href="\/o\/[0-9a-f-]{36}([^"]*)"/g);
};

/** Opens a page as a browser does: without the part behind #, and on to where it leads. */
async function opened(reader: Reader, path: string): Promise<{ status: number; html: string }> {
  const answer = await reader.open(path.replace(/#.*/, ''));
  return answer.status === 303 && answer.to !== null ? reader.open(answer.to) : answer;
}

describe('what a manager does next', () => {
  it('is a link of each finding, and every link opens', async () => {
    const manager = await as('partnership_manager', await westmere());
    const findings = await test.db.rows<{ id: string; rule: string }>(
      `select id, rule from finding where cleared_on is null and acts_on = 'health_body' and health_body_id = $1`,
      [await westmere()],
    );
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(8);
    const paths = new Set<string>();
    for (const { id, rule } of findings) {
      const { html } = await manager.open(`/findings/${id}`);
      const [path] = mendsIn(html);
      expect({ rule, path }).toEqual({ rule, path: expect.stringMatching(/^\/[a-z]/) });
      paths.add(path ?? '');
    }
    for (const path of paths) {
      const { status } = await opened(manager, path);
      expect({ path, status }).toEqual({ path, status: 200 });
    }
  });

  it('leads to what is named behind the #, which is on the page', async () => {
    const manager = await as('partnership_manager', await westmere());
    const { html } = await manager.open('');
    const places = mendsIn(html).filter((path) => path.includes('#'));
    expect(places.length).toBeGreaterThan(0);
    for (const path of places) {
      const page = await opened(manager, path);
      expect({ path, there: page.html.includes(`id="${path.replace(/.*#/, '')}"`) }).toEqual({ path, there: true });
    }
  });

  it('is offered on the queue and on the partnership, with the role filled in', async () => {
    const manager = await as('partnership_manager', await westmere());
    const partnership = await one(
      `select p.id from finding f join partnership p on p.health_body_id = f.health_body_id and p.group_id = f.group_id
       where f.rule = 'no_deputy' and f.cleared_on is null and f.health_body_id = $1 order by p.id limit 1`,
      [await westmere()],
    );
    const links = mendsIn((await manager.open(`/partnerships/${partnership}`)).html);
    const deputy = links.find((path) => path.includes('role=deputy')) ?? '';
    expect((await opened(manager, deputy)).html).toMatch(/<option value="deputy" selected/);
    expect(mendsIn((await manager.open('/findings')).html).length).toBeGreaterThan(10);
  });

  it('is to hand over what somebody holds who has left, on their own page', async () => {
    const manager = await as('partnership_manager', await westmere());
    const id = await one(`select id from finding where rule = 'ally_left' and cleared_on is null`);
    const [path = ''] = mendsIn((await manager.open(`/findings/${id}`)).html);
    expect(path).toMatch(/^\/departures\/[0-9a-f-]{36}$/);
    expect((await opened(manager, path)).html).toContain('still to hand over');
  });
});

describe('what waits for a group', () => {
  it('opens for its lead and for everybody else of the group, and says who can answer', async () => {
    await test.app.get(EvaluationService, { strict: false }).evaluateToday();
    const group = await one(
      `select f.group_id as id from finding f join organisation g on g.id = f.group_id
       where f.acts_on = 'group' and f.cleared_on is null and g.joined_at is not null
       group by f.group_id order by count(distinct f.rule) desc, f.group_id limit 1`,
    );
    for (const role of ['group_lead', 'group_member'] as const) {
      const reader = await as(role, group);
      const paths = waitsIn((await reader.open('')).html);
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        const { status } = await opened(reader, path);
        expect({ role, path, status }).toEqual({ role, path, status: 200 });
      }
    }
  });
});
