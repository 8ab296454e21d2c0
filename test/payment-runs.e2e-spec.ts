import { APPROVE, call, hold, makeReady, move, moved, newColleague, propose, readRun } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { newToken } from './support/credentials';
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

type Item = Record<string, unknown> & { id: string; position: number; reference: string; amountPence: number };
const items = async (path: string, who = officer) => (await call(test, who, path)).json<{ items: Item[] }>().items;
const stateOf = async (name: keyof Portfolio['instalments']) => {
  const [row] = await test.db.rows<{ state: string }>('select state from instalment where id = $1', [
    p.instalments[name],
  ]);
  return row?.state;
};
const detail = (answer: { body: string }) => (JSON.parse(answer.body) as { detail: string }).detail;

describe('proposing a run', () => {
  it('takes what must be sent by the day and is outstanding, with what a line copies', async () => {
    const run = await propose(test, officer, '2026-11-27');
    expect(run).toMatchObject({ number: 2, state: 'draft', lineCount: 3, totalPence: 260_000, leftOutCount: 0 });
    const lines = await items(`/payment-runs/${run.id}/lines`);
    expect(lines.map(({ position, reference, amountPence }) => [position, reference, amountPence])).toEqual([
      [1, 'W-001/4', 60_000],
      [2, 'W-001/5', 100_000],
      [3, 'W-001/6', 100_000],
    ]);
    expect(lines[0]).toMatchObject({
      payeeName: 'Harbourlight Collective account',
      supplierNumber: 'S-0101',
      costCentre: expect.any(String),
      accountCode: expect.any(String),
      dueOn: '2026-10-01',
      instalmentState: 'planned',
      live: true,
    });
    expect(Object.keys(lines[0] ?? {}).join()).not.toMatch(/title|contractId|groupId/);
  });

  it('says of all the others why they are left out', async () => {
    await hold(test.db, p.instalments.aG1Overdue);
    await test.db.rows('delete from contract_coding where contract_id = $1', [p.contracts.aG2Future]);
    const first = await propose(test, officer, '2026-11-27');
    const second = await propose(test, officer, '2026-12-29');
    expect([first.lineCount, first.leftOutCount]).toEqual([2, 1]);
    expect([second.lineCount, second.leftOutCount]).toEqual([1, 4]);
    const leftOut = await items(`/payment-runs/${second.id}/left-out`);
    expect(leftOut.map(({ reference, reason, inRun, missing }) => ({ reference, reason, inRun, missing }))).toEqual([
      { reference: 'W-001/4', reason: 'in_run', inRun: first.number, missing: [] },
      { reference: 'W-001/5', reason: 'held', inRun: null, missing: [] },
      { reference: 'W-001/6', reason: 'in_run', inRun: first.number, missing: [] },
      { reference: 'W-002/1', reason: 'not_ready', inRun: null, missing: ['coding'] },
    ]);
    expect(leftOut[3]).toMatchObject({ reasonInWords: 'Missing: the coding of the contract for this year.' });
  });

  it('leaves out what a suspended contract or one that is not agreed would pay', async () => {
    await test.db.rows(`update contract set state = 'suspended' where id = $1`, [p.contracts.aG1Running]);
    await test.db.rows(`update contract set state = 'draft' where id = $1`, [p.contracts.aG2Future]);
    const answer = await call(test, officer, '/payment-runs', { sendByOn: '2026-12-29' });
    expect(answer.statusCode).toBe(409);
    expect(detail(answer)).toBe(
      'Nothing is left to send by 2026-12-29: 4 of a suspended contract, 1 of a contract that is not agreed.',
    );
    expect(await test.db.rows('select 1 from payment_run where number > 1')).toEqual([]);
  });

  it('warns at once when nobody who may approve it is there in time', async () => {
    const free = await propose(test, officer, '2026-11-27');
    expect(free.warnings).toEqual([]);
    await test.db.rows('delete from approval_limit where health_body_id = $1', [p.healthBodies.a]);
    const { warnings } = await readRun(test, officer, free.id);
    expect(warnings).toEqual([
      {
        code: 'no_approver',
        detail: 'Nobody else may approve £2,600.00. An administrator sets who may approve how much.',
      },
    ]);
  });

  it('counts an approver who leaves or is away as not there', async () => {
    await test.db.rows('delete from approval_limit where account_id <> $1', [approver.accountId]);
    await test.db.rows(`update person set email = $2, last_day_on = '2026-11-20' where id = $1`, [
      p.people.aLeaving,
      approver.email,
    ]);
    const run = await propose(test, officer, '2026-11-27');
    expect(run.warnings[0]?.detail).toBe('Nobody else who may approve £2,600.00 is there by 2026-11-27.');
    await test.db.rows(`update person set last_day_on = '2026-11-23' where id = $1`, [p.people.aLeaving]);
    expect((await readRun(test, officer, run.id)).warnings).toEqual([]);
  });

  it('is once with a key, and only on a day on which money can arrive', async () => {
    const ask = () => call(test, officer, '/payment-runs', { sendByOn: '2026-11-27' }, { 'idempotency-key': 'one' });
    const [first, second] = [await ask(), await ask()];
    expect([first.statusCode, second.json<Run>().id]).toEqual([201, first.json<Run>().id]);
    const wrong = await call(test, officer, '/payment-runs', { sendByOn: '2027-01-28', paymentDate: '2026-11-24' });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ pointer: '/paymentDate' }] });
  });

  it('may be for a token with the scope, whose maker then has a hand in it', async () => {
    const place = { role: 'finance_officer', organisationId: p.healthBodies.a } as const;
    const headers = await newToken(test.db, place, ['payments:write', 'payments:read']);
    await test.db.rows(`update api_token set made_by = $1 where label = 'For a test'`, [approver.accountId]);
    const run = await propose(test, { ...officer, headers }, '2026-11-27');
    expect(run.touchedBy).toEqual([approver.accountId]);
    const answer = await move(test, { ...officer, headers }, run, 'submission');
    expect(answer.statusCode).toBe(403);
    const submitted = await moved(test, officer, run, 'submission');
    expect((await move(test, approver, submitted, 'approval', APPROVE)).statusCode).toBe(403);
  });
});

