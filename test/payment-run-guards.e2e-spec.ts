import { v7 as uuid } from 'uuid';
import { APPROVE, call, makeReady, moved, newColleague, propose } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { TestApp } from './support/start-app';

/** What the database refuses by itself, asked as the server's own login for the health side. */
let test: TestApp;
let p: Portfolio;
let bare: BareConnection;
let officer: Colleague;
let approver: Colleague;
let draft: Run;
let approved: Run;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await makeReady(test.db, p);
  bare = await BareConnection.to(test.db.appUrl);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  approver = await newColleague(test.db, p.healthBodies.a, 'finance_approver');
  const first = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
  approved = await moved(test, approver, first, 'approval', APPROVE);
  draft = await propose(test, officer, '2026-12-29');
});
afterAll(async () => {
  await bare.close();
  await test.close();
});

const as = (who: Colleague) => ({ side: 'health', tenant: p.healthBodies.a, user: who.accountId }) as const;
const refused = async (sql: string, values: unknown[] = [], who = officer) => {
  const refusal = await bare.refusal(as(who), sql, values);
  return refusal?.constraint ?? refusal?.code ?? 'nothing';
};

it('approves no run of whoever had a hand in it', async () => {
  const submit = `update payment_run set state = 'submitted', submitted_by = '${officer.accountId}', submitted_at = now()
    where id = '${draft.id}'`;
  expect(await refused(submit)).toBe('nothing');
  const approve = (by: Colleague) => `with submitted as (select 1) update payment_run set state = 'approved',
    approved_by = '${by.accountId}', approved_at = now(), approved_line_count = line_count,
    approved_total_pence = total_pence where id = '${approved.id}'`;
  expect(await refused(approve(officer))).toBe('payment_run_of_draft');
});

it.each([
  [
    'submitted for somebody else',
    () => `state = 'submitted', submitted_by = '${uuid()}', submitted_at = now()`,
    'payment_run_by_whom',
  ],
  ['approved without being submitted', () => `state = 'approved'`, 'payment_run_move'],
  ['exported without being approved', () => `state = 'exported'`, 'payment_run_move'],
  [
    'changed by a move',
    () => `state = 'cancelled', reason = 'x', payment_date = payment_date + 1`,
    'payment_run_of_draft',
  ],
  ['cancelled without a reason', () => `state = 'cancelled'`, 'payment_run_cancelled'],
  ['rid of whoever prepared it', () => `touched_by = '{}'`, 'payment_run_touched'],
])('lets no draft be %s', async (_, set, constraint) => {
  expect(await refused(`update payment_run set ${set()} where id = $1`, [draft.id])).toBe(constraint);
});

it('exports no run without its file', async () => {
  const sql = `update payment_run set state = 'exported', exported_by = $2, exported_at = now() where id = $1`;
  expect(await refused(sql, [approved.id, officer.accountId])).toBe('payment_run_with_file');
});

it('changes no line of what was approved, and none in any other way than in or out', async () => {
  expect(await refused('delete from payment_run_line where run_id = $1', [approved.id])).toBe(
    'payment_run_line_of_draft',
  );
  expect(await refused('update payment_run_line set amount_pence = 1 where run_id = $1', [draft.id])).toBe('42501');
  await expect(
    test.db.rows('update payment_run_line set amount_pence = 1 where run_id = $1', [draft.id]),
  ).rejects.toThrow('append-only');
});

it('takes a payment into one live run only, for what is outstanding', async () => {
  const line = (instalment: string, pence: number) => `
    insert into payment_run_line (health_body_id, group_id, run_id, id, position, instalment_id, contract_id,
      amount_pence, payee_name, reference, due_on, send_by_on)
    select health_body_id, group_id, '${draft.id}', gen_random_uuid(), 99, id, contract_id, ${String(pence)}, 'Payee', 'R', due_on,
      send_by_on from instalment where id = '${instalment}'`;
  expect(await refused(line(p.instalments.aG1Overdue, 100_000))).toBe('payment_run_line_live');
  expect(await refused(line(p.instalments.aG1February, 99_999))).toBe('payment_run_line_payable');
  expect(await refused(line(p.instalments.aG1OnTime, 100_000))).toBe('payment_run_line_payable');
  expect(await refused(line(p.instalments.aG1February, 100_000))).toBe('nothing');
});

it('keeps files, histories and runs as they are, for the owner too', async () => {
  for (const sql of [
    `update payment_export set size_bytes = 2`,
    `delete from payment_export`,
    `update payment_run_move set reason = 'x'`,
    `delete from payment_run`,
  ]) {
    await expect(test.db.rows(sql)).rejects.toThrow('append-only');
  }
});

it('makes no payment file of what is not approved, nor one with other totals or a gap in its numbers', async () => {
  const file = (run: Run, sequence: number, pence: number) => `
    insert into payment_export (health_body_id, run_id, id, kind, sequence, file_name, media_type, sha256, size_bytes,
      line_count, total_pence, made_by)
    values ('${p.healthBodies.a}', '${run.id}', gen_random_uuid(), 'ap_csv', ${String(sequence)}, 'f', 'text/csv', sha256('f'), 1,
      ${String(run.lineCount)}, ${String(pence)}, '${officer.accountId}')`;
  expect(await refused(file(draft, 2, draft.totalPence))).toBe('payment_export_of_approved');
  expect(await refused(file(approved, 2, approved.totalPence - 1))).toBe('payment_export_totals');
  expect(await refused(file(approved, 3, approved.totalPence))).toBe('payment_export_sequence');
  expect(await refused(file(approved, 2, approved.totalPence))).toBe('nothing');
});

it('lets nobody set their own limit', async () => {
  const sql = `insert into approval_limit (health_body_id, account_id, limit_pence, set_by) values ($1, $2, 1, $2)`;
  expect(await refused(sql, [p.healthBodies.a, uuid()])).toBe('approval_limit_set_by_another');
});

it('approves and sends no run with other columns than it was submitted with', async () => {
  const layout = {
    headerLine: true,
    dateFormat: 'YYYYMMDD',
    amountFormat: 'pence',
    separator: 'bar',
    quoting: 'needed',
  };
  const columns = ['supplierNumber', 'amount'].map((source) => ({ header: source, source }));
  const wanted = { name: 'Ledger', kind: 'ap_csv', columns, lineEnding: 'lf', ...layout };
  const { id: templateId } = (await call(test, officer, '/export-templates', wanted)).json<{ id: string }>();
  const run = await moved(test, officer, await propose(test, officer, '2027-01-29', { templateId }), 'submission');
  expect(run).toMatchObject({ templateId, templateVersion: 1 });
  expect(await refused('update payment_run set template_version = null where id = $1', [run.id])).toBe('42501');
  const approve = `update payment_run set state = 'approved', approved_by = '${approver.accountId}', approved_at = now(),
    approved_line_count = line_count, approved_total_pence = total_pence where id = '${run.id}'`;
  expect(await refused(approve, [], approver)).toBe('nothing');
  await test.db.rows('update export_template set version = 2 where id = $1', [templateId]);
  expect(await refused(approve, [], approver)).toBe('payment_run_columns');
});

it('lets nobody send what they approved', async () => {
  const sql = `insert into payment_run select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
      'number', 999, 'state', 'exported', 'exported_by', r.approved_by, 'exported_at', now()))).*
    from payment_run r where id = $1`;
  await expect(test.db.rows(sql, [approved.id])).rejects.toMatchObject({ constraint: 'payment_run_sent_by_another' });
});
