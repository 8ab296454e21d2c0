import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import type { Outcome } from '../src/decisions';
import { DecisionAnswers, DecisionProcesses, DecisionProposals, Decisions } from '../src/decisions';
import { lackOf } from '../src/decisions/following.rules';
import type { Stance } from '../src/decisions/following.rules';
import type { DecidingSide } from '../src/decisions/process.rules';
import type { ProposeProcessDto } from '../src/decisions/processes.dto';
import { Clock } from '../src/platform';
import type { Actor } from '../src/platform';
import { addDays, calendarDate } from '../src/shared/calendar-date';
import { DomainError } from '../src/shared/domain-error';
import { ALL, CERTAIN, inForce, signed, stories, WAYS } from './support/decision-stories';
import type { Model, Step, Story, What } from './support/decision-stories';
import { makePortfolio } from './support/portfolio';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

const FIRST_DAY = calendarDate('2026-11-22');

interface Doing extends Step {
  model: Model;
  contractId: string;
  id: string;
  actor: Actor;
}

let test: TestApp;
let actors: Record<DecidingSide, Actor>;
let newContract: () => Promise<string>;
let today = FIRST_DAY;

beforeAll(async () => {
  test = await startApp();
  const p = await makePortfolio(test.db);
  const nobody = { kind: 'operator', id: null, requestId: null } as const;
  actors = {
    health: { ...nobody, side: 'health', organisationId: p.healthBodies.a, roles: ['partnership_manager'] },
    group: { ...nobody, side: 'group', organisationId: p.groups.g1, roles: ['group_lead'] },
  };
  newContract = async () => {
    const id = uuid();
    await test.db.rows(
      `insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, state, starts_on,
         ends_on, value_pence) values ($1, $2, $3, $3::uuid::text, $3::uuid::text, 'A story', 'contract_for_services',
         'draft', '2027-01-01', '2027-12-31', 100)`,
      [p.healthBodies.a, p.groups.g1, id],
    );
    await test.db.rows(
      `insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
       values ($1, $2, $3, 1, 'draft', '2027-01-01')`,
      [p.healthBodies.a, p.groups.g1, id],
    );
    return id;
  };
  jest.spyOn(test.app.get(Clock), 'today').mockImplementation(() => today);
});
afterAll(() => test.close());

const service = <T>(type: new (...given: never[]) => T): T => test.app.get<T>(type, { strict: false });

async function isDone(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    // the server's own word, or the database's
    if (!(error instanceof DomainError)) expect(error).toMatchObject({ code: '23514' });
    return false;
  }
}

const chosen = ({ options }: Model) => (options === 0 ? null : 1);
const lack = (model: Model) => lackOf(model, inForce(model), model.today, chosen(model));
const isOpen = ({ state }: Model) => state === 'open';

async function propose({ actor, contractId, model, side, second }: Doing, later: number | null): Promise<boolean> {
  const terms = WAYS[second ? 1 : 0] as ProposeProcessDto;
  const from = later === null ? null : addDays(model.today, later);
  let id = '';
  const request = Object.assign({}, terms, from === null ? {} : { fromOn: from });
  const done = await isDone(async () => (id = await service(DecisionProcesses).propose(actor, contractId, request)));
  expect(done).toBe(model.open === null);
  if (done) model.open = { id, by: side, from, terms };
  return done;
}

/** The other side signs or declines, whoever proposed it takes it back: never the other way round. */
async function answer({ actor, model, side }: Doing, how: 'sign' | 'decline' | 'withdraw'): Promise<boolean> {
  const processes = service(DecisionProcesses);
  const { open } = model;
  const id = open?.id ?? uuid();
  const done = await isDone(async () => {
    const { version } = await processes.one(actor, id);
    await (how === 'decline'
      ? processes.decline(actor, id, version, 'Too short.')
      : processes[how](actor, id, version));
  });
  expect(done).toBe(open !== null && (open.by === side) === (how === 'withdraw'));
  if (!done || open === null) return false;
  model.open = null;
  if (how === 'sign') model.signed.push(signed(open, model.today));
  return true;
}

async function say({ actor, id, model, side, second }: Doing, stance: Stance, by?: 'other side'): Promise<boolean> {
  const held = inForce(model);
  const option = meant(model, stance, second);
  const done = await isDone(async () => {
    const parties = held === null ? [] : (await service(DecisionProcesses).one(actor, held.id)).parties;
    const other = parties.find((party) => party.side !== side && party.part === 'decides')?.id ?? uuid();
    await service(DecisionAnswers).position(actor, id, await version(actor, id), {
      ...{ stance, consulted: !second, ...(option !== null && { option }) },
      ...(stance === 'do_not_agree' && { comment: 'We would rather not.' }),
      ...(by !== undefined && { decidedById: other }),
    });
  });
  expect(done).toBe(isOpen(model) && (by === undefined || held === null));
  if (done) model.positions.push({ side, stance, option, processId: held?.id ?? null, consulted: !second });
  return done;
}

function meant({ options }: Model, stance: Stance, second: boolean): number | null {
  if (options === 0 || stance !== 'agree') return null;
  return second ? 2 : 1;
}

