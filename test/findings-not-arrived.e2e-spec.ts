import { EvaluationService } from '../src/findings';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

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

async function judged(rule: string, who = manager) {
  await test.app.get(EvaluationService, { strict: false }).evaluateToday();
  const { items } = await read(who, 'findings', { rule });
  return items;
}

const say = (body: object) =>
  group.post(`/api/v1/instalments/${p.instalments.aG1OnTime}/arrival-statements`).send(body).expect(201);

it('a payment that is recorded as received, and that the group says has not arrived, is noticed until it has', async () => {
  await say({ said: 'not_arrived', aboutOn: '2026-06-30' });
  expect(await judged('not_arrived')).toEqual([]);
  await say({ said: 'not_arrived', aboutOn: '2026-11-20', note: 'Our words, which stay ours.' });
  for (const who of [manager, group]) {
    const found = await judged('not_arrived', who);
    expect(found).toMatchObject([
      { severity: 'serious', actsOn: 'health_body', evidence: { settledOn: '2026-07-01' } },
    ]);
    expect(JSON.stringify(found)).not.toContain('Our words');
  }
  await say({ said: 'arrived', aboutOn: '2026-07-01' });
  expect(await judged('not_arrived')).toEqual([]);
});

it('what the group caused, or the two do not agree on, counts against nobody as late again and again', async () => {
  const count = async () => {
    const [finding] = await judged('repeat_late');
    return (finding?.evidence as { count: number } | undefined)?.count ?? 0;
  };
  const before = await count();
  expect(before).toBeGreaterThan(2);
  const id = p.instalments.aG1Overdue;
  const hold = { reasonCode: 'invoice_queried', reason: 'No invoice yet', cause: 'group' };
  const held = await manager.post(`/api/v1/instalments/${id}/hold`).set('If-Match', '"1"').send(hold).expect(201);
  expect(await count()).toBe(before - 1);
  const holdId = (held.body as { hold: { id: string } }).hold.id;
  const change = (who: Agent, version: number, cause: string) =>
    who
      .patch(`/api/v1/instalments/${id}/holds/${holdId}`)
      .set('If-Match', `"${String(version)}"`)
      .send({ cause });
  await change(group, 1, 'payer').expect(200);
  expect(await count()).toBe(before - 1);
  await change(manager, 2, 'payer').expect(200);
  expect(await count()).toBe(before);
});
