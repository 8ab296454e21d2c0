import { Client } from 'pg';
import { ACCESS_TABLE } from '../src/platform';
import type { Role } from '../src/platform';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { ReadEverywhere } from './support/read-everywhere';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

/** All that is written in words about a partnership and that those who pay may read, by any route, page or file. */
const READ = {
  whom: ['organisation.payee_name', 'partnership_supplier.supplier_number'],
  reference: ['contract.reference', 'receipt.reference', 'purchase_order.number'],
  coding: ['contract_coding.account_code', 'contract_coding.analysis_code', 'contract_coding.cost_centre'],
  invoice: ['invoice.dispute_reason', 'invoice.number', 'invoice_move.reason', 'document.file_name'],
  /** Copied when the money was to leave. */
  sent: [
    'payment_run_left_out.payee_name',
    'payment_run_left_out.reference',
    'payment_run_line.account_code',
    'payment_run_line.analysis_code',
    'payment_run_line.cost_centre',
    'payment_run_line.payee_name',
    'payment_run_line.reference',
    'payment_run_line.supplier_number',
    'remittance.payee_name',
    'remittance_line.invoice_number',
    'remittance_line.reference',
  ],
  /** Why a payment waits, came back or did not arrive, and why money may be kept: typed with the payment, for both sides. */
  why: [
    'arrival_statement.note',
    'instalment_hold.group_comment',
    'instalment_hold.reason',
    'instalment_hold.release_reason',
    'instalment_move.from_state',
    'instalment_move.reason',
    'instalment_move.to_state',
    'receipt.reason',
    'recovery_due.reason',
    'recovery_due.waived_reason',
  ],
  /** Whom to call back before other bank details count, and on which number; by which tables an account was checked. */
  call: ['bank_detail_call.number_ending', 'bank_detail.modulus_version', 'contact.name'],
};

let test: TestApp;
let p: Portfolio;
let planted: string[];

beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
  const said = [p.healthBodies.a, p.groups.g1, p.contracts.aG1Running, p.instalments.aG1Overdue];
  await test.db.rows(
    `insert into arrival_statement (health_body_id, group_id, contract_id, instalment_id, id, said, about_on, note)
     values ($1, $2, $3, $4, gen_random_uuid(), 'not_arrived', '2026-11-20', 'Not there.')`,
    said,
  );
  await test.db.rows(
    `insert into impact_report (health_body_id, group_id, contract_id, instalment_id, id, service_effect, staff_affected,
       words) values ($1, $2, $3, $4, gen_random_uuid(), 'reduced', 'none', 'We close on Mondays.')`,
    said,
  );
  planted = await plant();
}, 60_000);
afterAll(() => test.close());

/** A word of its own in each column that holds words of a partnership, behind what stands there already. */
async function plant(): Promise<string[]> {
  const columns = await test.db.rows<{ table: string; column: string; of: string }>(
    `select c.table_name as table, c.column_name as column,
       case c.table_name when 'organisation' then 'kind = ''group''' else 'true' end as of
     from information_schema.columns c
     where c.table_schema = 'public' and c.data_type = 'text' and c.is_generated = 'NEVER'
       and (c.table_name = 'organisation' or exists (select 1 from information_schema.columns g
         where g.table_schema = 'public' and g.table_name = c.table_name and g.column_name = 'group_id'))
     order by 1, 2`,
  );
  const client = new Client({ connectionString: test.db.adminUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  const done: string[] = [];
  for (const { table, column, of } of columns) {
    // What is one of a few words, or is written in one way only, stays as it is.
    const change = async (where: string) => {
      const sql = `update ${table} set ${column} = left(coalesce(${column}, ''), 20) || $1 where ${where}`;
      return client.query(sql, [` Zq-${table}.${column}-qz`]).then(
        ({ rowCount }) => (rowCount ?? 0) > 0,
        () => false,
      );
    };
    if ((await change(of)) || (await change(`${of} and ${column} is not null`))) done.push(`${table}.${column}`);
  }
  await client.end();
  return done;
}

const isOpenTo = (role: Role) => (route: string) => {
  const { who } = ACCESS_TABLE[route] ?? { who: 'anyone' };
  return typeof who === 'string' || who.includes(role);
};
const GETS = Object.keys(ACCESS_TABLE).filter((route) => route.startsWith('GET '));
const OFFICER = GETS.filter(isOpenTo('finance_officer'));
const APPROVER = GETS.filter(isOpenTo('finance_approver')).filter((route) => !OFFICER.includes(route));

it('shows those who pay what they pay, to whom and how it is coded, and nothing else of a partnership', async () => {
  const read = new Map<string, string>();
  const everywhere = new ReadEverywhere(test, p);
  const note = (text: string, _: unknown, route: string) => {
    for (const [, column = ''] of text.matchAll(/Zq-([a-z_.]+)-qz/g)) read.set(column, route);
  };
  await everywhere.all(note, OFFICER, ['finance_officer']);
  await everywhere.all(note, APPROVER, ['finance_approver']);
  const allowed = Object.values(READ).flat();
  expect([...read].filter(([column]) => !allowed.includes(column))).toEqual([]);
  expect([...read.keys()].sort()).toEqual(allowed.sort());
  // there was something to be read: of what was agreed, who works on it, what was said, decided and noticed
  expect(planted).toEqual(
    expect.arrayContaining([
      ...['organisation.name', 'contract.title', 'contact.availability', 'engagement.purpose', 'note.body'],
      ...['decision.what', 'challenge.words', 'impact_report.words', 'late_payment_case.words', 'material.title'],
    ]),
  );
}, 120_000);
