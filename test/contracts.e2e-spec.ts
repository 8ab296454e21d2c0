import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

interface Instalment {
  number: number;
  dueOn: string;
  netPence: number;
  amountPence: number;
  state: string;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let group: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  group = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

let drafts = 0;
const asked = (rest: object = {}) => ({
  partnershipId: p.partnerships.aG1,
  reference: `D-${String((drafts += 1))}`,
  title: 'Peer support and advocacy',
  instrument: 'contract_for_services',
  valuePence: 12_000_00,
  startsOn: '2027-04-01',
  endsOn: '2028-03-31',
  vatTreatment: 'outside_scope',
  ...rest,
});
const draft = async (rest: object = {}) => {
  const { body } = await manager.post('/api/v1/contracts').send(asked(rest)).expect(201);
  return body as { id: string; version: number; termsVersion: number; scheduleVersion: number };
};
const scheduleOf = async (id: string, version?: number, reader = manager) => {
  const query = version === undefined ? '' : `?version=${String(version)}`;
  const { body } = await reader.get(`/api/v1/contracts/${id}/schedule${query}`).expect(200);
  return body as { scheduleVersion: number; current: boolean; amountPence: number; instalments: Instalment[] };
};
const change = (id: string, version: number, body: object) =>
  manager
    .patch(`/api/v1/contracts/${id}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);

describe('drafting a contract', () => {
  it('plans it monthly in advance unless something else is said, for both sides to see', async () => {
    const { headers, body } = await manager.post('/api/v1/contracts').send(asked()).expect(201);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({
      state: 'draft',
      timing: 'in_advance',
      rhythm: 'monthly',
      advanceBasis: 'Small voluntary body without working capital',
      instalments: 12,
      outstandingPence: 12_000_00,
      confirmations: [],
      history: [{ state: 'draft', effectiveOn: '2026-11-22' }],
    });
    const { id } = body as { id: string };
    const theirs = await scheduleOf(id, undefined, group);
    expect(theirs).toMatchObject({ scheduleVersion: 1, current: true, amountPence: 12_000_00 });
    expect(theirs.instalments).toHaveLength(12);
    expect(theirs.instalments[1]).toMatchObject({
      number: 2,
      dueOn: '2027-04-30',
      netPence: 1_000_00,
      state: 'planned',
    });
    const events = await test.db.rows('select action from audit_event where subject_id = $1', [id]);
    expect(events).toEqual([{ action: 'contract.drafted' }]);
  });

  it('is never overdue, late or at risk while it is a draft', async () => {
    const { id } = await draft({ startsOn: '2026-10-01', endsOn: '2027-03-31' });
    const { body } = await manager.get(`/api/v1/instalments?contractId=${id}`).expect(200);
    const { items } = body as { items: { overdue: boolean; atRisk: boolean }[] };
    expect(items).toHaveLength(6);
    expect(items.filter(({ overdue, atRisk }) => overdue || atRisk)).toEqual([]);
  });

  it('asks why when the terms leave monthly in advance', async () => {
    const quarterly = { rhythm: 'quarterly' };
    const { body } = await manager.post('/api/v1/contracts').send(asked(quarterly)).expect(422);
    expect(body).toMatchObject({
      errors: [{ pointer: '/deviationReason', detail: expect.stringContaining('say why') }],
    });
    await draft({ ...quarterly, deviationReason: 'The grant behind it comes each quarter.' });
  });

  it('plans milestones as they are dated by hand', async () => {
    const onMilestones = { timing: 'on_milestone', deviationReason: 'Paid for two reports.' };
    const milestones = [
      { dueOn: '2027-06-30', netPence: 4_000_00, label: 'First report' },
      { dueOn: '2027-12-25', netPence: 8_000_00, label: 'Second report' },
    ];
    const { id } = await draft({ ...onMilestones, milestones });
    expect((await scheduleOf(id)).instalments).toMatchObject([
      { label: 'First report', dueOn: '2027-06-30', netPence: 4_000_00 },
      { label: 'Second report', dueOn: '2027-12-24', netPence: 8_000_00 },
    ]);
    const short = asked({ ...onMilestones, milestones: milestones.slice(0, 1) });
    const { body } = await manager.post('/api/v1/contracts').send(short).expect(422);
    expect(body).toMatchObject({ errors: [{ pointer: '/milestones' }] });
  });

  it('refuses a reference that another contract has, in any capitals', async () => {
    const { body } = await manager
      .post('/api/v1/contracts')
      .send(asked({ reference: 'w-001' }))
      .expect(409);
    expect(body).toMatchObject({ errors: [{ pointer: '/reference' }] });
  });

  it('refuses a partnership of somebody else exactly like one that does not exist', async () => {
    const refusals = [];
    for (const partnershipId of [p.partnerships.bG3, uuid()]) {
      const request = { ...asked({ partnershipId }), reference: 'Elsewhere' };
      refusals.push((await manager.post('/api/v1/contracts').send(request).expect(422)).body);
    }
    expect(refusals[0]).toMatchObject({ errors: [{ pointer: '/partnershipId' }] });
    expect(refusals[1]).toEqual(refusals[0]);
  });

  it.each([
    ['valuePence', { valuePence: 9_007_199_254_740_992 }],
    ['valuePence', { valuePence: 100.5 }],
    ['paymentDay', { paymentDay: 29 }],
    ['startsOn', { startsOn: '2027-02-30' }],
    ['rhythm', { rhythm: null }],
    ['vatTreatment', { vatTreatment: undefined }],
    ['title', { title: '   ' }],
    ['state', { state: 'agreed' }],
  ])('names the field %s that is not right: %j', async (field, wrong) => {
    const { body } = await manager.post('/api/v1/contracts').send(asked(wrong)).expect(400);
    expect(body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ pointer: `/${field}` })]) });
  });

  it('happens once under one key, however often it is asked for at the same moment', async () => {
    const request = asked({ endsOn: '2028-12-31' });
    const send = () => manager.post('/api/v1/contracts').set('Idempotency-Key', 'draft-once').send(request);
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    const made = await test.db.rows('select 1 from contract where reference = $1', [request.reference]);
    expect(made).toHaveLength(1);
  });

  it('takes one of twenty at the same moment that want the same reference', async () => {
    const request = asked();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => manager.post('/api/v1/contracts').send(request)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  });
});

describe('a preview of the schedule', () => {
  it('says what the terms come to, and saves nothing', async () => {
    const counted = () => test.db.rows('select count(*) from instalment');
    const before = await counted();
    const terms = {
      valuePence: 12_000_00,
      startsOn: '2027-04-01',
      endsOn: '2028-03-31',
      vatTreatment: 'standard',
    };
    const { body } = await manager.post('/api/v1/contracts/schedule-preview').send(terms).expect(200);
    const { amountPence, instalments } = body as { amountPence: number; instalments: Instalment[] };
    expect(amountPence).toBe(14_400_00);
    expect(instalments[0]).toMatchObject({ dueOn: '2027-04-01', netPence: 1_000_00, amountPence: 1_200_00 });
    expect(await counted()).toEqual(before);
  });
});

describe('changing a draft', () => {
  it('plans again and keeps the plan before it readable', async () => {
    const { id, version } = await draft();
    const { body } = await change(id, version, { valuePence: 24_000_00 }).expect(200);
    expect(body).toMatchObject({ valuePence: 24_000_00, scheduleVersion: 2, termsVersion: 2, instalments: 12 });
    expect((await scheduleOf(id)).amountPence).toBe(24_000_00);
    const earlier = await scheduleOf(id, 1, group);
    expect(earlier).toMatchObject({ current: false, amountPence: 12_000_00 });
    expect(new Set(earlier.instalments.map(({ state }) => state))).toEqual(new Set(['cancelled']));
    await manager.get(`/api/v1/contracts/${id}/schedule?version=3`).expect(404);
  });

  it('leaves the terms as they are when only the bookkeeping changes', async () => {
    const { id, version } = await draft();
    const { body } = await change(id, version, { title: 'Outreach', purchaseOrder: 'PO-7' }).expect(200);
    expect(body).toMatchObject({ title: 'Outreach', purchaseOrder: 'PO-7', termsVersion: 1, scheduleVersion: 1 });
    const { body: without } = await change(id, version + 1, { purchaseOrder: null }).expect(200);
    expect(without).toMatchObject({ purchaseOrder: null, title: 'Outreach' });
  });

  it('asks why when it leaves monthly in advance, and forgets the reason when it comes back', async () => {
    const { id, version } = await draft();
    await change(id, version, { rhythm: 'annually' }).expect(422);
    const reason = { rhythm: 'annually', deviationReason: 'Paid once a year by the council.' };
    await change(id, version, reason).expect(200);
    const { body } = await change(id, version + 1, { rhythm: 'monthly' }).expect(200);
    expect(body).toMatchObject({ rhythm: 'monthly', deviationReason: null, scheduleVersion: 3, instalments: 12 });
  });

  it('wants to know which version it changes, and refuses to overwrite what somebody else did', async () => {
    const { id, version } = await draft();
    await manager.patch(`/api/v1/contracts/${id}`).send({ title: 'New' }).expect(428);
    await change(id, version, { title: 'First' }).expect(200);
    const { headers } = await change(id, version, { title: 'Second' }).expect(412);
    expect(headers.etag).toBe(`"${String(version + 1)}"`);
  });

  it('is for terms of drafts: what was agreed changes only with the other side', async () => {
    const running = p.contracts.aG1Running;
    const before = await manager.get(`/api/v1/contracts/${running}`).expect(200);
    const { version } = before.body as { version: number };
    const { body } = await change(running, version, { valuePence: 1, endsOn: '2027-01-31', title: 'T' }).expect(422);
    expect(body).toMatchObject({ errors: [{ pointer: '/valuePence' }, { pointer: '/endsOn' }] });
    const { body: changed } = await change(running, version, { title: 'Renamed', invoiceNeeded: true }).expect(200);
    expect(changed).toEqual({
      ...(before.body as object),
      title: 'Renamed',
      invoiceNeeded: true,
      version: version + 1,
    });
  });
});

describe('the list of contracts', () => {
  const found = async (reader: Agent, query: string) => {
    const { body } = await reader.get(`/api/v1/contracts?limit=200&count=true&${query}`).expect(200);
    const { items, count } = body as { items: { reference: string }[]; count: number };
    expect(count).toBe(items.length);
    return items.map(({ reference }) => reference).filter((reference) => !reference.startsWith('D-'));
  };

  it('finds a part of the reference, the title or the name of the other side, in any capitals', async () => {
    expect(await found(manager, 'search=w-00&sort=reference')).toEqual(['W-000', 'W-001', 'W-002']);
    expect(await found(manager, 'search=QUILLFIELD')).toEqual(['W-002']);
    expect(await found(manager, 'search=agreement%20W-002')).toEqual(['W-002']);
    expect(await found(manager, 'search=westmere')).toEqual([]);
    expect(await found(group, 'search=northmoor')).toEqual(['N-001']);
    expect(await found(manager, 'search=100%25')).toEqual([]);
  });

  it('finds what ends before a day, and what is in a state', async () => {
    expect(await found(manager, 'endsBefore=2027-03-31')).toEqual(['W-000']);
    expect(await found(manager, 'endsBefore=2027-04-01&state=agreed')).toEqual(['W-002']);
  });
});
