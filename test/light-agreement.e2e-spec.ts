import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { startApp, TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Draft {
  id: string;
  version: number;
}
interface Check {
  check: string;
  met: boolean;
  whose: string;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let lead: Agent;

beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
  manager = await test.as('partnership_manager', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
}, 60_000);
afterAll(() => test.close());

let drafts = 0;

/** For a year, monthly in advance, with a lead on both sides. */
async function draft(valuePence: number): Promise<Draft> {
  const request = {
    ...{ partnershipId: p.partnerships.aG1, reference: `L-${String((drafts += 1))}`, title: 'Peer support' },
    ...{ instrument: 'grant', valuePence, startsOn: '2027-01-01', endsOn: '2027-12-31', vatTreatment: 'outside_scope' },
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  const { id } = body as Draft;
  const named = { contractId: id, role: 'lead', fromOn: '2026-12-01' };
  const name = (by: Agent, contactId: string) => by.post('/api/v1/named-leads').send({ ...named, contactId });
  await name(manager, p.contacts.aLeadWithG1).expect(201);
  await name(lead, p.contacts.g1LeadWithA).expect(201);
  return body as Draft;
}
const path = (id: string) => `/api/v1/contracts/${id}`;
const send = (by: Agent, to: string, version: number, body: object = {}) =>
  by
    .post(to)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const readiness = async ({ id }: Draft, by = manager) =>
  (await by.get(`${path(id)}/readiness`).expect(200)).body as { light: boolean; checks: Check[] };
const missing = async (of: Draft) =>
  (await readiness(of)).checks.filter(({ met }) => !met).map(({ check, whose }) => `${check} ${whose}`);

const TERMS = {
  ...{ channel: 'phone', contactEveryDays: 14, ways: [], deadlines: [], reviews: ['2027-06-01'] },
  ...{ healthAvailability: 'Mondays', groupAvailability: 'Fridays' },
};

describe('a contract of some size', () => {
  const CONFIRMATIONS = ['confirmed_by_health_body health_body', 'confirmed_by_group group'];

  it('asks for how both work and decide together as well, and a light one does not', async () => {
    expect(await readiness(await draft(2_499_999))).toMatchObject({ light: true });
    const large = await draft(2_500_000);
    expect(await readiness(large, lead)).toMatchObject({ light: false });
    expect(await missing(large)).toEqual([
      'commencement_confirmed health_body',
      'decision_process health_body',
      ...CONFIRMATIONS,
    ]);
    await send(manager, `${path(large.id)}/commencement`, 0, TERMS).expect(201);
    expect(await missing(large)).toContain('commencement_confirmed group');
    await send(lead, `${path(large.id)}/commencement/confirmation`, 1).expect(201);
    expect(await missing(large)).toEqual(['decision_process health_body', ...CONFIRMATIONS]);
    const said = {
      daysToAnswer: 10,
      dayKind: 'banking',
      kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait' }],
    };
    const parties = ['health', 'group'].map((side) => ({ side, part: 'decides', role: 'lead' }));
    await manager
      .post(`${path(large.id)}/decision-processes`)
      .send({ ...said, parties })
      .expect(201);
    expect(await missing(large)).toEqual(CONFIRMATIONS);
    await send(manager, `${path(large.id)}/agreement`, large.version).expect(201);
  });

  it('is agreed without them for a reason only, which is told until they are there', async () => {
    const large = await draft(3_000_000);
    await send(lead, `${path(large.id)}/agreement`, large.version).expect(201);
    await send(manager, `${path(large.id)}/agreement`, large.version).expect(422);
    const goOnWithout = ['commencement_confirmed', 'decision_process'].map((check) => ({
      check,
      reason: 'At our first meeting.',
    }));
    const { body } = await send(manager, `${path(large.id)}/agreement`, large.version, { goOnWithout }).expect(201);
    expect(body).toMatchObject({ state: 'agreed', light: null });
    const told = async () => {
      await test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(TODAY));
      const { items } = await read(manager, 'findings', { rule: 'agreed_with_gap', state: 'open' });
      return items.filter(({ contractId }) => contractId === large.id).map(({ evidence }) => evidence);
    };
    expect(await told()).toEqual([{ checks: ['commencement_confirmed', 'decision_process'] }]);
    await send(manager, `${path(large.id)}/commencement`, 0, TERMS).expect(201);
    await send(lead, `${path(large.id)}/commencement/confirmation`, 1).expect(201);
    expect(await told()).toEqual([{ checks: ['decision_process'] }]);
  });
});
