import { EvaluationService } from '../src/findings';
import { codeContracts } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let administrator: Agent;
let manager: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  administrator = await test.as('administrator', p.healthBodies.a);
  manager = await test.as('partnership_manager', p.healthBodies.a);
  await codeContracts(test.db, p.healthBodies.a);
  await evaluation().evaluateToday();
});
afterAll(() => test.close());

const evaluation = () => test.app.get(EvaluationService, { strict: false });

interface Told {
  rule: string;
  contract: { reference: string } | null;
  severity: string;
  evidence: Record<string, unknown>;
}
/** What the manager reads after what changed was judged. */
async function told(): Promise<Told[]> {
  await evaluation().evaluateChanged();
  const { body } = await manager.get('/api/v1/findings?rule=no_approver&limit=100').expect(200);
  return (body as { items: Told[] }).items.filter(({ rule }) => rule === 'no_approver');
}
async function setLimit(limitPence: number): Promise<void> {
  const { body } = await administrator.get('/api/v1/approval-limits').expect(200);
  const { items } = body as { items: { id: string; limitPence: number; version: number }[] };
  const of = items.find(({ limitPence: known }) => known > 0);
  await administrator
    .put(`/api/v1/approval-limits/${of?.id ?? ''}`)
    .set('If-Match', `"${String(of?.version ?? 0)}"`)
    .send({ limitPence })
    .expect(200);
}

it('tells the health body of payments over every limit, and is over once a limit covers them', async () => {
  expect(await told()).toEqual([]);
  await setLimit(80_000);
  expect(await told()).toMatchObject([
    {
      severity: 'serious',
      evidence: {
        number: 5,
        amountPence: 100_000,
        because: 'over_every_limit',
        highestLimitPence: 80_000,
        approvers: 1,
      },
    },
  ]);
  await setLimit(100_000);
  expect(await told()).toEqual([]);
  const [cleared] = await test.db.rows(
    `select cleared_why from finding where rule = 'no_approver' and health_body_id = $1`,
    [p.healthBodies.a],
  );
  expect(cleared).toEqual({ cleared_why: 'mended' });
});

it('tells of nobody being there once the only approver leaves, is disabled or is an approver no more', async () => {
  const [approver] = await test.db.rows<{ id: string; email: string }>(
    `select a.id, a.email from account a join approval_limit l on l.account_id = a.id where l.health_body_id = $1`,
    [p.healthBodies.a],
  );
  const { id, email } = approver ?? { id: '', email: '' };
  const because = async () => (await told()).map(({ evidence }) => evidence.because);
  await test.db.rows(
    `insert into person (organisation_id, id, name, email, last_day_on) values ($1, gen_random_uuid(), 'Sam', $2, '2026-11-20')`,
    [p.healthBodies.a, email],
  );
  expect(await because()).toEqual(['nobody_there']);
  await test.db.rows('update person set last_day_on = null where email = $1', [email]);
  expect(await because()).toEqual([]);
  await test.db.rows('update account set disabled_at = now() where id = $1', [id]);
  expect(await because()).toEqual(['nobody_may']);
  await test.db.rows('update account set disabled_at = null where id = $1', [id]);
  expect(await because()).toEqual([]);
  await test.db.rows('update membership set ended_at = now() where account_id = $1', [id]);
  expect(await because()).toEqual(['nobody_may']);
});

it('is nothing that a group reads', async () => {
  const lead = await test.as('group_lead', p.groups.g1);
  const { body } = await lead.get('/api/v1/findings?limit=100').expect(200);
  expect(JSON.stringify(body)).not.toContain('no_approver');
  expect(await told()).toHaveLength(1);
});
