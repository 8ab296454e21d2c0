import { v7 as uuid } from 'uuid';
import { operatorFor, TenantService } from '../src/platform';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
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
    reference: `A-${String((drafts += 1))}`,
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
const withdraw = (agent: Agent, { id, version }: Contract) =>
  agent.delete(`${path(id)}/agreement`).set('If-Match', `"${String(version)}"`);
const outside = (agent: Agent, { id, version }: Contract, body: object = {}) =>
  agent
    .post(`${path(id)}/agreement/outside`)
    .set('If-Match', `"${String(version)}"`)
    .send({ confirmedOn: '2026-11-19', how: 'Signed copy by post', evidence: 'Scan in the contracts folder', ...body });
const actionsOn = async (id: string) => {
  const rows = await test.db.rows<{ action: string }>(
    'select action from audit_event where subject_id = $1 order by id',
    [id],
  );
  return rows.map(({ action }) => action);
};

describe('agreeing a contract', () => {
  it.each(['the health side', 'the group'])('is done with the second confirmation, here of %s', async (last) => {
    const contract = await draft();
    const sides = [() => confirm(manager, contract, { goOnWithout }), () => confirm(groupLead, contract)];
    if (last === 'the health side') sides.reverse();
    for (const side of sides) await side().expect(201);
    expect(await read(contract.id)).toMatchObject({
      state: 'agreed',
      version: contract.version + 1,
      readiness: null,
      confirmations: [
        { side: last === 'the group' ? 'health' : 'group', how: 'in_accord', confirmedOn: '2026-11-22' },
        { side: last === 'the group' ? 'group' : 'health' },
      ],
      history: [{ state: 'draft' }, { state: 'agreed', effectiveOn: '2026-11-22' }],
    });
    expect(await actionsOn(contract.id)).toEqual([
      'contract.drafted',
      'contract.confirmed',
      'contract.confirmed',
      'contract.agreed',
    ]);
  });

  it('gives what was due before that day five banking days, and moves nothing else', async () => {
    const contract = await draft({ startsOn: '2026-10-01', endsOn: '2027-03-31' });
    await confirm(groupLead, contract).expect(201);
    await confirm(manager, contract, { goOnWithout }).expect(201);
    const { body } = await manager.get(`${path(contract.id)}/schedule`).expect(200);
    const { instalments } = body as { instalments: { dueOn: string; sendByOn: string }[] };
    // 22 November 2026 is a Sunday: the fifth banking day after it is the Friday.
    expect(instalments.map(({ dueOn, sendByOn }) => [dueOn, sendByOn])).toEqual([
      ['2026-11-27', '2026-11-25'],
      ['2026-11-27', '2026-11-25'],
      ['2026-12-01', '2026-11-27'],
      ['2026-12-31', '2026-12-29'],
      ['2027-02-01', '2027-01-28'],
      ['2027-03-01', '2027-02-25'],
    ]);
    expect(await read(contract.id)).toMatchObject({ state: 'active' });
  });

  it('begins again for both when a term changes', async () => {
    const contract = await draft();
    await confirm(groupLead, contract).expect(201);
    await manager.patch(path(contract.id)).set('If-Match', '"1"').send({ valuePence: 6_000_00 }).expect(200);
    const changed = await read(contract.id, groupLead);
    expect(changed).toMatchObject({ termsVersion: 2, confirmations: [] });
    await confirm(manager, changed, { goOnWithout }).expect(201);
    expect(await read(contract.id)).toMatchObject({ state: 'draft', confirmations: [{ side: 'health' }] });
    await confirm(groupLead, contract).expect(412);
    await confirm(groupLead, changed).expect(201);
    expect(await read(contract.id)).toMatchObject({ state: 'agreed' });
  });

  it('can be taken back by each side for itself until then', async () => {
    const contract = await draft();
    await confirm(groupLead, contract).expect(201);
    await withdraw(manager, contract).expect(409);
    await withdraw(groupLead, contract).expect(204);
    await confirm(manager, contract, { goOnWithout }).expect(201);
    expect(await read(contract.id)).toMatchObject({ state: 'draft', confirmations: [{ side: 'health' }] });
    await confirm(groupLead, contract).expect(201);
    await withdraw(groupLead, await read(contract.id)).expect(409);
  });

  it('is a matter of the manager and the group lead alone', async () => {
    const contract = await draft();
    for (const [role, organisation] of [
      ['group_member', p.groups.g1],
      ['finance_officer', p.healthBodies.a],
    ] as const) {
      await confirm(await test.as(role, organisation), contract).expect(403);
    }
    await confirm(await test.as('group_lead', p.groups.g3), contract).expect(404);
  });
});

