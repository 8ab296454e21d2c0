import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { pointers } from './support/pointers';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Agent;
let lead: Agent;
let bare: BareConnection;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await test.as('finance_officer', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
  bare = await BareConnection.to(test.db.appUrl);
  // Due on 30 October, as before, but paid in arrears: interest began the day after.
  await test.db.rows(`update contract set timing = 'in_arrears' where id = $1`, [p.contracts.aG1Running]);
});
afterAll(async () => {
  await bare.close();
  await test.close();
});

interface Claim {
  id: string;
  version: number;
  [name: string]: unknown;
}
type Name = keyof Portfolio['instalments'];
const claim = (instalment: Name, who = lead) =>
  who.post('/api/v1/interest-claims').send({ instalmentId: p.instalments[instalment] });
const move = (who: Agent, { id, version }: Claim, what: string, said: object = {}) =>
  who
    .post(`/api/v1/interest-claims/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(said);
const read = async (who: Agent, id: string) =>
  (await who.get(`/api/v1/interest-claims/${id}`).expect(200)).body as Claim;

describe('a claim', () => {
  it('is worked out on the day, read by both sides, paid, and then only the rest can be claimed', async () => {
    const [payment] = await test.db.rows<{ due_on: string }>('select due_on from instalment where id = $1', [
      p.instalments.aG1Overdue,
    ]);
    expect(payment?.due_on).toBe('2026-10-30');
    const made = (await claim('aG1Overdue').expect(201)).body as Claim;
    // £1,000.00 for 23 days at 11.75%: 740.27 pence
    expect(made).toMatchObject({ interestPence: 740, fixedSumPence: 7_000, amountPence: 7_740, toOn: '2026-11-22' });
    expect((await claim('aG1Overdue').expect(409)).text).toContain('withdraw it first');
    expect(await read(officer, made.id)).toMatchObject({ state: 'claimed', amountPence: 7_740 });
    expect(pointers(await move(officer, made, 'payment', { paidOn: '2026-11-21' }).expect(422))).toEqual(['/paidOn']);
    const paid = (await move(officer, made, 'payment', { paidOn: '2026-11-22' }).expect(201)).body as Claim;
    expect(await read(lead, made.id)).toMatchObject({ state: 'paid', paidOn: '2026-11-22' });
    expect((await claim('aG1Overdue').expect(409)).text).toContain('claimed and paid');
    await move(lead, paid, 'withdrawal').expect(409);
    const undone = await officer
      .delete(`/api/v1/interest-claims/${made.id}/payment`)
      .set('If-Match', `"${String(paid.version)}"`)
      .expect(200);
    expect(undone.body).toMatchObject({ state: 'claimed', paidOn: null });
    const withdrawn = await move(lead, undone.body as Claim, 'withdrawal').expect(201);
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawnOn: '2026-11-22' });
    await move(officer, withdrawn.body as Claim, 'payment', { paidOn: '2026-11-22' }).expect(409);
    await claim('aG1Overdue').expect(201);
    const events = await test.db.rows<{ action: string }>(
      'select action from audit_event where subject_id = $1 order by id',
      [made.id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'interest-claim.made',
      'interest-claim.paid',
      'interest-claim.payment-undone',
      'interest-claim.withdrawn',
    ]);
  });

  it('says what it would come to now, once money turns out to have come before', async () => {
    const instalmentId = p.instalments.aG1Overdue;
    const { body } = await lead.get(`/api/v1/interest-claims?state=claimed&instalmentId=${instalmentId}`).expect(200);
    const [waits = { id: '', version: 0 }] = (body as { items: Claim[] }).items;
    const page = async (who: Agent, path: string) => (await who.get(`/o/${path}`).expect(200)).text;
    const ofHealth = `${p.healthBodies.a}/claims/${waits.id}`;
    expect(await page(officer, ofHealth)).not.toContain('it now comes to');
    const receipt = { instalmentId, receivedOn: '2026-11-09', amountPence: 100_000 };
    await officer.post('/api/v1/receipts').send(receipt).expect(201);
    expect(await page(officer, ofHealth)).toContain('it now comes to £73.22: £3.22 interest and £70.00 fixed sum');
    expect(await page(lead, `${p.groups.g1}/claims/${waits.id}`)).toContain('withdraw it; you can claim again');
    const payment = `${p.groups.g1}/payments/${instalmentId}`;
    expect(await page(lead, payment)).toContain('You claimed £77.40 on 22 November 2026. It waits to be paid.');
    await move(lead, waits, 'withdrawal').expect(201);
    expect(await page(lead, payment)).toContain('You may claim £3.22 statutory interest and £70.00 besides.');
    expect(await page(lead, `${payment}/claim`)).toContain('You may claim £73.22 today.');
  });

  it('is made once, however often it is asked for at once', async () => {
    await move(lead, await read(lead, p.interestClaims.aG1), 'withdrawal').expect(201);
    const answers = await Promise.all([1, 2, 3, 4].map(() => claim('aG1Late')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('never is for a grant, for what came in time, or for another group’s payment', async () => {
    expect((await claim('bG1Overdue').expect(409)).text).toContain('nothing can be claimed for a grant');
    await claim('aG1OnTime').expect(409);
    expect(pointers(await claim('bG3OnTime').expect(422))).toEqual(['/instalmentId']);
  });
});

describe('a payer', () => {
  const asA = () => ({ side: 'health', tenant: p.healthBodies.a }) as const;
  const asG1 = () => ({ side: 'group', tenant: p.groups.g1 }) as const;
  const waiting = async () => {
    const [row] = await test.db.rows<{ id: string }>(
      `select id from interest_claim where state = 'claimed' and health_body_id = $1`,
      [p.healthBodies.a],
    );
    return row?.id ?? '';
  };

  it('can neither waive nor lower nor remove a claim, nor make one', async () => {
    const id = await waiting();
    const waive = `update interest_claim set state = 'withdrawn' where id = $1`;
    expect(await bare.touched(asA(), waive, [id])).toBe('refused');
    expect(await bare.touched(asA(), 'update interest_claim set withdrawn_on = claimed_on where id = $1', [id])).toBe(
      'refused',
    );
    expect(await bare.touched(asA(), 'update interest_claim set fixed_sum_pence = 0 where id = $1', [id])).toBe(
      'refused',
    );
    expect(await bare.touched(asA(), 'delete from interest_claim where id = $1', [id])).toBe('refused');
    const pay = `update interest_claim set state = 'paid', paid_on = '2026-11-22' where id = $1`;
    expect(await bare.touched(asA(), pay, [id])).toBe(1);
    expect(await bare.touched(asG1(), pay, [id])).toBe('refused');
    const health = await test.as('finance_officer', p.healthBodies.a);
    await claim('aG1Overdue', health).expect(403);
  });

  it('finds no claim on a grant, whoever writes it', async () => {
    const sql = `insert into interest_claim (health_body_id, group_id, contract_id, instalment_id, id, claimed_on, to_on,
      interest_pence, fixed_sum_pence) values ($1, $2, $3, $4, $5, '2026-11-22', '2026-11-22', 1, 4000)`;
    const values = [p.healthBodies.b, p.groups.g1, p.contracts.bG1Grant, p.instalments.bG1Overdue, uuid()];
    expect(await bare.refusal(asG1(), sql, values)).toMatchObject({ constraint: 'interest_claim_allowed' });
  });
});
