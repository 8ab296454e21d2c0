import { createHash } from 'node:crypto';
import { APPROVE, call, makeReady, move, moved, newColleague, propose, readRun } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let approver: Colleague;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
beforeEach(async () => {
  await test.db.renew();
  await makeReady(test.db, p);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  approver = await newColleague(test.db, p.healthBodies.a, 'finance_approver');
});
afterAll(() => test.close());

interface Export {
  id: string;
  kind: string;
  sequence: number;
  sha256: string;
  sizeBytes: number;
  lineCount: number;
  totalPence: number;
}

const approvedRun = async (sendByOn = '2026-11-27'): Promise<Run> => {
  const submitted = await moved(test, officer, await propose(test, officer, sendByOn), 'submission');
  return moved(test, approver, submitted, 'approval', APPROVE);
};
const exported = async (run: Run, kind?: string): Promise<Export> => {
  const answer = await move(test, officer, run, 'exports', kind === undefined ? {} : { kind });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<Export>();
};
const download = (run: Run, { id }: Export) => call(test, officer, `/payment-runs/${run.id}/exports/${id}/file`);
const states = async () =>
  (
    await test.db.rows<{ state: string }>(
      `select i.state from payment_run_line l join instalment i on i.id = l.instalment_id
       join payment_run r on r.id = l.run_id where r.number > 1 order by l.position`,
    )
  ).map(({ state }) => state);
const keptFiles = async () => (await test.db.rows('select 1 from own_file')).length;
const detail = (answer: { body: string }) => (JSON.parse(answer.body) as { detail: string }).detail;

