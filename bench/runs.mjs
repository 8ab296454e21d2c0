/**
 * node bench/runs.mjs <database address> <owner address> <method> <lines>: a payment run from proposal to its files, in
 * milliseconds a step, and by how many megabytes the process grows while it makes the files.
 */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import pg from 'pg';
import { fillVault } from './vault.mjs';
import { idOf } from './data.mjs';
import { withServices } from './services.mjs';

const require = createRequire(import.meta.url);
const { RunExports, RunMoves, RunProposals } = require('../dist/finance');
const [, , databaseUrl, ownerUrl, method, lines] = process.argv;
const BODY = idOf('body', 0);
const [OFFICER, APPROVER] = ['0198ffff-0000-7000-8000-000000000001', '0198ffff-0000-7000-8000-000000000002'];
/** Each contract pays ten times, all to be sent in one week. */
const PAYMENTS = 10;

const DATA = `
  insert into account (id, email) values ('${OFFICER}', 'officer@bench.example'), ('${APPROVER}', 'approver@bench.example');
  insert into membership (organisation_id, organisation_kind, id, account_id, role) values
    ('${BODY}', 'health_body', gen_random_uuid(), '${OFFICER}', 'finance_officer'),
    ('${BODY}', 'health_body', gen_random_uuid(), '${APPROVER}', 'finance_approver');
  insert into approval_limit (health_body_id, account_id, limit_pence, set_by)
    values ('${BODY}', '${APPROVER}', 9007199254740991, '${OFFICER}');
  update organisation set payee_name = name || ' account' where kind = 'group';
  -- So that nothing else of this health body is ready to be sent.
  alter table contract_coding disable trigger user;
  delete from contract_coding where health_body_id = '${BODY}';
  alter table contract_coding enable trigger user;
  insert into partnership_supplier (health_body_id, group_id, supplier_number)
    select health_body_id, group_id, 'S-' || row_number() over () from partnership where health_body_id = '${BODY}'
    on conflict do nothing;
  create temporary table made as
    select p.health_body_id, p.group_id, gen_random_uuid() as id, n
    from generate_series(1, ${Number(lines) / PAYMENTS}) n
    join (select health_body_id, group_id, row_number() over (order by group_id) as at, count(*) over () as all
      from partnership where health_body_id = '${BODY}') p on p.at = n % p.all + 1;
  insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, value_pence, starts_on,
      ends_on, state, schedule_version, invoice_needed)
    select health_body_id, group_id, id, 'R-' || n, 'r-' || n, 'Work', 'contract_for_services', 1000000, '2026-11-01',
      '2027-08-31', 'agreed', 1, false from made;
  insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
    select health_body_id, group_id, id, 1, 'agreed', '2026-11-01' from made;
  insert into schedule (health_body_id, group_id, contract_id, version, net_pence)
    select health_body_id, group_id, id, 1, 1000000 from made;
  insert into contract_coding (health_body_id, group_id, contract_id, financial_year, cost_centre, account_code)
    select health_body_id, group_id, id, 2026, 'C100', '52100' from made;
  insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
      period_ends_on, due_on, send_by_on, net_pence)
    select health_body_id, group_id, id, gen_random_uuid(), 1, m, '2026-11-01', '2026-11-30', date '2026-12-01' + m % 3,
      date '2026-11-27' + m % 3, 100000
    from made, generate_series(1, ${PAYMENTS}) m;
  insert into export_template (health_body_id, id, kind, name, name_key, columns, header_line, date_format, amount_format,
      separator, line_ending, quoting, control_account)
    values ('${BODY}', gen_random_uuid(), 'journal_csv', 'Journal', 'journal',
      '[{"header":"Account","source":"accountCode"},{"header":"Debit","source":"debit"},{"header":"Credit","source":"credit"},{"header":"Text","source":"description"}]',
      true, 'DD/MM/YYYY', 'pounds', 'comma', 'crlf', 'needed', '20000');
  analyze`;

const owner = new pg.Client({ connectionString: ownerUrl });
await owner.connect();
await owner.query(DATA);

const actor = (id, role) => ({
  kind: 'account',
  id,
  side: 'health',
  organisationId: BODY,
  roles: [role],
  requestId: null,
});
const [officer, approver] = [actor(OFFICER, 'finance_officer'), actor(APPROVER, 'finance_approver')];
const ms = {};
async function timed(step, work) {
  const before = performance.now();
  const result = await work();
  ms[step] = Math.round(performance.now() - before);
  return result;
}

const measured = await withServices(databaseUrl, async (services) => {
  const get = (service) => services.get(service, { strict: false });
  if (method !== 'ap_csv') await fillVault(services, owner, { body: BODY, officer: OFFICER, approver: APPROVER });
  const [moves, exports] = [get(RunMoves), get(RunExports)];
  const wanted = { sendByOn: '2026-11-29', method };
  const id = await timed('propose', () => get(RunProposals).propose(officer, wanted));
  const version = async () =>
    (await owner.query('select version from payment_run where id = $1', [id])).rows[0].version;
  const first = await version();
  await timed('submit', () => moves.submit(officer, id, first));
  const second = await version();
  await timed('approve', () => moves.approve(approver, id, second, true));
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const third = await version();
  await timed(method, () => exports.export(officer, id, third));
  const fourth = await version();
  const further = method === 'ap_csv' ? ['remittance_csv', 'journal_csv'] : [];
  for (const kind of further) await timed(kind, () => exports.export(officer, id, fourth, { kind }));
  clearInterval(watch);
  const { rows } = await owner.query('select line_count from payment_run where id = $1', [id]);
  return { lines: rows[0].line_count, megabytes: Math.round((most - before) / 1024 / 1024) };
});
await owner.end();
process.send({ ms, ...measured });
