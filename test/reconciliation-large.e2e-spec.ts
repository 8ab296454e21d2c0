import { CAUSES } from '../src/finance/reconciliation/outcome.rules';
import { newColleague } from './support/finance';
import type { Colleague } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { camt, entriesOf, nth, paid, send, sentRun, taken } from './support/statements';
import type { Entry, SentLine, Told } from './support/statements';

const ENTRIES = 5_000;
/** Of each kind of wrong: one in a hundred. */
const WRONG = 50;
/** It takes three on two cores that do something else besides: this only tells of one that has become many times slower. */
const MOST_SECONDS = 60;
/** What only a CSV file can be. */
const OF_CSV = ['sign_differs'];

/** Kinds of wrong for which lines of the run are needed, each with its own. */
const KINDS = [
  ...['seen', 'settled', 'byHand', 'cameBack', 'handCameBack', 'more', 'less', 'half', 'twice', 'returned', 'euros'],
  ...['reversed', 'garbled', 'otherPayee', 'nobody', 'unclear', 'maybe', 'early', 'announced', 'future'],
] as const;
type Kind = (typeof KINDS)[number];

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
/** Of one run, each amount once, but for the last of them: pairs. */
let lines: SentLine[];
/** Of another, of which nothing arrived: it adds up to what no payment has. */
let other: SentLine[];
/** Of a third, which arrives tomorrow. */
let tomorrow: SentLine[];

jest.setTimeout(180_000);
beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  const singles = Array.from({ length: ENTRIES }, (_, at) => 10_000 + at * 7);
  const pairs = Array.from({ length: 2 * WRONG }, (_, at) => 900_000 + Math.floor(at / 2));
  lines = await sentRun(test.db, p, { amounts: [...singles, ...pairs] });
  other = await sentRun(test.db, p, { number: 3, amounts: [5_000_001, 6_000_001] });
  const later = Array.from({ length: WRONG }, (_, at) => 7_000_000 + at);
  tomorrow = await sentRun(test.db, p, { number: 4, amounts: later, dueOn: '2026-11-24' });
  await test.db.rows('analyze');
});
afterAll(() => test.close());

const of = (kind: Kind): SentLine[] => lines.slice(KINDS.indexOf(kind) * WRONG, (KINDS.indexOf(kind) + 1) * WRONG);
const each = (kind: Kind, rest: (line: SentLine) => Partial<Told> = () => ({})): Told[] =>
  of(kind).map((line) => paid(line, rest(line)));
const many = (told: (at: number) => Told): Told[] => Array.from({ length: WRONG }, (_, at) => told(at));
const garbled = ({ reference }: SentLine) => reference.replace('SENT', 'S3NT');

/** Fifty entries, or more, of each cause but the two that are right. */
function wrongOnes(seen: readonly Told[]): Record<string, Told[]> {
  const twins = lines.slice(ENTRIES).filter((_, at) => at % 2 === 0);
  const back = { side: 'CRDT', returnCode: 'AC04' } as const;
  const whole = other.reduce((sum, { pence }) => sum + pence, 0);
  return {
    entry_seen: [...seen],
    settled_already: each('settled'),
    received_by_hand: each('byHand'),
    returned_already: each('cameBack', () => back),
    return_of_received: each('handCameBack', () => back),
    more_than_sent: each('more', ({ pence }) => ({ pence: pence + 1 })),
    less_than_sent: [
      ...each('less', ({ pence }) => ({ pence: pence - 1 })),
      ...each('half', ({ pence }) => ({ pence: Math.trunc(pence / 2) })),
    ],
    twice_in_file: each('twice'),
    exact_return: each('returned', () => back),
    not_pounds: each('euros', () => ({ currency: 'EUR' })),
    reversal: each('reversed', () => ({ side: 'CRDT', reversal: true })),
    one_alike: each('garbled', (line) => ({ reference: garbled(line) })),
    payee_differs: each('otherPayee', () => ({ payee: 'SOMEBODY ELSE' })),
    payee_missing: each('nobody', () => ({ payee: null })),
    return_unclear: each('unclear', (line) => ({ ...back, reference: garbled(line) })),
    maybe_returned: each('maybe', () => ({ side: 'CRDT' })),
    before_sent: each('early', () => ({ bookedOn: '2026-11-16' })),
    not_booked: each('announced', () => ({ status: 'PDNG' })),
    day_to_come: each('future', () => ({ bookedOn: '2026-11-23' })),
    several_alike: twins.map((line) => paid(line, { reference: '' })),
    not_there_yet: tomorrow.map((line) => paid(line)),
    run_total: many(() => ({ pence: whole, payee: 'BACS' })),
    batch_differs: many((at) => ({ pence: whole + 1 + at, batch: 'RUN-3-1-1' })),
    details_differ: many((at) => ({ pence: 8_000_000 + at, parts: [8_000_000, at + 1] })),
    no_line: many((at) => ({ pence: 77_000_000 + at, reference: `RENT ${String(at)}`, payee: 'A LANDLORD' })),
    money_in: many((at) => ({ pence: 78_000_000 + at, side: 'CRDT', reference: 'A GRANT' })),
    return_unknown: many((at) => ({ pence: 79_000_000 + at, ...back, reference: 'NOT OURS' })),
    reversal_unknown: many((at) => ({ pence: 80_000_000 + at, side: 'CRDT', reversal: true })),
  };
}

