import fc from 'fast-check';
import { HoldsService, InstalmentMovesService, MOVES, ReceiptWritesService, ReturnUndoService } from '../src/payments';
import type { InstalmentAction, InstalmentState } from '../src/payments';
import { type LedgerLine, readLedger, recoverablePence } from '../src/payments/ledger.rules';
import type { Actor } from '../src/platform';
import { addDays, type CalendarDate, calendarDate } from '../src/shared/calendar-date';
import { DomainError } from '../src/shared/domain-error';
import { makeReady } from './support/finance';
import { instalmentMaker } from './support/new-instalment';
import { makePortfolio } from './support/portfolio';
import { startApp, type TestApp } from './support/start-app';

const AMOUNT = 100;
const FIRST_DAY = calendarDate('2026-10-01');

type Step = InstalmentAction | 'undo' | 'export' | 'cancel' | 'shift' | 'receive' | 'reverse' | 'recover';
const STEPS: Step[] = [
  'approve',
  'unapprove',
  'hold',
  'release',
  'export',
  'return',
  'undo',
  'attempt',
  'cancel',
  'shift',
];
const steps = fc.array(
  fc.record({
    // what is done most often is tried most often
    step: fc.constantFrom<Step>(...STEPS, 'approve', 'export', 'receive', 'receive', 'receive', 'reverse', 'recover'),
    pence: fc.constantFrom(20, 50, 100),
    pick: fc.nat(9),
  }),
  { minLength: 4, maxLength: 14 },
);

/** Between them, these do and are refused every step: what is met is not left to chance. */
const CERTAIN: Step[][] = [
  ['approve', 'export', 'return', 'undo'],
  ['approve', 'export', 'return', 'attempt', 'attempt'],
  ['shift', 'undo', 'return', 'release', 'unapprove', 'export', 'approve', 'approve', 'unapprove'],
  ['hold', 'hold', 'release', 'approve', 'export', 'shift', 'cancel'],
  ['receive', 'receive', 'receive', 'reverse', 'receive', 'reverse', 'reverse', 'reverse'],
  ['recover', 'receive', 'recover', 'recover'],
  ['cancel', 'receive'],
];
const certain = CERTAIN.map((story): [{ step: Step; pence: number; pick: number }[]] => [
  story.map((step, at) => ({ step, pence: 50, pick: at === 7 ? 1 : 0 })),
]);

/** The life of one instalment as the design has it, told without a database. */
interface Model {
  state: InstalmentState;
  before: InstalmentState | null;
  moves: InstalmentState[];
  sent: boolean;
  lines: LedgerLine[];
  receipts: { id: string; on: CalendarDate; pence: number; reversed: boolean }[];
  dueOn: CalendarDate;
}

let test: TestApp;
let actor: Actor;
let newInstalment: () => Promise<string>;

beforeAll(async () => {
  test = await startApp();
  const p = await makePortfolio(test.db);
  await makeReady(test.db, p);
  newInstalment = await instalmentMaker(test.db, p);
  const nobody = { kind: 'operator', id: null, side: 'health', requestId: null } as const;
  actor = { ...nobody, organisationId: p.healthBodies.a, roles: ['partnership_manager'] };
});
afterAll(() => test.close());

interface Row {
  state: InstalmentState;
  received: number;
  ledger: number;
  version: number;
  due: string;
  pence: number;
  moves: { from: string; to: string }[];
  openHolds: number;
}

async function read(id: string): Promise<Row> {
  const [row] = await test.db.rows<Row>(
    `select i.state, i.received_pence::integer as received, i.version, i.due_on::text as due,
       i.amount_pence::integer as pence,
       (select coalesce(sum(case r.kind when 'receipt' then r.amount_pence else -r.amount_pence end), 0)::integer
        from receipt r where r.instalment_id = i.id) as ledger,
       (select coalesce(json_agg(json_build_object('from', m.from_state, 'to', m.to_state) order by m.position), '[]')
        from instalment_move m where m.instalment_id = i.id) as moves,
       (select count(*)::integer from instalment_hold h where h.instalment_id = i.id and h.ended is null) as "openHolds"
     from instalment i where i.id = $1`,
    [id],
  );
  if (row === undefined) throw new Error('There is no such instalment.');
  return row;
}

