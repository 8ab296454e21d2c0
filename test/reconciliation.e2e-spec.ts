import { call, newColleague } from './support/finance';
import type { Colleague } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { camt, decide, entriesOf, nth, paid, putAway, send, sentRun, taken } from './support/statements';
import type { Entry, SentLine, Taken, Told } from './support/statements';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let lines: SentLine[];
let run = 1;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
});
beforeEach(async () => {
  await putAway(test.db);
  run += 1;
  lines = await sentRun(test.db, p, { number: run, amounts: [10_000, 20_000, 30_000, 30_000] });
});
afterAll(() => test.close());

const line = (at: number): SentLine => nth(lines, at);
const stateOf = async (at: number) => {
  const [row] = await test.db.rows<{ state: string }>('select state from instalment where id = $1', [
    line(at).instalmentId,
  ]);
  return row?.state;
};
const receipts = async () => {
  const rows = await test.db.rows(
    `select 1 from receipt where source = 'reconciliation' and instalment_id = any ($1)`,
    [lines.map(({ instalmentId }) => instalmentId)],
  );
  return rows.length;
};
const runState = async () => {
  const [row] = await test.db.rows<{ state: string }>('select state from payment_run where id = $1', [line(0).runId]);
  return row?.state;
};

async function take(...told: readonly Told[]): Promise<{ statement: Taken; entries: Entry[] }> {
  const statement = await taken(test, officer, camt(told));
  return { statement, entries: await entriesOf(test, officer, statement.id) };
}

async function takeOne(told: Told): Promise<{ statement: Taken; entry: Entry }> {
  const { statement, entries } = await take(told);
  return { statement, entry: nth(entries, 0) };
}

