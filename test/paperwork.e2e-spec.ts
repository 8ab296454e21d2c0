import { EvaluationService } from '../src/findings';
import { PaymentReadiness } from '../src/payments';
import { TenantService } from '../src/platform';
import { pointers } from './support/pointers';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Agent;
let manager: Agent;
let group: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await test.as('finance_officer', p.healthBodies.a);
  manager = await test.as('partnership_manager', p.healthBodies.a);
  group = await test.as('group_member', p.groups.g1);
});
afterAll(() => test.close());

interface Check {
  check: string;
  met: boolean;
  actsOn: string;
  neededBy: string | null;
}
interface Ready {
  checks: Check[];
  payments: { id: string; missing: string[] }[];
  scheduleVersion: number;
  acknowledgedOn: string | null;
}

const running = (below: string) => `/api/v1/contracts/${p.contracts.aG1Running}/${below}`;
const ready = async (who: Agent, contract = p.contracts.aG1Running) =>
  (await who.get(`/api/v1/contracts/${contract}/payment-readiness`).expect(200)).body as Ready;
const missing = ({ checks }: Ready) => checks.flatMap(({ check, met }) => (met ? [] : [check]));
const judge = () => test.app.get(EvaluationService, { strict: false }).evaluateToday();
const open = (rule: string, contract = p.contracts.aG1Running) =>
  test.db.rows<{ evidence: Record<string, unknown> }>(
    'select evidence from finding where rule = $1 and contract_id = $2 and cleared_on is null',
    [rule, contract],
  );

describe('purchase orders', () => {
  it('are kept by financial year, and show how far they go', async () => {
    const { body: order } = await officer
      .post(running('purchase-orders'))
      .send({ number: 'PO-9', financialYear: 2027, valuePence: 50_000 })
      .expect(201);
    const { id, version } = order as { id: string; version: number };
    expect(order).toMatchObject({ validTo: '2028-03-31', financialYear: 2027 });
    const again = await officer
      .post(running('purchase-orders'))
      .send({ number: ' po-9 ', financialYear: 2027, valuePence: 1 })
      .expect(409);
    expect(pointers(again)).toEqual(['/number']);
    await officer
      .patch(`/api/v1/purchase-orders/${id}`)
      .set('If-Match', `"${String(version)}"`)
      .send({ validTo: '2027-03-31' })
      .expect(422);
    await officer.delete(`/api/v1/purchase-orders/${id}`).expect(204);
    const { body: all } = await group.get(running('purchase-orders')).expect(200);
    expect(all).toMatchObject({
      items: [{ number: 'PO-1' }],
      years: [
        {
          financialYear: 2026,
          orderedPence: 2_000_000,
          allocatedPence: 900_000,
          remainingPence: 1_100_000,
          notCovered: [],
        },
      ],
    });
  });

  it('that run out are noticed thirty days before the payment that they do not cover, and not after it is mended', async () => {
    const orders = (await officer.get(running('purchase-orders')).expect(200)).body as {
      items: { id: string; version: number }[];
    };
    const [order = { id: '', version: 0 }] = orders.items;
    const set = async (valuePence: number) => {
      const { body } = await officer.get(running('purchase-orders'));
      const version = (body as typeof orders).items[0]?.version ?? 0;
      await officer
        .patch(`/api/v1/purchase-orders/${order.id}`)
        .set('If-Match', `"${String(version)}"`)
        .send({ valuePence })
        .expect(200);
      await judge();
    };
    await set(500_000);
    expect(await open('po_running_out')).toMatchObject([{ evidence: { dueOn: '2026-12-01', amountPence: 100_000 } }]);
    expect(missing(await ready(officer))).toContain('purchase_order');
    await set(600_000);
    expect(await open('po_running_out')).toEqual([]);
    await set(900_000);
    expect(missing(await ready(officer))).not.toContain('purchase_order');
    await set(899_999);
    expect((await ready(officer)).payments.filter((each) => each.missing.includes('purchase_order'))).toMatchObject([
      { id: p.instalments.aG1March },
    ]);
    await set(2_000_000);
  });
});

describe('how a contract is set up to be paid', () => {
  interface Setup {
    supplierNumber: string | null;
    purchaseOrderNeeded: boolean | null;
    version: number;
  }
  const setup = async (who = officer) => (await who.get(running('payment-setup')).expect(200)).body as Setup;
  const change = (version: number, wanted: object, who = officer) =>
    who
      .patch(running('payment-setup'))
      .set('If-Match', `"${String(version)}"`)
      .send(wanted);

  it('is kept by finance: the supplier number of the group, and whether payments need an order', async () => {
    const { version } = await setup();
    const wanted = { supplierNumber: ' S-7 ', purchaseOrderNeeded: false, regime: 'procurement_act' };
    const { body } = await change(version, wanted).expect(200);
    expect(body).toMatchObject({ ...wanted, supplierNumber: 'S-7', version: version + 1 });
    expect(missing(await ready(officer))).not.toContain('supplier_number');
    await change(version, { supplierNumber: 'S-8' }).expect(412);
    expect(await setup()).toMatchObject({ supplierNumber: 'S-7' });
    const { body: contract } = await manager.get(`/api/v1/contracts/${p.contracts.aG1Running}`).expect(200);
    expect(contract).toMatchObject({ purchaseOrderNeeded: false, regime: 'procurement_act' });
    const { body: emptied } = await change(version + 1, { supplierNumber: null, purchaseOrderNeeded: null }).expect(
      200,
    );
    expect(emptied).toMatchObject({ supplierNumber: null, purchaseOrderNeeded: null, regime: 'procurement_act' });
    await change(version + 2, { regime: 'none' }).expect(400);
    expect((await change(version + 2, { regime: null }).expect(200)).body).toMatchObject({ regime: null });
    expect(missing(await ready(officer))).toContain('supplier_number');
    expect(pointers(await change(version + 3, { supplierNumber: ' ' }).expect(400))).toEqual(['/supplierNumber']);
    await group.get(running('payment-setup')).expect(403);
  });

  it('may need an order where none is on record, which a manager says on the contract too', async () => {
    const other = `/api/v1/contracts/${p.contracts.aG2Future}`;
    const { body } = await manager.get(other).expect(200);
    const { version } = body as { version: number };
    await manager
      .patch(other)
      .set('If-Match', `"${String(version)}"`)
      .send({ purchaseOrderNeeded: true })
      .expect(200);
    expect(missing(await ready(officer, p.contracts.aG2Future))).toContain('purchase_order');
    await manager
      .patch(other)
      .set('If-Match', `"${String(version + 1)}"`)
      .send({ purchaseOrderNeeded: null })
      .expect(200);
    expect(missing(await ready(officer, p.contracts.aG2Future))).not.toContain('purchase_order');
  });
});