function become(model: Model, to: InstalmentState, before: InstalmentState | null = null): void {
  if (model.state !== to) model.moves.push(to);
  Object.assign(model, { state: to, before, sent: model.sent || to === 'exported' });
}

/** What the ledger makes of it: see receipt_counts. */
function count(model: Model): void {
  const { receivedPence, takenBack } = readLedger(AMOUNT, model.lines);
  if (receivedPence === AMOUNT) pay(model);
  else if (model.state === 'paid') open(model, takenBack);
  else if (model.state === 'planned' && takenBack) become(model, 'returned', 'planned');
  else if (model.before === 'planned' && !takenBack) become(model, 'planned');
}

function pay(model: Model): void {
  const { state, before } = model;
  if (state !== 'paid') become(model, 'paid', state === 'returned' ? (before ?? 'returned') : state);
}

function open(model: Model, takenBack: boolean): void {
  const { before } = model;
  if (takenBack) become(model, 'returned', before === 'planned' ? 'planned' : null);
  else become(model, before ?? 'planned');
}

const received = (model: Model) => readLedger(AMOUNT, model.lines).receivedPence;
const frozen = (model: Model) =>
  model.sent ||
  received(model) > 0 ||
  model.lines.some(({ kind }) => kind === 'recovery') ||
  ['exported', 'paid', 'returned', 'cancelled'].includes(model.state);

/** Owner's own statements: how a run moves many at once, and how a plan that forgets itself would. */
async function bySql(id: string, set: string): Promise<boolean> {
  try {
    await test.db.rows(`update instalment set ${set} where id = $1`, [id]);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: '23514' });
    return false;
  }
}

async function byService(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return false;
  }
}

interface Doing {
  id: string;
  model: Model;
  on: CalendarDate;
  pence: number;
  pick: number;
}

const writes = () => test.app.get(ReceiptWritesService, { strict: false });

async function act(action: InstalmentAction, { id, model }: Doing): Promise<boolean> {
  const moves = test.app.get(InstalmentMovesService, { strict: false });
  const holds = test.app.get(HoldsService, { strict: false });
  const { version } = await read(id);
  const today = calendarDate('2026-11-20');
  const doing: Record<InstalmentAction, () => Promise<string>> = {
    approve: () => moves.approve(actor, id, version),
    unapprove: () => moves.unapprove(actor, id, version),
    hold: () => holds.hold(actor, id, version, { reasonCode: 'other', reason: 'A question', cause: 'payer' }),
    release: () => holds.release(actor, id, version, 'Answered'),
    return: () => moves.returned(actor, id, version, { reasonCode: 'no_account', returnedOn: today }),
    attempt: () => moves.attempt(actor, id, version, 'A new account'),
  };
  const done = await byService(doing[action]);
  expect(done).toBe(MOVES[action].from.includes(model.state));
  if (done) become(model, MOVES[action].to);
  return done;
}

async function receive({ id, model, on, pence }: Doing): Promise<boolean> {
  let receiptId = '';
  const request = {
    instalmentId: id,
    amountPence: pence,
    receivedOn: on,
    reference: `${id} ${on}`,
    anotherAlike: true,
  };
  const done = await byService(async () => (receiptId = await writes().record(actor, request)));
  expect(done).toBe(model.state !== 'cancelled' && received(model) + pence <= AMOUNT);
  if (!done) return false;
  model.receipts.push({ id: receiptId, on, pence, reversed: false });
  model.lines.push({ kind: 'receipt', on, pence });
  count(model);
  return true;
}

async function reverse({ model, pick }: Doing): Promise<boolean> {
  const mistake = model.receipts[pick % Math.max(1, model.receipts.length)];
  if (mistake === undefined || !(await byService(() => writes().reverse(actor, mistake.id, 'Twice')))) return false;
  expect(mistake.reversed).toBe(false);
  mistake.reversed = true;
  model.lines.push({ kind: 'reversal', on: mistake.on, pence: mistake.pence });
  count(model);
  return true;
}

