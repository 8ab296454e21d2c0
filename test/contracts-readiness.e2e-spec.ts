import { ContractContributions } from '../src/contracts';
import type { ContractToAgree, ReadinessCheck, ReadinessContribution } from '../src/contracts';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

interface Contract {
  id: string;
  version: number;
  state: string;
  termsVersion: number;
  confirmations: { side: string }[];
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

const CHECKS = ['lead_of_health_body', 'lead_of_group'];
const goOnWithout = CHECKS.map((check) => ({ check, reason: 'They are chosen next week.' }));
let drafts = 0;

async function draft(rest: object = {}): Promise<Contract> {
  const request = {
    partnershipId: p.partnerships.aG1,
    reference: `R-${String((drafts += 1))}`,
    title: 'Peer support',
    instrument: 'grant',
    valuePence: 12_000_00,
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    vatTreatment: 'outside_scope',
    ...rest,
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  return body as Contract;
}
const path = (id: string) => `/api/v1/contracts/${id}`;
const read = async (id: string, reader = manager) => (await reader.get(path(id)).expect(200)).body as Contract;
const confirm = (agent: Agent, { id, version }: Contract, body: object = {}) =>
  agent
    .post(`${path(id)}/agreement`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
describe('what is missing before a contract is agreed', () => {
  it('says of a draft whether whoever confirms for the group may answer for it in person', async () => {
    const answers = async (rest: object) => {
      const { body } = await manager.get(path((await draft(rest)).id)).expect(200);
      return (body as { signerAnswersInPerson: boolean }).signerAnswersInPerson;
    };
    expect(await answers({})).toBe(false);
    expect(await answers({ partnershipId: p.partnerships.aG2 })).toBe(true);
  });

  it('is said with whose it is and where to see to it, and no longer once it is there', async () => {
    const contract = await draft();
    const missing = async (reader: Agent) => {
      const { body } = await reader.get(`${path(contract.id)}/readiness`).expect(200);
      const { checks } = body as { checks: { check: string; met: boolean; whose: string }[] };
      return checks.filter(({ met }) => !met).map(({ check, whose }) => `${check} ${whose}`);
    };
    const confirmations = ['confirmed_by_health_body health_body', 'confirmed_by_group group'];
    expect(await missing(manager)).toEqual([
      'lead_of_health_body health_body',
      'lead_of_group group',
      ...confirmations,
    ]);
    const lead = { contractId: contract.id, role: 'lead', fromOn: '2026-12-01' };
    await manager
      .post('/api/v1/named-leads')
      .send({ ...lead, contactId: p.contacts.aLeadWithG1 })
      .expect(201);
    await groupLead
      .post('/api/v1/named-leads')
      .send({ ...lead, contactId: p.contacts.g1LeadWithA })
      .expect(201);
    expect(await missing(groupLead)).toEqual(confirmations);
    await confirm(manager, contract).expect(201);
    expect(await missing(groupLead)).toEqual(['confirmed_by_group group']);
    expect(await read(contract.id)).toMatchObject({ readiness: expect.any(Array), wentOnWithout: [] });
  });

  it('needs a reason of the health side for each thing that it goes on without, and both sides read it', async () => {
    const contract = await draft();
    const { body } = await confirm(manager, contract).expect(422);
    const { errors } = body as { errors: { detail: string }[] };
    expect(errors.map(({ detail }) => detail.split(':')[0])).toEqual(CHECKS);
    await confirm(manager, contract, { goOnWithout }).expect(201);
    expect(await read(contract.id, groupLead)).toMatchObject({
      wentOnWithout: [
        { check: 'lead_of_group', reason: 'They are chosen next week.', acceptedOn: '2026-11-22' },
        { check: 'lead_of_health_body' },
      ],
    });
  });

  it('is not asked of the group', async () => {
    await confirm(groupLead, await draft()).expect(201);
  });
});

describe('a module that has a check of its own', () => {
  it('is asked too, and what it misses needs a reason', async () => {
    const mine: ReadinessCheck = {
      check: 'payee_known',
      met: false,
      whose: 'health_body',
      whatToDo: 'Ask the group for its payee name.',
      link: '/api/v1/organisations',
    };
    const asked: ContractToAgree[] = [];
    const contribution: ReadinessContribution = {
      checks: (_tx, contract) => Promise.resolve(asked.push(contract) > 0 ? [mine] : []),
    };
    test.app.get(ContractContributions, { strict: false }).addReadiness(contribution);
    const contract = await draft();
    const { body } = await groupLead.get(`${path(contract.id)}/readiness`).expect(200);
    expect(body).toMatchObject({ checks: expect.arrayContaining([mine]) });
    expect(asked).toContainEqual({
      ...{ id: contract.id, healthBodyId: p.healthBodies.a, groupId: p.groups.g1, light: true },
    });
    const refused = await confirm(manager, contract, { goOnWithout }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ detail: 'payee_known: Ask the group for its payee name.' }] });
    const reasons = [...goOnWithout, { check: 'payee_known', reason: 'Asked on 20 November.' }];
    await confirm(manager, contract, { goOnWithout: reasons }).expect(201);
  });
});