/** Only of a group that has not joined is it written down what it said. */
async function sayForTheOther({ actor, id }: Doing): Promise<boolean> {
  const outside = { how: 'By telephone', evidence: 'A note' };
  const done = await isDone(async () =>
    service(DecisionAnswers).position(actor, id, await version(actor, id), { stance: 'agree', option: 1 }, outside),
  );
  expect(done).toBe(false);
  return done;
}

async function escalate({ actor, id, model }: Doing): Promise<boolean> {
  const done = await isDone(async () => service(DecisionAnswers).escalate(actor, id, await version(actor, id)));
  expect(done).toBe(isOpen(model) && !model.escalated);
  model.escalated ||= done;
  return done;
}

async function close({ actor, id, model, side }: Doing, outcome: Outcome): Promise<boolean> {
  const request = {
    outcome,
    ...(outcome === 'agreed' && model.options > 0 && { option: 1 }),
    ...(outcome === 'without_agreement' && { reason: 'It could wait no longer.' }),
  };
  const possible = outcome === 'agreed' ? lack(model) === null : outcome !== 'withdrawn' || side === 'health';
  const done = await isDone(async () => service(DecisionAnswers).close(actor, id, await version(actor, id), request));
  expect(done).toBe(isOpen(model) && possible);
  if (done) become(model, outcome);
  return done;
}

/** As whoever has the database in their hands. */
async function agreePastServer({ id, model, side }: Doing): Promise<boolean> {
  const done = await isDone(() =>
    test.db.rows(
      `update decision set state = 'agreed', closed_on = $2, closed_by = $3, chosen_option = $4 where id = $1`,
      [id, model.today, side, chosen(model)],
    ),
  );
  expect(done).toBe(isOpen(model) && lack(model) === null);
  if (done) become(model, 'agreed');
  return done;
}

function become(model: Model, state: string): void {
  Object.assign(model, { state, followed: state === 'agreed' ? (inForce(model)?.id ?? null) : null });
}

function pass(model: Model, by: number): Promise<boolean> {
  today = model.today = addDays(model.today, by);
  return Promise.resolve(true);
}

const DOING: Record<What, (doing: Doing) => Promise<boolean>> = {
  propose: (doing) => propose(doing, null),
  'propose for later': (doing) => propose(doing, 3),
  sign: (doing) => answer(doing, 'sign'),
  decline: (doing) => answer(doing, 'decline'),
  'take the proposal back': (doing) => answer(doing, 'withdraw'),
  'a day': ({ model }) => pass(model, 1),
  'a fortnight': ({ model }) => pass(model, 15),
  yes: (doing) => say(doing, 'agree'),
  no: (doing) => say(doing, 'do_not_agree'),
  abstain: (doing) => say(doing, 'abstain'),
  'yes by who may not': (doing) => say(doing, 'agree', 'other side'),
  'yes for the other side': sayForTheOther,
  escalate,
  agree: (doing) => close(doing, 'agreed'),
  'agree past the server': agreePastServer,
  'decide anyway': (doing) => close(doing, 'without_agreement'),
  'take back': (doing) => close(doing, 'withdrawn'),
};

const version = async (actor: Actor, id: string) => (await service(Decisions).one(actor, id)).version;

async function begin({ kind, hasOptions }: Story): Promise<Pick<Doing, 'model' | 'contractId' | 'id'>> {
  today = FIRST_DAY;
  const contractId = await newContract();
  const options = hasOptions ? { options: ['Thursdays', 'Fridays'] } : {};
  const request = { kind, title: 'The drop-in', what: 'When it opens.', ...options };
  const id = await service(DecisionProposals).propose(actors.health, contractId, request);
  const { answerBy } = await service(Decisions).one(actors.health, id);
  const model: Model = {
    ...{ today, signed: [], open: null, kind, options: hasOptions ? 2 : 0, answerBy: calendarDate(answerBy) },
    ...{ state: 'open', followed: null, escalated: false, positions: [] },
  };
  return { model, contractId, id };
}

/** Either side reads what the story says: what stands, what it rests on, and all that was said. */
async function expectToRead({ id, model, side }: Doing): Promise<void> {
  const { positions, ...read } = await service(Decisions).one(actors[side === 'health' ? 'group' : 'health'], id);
  expect(read).toMatchObject({ state: model.state, processId: model.followed });
  expect(read.escalatedOn !== null).toBe(model.escalated);
  expect(positions).toMatchObject(model.positions);
  expect(positions).toHaveLength(model.positions.length);
}

it('whatever both sides do, a decision is agreed only as the process in force on that day has it', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const begun = await begin(story);
      for (const step of story.steps) {
        const doing = { ...begun, ...step, actor: actors[step.side] };
        const done = await DOING[step.what](doing);
        seen.add(`${step.what} ${done ? 'done' : 'refused'}`);
        await expectToRead(doing);
      }
    }),
    { numRuns: 30, examples: CERTAIN },
  );
  const both = ALL.flatMap((what) => [`${what} done`, `${what} refused`]);
  const never = ['a day refused', 'a fortnight refused', 'yes for the other side done'];
  expect(both.filter((each) => !seen.has(each))).toEqual(never);
}, 60_000);
