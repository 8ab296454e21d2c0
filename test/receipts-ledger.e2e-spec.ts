import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { readLedger } from '../src/payments/ledger.rules';
import type { LedgerKind } from '../src/payments/ledger.rules';
import { addDays, calendarDate } from '../src/shared/calendar-date';
import type { CalendarDate } from '../src/shared/calendar-date';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestDatabase } from './support/test-database';

const AMOUNT = 100;

/** A line of a ledger; a reversal names the line that it takes out by its place among those made. */
interface Line {
  kind: LedgerKind;
  on: CalendarDate;
  pence: number;
  reverses: number | null;
}

let db: TestDatabase;
let p: Portfolio;
let instalments = 0;

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  await db.rows(
    `insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 2, 1000)`,
    [p.healthBodies.a, p.groups.g1, p.contracts.aG1Running],
  );
});
afterAll(() => db.drop());

const day = fc.integer({ min: 0, max: 6 }).map((days) => addDays(calendarDate('2026-05-01'), days));
const money = fc.record({
  kind: fc.constantFrom('receipt', 'receipt', 'recovery'),
  on: day,
  pence: fc.constantFrom(20, 50, 100),
});

/** Money that moved, and which of the receipts among it were mistakes. */
const ledgers = fc.record({
  moved: fc.array(money, { minLength: 2, maxLength: 7 }),
  mistakes: fc.array(fc.nat(6), { maxLength: 3 }),
  order: fc.infiniteStream(fc.nat(1000)),
});

function linesOf(
  moved: readonly { kind: string; on: CalendarDate; pence: number }[],
  mistakes: readonly number[],
): Line[] {
  const lines = moved.map(({ kind, on, pence }): Line => ({ kind: kind as LedgerKind, on, pence, reverses: null }));
  for (const at of new Set(mistakes)) {
    const mistake = lines[at];
    if (mistake?.kind === 'receipt') lines.push({ ...mistake, kind: 'reversal', reverses: at });
  }
  return lines;
}

const signed = ({ kind, pence }: Line) => (kind === 'receipt' ? pence : -pence);

/** An order in which all the lines can be entered one by one, never under nothing nor over the amount; or null. */
function orderOf(lines: readonly Line[], picks: Iterator<number>): number[] | null {
  const order: number[] = [];
  let total = 0;
  for (;;) {
    const next = lines.flatMap((line, at) => {
      const after = total + signed(line);
      const ready = line.reverses === null || order.includes(line.reverses);
      return !order.includes(at) && ready && after >= 0 && after <= AMOUNT ? [at] : [];
    });
    const picked = next[Number(picks.next().value) % next.length];
    const line = picked === undefined ? undefined : lines[picked];
    if (picked === undefined || line === undefined) return order.length === lines.length ? order : null;
    order.push(picked);
    total += signed(line);
  }
}

/** A new instalment of the contract, with the tenants that each of its rows names. */
async function newInstalment(): Promise<string[]> {
  const tenants = [p.healthBodies.a, p.groups.g1, p.contracts.aG1Running, uuid()];
  instalments += 1;
  await db.rows(
    `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
       period_ends_on, due_on, send_by_on, net_pence)
     values ($1, $2, $3, $4, 2, $5, '2026-05-01', '2026-05-31', '2026-05-01', '2026-04-29', $6)`,
    [...tenants, instalments, AMOUNT],
  );
  return tenants;
}

interface Read {
  receivedPence: number;
  settledOn: string | null;
  state: string;
}

async function read(instalment: string | undefined): Promise<Read> {
  const [row] = await db.rows<Read>(
    `select received_pence::integer as "receivedPence", settled_on::text as "settledOn", state
     from instalment where id = $1`,
    [instalment],
  );
  return row ?? fail();
}

async function enter(lines: readonly Line[], order: readonly number[]): Promise<Read> {
  const instalment = await newInstalment();
  const ids = lines.map(() => uuid());
  for (const at of order) {
    const { kind, on, pence, reverses } = lines[at] ?? fail();
    await db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, kind, amount_pence, received_on,
         source, reverses_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 'hand', $9)`,
      [...instalment, ids[at], kind, pence, on, reverses === null ? null : ids[reverses]],
    );
  }
  return read(instalment[3]);
}

function fail(): never {
  throw new Error('There is no such line.');
}

function expected(lines: readonly Line[]): object {
  const { receivedPence, settledOn, takenBack } = readLedger(AMOUNT, lines);
  const open = takenBack ? 'returned' : 'planned';
  return { receivedPence, settledOn, state: settledOn === null ? open : 'paid' };
}

describe('the ledger in the database', () => {
  it('says what the rule says, in whatever order its lines are entered', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(ledgers, async ({ moved, mistakes, order: picks }) => {
        const lines = linesOf(moved, mistakes);
        const [one, other] = [orderOf(lines, picks), orderOf(lines, picks)];
        fc.pre(one !== null && other !== null);
        for (const order of [one, other]) {
          const found = await enter(lines, order);
          expect(found).toEqual(expected(lines));
          kinds.add(found.state);
        }
      }),
      { numRuns: 100 },
    );
    expect([...kinds].sort()).toEqual(['paid', 'planned', 'returned']);
  });

  it('takes the lines of one instalment in one statement like one by one', async () => {
    const lines: Line[] = [20, 50, 30].map((pence, at) => ({
      kind: 'receipt',
      on: addDays(calendarDate('2026-05-01'), 3 - at),
      pence,
      reverses: null,
    }));
    const oneByOne = await enter(lines, [0, 1, 2]);
    const instalment = await newInstalment();
    await db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
       select $1, $2, $3, $4, gen_random_uuid(), u.pence, u.day, 'import' from unnest($5::bigint[], $6::date[]) u(pence, day)`,
      [...instalment, lines.map(({ pence }) => pence), lines.map(({ on }) => on)],
    );
    expect(await read(instalment[3])).toEqual(oneByOne);
    expect(oneByOne).toEqual({ receivedPence: 100, settledOn: '2026-05-04', state: 'paid' });
  });

  it.each([
    ['of another amount', { amount_pence: 10 }],
    ['of another day', { received_on: '2026-09-02' }],
    ['of another payment', { instalment_id: 'aG1Late' }],
    ['of nothing', { reverses_id: 'nothing' }],
  ])('refuses a reversal %s', async (_what, change) => {
    const row = {
      instalment_id: 'aG1OnTimeInTwoParts',
      amount_pence: 40_000,
      received_on: '2026-09-01',
      reverses_id: 'aG1SecondPart',
      ...change,
    };
    const reversing = db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, kind, amount_pence, received_on,
         source, reverses_id) values ($1, $2, $3, $4, gen_random_uuid(), 'reversal', $5, $6, 'hand', $7)`,
      [
        p.healthBodies.a,
        p.groups.g1,
        p.contracts.aG1Running,
        p.instalments[row.instalment_id as keyof Portfolio['instalments']],
        row.amount_pence,
        row.received_on,
        row.reverses_id in p.receipts ? p.receipts[row.reverses_id as keyof Portfolio['receipts']] : uuid(),
      ],
    );
    await expect(reversing).rejects.toMatchObject({ code: '23514', constraint: 'receipt_reversal_matches' });
  });
});
