import { APPROVE, call, makeReady, move, moved, newColleague, propose, readRun } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { camt, decide, entriesOf, nth, paid, sentRun, taken } from './support/statements';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let approver: Colleague;
let id: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
beforeEach(async () => {
  await test.db.renew();
  await makeReady(test.db, p);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  approver = await newColleague(test.db, p.healthBodies.a, 'finance_approver');
  id = p.instalments.aG1Overdue;
});
afterAll(() => test.close());

const state = async (of = id) => {
  const [row] = await test.db.rows<{ state: string; version: number }>(
    'select state, version from instalment where id = $1',
    [of],
  );
  return row ?? { state: '', version: 0 };
};
async function ask(what: string, body: object, of = id) {
  const { version } = await state(of);
  return call(test, officer, `/instalments/${of}/${what}`, body, { 'if-match': `"${String(version)}"` });
}
const undo = (of = id) => ask('return/undo', { reason: 'The bank meant another payment.' }, of);
const RETURNED = { reasonCode: 'account_closed', returnedOn: '2026-11-20' };
const liveLines = async (of = id) =>
  test.db.rows<{ run_id: string }>('select run_id from payment_run_line where instalment_id = $1 and live', [of]);

async function sent(): Promise<Run> {
  const submitted = await moved(test, officer, await propose(test, officer, '2026-11-27'), 'submission');
  const run = await moved(test, approver, submitted, 'approval', APPROVE);
  expect((await move(test, officer, run, 'exports')).statusCode).toBe(201);
  return readRun(test, officer, run.id);
}

describe('a return that was recorded by mistake', () => {
  it('is undone: the payment is with the bank again, in its run, with its history and its audit', async () => {
    const run = await sent();
    expect((await ask('return', RETURNED)).statusCode).toBe(201);
    expect(await liveLines()).toEqual([]);
    const answer = await undo();
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { id, state: 'exported' }]);
    expect(await liveLines()).toEqual([{ run_id: run.id }]);
    const { moves } = (await call(test, officer, `/instalments/${id}/history`)).json<{ moves: object[] }>();
    expect(moves.at(-1)).toMatchObject({
      fromState: 'returned',
      toState: 'exported',
      reasonCode: 'return_undone',
      reason: 'The bank meant another payment.',
    });
    const audited = await test.db.rows(
      `select 1 from audit_event where subject_id = $1 and action = 'instalment.return-undone'`,
      [id],
    );
    expect(audited).toHaveLength(1);
    const receipt = { instalmentId: id, amountPence: 100_000, receivedOn: '2026-11-20' };
    expect((await call(test, officer, '/receipts', receipt)).statusCode).toBe(201);
    expect((await state()).state).toBe('paid');
  });

  it('is undone after it was planned again too, as long as it is in no run', async () => {
    const first = await sent();
    await ask('return', RETURNED);
    expect((await ask('new-attempt', { reason: 'A new account' })).statusCode).toBe(201);
    expect((await undo()).json()).toMatchObject({ state: 'exported' });
    expect(await liveLines()).toEqual([{ run_id: first.id }]);

    await ask('return', RETURNED);
    await ask('new-attempt', { reason: 'A new account' });
    const again = await propose(test, officer, '2026-11-27');
    const refused = await undo();
    expect([refused.statusCode, refused.body]).toEqual([
      409,
      expect.stringContaining(`it is in payment run ${String(again.number)} already, to be sent again`),
    ]);
    expect(await liveLines()).toEqual([{ run_id: again.id }]);
  });

  it('is none where the bank sent nothing back last', async () => {
    expect((await undo()).body).toContain('that the bank sent it back is not the last that happened to it');
    await sent();
    expect((await undo()).body).toContain('it was sent to the bank already');
    const receipt = { instalmentId: id, amountPence: 100_000, receivedOn: '2026-11-20' };
    await call(test, officer, '/receipts', receipt);
    const recovery = { amountPence: 100_000, recoveredOn: '2026-11-21', reason: 'Paid twice' };
    expect((await call(test, officer, `/instalments/${id}/recoveries`, recovery)).statusCode).toBe(201);
    expect((await state()).state).toBe('returned');
    expect((await undo()).statusCode).toBe(409);
  });

  it('is not undone past the database, nor is a line brought back by itself', async () => {
    const refused = async (sql: string) =>
      test.db.rows(sql, [id]).then(
        () => null,
        (error: unknown) => error,
      );
    const attempt = await refused(`update instalment set state = 'exported' where id = $1`);
    expect(attempt).toMatchObject({ constraint: 'instalment_move' });
    await sent();
    await ask('return', RETURNED);
    const revived = await refused('update payment_run_line set live = true where instalment_id = $1');
    expect(revived).toMatchObject({ constraint: 'payment_run_line_revived' });
  });
});

describe('a return that a statement told of', () => {
  it('is undone with what the statement booked, and its entries can be decided anew', async () => {
    const lines = await sentRun(test.db, p, { number: 2, amounts: [10_000, 20_000] });
    const line = nth(lines, 0);
    const came = await taken(test, officer, camt([paid(line)]));
    const back = await taken(test, officer, camt([paid(line, { side: 'CRDT', returnCode: 'AC04' })]));
    expect((await state(line.instalmentId)).state).toBe('returned');
    expect((await undo(line.instalmentId)).statusCode).toBe(201);
    const reason = 'The bank meant another payment.';
    const first = nth(await entriesOf(test, officer, came.id), 0);
    const second = nth(await entriesOf(test, officer, back.id), 0);
    expect([first, second]).toMatchObject([
      { outcome: 'undone', reason },
      { outcome: 'undone', reason },
    ]);
    const anew = await decide(test, officer, came.id, first, 'confirmation', { lineId: line.id });
    expect([anew.statusCode, anew.json()]).toMatchObject([201, { outcome: 'confirmed' }]);
    expect((await state(line.instalmentId)).state).toBe('paid');
  });

  it('is not undone for one payment of an entry that was about several', async () => {
    const lines = await sentRun(test.db, p, { number: 2, amounts: [10_000, 20_000] });
    const line = nth(lines, 0);
    await taken(test, officer, camt([{ pence: 30_000, batch: 'RUN-2-1-1' }]));
    await taken(test, officer, camt([paid(line, { side: 'CRDT', returnCode: 'AC04' })]));
    const refused = await undo(line.instalmentId);
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('enter a receipt of it')]);
    expect((await state(line.instalmentId)).state).toBe('returned');
  });
});