describe('the lines of a draft', () => {
  it('are taken out and added again, and the totals follow', async () => {
    const run = await propose(test, officer, '2026-11-27');
    const [line] = await items(`/payment-runs/${run.id}/lines`);
    const answer = await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/payment-runs/${run.id}/lines/${line?.id ?? ''}`,
      headers: { ...officer.headers, 'if-match': `"${String(run.version)}"` },
    });
    expect(answer.statusCode).toBe(204);
    const without = await readRun(test, officer, run.id);
    expect(without).toMatchObject({ lineCount: 2, totalPence: 200_000, leftOutCount: 1 });
    expect(await items(`/payment-runs/${run.id}/left-out`)).toMatchObject([{ reason: 'removed' }]);
    const again = await moved(test, officer, without, 'lines', {
      instalmentIds: [p.instalments.aG1PartReceivedOverdue, p.instalments.aG1January],
    });
    expect(again).toMatchObject({ lineCount: 4, totalPence: 360_000, leftOutCount: 0 });
    expect((await items(`/payment-runs/${run.id}/lines`)).map(({ position }) => position)).toEqual([2, 3, 4, 5]);
  });

  it('name what cannot be added, and why', async () => {
    const first = await propose(test, officer, '2026-11-27');
    const second = await propose(test, officer, '2026-12-29');
    const taken = await move(test, officer, second, 'lines', { instalmentIds: [p.instalments.aG1Overdue] });
    expect(taken.json()).toMatchObject({
      status: 409,
      errors: [
        { pointer: '/instalmentIds/0', detail: `W-001/5 cannot be added. It is in run ${String(first.number)}.` },
      ],
    });
    const foreign = await move(test, officer, second, 'lines', { instalmentIds: [p.instalments.bG1Third] });
    expect(foreign.json()).toMatchObject({ status: 422, errors: [{ pointer: '/instalmentIds/0' }] });
  });

  it('change no longer once it is submitted', async () => {
    const run = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
    const late = await move(test, officer, run, 'lines', { instalmentIds: [p.instalments.aG1January] });
    expect(detail(late)).toBe('Only a draft can be changed: run 2 is submitted.');
  });
});

describe('submitting and approving', () => {
  it('takes two people, and moves each payment', async () => {
    const draft = await propose(test, officer, '2026-11-27');
    const submitted = await moved(test, officer, draft, 'submission');
    expect(submitted).toMatchObject({ state: 'submitted', submittedBy: officer.accountId, approval: { may: false } });
    expect((await readRun(test, approver, draft.id)).approval).toEqual({ may: true, whyNot: null });
    const approved = await moved(test, approver, submitted, 'approval', APPROVE);
    expect(approved).toMatchObject({ state: 'approved', approvedBy: approver.accountId });
    expect(await stateOf('aG1Overdue')).toBe('approved');
    const moves = await test.db.rows(
      'select from_state, to_state, moved_by, total_pence from payment_run_move where run_id = $1 order by position',
      [draft.id],
    );
    expect(moves).toEqual([
      { from_state: 'draft', to_state: 'submitted', moved_by: officer.accountId, total_pence: '260000' },
      { from_state: 'submitted', to_state: 'approved', moved_by: approver.accountId, total_pence: '260000' },
    ]);
    const audited = await test.db.rows('select action from audit_event where subject_id = $1 order by id', [draft.id]);
    expect(audited).toEqual(['proposed', 'submitted', 'approved'].map((what) => ({ action: `payment-run.${what}` })));
  });

  it('refuses whoever had a hand in it, with every role', async () => {
    await test.db.rows(
      `insert into membership (organisation_id, organisation_kind, id, account_id, role)
       values ($1, 'health_body', gen_random_uuid(), $2, 'finance_approver')`,
      [p.healthBodies.a, officer.accountId],
    );
    await test.db.rows(
      'insert into approval_limit (health_body_id, account_id, limit_pence, set_by) values ($1, $2, 100000000, $3)',
      [p.healthBodies.a, officer.accountId, approver.accountId],
    );
    const run = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
    const answer = await move(test, officer, run, 'approval', APPROVE);
    expect([answer.statusCode, detail(answer)]).toEqual([
      403,
      'You had a hand in preparing this run, so somebody else has to approve it.',
    ]);
  });

  it('refuses more than the limit, and anybody without one', async () => {
    const small = await newColleague(test.db, p.healthBodies.a, 'finance_approver', 259_999);
    const none = await newColleague(test.db, p.healthBodies.a, 'finance_approver', null);
    const run = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
    expect(detail(await move(test, small, run, 'approval', APPROVE))).toBe(
      'This run is £2,600.00, and you may approve up to £2,599.99.',
    );
    expect(detail(await move(test, none, run, 'approval', APPROVE))).toMatch(/No limit is set for you/);
  });

  it('asks for the declaration and for a sign-in of the last minutes', async () => {
    const run = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
    expect((await move(test, approver, run, 'approval', { declaration: false })).statusCode).toBe(400);
    await test.db.rows(`update session set created_at = now() - interval '6 minutes' where account_id = $1`, [
      approver.accountId,
    ]);
    expect(detail(await move(test, approver, run, 'approval', APPROVE))).toMatch(/^Sign in again first/);
  });

  it.each([
    ['the payee', `update organisation set payee_name = 'Somebody else' where id = $1`, 'g1', 'payee name is another'],
    [
      'the supplier number',
      `update partnership_supplier set supplier_number = 'X' where group_id = $1`,
      'g1',
      'supplier',
    ],
    ['the coding', `update contract_coding set cost_centre = 'C9' where contract_id = $1`, 'contract', 'is coded'],
    ['the contract', `update contract set state = 'suspended' where id = $1`, 'contract', 'its contract is suspended'],
    ['the payment', `update instalment set state = 'cancelled' where id = $1`, 'instalment', 'it was cancelled'],
  ])('is refused when %s changed meanwhile, and says which line', async (_, sql, of, words) => {
    const run = await propose(test, officer, '2026-11-27');
    const ids = { g1: p.groups.g1, contract: p.contracts.aG1Running, instalment: p.instalments.aG1Overdue };
    await test.db.rows(sql, [ids[of as keyof typeof ids]]);
    const refused = await move(test, officer, run, 'submission');
    expect(refused.statusCode).toBe(409);
    expect(detail(refused)).toContain(words);
    const listed = await items(`/payment-runs/${run.id}/differences?count=true`);
    expect(listed).toHaveLength(of === 'instalment' ? 1 : 3);
    expect((await readRun(test, officer, run.id)).differenceCount).toBe(listed.length);
  });

  it('is refused for an amount that is no longer outstanding', async () => {
    const run = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
    await call(test, officer, '/receipts', {
      instalmentId: p.instalments.aG1Overdue,
      amountPence: 1,
      receivedOn: '2026-11-20',
    });
    const answer = await move(test, approver, run, 'approval', APPROVE);
    expect(detail(answer)).toContain('Line 2 (W-001/5): another amount is outstanding now.');
  });
});

describe('sending back and cancelling', () => {
  it('makes the payments planned again, with the reason on the run', async () => {
    const draft = await propose(test, officer, '2026-11-27');
    const approved = await moved(test, approver, await moved(test, officer, draft, 'submission'), 'approval', APPROVE);
    const back = await moved(test, approver, approved, 'rejection', { reason: 'Line 2 waits for its report.' });
    expect(back).toMatchObject({
      state: 'draft',
      submittedBy: null,
      approvedBy: null,
      reason: 'Line 2 waits for its report.',
    });
    expect(await stateOf('aG1Overdue')).toBe('planned');
    const cancelled = await moved(test, officer, back, 'cancellation', { reason: 'Built again from a later day' });
    expect(cancelled.state).toBe('cancelled');
    expect((await propose(test, officer, '2026-11-27')).lineCount).toBe(3);
  });

  it('tells whoever comes second what the run is now', async () => {
    const draft = await propose(test, officer, '2026-11-27');
    await moved(test, officer, draft, 'cancellation', { reason: 'Not needed' });
    const late = await move(test, officer, draft, 'submission');
    expect([late.statusCode, detail(late)]).toEqual([409, 'Only a draft can be submitted: run 2 is cancelled.']);
  });
});

it('lets nobody put a payment on hold that is in a run, and no run take one that is on hold', async () => {
  await propose(test, officer, '2026-11-27');
  await expect(hold(test.db, p.instalments.aG1Overdue)).rejects.toMatchObject({ constraint: 'instalment_in_run' });
});

it('shows other tenants and the group nothing of a run', async () => {
  const run = await propose(test, officer, '2026-11-27');
  const other = await newColleague(test.db, p.healthBodies.b, 'finance_officer');
  expect((await call(test, other, `/payment-runs/${run.id}`)).statusCode).toBe(404);
  const groupLead = await test.as('group_lead', p.groups.g1);
  await groupLead.get('/api/v1/payment-runs').expect(403);
});