it('books exactly what is right among 5,000 entries, and says of each wrong one what is wrong', async () => {
  const seen = each('seen', ({ reference }) => ({ number: reference }));
  await taken(test, officer, camt([...seen, ...each('settled')]));
  await taken(test, officer, camt(each('cameBack', () => ({ side: 'CRDT', returnCode: 'B' }))));
  await byHand([...of('byHand'), ...of('handCameBack')]);

  const wrong = wrongOnes(seen);
  const unknown = Object.keys(CAUSES).filter((cause) => !['exact', 'whole_run', ...OF_CSV].includes(cause));
  expect(Object.keys(wrong).sort()).toEqual(unknown.sort());
  const allWrong = Object.values(wrong).flat();
  const apart = new Set(KINDS.filter((kind) => kind !== 'twice').flatMap(of));
  const right = lines
    .slice(0, ENTRIES)
    .filter((line) => !apart.has(line))
    .slice(0, ENTRIES - allWrong.length);
  const told = [...right.map((line) => paid(line)), ...allWrong];
  expect(told).toHaveLength(ENTRIES);

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
    expect(entriesOfCause.length).toBeGreaterThanOrEqual(WRONG);
    expect({ cause, at: found[cause] }).toEqual({ cause, at: entriesOfCause.map((_, place) => at + place + 1) });
    at += entriesOfCause.length;
  }
  await agrees(entries, right, [...of('seen'), ...of('settled')]);
  expect(await statesOf([...of('returned'), ...of('cameBack')])).toEqual(['returned']);
  const touched: readonly Kind[] = ['seen', 'settled', 'byHand', 'handCameBack', 'cameBack', 'returned', 'twice'];
  const others = KINDS.filter((kind) => !touched.includes(kind)).flatMap(of);
  expect(await statesOf([...others, ...lines.slice(ENTRIES), ...other, ...tomorrow])).toEqual(['exported']);
});

it('changes nothing when the same file comes again', async () => {
  const content = camt([paid(nth(of('more'), 0), { pence: 1 })]);
  const first = await taken(test, officer, content);
  const counts = () =>
    test.db.rows('select (select count(*) from receipt) as receipts, (select count(*) from statement_import) as files');
  const before = await counts();
  const again = await send(test, officer, content);
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain(`/api/v1/reconciliations/${first.id}`);
  expect(await counts()).toEqual(before);
});

/** As somebody enters them one by one. */
async function byHand(some: readonly SentLine[]): Promise<void> {
  await test.db.rows(
    `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, kind, amount_pence, received_on, source)
     select health_body_id, group_id, contract_id, id, gen_random_uuid(), 'receipt', amount_pence, '2026-11-20', 'hand'
     from instalment where id = any ($1)`,
    [some.map(({ instalmentId }) => instalmentId)],
  );
}

async function statesOf(some: readonly SentLine[]): Promise<string[]> {
  const rows = await test.db.rows<{ state: string }>('select distinct state from instalment where id = any ($1)', [
    some.map(({ instalmentId }) => instalmentId),
  ]);
  return rows.map(({ state }) => state);
}

/** The ledger holds what the statements say, of exactly these lines, with the day on which Bacs credited them. */
async function agrees(
  entries: readonly Entry[],
  right: readonly SentLine[],
  earlier: readonly SentLine[],
): Promise<void> {
  const settled = [...right, ...earlier];
  const receipts = await test.db.rows<{ instalment_id: string; amount_pence: string; received_on: string }>(
    `select instalment_id, amount_pence, received_on::text from receipt where source = 'reconciliation' order by 1`,
  );
  const expected = settled
    .map((line) => ({ instalment_id: line.instalmentId, amount_pence: String(line.pence), received_on: '2026-11-20' }))
    .sort((one, another) => (one.instalment_id < another.instalment_id ? -1 : 1));
  expect(receipts).toEqual(expected);
  const [booked] = await test.db.rows<{ n: number }>(
    `select count(*)::integer as n from statement_booking where kind = 'receipt'`,
  );
  expect(booked?.n).toBe(settled.length);
  expect(await statesOf(settled)).toEqual(['paid']);
  expect(entries.filter(({ outcome }) => outcome === 'matched')).toHaveLength(right.length);
}