async function recover({ id, model, on, pence }: Doing): Promise<boolean> {
  const request = { amountPence: pence, recoveredOn: on, reason: 'Paid twice' };
  const done = await byService(() => writes().recover(actor, id, request));
  expect(done).toBe(pence <= recoverablePence(model.lines, on));
  if (!done) return false;
  model.lines.push({ kind: 'recovery', on, pence });
  count(model);
  return true;
}

/** What else says what a payment is: where its day may not change, none of it may. */
const FIXED = ['net_pence', 'vat_pence', 'send_by_on', 'period_ends_on', 'number'];

async function shift({ id, model }: Doing): Promise<boolean> {
  const to = addDays(model.dueOn, 1);
  const done = await bySql(id, `due_on = '${to}'`);
  expect(done).toBe(!frozen(model));
  if (done) model.dueOn = to;
  else for (const column of FIXED) expect(await bySql(id, `${column} = ${column} + 1`)).toBe(false);
  return done;
}

async function export_({ id, model }: Doing): Promise<boolean> {
  const done = await bySql(id, `state = 'exported', version = version + 1`);
  expect(done).toBe(['approved', 'exported'].includes(model.state));
  if (done) become(model, 'exported');
  return done;
}

/** Only where the bank sent it back last, whether or not it was planned again since. */
async function undo({ id, model }: Doing): Promise<boolean> {
  const { version } = await read(id);
  const undoing = test.app.get(ReturnUndoService, { strict: false });
  const done = await byService(() => undoing.undo(actor, id, version, 'Another payment'));
  const last = model.moves.slice(model.state === 'planned' ? -3 : -2).join();
  expect(done).toBe(['exported,returned', 'exported,returned,planned'].includes(last));
  if (done) become(model, 'exported');
  return done;
}

async function cancel({ id, model }: Doing): Promise<boolean> {
  const possible = ['planned', 'approved', 'held'].includes(model.state) && received(model) === 0;
  const done = await bySql(id, `state = 'cancelled', version = version + 1`);
  expect(done).toBe(possible || model.state === 'cancelled');
  if (done) become(model, 'cancelled');
  return done;
}

const OTHER_STEPS = { receive, reverse, recover, shift, undo, export: export_, cancel };

function perform(step: Step, doing: Doing): Promise<boolean> {
  return step in OTHER_STEPS
    ? OTHER_STEPS[step as keyof typeof OTHER_STEPS](doing)
    : act(step as InstalmentAction, doing);
}

/** Some entries are of days before those that were made already: what they come to is the same in any order. */
const dayOf = (at: number, pick: number) => (pick % 3 === 0 ? at : Math.max(0, at - pick));

const newModel = (): Model => ({
  state: 'planned',
  before: null,
  moves: [],
  sent: false,
  lines: [],
  receipts: [],
  dueOn: calendarDate('2026-05-01'),
});

it('whatever is done to an instalment, the ledger, its state and its history say the same', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const id = await newInstalment();
      const model = newModel();
      for (const [at, { step, pence, pick }] of story.entries()) {
        const done = await perform(step, { id, model, on: addDays(FIRST_DAY, dayOf(at, pick)), pence, pick });
        seen.add(`${step} ${done ? 'done' : 'refused'}`).add(model.state);
        const row = await read(id);
        const received = readLedger(AMOUNT, model.lines).receivedPence;
        expect(row).toMatchObject({ state: model.state, received, ledger: received, due: model.dueOn, pence: AMOUNT });
        expect(row.moves.map(({ to }) => to)).toEqual(model.moves);
        expect(row.moves.map(({ from }) => from)).toEqual(['planned', ...model.moves].slice(0, model.moves.length));
        expect(row.openHolds).toBe(model.state === 'held' || model.before === 'held' ? 1 : 0);
      }
    }),
    { numRuns: 120, examples: certain },
  );
  const both = (step: string) => [`${step} done`, `${step} refused`];
  const steps_ = [...STEPS, 'receive', 'reverse', 'recover'];
  expect(
    [...steps_.flatMap(both), 'paid', 'returned', 'held', 'exported', 'cancelled'].filter((w) => !seen.has(w)),
  ).toEqual([]);
}, 180_000);
