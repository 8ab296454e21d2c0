import { EvaluationService } from '../src/findings';
import type { Role } from '../src/platform';
import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

// The first hook prepares a database and judges it.
jest.setTimeout(30_000);

/** What one page may ask of the database, the session included. */
const MOST_READS = 15;

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await test.app.get(EvaluationService, { strict: false }).evaluateToday();
});
afterAll(() => test.close());

/** Opens a page, and counts how often a connection was taken for it: each read takes one. */
async function open(role: Role, organisationId: string, path: string): Promise<{ html: string; reads: number }> {
  const headers = await newSession(test.db, { role, organisationId });
  let reads = 0;
  const count = () => (reads += 1);
  test.database.pool.on('acquire', count);
  const answer = await test.app.inject({ method: 'GET', url: `/o/${organisationId}${path}`, headers });
  test.database.pool.off('acquire', count);
  expect({ path, status: answer.statusCode }).toEqual({ path, status: 200 });
  return { html: answer.body, reads };
}

describe('pages for managers and groups', () => {
  const pages = (): [Role, string, string][] => [
    ['partnership_manager', p.healthBodies.a, ''],
    ['partnership_manager', p.healthBodies.a, '/findings'],
    ['partnership_manager', p.healthBodies.a, `/partnerships/${p.partnerships.aG1}`],
    ['partnership_manager', p.healthBodies.a, `/contracts/${p.contracts.aG1Running}`],
    ['group_lead', p.groups.g1, ''],
    ['group_lead', p.groups.g1, '/payments'],
    ['group_lead', p.groups.g1, `/contracts/${p.contracts.aG1Running}`],
  ];

  it('ask little of the database', async () => {
    for (const [role, organisation, path] of pages()) {
      const { reads } = await open(role, organisation, path);
      expect({ path, few: reads <= MOST_READS, reads }).toMatchObject({ path, few: true });
    }
  });

  it('show a group all its payers on one page', async () => {
    const { html } = await open('group_member', p.groups.g1, '');
    const names = await test.db.rows<{ name: string }>('select name from organisation where id = any ($1)', [
      [p.healthBodies.a, p.healthBodies.b],
    ]);
    expect(names).toHaveLength(2);
    for (const { name } of names) expect(html).toContain(name);
  });

  it('tell a group of no payment that is not agreed, and of the next one whatever is chosen', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const draft = {
      ...{ partnershipId: p.partnerships.aG2, reference: 'NOT-YET', title: 'Walks', instrument: 'grant' },
      ...{ valuePence: 7_777_00, startsOn: '2026-12-01', endsOn: '2026-12-31', vatTreatment: 'outside_scope' },
    };
    const { id } = (await manager.post('/api/v1/contracts').send(draft).expect(201)).body as { id: string };
    const lead = (path: string) => open('group_lead', p.groups.g2, path).then(({ html }) => html);
    const next = 'Your next payment is <strong>£500.00</strong>';
    for (const path of ['', '/payments', `/payments?contract=${p.contracts.aG2Future}`]) {
      const html = await lead(path);
      expect({ path, next: html.includes(next) }).toEqual({ path, next: true });
      expect(html).toContain('Nothing is late.');
    }
    const proposed = await lead(`/payments?contract=${id}`);
    expect(proposed).toContain('No payment is planned at the moment.');
    expect(proposed).toContain('Proposed');
    expect(proposed).not.toContain('Your next payment is');
    const [payment] = await test.db.rows<{ id: string }>('select id from instalment where contract_id = $1', [id]);
    const page = await lead(`/payments/${payment?.id ?? ''}`);
    expect(page).toContain('Nothing yet: the contract is not agreed.');
    expect(page).not.toContain('It has not arrived');
  });

  it('lead back through the record that they lie below, where the reader may open it', async () => {
    const contract = `/o/${p.healthBodies.a}/contracts/${p.contracts.aG1Running}`;
    const ways = async (role: Role, page: string) => {
      const { html } = await open(role, p.healthBodies.a, `/contracts/${p.contracts.aG1Running}${page}`);
      return html.includes(`nhsuk-breadcrumb__link" href="${contract}"`);
    };
    expect(await ways('partnership_manager', '/commencement')).toBe(true);
    expect(await ways('partnership_manager', '/suspension')).toBe(true);
    expect(await ways('finance_officer', '/paperwork')).toBe(false);
  });

  it('show a health body nothing of what another pays the same group', async () => {
    const { html } = await open('partnership_manager', p.healthBodies.a, `/partnerships/${p.partnerships.aG1}`);
    const [other] = await test.db.rows<{ name: string }>('select name from organisation where id = $1', [
      p.healthBodies.b,
    ]);
    expect(other?.name.length).toBeGreaterThan(0);
    expect(html).not.toContain(other?.name);
  });

  it('show those who have no part in partnerships only where they may go', async () => {
    const { html } = await open('auditor', p.healthBodies.a, '');
    expect(html).not.toContain('What needs care today');
  });
});
