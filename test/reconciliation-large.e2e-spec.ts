import { newColleague } from './support/finance';
import type { Colleague } from './support/finance';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';
import { camt, entriesOf, nth, paid, send, sentRun, taken } from './support/statements';
import type { Entry, SentLine, Told } from './support/statements';

const LINES = 5_000;
/** Of each kind of wrong: one in a hundred. */
const WRONG = 50;
/** It takes three on two cores that do something else besides: this only tells of one that has become many times slower. */
const MOST_SECONDS = 20;

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let lines: SentLine[];

jest.setTimeout(180_000);
beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  // Each amount once, but for the last hundred: pairs.
  const amounts = Array.from({ length: LINES }, (_, at) =>
    at < LINES - 2 * WRONG ? 10_000 + at * 7 : 900_000 + Math.floor(at / 2),
  );
  lines = await sentRun(test.db, p, { amounts });
  await test.db.rows('analyze');
});
afterAll(() => test.close());

/** The lines of the n-th kind of wrong. */
const kind = (n: number): SentLine[] => lines.slice(n * WRONG, (n + 1) * WRONG);

it('books exactly what is right among 5,000 entries, and says of each wrong one what is wrong', async () => {
  const earlier = kind(0).map((line, at) => paid(line, { number: `EARLIER-${String(at)}` }));
  await taken(test, officer, camt(earlier));

  const wrong: Record<string, Told[]> = {
    entry_seen: earlier,
    more_than_sent: kind(1).map((line) => paid(line, { pence: line.pence + 1 })),
    less_than_sent: [
      ...kind(2).map((line) => paid(line, { pence: line.pence - 1 })),
      ...kind(3).map((line) => paid(line, { pence: Math.trunc(line.pence / 2) })),
    ],
    twice_in_file: kind(4).map((line) => paid(line)),
    no_line: kind(5).map((_, at) => ({ pence: 77_000_000 + at, reference: `RENT ${String(at)}`, payee: 'A LANDLORD' })),
    exact_return: kind(6).map((line) => paid(line, { side: 'CRDT', returnCode: 'AC04' })),
    not_pounds: kind(7).map((line) => paid(line, { currency: 'EUR' })),
    reversal: kind(8).map((line) => paid(line, { side: 'CRDT', reversal: true })),
    several_alike: lines.slice(-2 * WRONG).flatMap((line, at) => (at % 2 === 0 ? [paid(line, { reference: '' })] : [])),
    one_alike: kind(9).map((line) => paid(line, { reference: line.reference.replace('SENT', 'S3NT') })),
    payee_differs: kind(10).map((line) => paid(line, { payee: 'SOMEBODY ELSE' })),
  };
  const apart = new Set([0, 1, 2, 3, 5, 6, 7, 8, 9, 10].flatMap(kind));
  const right = lines.slice(0, -2 * WRONG).filter((line) => !apart.has(line));
  const told = [...right.map((line) => paid(line)), ...Object.values(wrong).flat()];

  const before = performance.now();
  const statement = await taken(test, officer, camt(told));
  const seconds = (performance.now() - before) / 1000;
  process.stderr.write(`${String(told.length)} entries in ${seconds.toFixed(2)} s\n`);
  expect(seconds).toBeLessThan(MOST_SECONDS);

  const entries = await entriesOf(test, officer, statement.id);
  expect(entries).toHaveLength(told.length);
  const found: Record<string, number[]> = {};
  for (const { cause, position } of entries) (found[cause] ??= []).push(position);
  let at = right.length;
  expect(found.exact).toEqual(right.map((_, place) => place + 1));
  for (const [cause, entriesOfCause] of Object.entries(wrong)) {
    expect({ cause, at: found[cause] }).toEqual({ cause, at: entriesOfCause.map((_, place) => at + place + 1) });
    at += entriesOfCause.length;
  }
  await agrees(entries, [...right, ...kind(0)]);
  expect(await statesOf(kind(6))).toEqual(['returned']);
  const others = [1, 2, 3, 5, 7, 8, 9, 10].flatMap(kind).concat(lines.slice(-2 * WRONG));
  expect(await statesOf(others)).toEqual(['exported']);
});

it('changes nothing when the same file comes again', async () => {
  const content = camt([paid(nth(lines, 251), { pence: 1 })]);
  const first = await taken(test, officer, content);
  const before = await test.db.rows('select count(*) from receipt');
  const again = await send(test, officer, content);
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain(`/api/v1/reconciliations/${first.id}`);
  expect(await test.db.rows('select count(*) from receipt')).toEqual(before);
  expect(await test.db.rows('select count(*)::integer as n from statement_import')).toEqual([{ n: 5 }]);
});

async function statesOf(some: readonly SentLine[]): Promise<string[]> {
  const rows = await test.db.rows<{ state: string }>('select distinct state from instalment where id = any ($1)', [
    some.map(({ instalmentId }) => instalmentId),
  ]);
  return rows.map(({ state }) => state);
}

/** The ledger holds what the statement says, of exactly these lines, with the day on which Bacs credited them. */
async function agrees(entries: readonly Entry[], settled: readonly SentLine[]): Promise<void> {
  const receipts = await test.db.rows<{ instalment_id: string; amount_pence: string; received_on: string }>(
    `select instalment_id, amount_pence, received_on::text from receipt where source = 'reconciliation' order by 1`,
  );
  const expected = settled
    .map((line) => ({ instalment_id: line.instalmentId, amount_pence: String(line.pence), received_on: '2026-11-20' }))
    .sort((one, other) => (one.instalment_id < other.instalment_id ? -1 : 1));
  expect(receipts).toEqual(expected);
  const [booked] = await test.db.rows<{ n: number }>(
    `select count(*)::integer as n from statement_booking where kind = 'receipt'`,
  );
  expect(booked?.n).toBe(settled.length);
  expect(await statesOf(settled)).toEqual(['paid']);
  expect(entries.filter(({ outcome }) => outcome === 'matched')).toHaveLength(settled.length - WRONG);
}
