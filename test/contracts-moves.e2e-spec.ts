import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

const said = (rest: object = {}) => ({
  effectiveOn: '2026-12-31',
  reasonCode: 'budget_cut',
  reason: 'The programme behind it was not renewed.',
  approvedByContactId: p.contacts.aLeadWithG1,
  groupToldOn: '2026-11-20',
  ...rest,
});
let contracts = 0;

/** £9,000 monthly in advance, January to March 2027, with a group that has not joined. */
async function draft(rest: object = {}): Promise<string> {
  const request = {
    partnershipId: p.partnerships.aG2,
    reference: `M-${String((contracts += 1))}`,
    title: 'Peer support',
    instrument: 'grant',
    valuePence: 9_000_00,
    startsOn: '2027-01-01',
    endsOn: '2027-03-31',
    vatTreatment: 'outside_scope',
    ...rest,
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  return (body as { id: string }).id;
}

/** £9,000 monthly in advance, July 2026 to March 2027, agreed by both sides on 22 November 2026. */
async function agreed(): Promise<string> {
  const id = await draft({ partnershipId: p.partnerships.aG1, startsOn: '2026-07-01' });
  const goOnWithout = ['lead_of_health_body', 'lead_of_group'].map((check) => ({ check, reason: 'Not yet.' }));
  await groupLead
    .post(`${path(id)}/agreement`)
    .set('If-Match', '"1"')
    .send({})
    .expect(201);
  await manager
    .post(`${path(id)}/agreement`)
    .set('If-Match', '"1"')
    .send({ goOnWithout })
    .expect(201);
  return id;
}

/** A receipt of one pound on the last instalment of a contract. */
async function receiveOnLast(contractId: string): Promise<void> {
  await test.db.rows(
    `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
     select health_body_id, group_id, contract_id, id, $2, 100, '2026-11-20', 'hand' from instalment
     where contract_id = $1 order by number desc limit 1`,
    [contractId, uuid()],
  );
}

const path = (id: string) => `/api/v1/contracts/${id}`;
const move = (to: string, id: string, version: number, body: object) =>
  manager
    .post(`${path(id)}/${to}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const stateOn = async (id: string, asOf: string) => {
  const { body } = await manager.get(`${path(id)}?asOf=${asOf}`).expect(200);
  return (body as { state: string }).state;
};
const instalmentStates = async (id: string, version = '') => {
  const { body } = await manager.get(`${path(id)}/schedule${version}`).expect(200);
  return (body as { instalments: { state: string }[] }).instalments.map(({ state }) => state);
};

describe('suspending a contract', () => {
  it('holds from a day until it is resumed, with who approved it and why for both sides to read', async () => {
    const id = await agreed();
    const { body, headers } = await move('suspension', id, 2, said({ effectiveOn: '2026-11-22' })).expect(201);
    expect(body).toMatchObject({ state: 'suspended', version: 3 });
    expect(headers.etag).toBe('"3"');
    await move('resumption', id, 3, { effectiveOn: '2026-11-21' }).expect(422);
    await move('resumption', id, 3, { effectiveOn: '2027-02-01' }).expect(201);
    const states = [];
    for (const day of ['2026-11-21', '2026-11-22', '2027-01-31', '2027-02-01', '2027-04-01'])
      states.push(await stateOn(id, day));
    expect(states).toEqual(['draft', 'suspended', 'suspended', 'active', 'ended']);
    const { body: theirs } = await groupLead.get(path(id)).expect(200);
    expect(theirs).toMatchObject({
      history: [
        { state: 'draft' },
        { state: 'agreed' },
        {
          state: 'suspended',
          effectiveOn: '2026-11-22',
          reasonCode: 'budget_cut',
          reason: 'The programme behind it was not renewed.',
          approvedByContactId: p.contacts.aLeadWithG1,
          approvedBy: 'Robin Ferrow',
          groupToldOn: '2026-11-20',
        },
        { state: 'agreed', effectiveOn: '2027-02-01', reasonCode: null },
      ],
    });
    const audit = await test.db.rows('select action, detail from audit_event where subject_id = $1 order by id', [id]);
    expect(audit.slice(-2)).toEqual([
      { action: 'contract.suspended', detail: { effectiveOn: '2026-11-22', reasonCode: 'budget_cut', cancelled: 0 } },
      { action: 'contract.resumed', detail: { effectiveOn: '2027-02-01', reasonCode: null, cancelled: 0 } },
    ]);
  });
});

describe('terminating a contract', () => {
  it('cancels what pays for later periods, and keeps what is owed for earlier ones', async () => {
    const id = await agreed();
    await move('termination', id, 2, said({ effectiveOn: '2026-12-31' })).expect(201);
    expect([await stateOn(id, '2026-12-30'), await stateOn(id, '2026-12-31')]).toEqual(['active', 'terminated']);
    expect(await instalmentStates(id)).toEqual(Array(6).fill('planned'));
    expect((await instalmentStates(id, '?version=1')).slice(6)).toEqual(Array(3).fill('cancelled'));
    await move('resumption', id, 3, { effectiveOn: '2027-01-01' }).expect(409);
  });

  it('asks for no more of a later payment that came in part, and has what came due back', async () => {
    const id = await agreed();
    await receiveOnLast(id);
    await move('termination', id, 2, said()).expect(201);
    expect((await instalmentStates(id)).slice(6)).toEqual(['paid']);
    const { body } = await manager.get(`/api/v1/recoveries-due?contractId=${id}`).expect(200);
    expect(body).toMatchObject({ items: [{ amountPence: 100, state: 'due' }] });
  });

  const wrong: Record<string, () => [object, string]> = {
    'the contract is over by then': () => [{ effectiveOn: '2027-04-01' }, '/effectiveOn'],
    'the group is not told yet': () => [{ groupToldOn: '2026-11-23' }, '/groupToldOn'],
    'the approver is of the group': () => [approvedBy(p.contacts.g1LeadWithA), '/approvedByContactId'],
    'the approver is of another partnership': () => [approvedBy(p.contacts.aLeavingWithG2), '/approvedByContactId'],
    'the approver is of another body': () => [approvedBy(p.contacts.bLeadWithG1), '/approvedByContactId'],
  };
  const approvedBy = (approvedByContactId: string) => ({ approvedByContactId });

  it.each(Object.keys(wrong))('is refused when %s', async (what) => {
    const [rest, pointer] = wrong[what]?.() ?? [{}, ''];
    const { body } = await move('termination', p.contracts.aG1Running, 1, said(rest)).expect(422);
    expect(body).toMatchObject({ errors: [{ pointer }] });
  });

  it.each(['reasonCode', 'reason', 'approvedByContactId', 'groupToldOn', 'effectiveOn'])('needs %s', async (field) => {
    const { body } = await move('termination', p.contracts.aG1Running, 1, said({ [field]: undefined })).expect(400);
    expect(body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ pointer: `/${field}` })]) });
  });
});

describe('withdrawing a contract', () => {
  const ofG2 = () => said({ effectiveOn: '2026-12-01', approvedByContactId: p.contacts.aLeavingWithG2 });

  it('cancels all its payments, and it stays withdrawn on every later day', async () => {
    const id = p.contracts.aG2Future;
    await move('withdrawal', id, 1, ofG2()).expect(201);
    expect(await instalmentStates(id)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    const states = [];
    for (const day of ['2026-11-30', '2026-12-01', '2027-01-01', '2027-06-01']) states.push(await stateOn(id, day));
    expect(states).toEqual(['agreed', 'withdrawn', 'withdrawn', 'withdrawn']);
    const { body } = await manager.get(`/api/v1/instalments?contractId=${id}&state=planned`).expect(200);
    expect(body).toMatchObject({ items: [] });
  });

  it('is refused once it has started, or money has gone', async () => {
    await move('withdrawal', p.contracts.aG1Running, 1, said()).expect(409);
    const future = await draft();
    await receiveOnLast(future);
    const { body } = await move('withdrawal', future, 1, ofG2()).expect(409);
    expect(body).toMatchObject({ detail: expect.stringContaining('terminate it instead') });
    expect(await instalmentStates(future)).toEqual(['planned', 'planned', 'planned']);
  });

  it('happens once, however many ask for it at the same moment, and is answered again under one key', async () => {
    const id = await draft();
    const asks = (key: string) => move('withdrawal', id, 1, ofG2()).set('Idempotency-Key', key);
    const same = await Promise.all(Array.from({ length: 10 }, () => asks('one')));
    expect(same.map(({ status }) => status)).toEqual(same.map(() => 201));
    const others = await Promise.all(Array.from({ length: 10 }, () => asks(uuid())));
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 412));
    expect(await test.db.rows('select 1 from contract_state_change where contract_id = $1', [id])).toHaveLength(2);
  });
});