describe('readiness to be paid', () => {
  it('says what is missing, whose it is and by when, and tells a group nothing of the ledger', async () => {
    const { checks } = await ready(officer);
    const payee = checks.find(({ check }) => check === 'payee_name');
    expect(payee).toMatchObject({ met: false, actsOn: 'group' });
    const seen = (await ready(group)).checks.map(({ check }) => check);
    expect(seen).not.toContain('coding');
    expect(seen).not.toContain('supplier_number');
  });

  it('is the same for one contract as for many payments at once', async () => {
    const { body } = await manager.get(`/api/v1/contracts/${p.contracts.aG1Running}`).expect(200);
    await manager
      .patch(`/api/v1/contracts/${p.contracts.aG1Running}`)
      .set('If-Match', `"${String((body as { version: number }).version)}"`)
      .send({ invoiceNeeded: true })
      .expect(200);
    const { payments } = await ready(officer);
    const actor = {
      kind: 'system',
      id: null,
      side: 'health',
      organisationId: p.healthBodies.a,
      roles: [],
      requestId: null,
    } as const;
    const many = await test.app.get(TenantService, { strict: false }).transaction(actor, (tx) =>
      test.app.get(PaymentReadiness, { strict: false }).missing(
        tx,
        payments.map(({ id }) => id),
      ),
    );
    expect(payments.filter((each) => each.missing.length > 0).map((each) => [each.id, each.missing])).toEqual(
      payments.flatMap(({ id }) => {
        const found = many.get(id);
        return found === undefined ? [] : [[id, found]];
      }),
    );
    const of = (id: string) => payments.find((each) => each.id === id)?.missing;
    expect(of(p.instalments.aG1AtRisk)).toContain('invoice_to_check');
    expect(of(p.instalments.aG1January)).toContain('invoice');
  });

  it('becomes a finding of the health body, and what waits on the group an item without a severity', async () => {
    await judge();
    expect(await open('payment_not_ready')).toHaveLength(1);
    const { body } = await group.get('/api/v1/waiting-for-you').expect(200);
    const { items } = body as { items: { what: string; link: string }[] };
    const contract = `/api/v1/contracts/${p.contracts.aG1Running}`;
    const asked = items.filter(({ link }) => link === contract).map(({ what }) => what);
    expect(asked).toEqual(
      expect.arrayContaining([
        'Say the name on your bank account, as the bank has it',
        'Send an invoice for the next payment',
      ]),
    );
    await test.db.rows(`update organisation set payee_name = 'HARBOUR LTS' where id = $1`, [p.groups.g1]);
    await judge();
    expect(await open('payee_name_awaited')).toEqual([]);
  });

  it('asks for the coding of each financial year by itself', async () => {
    const of = async () => (await ready(officer)).payments.filter((each) => each.missing.includes('coding')).length;
    expect(await of()).toBe(0);
    await test.db.rows('update contract_coding set financial_year = 2025 where contract_id = $1', [
      p.contracts.aG1Running,
    ]);
    expect(await of()).toBeGreaterThan(0);
    const coding = { financialYear: 2026, costCentre: 'C20', accountCode: '5211', analysisCode: null };
    const { body } = await officer.put(running('coding')).send(coding).expect(200);
    expect(body).toMatchObject({ items: [coding, { financialYear: 2025 }] });
    expect(await of()).toBe(0);
    const approver = await test.as('finance_approver', p.healthBodies.a);
    await approver.put(running('coding')).send(coding).expect(403);
    await group.get(running('codings')).expect(403);
  });
});

describe('a schedule', () => {
  it('is read by the group, once a version, and both sides see when', async () => {
    const grant = p.contracts.bG1Grant;
    await judge();
    expect(await open('schedule_unread', grant)).toHaveLength(1);
    const before = await ready(group, grant);
    expect(before.acknowledgedOn).toBeNull();
    const acknowledge = (scheduleVersion: number) =>
      group.post(`/api/v1/contracts/${grant}/schedule/acknowledgement`).send({ scheduleVersion });
    await acknowledge(before.scheduleVersion + 1).expect(409);
    const { body } = await acknowledge(before.scheduleVersion).expect(201);
    expect(body).toMatchObject({ acknowledgedOn: TODAY });
    await acknowledge(before.scheduleVersion).expect(201);
    const events = await test.db.rows('select 1 from audit_event where subject_id = $1 and action = $2', [
      grant,
      'contract.schedule-acknowledged',
    ]);
    expect(events).toHaveLength(1);
    const payer = await test.as('partnership_manager', p.healthBodies.b);
    expect(await ready(payer, grant)).toMatchObject({ acknowledgedOn: TODAY });
    await judge();
    expect(await open('schedule_unread', grant)).toEqual([]);
  });
});
