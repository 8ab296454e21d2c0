import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

async function open(role: 'administrator' | 'partnership_manager', path: string) {
  const organisationId = p.healthBodies.a;
  const headers = await newSession(test.db, { role, organisationId });
  let reads = 0;
  const count = () => (reads += 1);
  test.database.pool.on('acquire', count);
  const { body, statusCode } = await test.app.inject({ method: 'GET', url: `/o/${organisationId}${path}`, headers });
  test.database.pool.off('acquire', count);
  expect({ path, statusCode, few: reads <= 15 }).toEqual({ path, statusCode: 200, few: true });
  return body;
}

describe('the home of an administrator', () => {
  it('says what needs them, and leads to everything they keep', async () => {
    const body = await open('administrator', '');
    expect(body).toContain('No finance officer can sign in');
    for (const path of ['people', 'tokens', 'settings', 'audit', 'imports', 'bank-vault']) {
      expect(body).toContain(`href="/o/${p.healthBodies.a}/admin/${path}"`);
    }
  });

  it('names no group and no payment', async () => {
    const names = await test.db.rows<{ name: string }>(`select name from organisation where kind = 'group'`);
    for (const path of ['', '/admin/imports', '/admin/audit', '/admin/people', '/admin/tokens', '/admin/settings']) {
      const body = await open('administrator', path);
      expect(names.filter(({ name }) => body.includes(name))).toEqual([]);
      expect(body).not.toContain('£');
    }
  });
});

describe('the history of imports', () => {
  it('says who brought in what, and gives the rows to mend to a manager alone', async () => {
    await test.db.rows(
      `insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
       values ($1, 'account', $2, 'import.finished', $3)`,
      [p.healthBodies.a, p.accounts.managerOfA, p.imports.ofA],
    );
    const [manager] = await test.db.rows<{ email: string }>('select email from account where id = $1', [
      p.accounts.managerOfA,
    ]);
    const seen = await open('administrator', '/admin/imports');
    expect(seen).toContain(String(manager?.email));
    expect(seen).not.toContain('rows-to-mend');
    expect(await open('partnership_manager', '/admin/imports')).toContain(`/import/${p.imports.ofA}/rows-to-mend/`);
    expect(await open('partnership_manager', '/import')).toContain('All imports');
  });
});
