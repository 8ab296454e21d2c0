import fc from 'fast-check';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import { agreedContract, held, movedToExported, path, receive } from './support/varied';
import type { Variation } from './support/varied';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

jest.setTimeout(240_000);
beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

interface Row {
  id: string;
  state: string;
  net: number;
  amount: number;
  received: number;
  from: string;
  to: string;
  due: string;
}
const rows = (id: string) =>
  test.db.rows<Row>(
    `select id, state, net_pence::int as net, amount_pence::int as amount, received_pence::int as received,
       period_starts_on::text as from, period_ends_on::text as to, due_on::text as due
     from instalment where contract_id = $1 order by period_starts_on`,
    [id],
  );
const live = (lines: readonly Row[]) => lines.filter(({ state }) => state !== 'cancelled');
const sum = (lines: readonly Row[], of: 'net' | 'amount') => lines.reduce((total, line) => total + line[of], 0);

/** What may happen to a contract, with numbers to choose by. */
const anyStep = fc.record({
  what: fc.constantFrom('vary', 'receive', 'part', 'export', 'hold', 'terminate'),
  at: fc.nat({ max: 11 }),
  value: fc.integer({ min: 500_00, max: 20_000_00 }),
  months: fc.nat({ max: 8 }),
  rhythm: fc.constantFrom('monthly', 'quarterly', 'once'),
  day: fc.integer({ min: 10, max: 28 }),
});
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

/** Both sides, as they are shown it; a refusal leaves all as it was. */
async function vary(id: string, { value, months, rhythm }: Step): Promise<void> {
  const { body } = await manager.get(path(id)).expect(200);
  const { version } = body as { version: number };
  const asked = {
    valuePence: value,
    endsOn: `2027-0${String(1 + months)}-28`,
    rhythm,
    deviationReason: 'As agreed.',
    effectiveOn: '2026-12-01',
    reason: 'As agreed.',
  };
  const proposed = await manager
    .post(`${path(id)}/variations`)
    .set('If-Match', `"${String(version)}"`)
    .send(asked);
  expect([201, 409, 422]).toContain(proposed.status);
  if (proposed.status !== 201) return;
  const variation = proposed.body as Variation;
  await groupLead
    .post(`/api/v1/variations/${variation.id}/acceptance`)
    .set('If-Match', '"1"')
    .send({ previewKey: variation.preview.previewKey })
    .expect(200);
}

async function terminate(id: string, { day }: Step): Promise<void> {
  const { body } = await manager.get(path(id)).expect(200);
  const { version } = body as { version: number };
  const said = {
    effectiveOn: `2026-12-${String(day)}`,
    reasonCode: 'budget_cut',
    reason: 'The money ended.',
    approvedByContactId: p.contacts.aLeadWithG1,
    groupToldOn: '2026-11-20',
  };
  const answer = await manager
    .post(`${path(id)}/termination`)
    .set('If-Match', `"${String(version)}"`)
    .send(said);
  expect([201, 409]).toContain(answer.status);
}

async function happen(id: string, step: Step): Promise<void> {
  if (step.what === 'vary') return vary(id, step);
  if (step.what === 'terminate') return terminate(id, step);
  const open = live(await rows(id)).filter(({ state, received }) => state === 'planned' && received === 0);
  const line = open[step.at % Math.max(1, open.length)];
  if (line === undefined) return;
  if (step.what === 'export') return movedToExported(test.db, line.id);
  if (step.what === 'hold') return held(test.db, line.id);
  return receive(test.db, line.id, step.what === 'part' ? Math.ceil(line.amount / 2) : line.amount);
}

async function check(id: string, before: readonly Row[], ended: boolean): Promise<void> {
  const after = await rows(id);
  const [contract] = await test.db.rows<{ value: number }>(
    'select value_pence::int as value from contract where id = $1',
    [id],
  );
  if (!ended) expect(sum(live(after), 'net')).toBe(contract?.value);
  for (const was of before.filter(({ state }) => state === 'paid' || state === 'exported')) {
    const is = after.find((line) => line.id === was.id);
    expect(is).toMatchObject({ net: was.net, from: was.from, to: was.to, due: was.due, received: was.received });
    expect(is?.state).toBe(was.state);
  }
  const plan = live(after);
  plan.slice(1).forEach((line, index) => expect(line.from > (plan[index]?.to ?? '')).toBe(true));
  const versions = await test.db.rows<{ planned: number; sum: number }>(
    `select s.net_pence::int as planned, (select sum(i.net_pence)::int from instalment i
       where i.contract_id = s.contract_id and (i.schedule_version = s.version or exists (select 1 from schedule_kept k
         where k.contract_id = s.contract_id and k.version = s.version and k.instalment_id = i.id))) as sum
     from schedule s where s.contract_id = $1`,
    [id],
  );
  for (const { planned, sum: read } of versions) expect(read).toBe(planned);
}

/** What days up to the last are worth: of each payment its share. */
function worthBy(lines: readonly Row[], lastDay: string): number {
  const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return live(lines).reduce((total, { net, from, to }) => {
    if (from > lastDay) return total;
    return total + (to <= lastDay ? net : Math.round((net * days(from, lastDay)) / days(from, to)));
  }, 0);
}

/** What is to be paid in all, once what is due back is back. */
async function comesTo(id: string): Promise<number> {
  const [row] = await test.db.rows<{ due: number }>(
    'select coalesce(sum(amount_pence), 0)::int as due from recovery_due where contract_id = $1',
    [id],
  );
  return sum(live(await rows(id)), 'amount') - (row?.due ?? 0);
}

it('adds up to what was agreed, and leaves what was sent or paid alone, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 8 }), async (steps) => {
      const id = await agreedContract({ manager, groupLead }, p.partnerships.aG1);
      for (const step of steps) {
        const ends = step.what === 'terminate';
        const before = await rows(id);
        await happen(id, step);
        const owed = ends ? worthBy(before, `2026-12-${String(step.day)}`) : null;
        expect(ends ? await comesTo(id) : null).toBe(owed);
        await check(id, before, ends);
        if (ends) return;
      }
    }),
    { numRuns: 30 },
  );
});