describe('exporting a run', () => {
  it('makes one file with its totals, and moves each payment with it', async () => {
    const run = await approvedRun();
    const made = await exported(run);
    expect(made).toMatchObject({ kind: 'ap_csv', sequence: 2, lineCount: 3, totalPence: 260_000 });
    expect(await states()).toEqual(['exported', 'exported', 'exported']);
    const sent = await readRun(test, officer, run.id);
    expect(sent).toMatchObject({ state: 'exported', exportedBy: officer.accountId, settledCount: 0 });
    const file = await download(run, made);
    expect(file.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
    expect(file.rawPayload).toHaveLength(made.sizeBytes);
    expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(made.sha256);
    expect(file.body).toContain('Harbourlight Collective account');
    expect(file.body).not.toMatch(/Agreement W-001|Robin|Max Dunmere/);
    expect((await download(run, made)).rawPayload.equals(file.rawPayload)).toBe(true);
  });

  it('lets the group see that its payment is sent, and nothing of the run', async () => {
    await exported(await approvedRun());
    const groupLead = await test.as('group_lead', p.groups.g1);
    const { body } = await groupLead.get(`/api/v1/instalments/${p.instalments.aG1Overdue}`).expect(200);
    expect(body).toMatchObject({ state: 'exported' });
    expect(JSON.stringify(body)).not.toMatch(/payment-?run/i);
  });

  it('is once: who comes second is told, and there is no second file', async () => {
    const run = await approvedRun();
    await exported(run);
    const again = await move(test, officer, run, 'exports');
    expect(detail(again)).toBe('Only an approved run can be exported, and only once: run 2 is exported.');
    const late = await move(test, officer, run, 'cancellation', { reason: 'Too late' });
    expect(detail(late)).toBe('Only a run that has not been exported can be cancelled: run 2 is exported.');
    expect(await test.db.rows('select 1 from payment_export where run_id = $1', [run.id])).toHaveLength(1);
  });

  it.each([
    ['a payee', `update organisation set payee_name = 'Somebody else' where id = $1`, 'payee name is another now'],
    ['a contract', `update contract set state = 'suspended' where group_id = $1`, 'its contract is suspended'],
  ])('is refused when %s changed after approval, and leaves nothing behind', async (_, sql, words) => {
    const run = await approvedRun();
    const before = await keptFiles();
    await test.db.rows(sql, [p.groups.g1]);
    const refused = await move(test, officer, run, 'exports');
    expect([refused.statusCode, detail(refused)]).toEqual([409, expect.stringContaining(words)]);
    expect(await test.db.rows('select 1 from payment_export where run_id = $1', [run.id])).toEqual([]);
    expect(await keptFiles()).toBe(before);
    expect(await states()).toEqual(['approved', 'approved', 'approved']);
    const url = `/o/${p.healthBodies.a}/finance/runs/${run.id}/export`;
    const { body: page } = await test.app.inject({ method: 'GET', url, headers: officer.headers });
    expect(page).toContain('no file can be made');
    expect(page).not.toContain('Make the file');
  });

  it('is not for whoever approved the run, with every role', async () => {
    await test.db.rows(
      `insert into membership (organisation_id, organisation_kind, id, account_id, role)
       values ($1, 'health_body', gen_random_uuid(), $2, 'finance_officer')`,
      [p.healthBodies.a, approver.accountId],
    );
    const run = await approvedRun();
    const refused = await move(test, approver, run, 'exports');
    expect([refused.statusCode, detail(refused)]).toEqual([403, expect.stringMatching(/^You approved this run/)]);
    const url = `/o/${p.healthBodies.a}/finance/runs/${run.id}/export`;
    const { body: page } = await test.app.inject({ method: 'GET', url, headers: approver.headers });
    expect(page).toContain('You approved this run');
    expect((await exported(run)).sequence).toBe(2);
  });

  it('numbers the files of each kind without gaps, also when one fails', async () => {
    const first = await approvedRun();
    const supplier = (number: string) =>
      test.db.rows('update partnership_supplier set supplier_number = $2 where group_id = $1', [p.groups.g1, number]);
    await supplier('X');
    expect((await move(test, officer, first, 'exports')).statusCode).toBe(409);
    await supplier('S-0101');
    expect((await exported(first)).sequence).toBe(2);
    expect((await exported(await approvedRun('2026-12-29'))).sequence).toBe(3);
  });

  it('makes the remittances afterwards, once, with the same payments', async () => {
    const run = await approvedRun();
    expect(detail(await move(test, officer, run, 'exports', { kind: 'remittance_csv' }))).toMatch(
      /once the run has been/,
    );
    await exported(run);
    const sent = await readRun(test, officer, run.id);
    const made = await exported(sent, 'remittance_csv');
    expect(made).toMatchObject({ sequence: 1, totalPence: 260_000 });
    expect(detail(await move(test, officer, sent, 'exports', { kind: 'remittance_csv' }))).toMatch(/made already/);
    const other = await move(test, officer, sent, 'exports', { kind: 'pain_001' });
    expect(detail(other)).toMatch(/only one payment file of a run/);
  });

  it('asks for bank details before a file for a bank goes to be approved', async () => {
    const draft = await propose(test, officer, '2026-11-27', { method: 'bacs_18' });
    expect((await move(test, officer, draft, 'submission')).statusCode).toBe(409);
    expect((await readRun(test, officer, draft.id)).state).toBe('draft');
  });

  it('asks for a sign-in of the last minutes, and puts each download on record', async () => {
    const run = await approvedRun();
    const made = await exported(run);
    await download(run, made);
    const events = await test.db.rows(
      `select actor_id, detail ->> 'exportId' as export from audit_event
       where subject_id = $1 and action = 'payment-export.downloaded'`,
      [run.id],
    );
    expect(events).toEqual([{ actor_id: officer.accountId, export: made.id }]);
    await test.db.rows(`update session set created_at = now() - interval '6 minutes' where account_id = $1`, [
      officer.accountId,
    ]);
    expect((await download(run, made)).statusCode).toBe(403);
    expect((await move(test, officer, run, 'exports')).statusCode).toBe(403);
  });
});

describe('closing a run', () => {
  it('waits until all its money has arrived or come back, or asks why not', async () => {
    const run = await approvedRun();
    await exported(run);
    const sent = await readRun(test, officer, run.id);
    expect(detail(await move(test, officer, sent, 'closure'))).toMatch(/^The money of 3 lines has neither arrived/);
    for (const [name, amountPence] of [
      ['aG1PartReceivedOverdue', 60_000],
      ['aG1Overdue', 100_000],
    ] as const) {
      const receipt = { instalmentId: p.instalments[name], amountPence, receivedOn: '2026-11-22' };
      expect((await call(test, officer, '/receipts', receipt)).statusCode).toBe(201);
    }
    await test.db.rows(`update instalment set state = 'returned' where id = $1`, [p.instalments.aG1AtRisk]);
    expect((await readRun(test, officer, run.id)).settledCount).toBe(3);
    expect(await moved(test, officer, sent, 'closure')).toMatchObject({ state: 'closed', reason: null });
  });

  it('frees what came back for another run, and nothing else', async () => {
    const run = await approvedRun();
    await exported(run);
    await test.db.rows(`update instalment set state = 'returned' where id = $1`, [p.instalments.aG1AtRisk]);
    await test.db.rows(`update instalment set state = 'planned' where id = $1`, [p.instalments.aG1AtRisk]);
    const again = await propose(test, officer, '2026-11-27');
    expect(again).toMatchObject({ lineCount: 1, totalPence: 100_000, leftOutCount: 2 });
  });

  it('takes a reason by hand', async () => {
    const run = await approvedRun();
    await exported(run);
    const sent = await readRun(test, officer, run.id);
    const closed = await moved(test, officer, sent, 'closure', { reason: 'The bank’s statements are kept on paper.' });
    expect(closed).toMatchObject({ state: 'closed', reason: 'The bank’s statements are kept on paper.' });
  });
});