describe('a group that has not joined', () => {
  it('confirms outside Accord: the health side writes down when, how and what shows it', async () => {
    const contract = await draft({ partnershipId: p.partnerships.aG2 });
    await outside(manager, contract, { confirmedOn: '2026-11-23' }).expect(422);
    await outside(manager, contract, { evidence: '  ' }).expect(400);
    await outside(manager, contract).expect(201);
    await outside(manager, contract).expect(409);
    const { body } = await confirm(manager, contract, { goOnWithout }).expect(201);
    expect(body).toMatchObject({
      state: 'agreed',
      confirmations: [
        {
          side: 'group',
          how: 'outside_accord',
          confirmedOn: '2026-11-19',
          toldHow: 'Signed copy by post',
          evidence: 'Scan in the contracts folder',
        },
        { side: 'health', how: 'in_accord' },
      ],
    });
  });

  it('confirms for itself once it has joined', async () => {
    const { body } = await outside(manager, await draft()).expect(409);
    expect(body).toMatchObject({ detail: expect.stringContaining('has joined') });
  });
});

describe('the second wall', () => {
  const INSERT = `insert into contract_confirmation (health_body_id, group_id, contract_id, id, side, terms_version, how,
    told_how, evidence, confirmed_on) values ($1, $2, $3, $4, $5, 1, $6, 'By post', 'Scan', '2026-11-20')`;

  it('lets no side confirm for the other, except for a group that has not joined', async () => {
    const [joined, listed] = [await draft(), await draft({ partnershipId: p.partnerships.aG2 })];
    const bare = await BareConnection.to(test.db.appUrl);
    const asA = { side: 'health', tenant: p.healthBodies.a } as const;
    const asG1 = { side: 'group', tenant: p.groups.g1 } as const;
    const added = (looker: typeof asA | typeof asG1, contract: Contract, groupId: string, side: string, how: string) =>
      bare.touched(looker, INSERT, [p.healthBodies.a, groupId, contract.id, uuid(), side, how]);
    expect(await added(asA, joined, p.groups.g1, 'group', 'outside_accord')).toBe('refused');
    expect(await added(asA, joined, p.groups.g1, 'group', 'in_accord')).toBe('refused');
    expect(await added(asA, listed, p.groups.g2, 'group', 'outside_accord')).toBe(1);
    expect(await added(asG1, joined, p.groups.g1, 'group', 'in_accord')).toBe(1);
    expect(await added(asG1, joined, p.groups.g1, 'group', 'outside_accord')).toBe('refused');
    expect(await added(asG1, joined, p.groups.g1, 'health', 'in_accord')).toBe('refused');
    await bare.close();
  });

  it('agrees nothing that both have not confirmed, whoever asks', async () => {
    const contract = await draft();
    await confirm(groupLead, contract).expect(201);
    const asGroup = operatorFor(p.groups.g1, 'group');
    const agreed = await test.app
      .get(TenantService)
      .transaction(asGroup, (tx) =>
        tx.asServer(`select contract_agree($1, '2026-11-22', '2026-11-27', '2026-11-25') as agreed`, [contract.id]),
      );
    expect(agreed).toEqual([{ agreed: false }]);
    expect(await read(contract.id)).toMatchObject({ state: 'draft' });
  });
});

describe('twenty at the same moment', () => {
  const agreedTimes = async (id: string) =>
    (await test.db.rows(`select 1 from contract_state_change where contract_id = $1 and to_state = 'agreed'`, [id]))
      .length;

  it.each(['one key', 'no key'])('agree a contract once, with %s', async (keys) => {
    const contract = await draft();
    const key = uuid();
    const lasts = Array.from({ length: 20 }, (_, index) => {
      const request = index % 2 === 0 ? confirm(manager, contract, { goOnWithout }) : confirm(groupLead, contract);
      return keys === 'one key' ? request.set('Idempotency-Key', key) : request;
    });
    const answers = await Promise.all(lasts);
    expect(await read(contract.id)).toMatchObject({
      state: 'agreed',
      confirmations: expect.arrayContaining([
        expect.objectContaining({ side: 'health' }),
        expect.objectContaining({ side: 'group' }),
      ]),
    });
    expect(await agreedTimes(contract.id)).toBe(1);
    const statuses = answers.map(({ status }) => status).sort();
    const ofEach = keys === 'one key' ? Array<number>(20).fill(201) : [201, 201, ...Array<number>(18).fill(409)];
    expect(statuses).toEqual(ofEach);
  });
});
