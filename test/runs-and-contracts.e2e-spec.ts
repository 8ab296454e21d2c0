import { SendBys } from '../src/finance';
import { call, codeContracts, makeReady, move, moved, newColleague, propose } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import { accept, agreedContract, more, plan, propose as proposeVariation, read } from './support/varied';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
beforeEach(async () => {
  await test.db.renew();
  await makeReady(test.db, p);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

interface Line {
  reference: string;
  reason?: string;
  reasonInWords?: string;
}
async function listed({ id }: Run, what: 'lines' | 'left-out'): Promise<Line[]> {
  const answer = await call(test, officer, `/payment-runs/${id}/${what}?limit=100`);
  return answer.json<{ items: Line[] }>().items.filter(({ reference }) => reference.startsWith('W-001'));
}
const references = (lines: readonly Line[]) => lines.map(({ reference }) => reference);

async function moveContract(to: string, effectiveOn: string): Promise<void> {
  const at = `/api/v1/contracts/${p.contracts.aG1Running}`;
  const { body } = await manager.get(at).expect(200);
  const why =
    to === 'resumption'
      ? {}
      : {
          reasonCode: 'budget_cut',
          reason: 'Cut.',
          approvedByContactId: p.contacts.aLeadWithG1,
          groupToldOn: '2026-11-20',
        };
  await manager
    .post(`${at}/${to}`)
    .set('If-Match', `"${String((body as { version: number }).version)}"`)
    .send({ effectiveOn, ...why })
    .expect(201);
}

/** W-001/4 and 5 are overdue, 6 is due on 1 December, 7 on 31 December, 8 on 1 February. */
describe('a contract that is suspended from a later day', () => {
  it('pays what falls due before it, and not what falls due from then on', async () => {
    await moveContract('suspension', '2026-12-01');
    const run = await propose(test, officer, '2026-11-27');
    expect(references(await listed(run, 'lines'))).toEqual(['W-001/4', 'W-001/5']);
    expect(await listed(run, 'left-out')).toMatchObject([
      {
        reference: 'W-001/6',
        reason: 'contract_suspended',
        reasonInWords: 'Its contract is suspended on the day on which it would be paid.',
      },
    ]);
  });

  it('pays in time what falls due once it goes on again', async () => {
    await moveContract('suspension', '2026-11-22');
    await moveContract('resumption', '2027-01-15');
    const run = await propose(test, officer, '2027-01-28');
    expect(references(await listed(run, 'lines'))).toEqual(['W-001/8']);
    expect(references(await listed(run, 'left-out'))).toEqual(['W-001/4', 'W-001/5', 'W-001/6', 'W-001/7']);
  });

  it('stops a run that holds such a payment already', async () => {
    const run = await propose(test, officer, '2026-11-27');
    await moveContract('suspension', '2026-12-01');
    const refused = await move(test, officer, run, 'submission');
    expect([refused.statusCode, refused.body]).toEqual([
      409,
      expect.stringContaining('1 line is no longer as it was added.'),
    ]);
    expect(refused.body).toContain('W-001/6');
  });

  it('lets one payment be approved by the same days', async () => {
    await moveContract('suspension', '2026-12-01');
    const approve = (id: string) => manager.post(`/api/v1/instalments/${id}/approval`).set('If-Match', '"1"').send({});
    const { body } = await approve(p.instalments.aG1AtRisk).expect(409);
    expect(body).toMatchObject({ detail: expect.stringContaining('suspended on the day on which it would be paid') });
    await approve(p.instalments.aG1Overdue).expect(201);
    const listed = `/api/v1/instalments?contractId=${p.contracts.aG1Running}&limit=200`;
    for (const side of [manager, groupLead]) {
      const read = await side.get(listed).expect(200);
      const items = (read.body as { items: { number: number; contractSuspended: boolean }[] }).items;
      const stopped = items.filter(({ contractSuspended }) => contractSuspended).map(({ number }) => number);
      expect(stopped).toEqual(items.map(({ number }) => number).filter((number) => number >= 6));
    }
  });

  it('is told of where finance sees what must be sent', async () => {
    await moveContract('suspension', '2026-12-01');
    const actor = { kind: 'system', id: null, side: 'health', roles: [], requestId: null } as const;
    const days = await test.app.get(SendBys, { strict: false }).next({ ...actor, organisationId: p.healthBodies.a });
    expect(days.filter(({ waiting }) => waiting > 0).map(({ sendByOn }) => sendByOn)).toContain('2026-11-27');
    expect(days.find(({ sendByOn }) => sendByOn < '2026-11-22')?.waiting).toBe(0);
  });
});

describe('a contract that ends early, on a later day', () => {
  it('pays until then what it owes until then', async () => {
    await moveContract('termination', '2026-12-31');
    const run = await propose(test, officer, '2027-02-26');
    expect(references(await listed(run, 'lines'))).toEqual(['W-001/4', 'W-001/5', 'W-001/6']);
    expect(await listed(run, 'left-out')).toEqual([]);
  });
});

describe('approving one payment', () => {
  it('says what it lacks, and never waits for the group to have read its schedule', async () => {
    const approve = () =>
      manager.post(`/api/v1/instalments/${p.instalments.aG1Overdue}/approval`).set('If-Match', '"1"').send({});
    await test.db.rows('delete from contract_coding where contract_id = $1', [p.contracts.aG1Running]);
    await test.db.rows('delete from partnership_supplier');
    await test.db.rows('delete from schedule_acknowledgement');
    const { body } = await approve().expect(409);
    expect(body).toMatchObject({
      detail:
        'This payment cannot be approved. Missing: the supplier number; the coding of the contract for this year.',
    });
    // A health body that codes nothing here keeps all that elsewhere.
    await test.db.rows('delete from contract_coding');
    await approve().expect(201);
  });
});

describe('a variation of what a run is about to send', () => {
  it('is refused with the run, which the group is not told of, until the run lets go of it', async () => {
    const id = await agreedContract({ manager, groupLead }, p.partnerships.aG1);
    await codeContracts(test.db, p.healthBodies.a);
    const run = await propose(test, officer, '2027-02-26');
    const byGroup = await proposeVariation(groupLead, id);
    const refused = await accept(manager, byGroup).expect(409);
    expect(refused.body).toMatchObject({
      detail: expect.stringContaining(`Payment run ${String(run.number)} is about`),
    });
    await groupLead
      .post(`/api/v1/variations/${byGroup.id}/withdrawal`)
      .set('If-Match', `"${String(byGroup.version)}"`)
      .send({})
      .expect(200);
    const byBody = await proposeVariation(manager, id, more);
    const told = await accept(groupLead, byBody).expect(409);
    expect(JSON.stringify(told.body)).toContain('is being prepared to be sent');
    expect(JSON.stringify(told.body)).not.toMatch(/run/i);
    expect((await plan(manager, id)).map(({ state }) => state)).not.toContain('cancelled');
    await moved(test, officer, run, 'cancellation', { reason: 'The contract changes.' });
    await accept(groupLead, await read(groupLead, byBody.id)).expect(200);
  });
});
