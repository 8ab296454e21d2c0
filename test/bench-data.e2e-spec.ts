import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

/** Each in a session of its own, as the benchmark runs them. */
const SESSIONS = [['data.sql', 'data-together.sql', 'data-money.sql'], ['data-people.sql']];
const SETTINGS = { 'bench.groups': '60', 'bench.contracts': '300', 'bench.scopes': 'register:read' };

let db: TestDatabase;
beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());

// They are written past every trigger, so that a column which comes later is missed by nobody but whoever measures next.
it('the data that everything is measured with fits the tables as they are', async () => {
  for (const files of SESSIONS) await write(files);
  const [made] = await db.rows(`select (select count(*)::integer from contract) as contracts,
    (select count(*)::integer from introduction where answer_by < asked_on) as wrong,
    (select count(*)::integer from mentoring m where m.from_on is not null and not exists (
      select 1 from mentoring_period p where p.health_body_id = m.health_body_id and p.group_id = m.group_id)) as lost`);
  expect(made).toMatchObject({ contracts: expect.any(Number), wrong: 0, lost: 0 });
  expect(Number(made?.contracts)).toBeGreaterThanOrEqual(300);
});

async function write(files: readonly string[]): Promise<void> {
  const owner = new Client({ connectionString: db.ownerUrl });
  await owner.connect();
  for (const [name, value] of Object.entries(SETTINGS)) {
    await owner.query('select set_config($1, $2, false)', [name, value]);
  }
  await owner.query(files.map((file) => readFileSync(join(__dirname, '../bench', file), 'utf8')).join('\n'));
  await owner.end();
}
