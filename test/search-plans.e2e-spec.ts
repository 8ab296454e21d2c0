import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ENTER } from '../src/platform/database/tx';
import { SCOPES } from '../src/platform';
import { fillWithDoings } from './support/done-together';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

/** The first health body has half of everything. */
const LARGE_BODY = '01980001-0000-7000-8000-000000000000';
const MOST_READ = 5_000;
const LARGE = ['contact', 'contract', 'engagement', 'receipt', 'invoice', 'material', 'challenge', 'introduction'];

let db: TestDatabase;
let client: Client;

/** A tenth of the data set M of the benchmark, with one entry of the log that says something of its own. */
beforeAll(async () => {
  db = await makeTestDatabase();
  for (const [name, value] of Object.entries({ groups: '1000', contracts: '5000', scopes: SCOPES.join(',') })) {
    await db.rows('select set_config($1, $2, false)', [`bench.${name}`, value]);
  }
  await db.rows(readFileSync(join(__dirname, '../bench/data.sql'), 'utf8'));
  await db.rows(
    `update engagement set outcome = 'Quibblewick' where id =
     (select id from engagement where health_body_id = $1 order by happened_on limit 1)`,
    [LARGE_BODY],
  );
  await db.rows(`
    insert into invoice (health_body_id, group_id, contract_id, id, number, number_key, dated_on, received_on, net_pence,
      entered_by_side)
    select i.health_body_id, i.group_id, i.contract_id, i.id, 'N-' || n, 'n-' || n, i.due_on - 10, i.due_on - 9,
      i.net_pence, 'group'
    from (select i.*, row_number() over (order by i.id) as n from instalment i where i.number <= 3) i`);
  const [contract] = await db.rows<{ group: string; id: string }>(
    'select group_id as group, id from contract where health_body_id = $1 order by id limit 1',
    [LARGE_BODY],
  );
  const whose = { healthBodyId: LARGE_BODY, groupId: contract?.group ?? '', contractId: contract?.id ?? '' };
  await fillWithDoings(db, whose, 6_000);
  await db.rows('analyze');
  client = new Client({ connectionString: db.appUrl });
  await client.connect();
}, 240_000);
afterAll(async () => {
  await client.end();
  await db.drop();
});

/** How many rows of the large tables this connection has read: PostgreSQL counts on over its transactions. */
async function rowsRead(): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
     where relname = any ($1)`,
    [LARGE],
  );
  return rows[0]?.read ?? 0;
}

/** What a lookup finds, and how many rows of large tables it reads for that. */
async function looked(call: string): Promise<{ found: number; read: number }> {
  await client.query('begin');
  try {
    await client.query(ENTER, ['none', LARGE_BODY, '']);
    const before = await rowsRead();
    const { rowCount } = await client.query(`select * from ${call}`);
    return { found: rowCount ?? 0, read: (await rowsRead()) - before };
  } finally {
    await client.query('rollback');
  }
}

it('has large tables', async () => {
  const [row] = await db.rows<{ least: number }>(
    `select min(reltuples)::int as least from pg_class where relname = any ($1) and relkind = 'r'`,
    [LARGE],
  );
  expect(row?.least).toBeGreaterThanOrEqual(2_000);
});

it.each([
  ['a word of one entry in the log', `find_in_log('health', to_tsquery('simple', 'quibble:*'), 6)`, 1],
  ['a word of every entry', `find_in_log('health', to_tsquery('simple', 'conversation:*'), 6)`, 6],
  ['a word of no entry', `find_in_log('health', to_tsquery('simple', 'zebra:*'), 6)`, 0],
  ['a reference', `find_contracts('health', array['%b-4998%'], 6)`, 1],
  ['a word of every title', `find_contracts('health', array['%work%'], 51)`, 51],
  ['a contract that is not there', `find_contracts('health', array['%zebra%'], 6)`, 0],
  ['a person', `find_people('health', array['%somebody of 99%'], 6)`, 5],
  ['a person who is not there', `find_people('health', array['%zebra%'], 6)`, 0],
  ['a payment', `find_payments('health', 'bacs 24%', 6)`, 6],
  ['every payment', `find_payments('health', 'bacs%', 6)`, 6],
  ['a word of one material', `find_materials('health', to_tsquery('simple', 'leaflet & 4998:*'), 6)`, 1],
  ['a word of every material', `find_materials('health', to_tsquery('simple', 'leafl:*'), 6)`, 6],
  ['a word of one challenge', `find_challenges('health', to_tsquery('simple', 'minute & 4998:*'), 6)`, 1],
  ['a word of every challenge', `find_challenges('health', to_tsquery('simple', 'half:*'), 6)`, 6],
  ['a word of one introduction', `find_introductions('health', to_tsquery('simple', '4998:*'), 6)`, 1],
  ['a word of no introduction', `find_introductions('health', to_tsquery('simple', 'zebra:*'), 6)`, 0],
  ['an invoice', `find_invoices('health', 'n-24%', 6)`, 6],
])('reads no more than it needs for %s', async (_name, call, found) => {
  const { found: some, read } = await looked(call);
  expect(some).toBe(found);
  expect(read).toBeLessThanOrEqual(MOST_READ);
});

it.each([
  ['a strategy', `find_strategies(to_tsquery('simple', 'aim & 4998'), 6)`],
  ['a group', `find_groups(array['%group 77%'], 6)`],
  ['a payee', `find_payees(array['%group 77%'], 6)`],
])('reads no large table for %s', async (_name, call) => {
  const { found, read } = await looked(call);
  expect(found).toBeGreaterThan(0);
  expect(read).toBe(0);
});