describe('a debit', () => {
  it('for the whole of a run settles all its payments, and closes the run', async () => {
    const { statement, entries } = await take({ pence: 90_000, batch: `RUN-${String(run)}-1-1` });
    expect(statement.counts).toMatchObject({ matched: 1 });
    expect(entries).toMatchObject([{ cause: 'whole_run', lineCount: 4, receivedOn: '2026-11-20' }]);
    expect(await runState()).toBe('closed');
    expect(await receipts()).toBe(4);
  });

  it('of the sum of a run that does not name it waits for a person', async () => {
    const { statement, entry } = await takeOne({ pence: 90_000, payee: 'BACS' });
    expect(entry).toMatchObject({ outcome: 'suggested', cause: 'run_total' });
    expect(await receipts()).toBe(0);
    expect((await decide(test, officer, statement.id, entry, 'confirmation')).statusCode).toBe(201);
    expect(await receipts()).toBe(4);
  });

  it('named by our own id is exact; one that was taken two days early counts on the day of payment', async () => {
    const { entries } = await take({
      pence: 10_000,
      endToEndId: `RUN-${String(run)}-1`,
      payee: 'Harbourlight Collective',
      bookedOn: '2026-11-18',
    });
    expect(entries).toMatchObject([{ outcome: 'matched', receivedOn: '2026-11-20', line: { id: line(0).id } }]);
  });

  it('like a receipt that was entered by hand is a duplicate, and never counts twice', async () => {
    const body = { instalmentId: line(0).instalmentId, amountPence: 10_000, receivedOn: '2026-11-20' };
    expect((await call(test, officer, '/receipts', body)).statusCode).toBe(201);
    const { statement, entry } = await takeOne(paid(line(0)));
    expect(entry).toMatchObject({ outcome: 'duplicate', cause: 'received_by_hand' });
    const answer = await decide(test, officer, statement.id, entry, 'confirmation');
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('received in full')]);
    const ignored = await decide(test, officer, statement.id, entry, 'ignore', { reason: 'It is the same money.' });
    expect(ignored.json<Entry>()).toMatchObject({ outcome: 'ignored', reason: 'It is the same money.' });
  });

  it('in part is booked once somebody confirms it, and the rest then settles the payment', async () => {
    const { statement, entry } = await takeOne(paid(line(0), { pence: 4_000 }));
    expect(entry).toMatchObject({ outcome: 'part', cause: 'less_than_sent' });
    const confirmed = await decide(test, officer, statement.id, entry, 'confirmation', { receivedOn: '2026-11-21' });
    expect(confirmed.json<Entry>()).toMatchObject({ outcome: 'confirmed', receivedOn: '2026-11-21' });
    expect(await stateOf(0)).toBe('exported');
    const { entry: rest } = await takeOne(paid(line(0), { pence: 6_000 }));
    expect(rest).toMatchObject({ outcome: 'matched' });
    expect(await stateOf(0)).toBe('paid');
  });

  it('that was booked is taken out by undoing its entry, and not by a reversal that the statement knows nothing of', async () => {
    const { statement, entry } = await takeOne(paid(line(0)));
    const [receipt] = await test.db.rows<{ id: string }>('select id from receipt where instalment_id = $1', [
      line(0).instalmentId,
    ]);
    const at = `/receipts/${receipt?.id ?? ''}`;
    const right = { amountPence: 9_000, receivedOn: '2026-11-20' };
    for (const [way, body] of [
      [`${at}/reversal`, {}],
      [`${at}/correction`, right],
    ] as const) {
      const answer = await call(test, officer, way, { ...body, reason: 'A mistake.' });
      expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('Undo its entry')]);
    }
    // Nor does the database let it be, whoever asks.
    const reversing = test.db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, kind, amount_pence, received_on,
         source, reason, reverses_id)
       select health_body_id, group_id, contract_id, instalment_id, gen_random_uuid(), 'reversal', amount_pence,
         received_on, 'reconciliation', 'A mistake.', id from receipt where id = $1`,
      [receipt?.id],
    );
    await expect(reversing).rejects.toMatchObject({ constraint: 'receipt_of_statement_kept' });
    const forgetting = test.db.rows(
      `update statement_booking set undone_at = now(), reversal_id = $1 where receipt_id = $1`,
      [receipt?.id],
    );
    await expect(forgetting).rejects.toMatchObject({ constraint: 'statement_booking_undone' });
    expect(await stateOf(0)).toBe('paid');
    const undone = await decide(test, officer, statement.id, entry, 'undo', { reason: 'A mistake.' });
    expect(undone.statusCode).toBe(201);
    expect(await stateOf(0)).toBe('exported');
    expect((await takeOne(paid(line(0)))).entry).toMatchObject({ outcome: 'matched' });
  });

  it('comes once for a line, though money of its payment was taken back since', async () => {
    await takeOne(paid(line(0), { pence: 4_000 })).then(({ statement, entry }) =>
      decide(test, officer, statement.id, entry, 'confirmation', { receivedOn: '2026-11-21' }),
    );
    const taken = { amountPence: 4_000, recoveredOn: '2026-11-22', reason: 'Too much.' };
    expect((await call(test, officer, `/instalments/${line(0).instalmentId}/recoveries`, taken)).statusCode).toBe(201);
    const { statement, entry } = await takeOne(paid(line(0)));
    expect(entry.outcome).not.toBe('matched');
    expect((await decide(test, officer, statement.id, entry, 'confirmation')).statusCode).toBeLessThan(500);
    expect(await receipts()).toBe(1);
  });

  it('with several candidates is booked to the one that is chosen', async () => {
    const { statement, entry } = await takeOne(paid(line(2), { reference: 'NO IDEA' }));
    expect(entry).toMatchObject({ outcome: 'suggested', cause: 'several_alike' });
    expect(entry.candidates.map(({ id }) => id).sort()).toEqual([line(2).id, line(3).id].sort());
    expect((await decide(test, officer, statement.id, entry, 'confirmation')).statusCode).toBe(422);
    const answer = await decide(test, officer, statement.id, entry, 'confirmation', { lineId: line(3).id });
    expect(answer.json<Entry>()).toMatchObject({ outcome: 'confirmed', line: { id: line(3).id } });
    expect([await stateOf(2), await stateOf(3)]).toEqual(['exported', 'paid']);
  });

  it('is confirmed once, whoever asks at the same time', async () => {
    const { statement, entry } = await takeOne(paid(line(0), { payee: null }));
    expect(entry).toMatchObject({ outcome: 'suggested', cause: 'payee_missing' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => decide(test, officer, statement.id, entry, 'confirmation')),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array<number>(19).fill(412)]);
    expect(await receipts()).toBe(1);
  });
});

describe('money that came back', () => {
  it('after it was booked takes the receipt out and returns the payment, with the reason of the bank', async () => {
    await take(paid(line(0)));
    const { entry } = await takeOne(paid(line(0), { side: 'CRDT', returnCode: 'AC04', bookedOn: '2026-11-21' }));
    expect(entry).toMatchObject({ outcome: 'returned', cause: 'exact_return' });
    expect(await stateOf(0)).toBe('returned');
    const moves = await test.db.rows(
      'select reason_code, reason, happened_on::text from instalment_move where instalment_id = $1 order by position desc limit 1',
      [line(0).instalmentId],
    );
    expect(moves).toEqual([
      { reason_code: 'account_closed', reason: expect.stringContaining('AC04'), happened_on: '2026-11-21' },
    ]);
  });

  it('in the file of its own debit ends as returned, and is not undone', async () => {
    const { statement, entries } = await take(paid(line(0)), paid(line(0), { side: 'CRDT', returnCode: 'B' }));
    expect(entries.map(({ outcome }) => outcome)).toEqual(['matched', 'returned']);
    expect(await stateOf(0)).toBe('returned');
    for (const entry of entries) {
      expect((await decide(test, officer, statement.id, entry, 'undo', { reason: 'Wrong' })).statusCode).toBe(409);
    }
  });
});

describe('taking back', () => {
  it('an entry leaves its payment as it was, and it can be decided anew', async () => {
    const { statement, entry } = await takeOne(paid(line(0)));
    const undone = (await decide(test, officer, statement.id, entry, 'undo', { reason: 'Another one' })).json<Entry>();
    expect(undone).toMatchObject({ outcome: 'undone', receivedOn: null });
    expect(await stateOf(0)).toBe('exported');
    const again = await decide(test, officer, statement.id, undone, 'confirmation', { lineId: line(0).id });
    expect(again.json<Entry>()).toMatchObject({ outcome: 'confirmed' });
    expect(await stateOf(0)).toBe('paid');
  });

  it('a whole statement takes out all it booked, and the file can come again', async () => {
    const content = camt([paid(line(0)), paid(line(1))]);
    const statement = await taken(test, officer, content);
    const [at, seen] = [`/reconciliations/${statement.id}/undo`, { 'if-match': `"${String(statement.version)}"` }];
    const answer = await call(test, officer, at, { reason: 'Of another account' }, seen);
    expect(answer.json<Taken>().counts).toMatchObject({ undone: 2, matched: 0 });
    expect([await stateOf(0), await stateOf(1)]).toEqual(['exported', 'exported']);
    expect((await taken(test, officer, content)).counts).toMatchObject({ matched: 2 });
  });
});

describe('a file', () => {
  it.each([
    ['an entity', `<?xml version="1.0"?><!DOCTYPE D [<!ENTITY x "y">]><Document/>`, 'document type'],
    ['another message', `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"/>`, 'not a camt.053'],
    ['a cut', camt([]).slice(0, 200), 'not sound XML'],
    ['a bad amount', camt([{ pence: 100, number: 'B-9' }]).replace('1.00', 'one'), 'Entry 1 (B-9)'],
    ['no entries', camt([]), 'No payment is in this file'],
    ['neither', 'Date,Amount\n', 'say with mappingId'],
  ])('with %s is refused with what is wrong', async (_, content, said) => {
    const kept = await test.db.rows('select id from own_file order by id');
    const answer = await send(test, officer, content);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(said);
    expect(await test.db.rows('select id from own_file order by id')).toEqual(kept);
  });

  it('as CSV is read by a mapping of the body', async () => {
    const mapping = {
      name: 'Our bank',
      dateColumn: 'Date',
      dateFormat: 'DD/MM/YYYY',
      amountStyle: 'debit_credit',
      debitColumn: 'Paid out',
      creditColumn: 'Paid in',
      referenceColumn: 'Reference',
      payeeColumn: 'Payee',
    };
    const { id } = (await call(test, officer, '/statement-mappings', mapping)).json<{ id: string }>();
    const rows = [
      `20/11/2026,Harbourlight Collective,${line(0).reference},100.00,`,
      '20/11/2026,Rent,RENT,"1,000.00",',
    ];
    const content = `Date,Payee,Reference,Paid out,Paid in\n${rows.join('\n')}\n`;
    const statement = await taken(test, officer, content, { mappingId: id });
    expect(statement).toMatchObject({ kind: 'csv', counts: { matched: 1, unknown: 1 } });
    const wrong = await send(test, officer, content.replace('100.00', 'lots'), { mappingId: id });
    expect(wrong.body).toContain('Line 2');
  });

  it('that comes again with other entries counts what it has in common with the first once, with and without numbers', async () => {
    const numbered = paid(line(0), { number: 'AGAIN-1' });
    const first = camt([numbered, paid(line(1))]).replace(/<AcctSvcrRef>N\d+<\/AcctSvcrRef>/g, '');
    expect((await taken(test, officer, first)).counts).toMatchObject({ matched: 2 });
    const again = camt([numbered, paid(line(1)), paid(line(2))]).replace(/<AcctSvcrRef>N\d+<\/AcctSvcrRef>/g, '');
    const { id } = await taken(test, officer, again);
    const entries = await entriesOf(test, officer, id);
    expect(entries.map(({ cause }) => cause)).toEqual(['entry_seen', 'settled_already', 'exact']);
    expect(await receipts()).toBe(3);
  });

  it('in which the bank only announces a payment does not stand in the way of the one in which it is booked', async () => {
    const announced = paid(line(0), { number: 'SOON-1', status: 'PDNG' });
    const { statement, entry } = await takeOne(announced);
    expect(entry).toMatchObject({ outcome: 'unknown', cause: 'not_booked' });
    const answer = await decide(test, officer, statement.id, entry, 'confirmation', { lineId: line(0).id });
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('only announced')]);
    expect((await takeOne({ ...announced, status: 'BOOK' })).entry).toMatchObject({ cause: 'exact' });
    expect(await stateOf(0)).toBe('paid');
  });

  it('may hold several statements', async () => {
    const statement = await taken(test, officer, camt([], [[paid(line(0))], [paid(line(1))]]));
    expect(statement).toMatchObject({ statementCount: 2, counts: { matched: 2 } });
  });

  it('with an Idempotency-Key is taken in once: its bytes are what the request is known again by', async () => {
    const keyed = { ...officer, headers: { ...officer.headers, 'idempotency-key': 'statement-of-friday' } };
    const content = camt([paid(line(0))]);
    const first = await taken(test, keyed, content);
    expect((await taken(test, keyed, content)).id).toBe(first.id);
    expect(await receipts()).toBe(1);
    const other = await send(test, keyed, camt([paid(line(1))]));
    expect([other.statusCode, other.body]).toEqual([422, expect.stringContaining('used for another request')]);
    expect((await send(test, officer, content)).statusCode).toBe(409);
    expect(await receipts()).toBe(1);
  });
});
