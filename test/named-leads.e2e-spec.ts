import { v7 as uuid } from 'uuid';
import { PeopleContributions } from '../src/people';
import { operatorFor, TenantService } from '../src/platform';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

interface Lead {
  id: string;
  contactId: string;
  role: string;
  side: string;
  fromOn: string | null;
  toOn: string | null;
  verifiedOn: string | null;
  version: number;
}

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

const LEADS = '/api/v1/named-leads';
const name = (agent: Agent, body: object) => agent.post(LEADS).send(body);
const on = (agent: Agent, what: string, id: string, version: number, body: object = {}) =>
  agent
    .post(`${LEADS}/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const leadsOn = async (contractId: string, asOf: string) => {
  const { body } = await manager.get(`${LEADS}?contractId=${contractId}&role=lead&asOf=${asOf}`).expect(200);
  return (body as { items: Lead[] }).items.map(({ side, contactId }) => ({ side, contactId }));
};

let contracts = 0;

/** A draft of A and g1, for July 2026 to March 2027. */
async function draft(): Promise<string> {
  const request = {
    partnershipId: p.partnerships.aG1,
    reference: `L-${String((contracts += 1))}`,
    title: 'Peer support',
    instrument: 'grant',
    valuePence: 9_000_00,
    startsOn: '2026-07-01',
    endsOn: '2027-03-31',
    vatTreatment: 'outside_scope',
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  return (body as { id: string }).id;
}

/** One with a lead on each side from its first day on. */
async function ledContract(): Promise<{ id: string; ours: string; theirs: string }> {
  const id = await draft();
  const lead = async (agent: Agent, contactId: string) => {
    const named = await name(agent, { contractId: id, contactId, role: 'lead', fromOn: '2026-07-01' }).expect(201);
    return (named.body as Lead).id;
  };
  return {
    id,
    ours: await lead(manager, p.contacts.aLeadWithG1),
    theirs: await lead(groupLead, p.contacts.g1LeadWithA),
  };
}

describe('naming who answers', () => {
  it('is done by each side for its own people', async () => {
    const request = { contractId: p.contracts.aG1Ended, role: 'deputy', fromOn: '2026-01-01' };
    const { body, headers } = await name(groupLead, { ...request, contactId: p.contacts.g1LeadWithA }).expect(201);
    expect(body).toMatchObject({
      side: 'group',
      role: 'deputy',
      name: 'Max Dunmere',
      fromOn: '2026-01-01',
      toOn: null,
    });
    expect(headers.etag).toBe('"1"');
    for (const [agent, contactId] of [
      [groupLead, p.contacts.aLeadWithG1],
      [manager, p.contacts.g1LeadWithA],
      [manager, p.contacts.aLeavingWithG2],
      [manager, p.contacts.bLeadWithG1],
      [manager, uuid()],
    ] as const) {
      const refused = await name(agent, { ...request, contactId }).expect(422);
      expect(refused.body).toMatchObject({ errors: [{ pointer: '/contactId' }] });
    }
    const audit = await test.db.rows('select action from audit_event where subject_id = $1', [(body as Lead).id]);
    expect(audit).toEqual([{ action: 'lead.named' }]);
  });

  it('is done by the health side for a group that has not joined', async () => {
    const request = {
      contractId: p.contracts.aG2Future,
      contactId: p.contacts.g2PersonWithA,
      role: 'lead',
      fromOn: '2027-01-01',
    };
    const { body } = await name(manager, request).expect(201);
    const { id } = body as Lead;
    const { body: verified } = await on(manager, 'verification', id, 1).expect(201);
    expect(verified).toMatchObject({ side: 'group', verifiedOn: '2026-11-22', version: 2 });
  });

  it('says who is the lead and until when if there is one already', async () => {
    const request = { contractId: p.contracts.aG1Running, contactId: p.contacts.aDeputyWithG1, role: 'lead' };
    const { body } = await name(manager, { ...request, fromOn: '2026-12-01' }).expect(409);
    expect(body).toMatchObject({
      detail: expect.stringContaining('Robin Ferrow is named as lead from 2026-07-01 until further notice'),
    });
  });

  it('does not name somebody who will have left', async () => {
    const request = { contractId: p.contracts.aG2Future, contactId: p.contacts.aLeavingWithG2, role: 'sponsor' };
    const { body } = await name(manager, { ...request, fromOn: '2026-12-16' }).expect(422);
    expect(body).toMatchObject({ errors: [{ pointer: '/contactId', detail: expect.stringContaining('2026-12-15') }] });
    await name(manager, { ...request, fromOn: '2026-12-15' }).expect(201);
  });

  it('treats a contract of somebody else like one that does not exist', async () => {
    const refusals = [];
    for (const contractId of [p.contracts.bG1Grant, uuid()]) {
      const request = { contractId, contactId: p.contacts.aLeadWithG1, role: 'lead', fromOn: '2026-12-01' };
      refusals.push((await name(manager, request).expect(422)).body);
    }
    expect(refusals[0]).toEqual(refusals[1]);
  });

  it.each(['one key', 'no key'])('takes one of twenty at the same moment, with %s', async (keys) => {
    const contractId = await draft();
    const request = { contractId, contactId: p.contacts.aLeadWithG1, role: 'lead', fromOn: '2026-07-01' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => {
        const sent = name(manager, request);
        return keys === 'one key' ? sent.set('Idempotency-Key', 'name-once') : sent;
      }),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual(keys === 'one key' ? Array<number>(20).fill(201) : [201, ...Array<number>(19).fill(409)]);
    expect(await test.db.rows('select 1 from named_lead where contract_id = $1', [contractId])).toHaveLength(1);
  });
});

describe('checking and ending', () => {
  it('is for the side that named them', async () => {
    const { ours, theirs } = await ledContract();
    await on(groupLead, 'verification', ours, 1).expect(403);
    await on(groupLead, 'end', ours, 1, { toOn: '2026-12-31' }).expect(403);
    await on(manager, 'verification', theirs, 1).expect(403);
    const { body } = await on(manager, 'verification', ours, 1).expect(201);
    expect(body).toMatchObject({ verifiedOn: '2026-11-22', version: 2 });
    await on(manager, 'verification', ours, 1).expect(412);
  });

  it('sets the last day, not before the first and not into the days of the next', async () => {
    const { id: contractId, ours } = await ledContract();
    await on(manager, 'end', ours, 1, { toOn: '2026-06-30' }).expect(422);
    await on(manager, 'end', ours, 1, { toOn: '2026-12-31' }).expect(201);
    const next = { contractId, contactId: p.contacts.aDeputyWithG1, role: 'lead' };
    await name(manager, { ...next, fromOn: '2027-01-01' }).expect(201);
    await on(manager, 'end', ours, 2, { toOn: '2027-01-01' }).expect(409);
    const { body } = await manager.get(`${LEADS}/${ours}`).expect(200);
    expect(body).toMatchObject({ toOn: '2026-12-31', version: 2 });
  });
});

describe('handing over', () => {
  it('ends one the day before the next begins, with nobody missing and nobody twice', async () => {
    const { id, ours } = await ledContract();
    const request = { contactId: p.contacts.aDeputyWithG1, fromOn: '2027-01-04' };
    const { body } = await on(manager, 'handover', ours, 1, request).expect(201);
    expect(body).toMatchObject({ contactId: p.contacts.aDeputyWithG1, role: 'lead', fromOn: '2027-01-04' });
    const group = { side: 'group', contactId: p.contacts.g1LeadWithA };
    const days = ['2027-01-03', '2027-01-04'];
    const leads = [];
    for (const day of days) leads.push(await leadsOn(id, day));
    for (const [at, contactId] of [p.contacts.aLeadWithG1, p.contacts.aDeputyWithG1].entries()) {
      expect(leads[at]).toEqual(expect.arrayContaining([{ side: 'health', contactId }, group]));
    }
    expect(leads.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('happens once, however many ask for it at the same moment', async () => {
    const { id, ours } = await ledContract();
    const request = { contactId: p.contacts.aDeputyWithG1, fromOn: '2027-01-04' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => on(manager, 'handover', ours, 1, request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(412)]);
    expect(await leadsOn(id, '2027-01-04')).toHaveLength(2);
  });

  it('stays on its side', async () => {
    const { ours } = await ledContract();
    const request = { contactId: p.contacts.g1LeadWithA, fromOn: '2027-01-04' };
    await on(manager, 'handover', ours, 1, request).expect(422);
    await on(groupLead, 'handover', ours, 1, request).expect(403);
  });
});

describe('what a leaver holds', () => {
  const holdings = (personId: string, asOf: string) =>
    test.app.get(TenantService).transaction(operatorFor(p.healthBodies.a), async (tx) => {
      const all = await test.app
        .get(PeopleContributions, { strict: false })
        .holdingsOf(tx, personId, calendarDate(asOf));
      return all.filter(({ kind }) => kind === 'named-lead').map(({ label, role }) => `${label}: ${String(role)}`);
    });

  it('are the contracts, agreed and not over, for which they answer as lead or deputy', async () => {
    expect(await holdings(p.people.aLead, '2026-11-22')).toEqual(['W-001 Agreement W-001: lead']);
    expect(await holdings(p.people.aDeputy, '2026-11-22')).toEqual(['W-001 Agreement W-001: deputy']);
    expect(await holdings(p.people.aLeaving, '2026-11-22')).toEqual(['W-002 Agreement W-002: lead']);
    expect(await holdings(p.people.aLead, '2027-04-01')).toEqual([]);
    expect(await holdings(p.people.bLead, '2026-11-22')).toEqual([]);
  });
});
