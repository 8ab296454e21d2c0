import { parse } from 'csv-parse/sync';
import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Strategy {
  id: string;
  version: number;
  priorities: { id: string; title: string; links: number; version: number }[];
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let administrator: Agent;
let group: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  administrator = await test.as('administrator', p.healthBodies.a);
  group = await test.as('group_lead', p.groups.g1);
  stranger = await test.as('partnership_manager', p.healthBodies.b);
}, 60_000);
afterAll(() => test.close());

const PLAN = { title: 'Joint forward plan', fromOn: '2026-04-01', toOn: '2031-03-31', published: true };
const PDF = Buffer.from('%PDF-1.7\nA plan\n%%EOF\n');
const contract = () => `/api/v1/contracts/${p.contracts.aG1Running}`;
const enter = async (body: object = PLAN) =>
  (await administrator.post('/api/v1/strategies').send(body).expect(201)).body as Strategy;
const withPriority = async ({ id }: Strategy, title: string) =>
  (await administrator.post(`/api/v1/strategies/${id}/priorities`).send({ title }).expect(201)).body as Strategy;
const change = ({ id, version }: Strategy, body: object) =>
  manager
    .patch(`/api/v1/strategies/${id}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const link = (priorityId: string, of = contract()) =>
  manager.post(`${of}/strategy-links`).send({ priorityId, how: 'Volunteers stay with people.' });
const priorityOf = ({ priorities }: Strategy) => priorities[0]?.id ?? '';

describe('a strategy', () => {
  it('is entered, corrected, and kept from groups and from others', async () => {
    const made = await enter();
    expect(made).toMatchObject({ ...PLAN, webAddress: null, fileName: null, priorities: [], version: 1 });
    await change(made, { toOn: '2026-03-31' }).expect(422);
    await change(made, { webAddress: 'javascript:alert(1)' }).expect(422);
    await change({ ...made, version: 4 }, { title: 'A plan' }).expect(412);
    const { body } = await change(made, { toOn: null, webAddress: 'https://plans.example/2026' }).expect(200);
    expect(body).toMatchObject({ title: PLAN.title, toOn: null, webAddress: 'https://plans.example/2026', version: 2 });
    await group.get(`/api/v1/strategies/${made.id}`).expect(403);
    await stranger.get(`/api/v1/strategies/${made.id}`).expect(404);
    await manager.delete(`/api/v1/strategies/${made.id}`).set('If-Match', '"2"').expect(204);
  });

  it('keeps a priority, and itself, for as long as something is linked to it', async () => {
    const made = await withPriority(await withPriority(await enter(), 'Nobody waits alone'), 'Fewer moves');
    const [first, second] = made.priorities;
    const { body } = await link(first?.id ?? '').expect(201);
    await link(first?.id ?? '').expect(409);
    const removal = (id: string | undefined) =>
      manager.delete(`/api/v1/strategy-priorities/${String(id)}`).set('If-Match', '"1"');
    await removal(first?.id).expect(409);
    await removal(second?.id).expect(204);
    await manager.delete(`/api/v1/strategies/${made.id}`).set('If-Match', '"1"').expect(409);
    const renamed = await manager
      .patch(`/api/v1/strategy-priorities/${String(first?.id)}`)
      .set('If-Match', '"1"')
      .send({ title: 'Nobody waits alone in a crisis' })
      .expect(200);
    expect(renamed.body).toMatchObject({
      priorities: [{ title: 'Nobody waits alone in a crisis', links: 1, version: 2 }],
    });
    expect((await group.get(`/api/v1/strategy-links/${(body as Strategy).id}`).expect(200)).body).toMatchObject({
      priority: 'Nobody waits alone in a crisis',
    });
    await manager.delete(`/api/v1/strategy-links/${(body as Strategy).id}`).expect(204);
    await manager.delete(`/api/v1/strategies/${made.id}`).set('If-Match', '"1"').expect(204);
  });
});

describe('a link to a priority', () => {
  it('is made by the health side, and read by the group with what is published of the strategy', async () => {
    const made = await withPriority(await enter({ ...PLAN, webAddress: 'https://plans.example/2026' }), 'Fewer moves');
    await group
      .post(`${contract()}/strategy-links`)
      .send({ priorityId: priorityOf(made), how: 'We say so.' })
      .expect(403);
    await link(p.strategyPriorities.ofB).expect(422);
    await link(priorityOf(made), `/api/v1/contracts/${p.contracts.bG3Running}`).expect(404);
    const { body } = await link(priorityOf(made), `/api/v1/decisions/${p.decisions.aG1NotTaken}`).expect(201);
    expect(body).toMatchObject({ decisionId: p.decisions.aG1NotTaken, contractId: p.contracts.aG1Running });
    const ofDecision = async (who: Agent) =>
      (await read(who, 'strategy-links', { decisionId: p.decisions.aG1NotTaken, count: true })).items;
    expect(await ofDecision(group)).toMatchObject([
      {
        ...{ priority: 'Fewer moves', strategy: PLAN.title, webAddress: 'https://plans.example/2026' },
        how: 'Volunteers stay with people.',
      },
    ]);
    expect(await ofDecision(stranger)).toEqual([]);
    await change(made, { published: false }).expect(200);
    expect(await ofDecision(group)).toMatchObject([{ strategy: PLAN.title, webAddress: null }]);
  });

  it('opens the file of a published strategy to the group, and to no other', async () => {
    const made = await withPriority(await enter(), 'More evenings');
    const path = `/api/v1/strategies/${made.id}/file`;
    await manager.post(path).attach('file', Buffer.from('MZ, not a plan'), 'plan.pdf').expect(422);
    await manager.post(path).attach('file', PDF, 'plan.pdf').expect(201);
    await group.get(path).expect(404);
    const { body } = await link(priorityOf(made)).expect(201);
    expect(body).toMatchObject({ hasFile: true });
    const file = await group.get(path).expect(200);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.body).toEqual(PDF);
    await stranger.get(path).expect(404);
    await change({ ...made, version: 2 }, { published: false }).expect(200);
    await group.get(path).expect(404);
    expect((await manager.get(path).expect(200)).body).toEqual(PDF);
  });
});

describe('the files for a spreadsheet', () => {
  it('say what serves which priority, how both decide and how both work, to either side', async () => {
    const lines = async (who: Agent, name: string) => {
      const { text } = await who.get(`/api/v1/exports/${name}`).expect(200);
      return parse(text, { columns: true });
    };
    const links = await lines(group, 'strategy-links');
    expect(links).toContainEqual(
      expect.objectContaining({ Priority: 'Nobody is turned away', 'Contract reference': 'W-001', Decision: '' }),
    );
    expect(await lines(manager, 'decision-processes')).toMatchObject([
      {
        ...{ 'Contract reference': 'W-001', State: 'signed', 'Days to answer': '10', 'Group decides': 'lead' },
        'What is decided by it': 'content: both, without an answer wait',
      },
    ]);
    expect(await lines(stranger, 'commencements')).not.toContainEqual(
      expect.objectContaining({ 'Contract reference': 'W-001' }),
    );
    const { text } = await manager.get('/api/v1/exports/commencements?format=json-lines').expect(200);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ contractReference: 'W-000', number: 1 });
  });
});

describe('a contract of some size that serves no priority', () => {
  const evaluate = () => test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(TODAY));
  const found = async (who: Agent, state = 'open') =>
    (await read(who, 'findings', { rule: 'not_anchored', state })).items.map((each) => each.contractReference);
  const unlinked = async () => {
    const { items } = await read(manager, 'strategy-links', { contractId: p.contracts.aG1Running });
    for (const { id } of items) await manager.delete(`/api/v1/strategy-links/${id}`).expect(204);
  };

  it('is told to the health body once there is a strategy, until it is linked', async () => {
    await unlinked();
    await evaluate();
    // It is a light one.
    expect(await found(manager)).toEqual([]);
    await test.db.rows('update contract set value_pence = 2500000 where id = $1', [p.contracts.aG1Running]);
    await evaluate();
    expect(await found(manager)).toEqual(['W-001']);
    expect(await found(group)).toEqual([]);
    const decided = await link(p.strategyPriorities.ofA, `/api/v1/decisions/${p.decisions.aG1NotTaken}`).expect(201);
    await evaluate();
    expect(await found(manager)).toEqual(['W-001']);
    await link(p.strategyPriorities.ofA).expect(201);
    await evaluate();
    expect([await found(manager), await found(manager, 'cleared')]).toEqual([[], ['W-001']]);
    await unlinked();
    await evaluate();
    expect(await found(manager)).toEqual(['W-001']);
    expect(decided.body).toMatchObject({ contractReference: 'W-001' });
  });

  it('is told no more where no strategy has a priority, for want of evidence', async () => {
    const { items } = (await manager.get('/api/v1/strategies').expect(200)).body as { items: Strategy[] };
    for (const { id, version } of items) {
      await manager
        .delete(`/api/v1/strategies/${id}`)
        .set('If-Match', `"${String(version)}"`)
        .expect(204);
    }
    await evaluate();
    expect(await found(manager)).toEqual([]);
    const why = await test.db.rows(`select cleared_why from finding where rule = 'not_anchored'`);
    expect(why).toContainEqual({ cleared_why: 'not_enough_evidence' });
  });
});
