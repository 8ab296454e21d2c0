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
let sent = 0;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await test.as('finance_officer', p.healthBodies.a);
  manager = await test.as('partnership_manager', p.healthBodies.a);
  group = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

interface Invoice extends Record<string, unknown> {
  id: string;
  version: number;
  state: string;
  documents: { id: string }[];
}
type Name = keyof Portfolio['instalments'];

const body = (instalment: Name, change: object = {}) => ({
  contractId: p.contracts.aG1Running,
  number: `G-${String((sent += 1))}`,
  datedOn: '2026-11-20',
  netPence: 100_000,
  instalmentIds: [p.instalments[instalment]],
  ...change,
});
const enter = (who: Agent, instalment: Name, change: object = {}) =>
  who.post('/api/v1/invoices').send(body(instalment, change));
async function entered(who: Agent, instalment: Name, change: object = {}): Promise<Invoice> {
  const { body: answer } = await enter(who, instalment, change).expect(201);
  return answer as Invoice;
}
const move = (who: Agent, { id, version }: Invoice, what: string, sends: object = {}) =>
  who
    .post(`/api/v1/invoices/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(sends);
const correct = (who: Agent, { id, version }: Invoice, change: object) =>
  who
    .patch(`/api/v1/invoices/${id}`)
    .set('If-Match', `"${String(version)}"`)
    .send(change);
const read = async (who: Agent, id: string) => (await who.get(`/api/v1/invoices/${id}`).expect(200)).body as Invoice;

describe('an invoice that a group sends', () => {
  it('is received the day it is sent, is checked, and both sides read what became of it', async () => {
    const invoice = await entered(group, 'aG1January');
    expect(invoice).toMatchObject({
      state: 'received',
      receivedOn: TODAY,
      totalPence: 100_000,
      paymentsPence: 100_000,
      amountMessage: null,
      enteredBy: 'group',
      daysUnchecked: 0,
    });
    const { body: valid } = await move(officer, invoice, 'validation').expect(201);
    expect(valid).toMatchObject({ state: 'valid', daysUnchecked: null, version: 2 });
    expect(await read(group, invoice.id)).toMatchObject({
      history: [
        { state: 'received', bySide: 'group' },
        { state: 'valid', bySide: 'health' },
      ],
    });
    const events = await test.db.rows(
      'select organisation_id, action from audit_event where subject_id = $1 order by id',
      [invoice.id],
    );
    expect(events).toEqual([
      { organisation_id: p.groups.g1, action: 'invoice.entered' },
      { organisation_id: p.healthBodies.a, action: 'invoice.validated' },
    ]);
    await move(officer, valid as Invoice, 'credit').expect(201);
  });

  it('is not refused for another amount: it says by how much it differs', async () => {
    const invoice = await entered(group, 'aG1January', { netPence: 100_000, vatPence: 20_000 });
    expect(invoice.amountMessage).toBe(
      'The invoice is for £1,200.00, £200.00 more than its payments together (£1,000.00).',
    );
    await move(group, invoice, 'credit').expect(201);
  });

  it('is disputed with a reason, corrected by the group, and counts as received when it comes back right', async () => {
    const invoice = await entered(officer, 'aG1January', { receivedOn: '2026-11-02' });
    await move(officer, invoice, 'credit').expect(201);
    const own = await entered(group, 'aG1January');
    await test.db.rows(`update invoice set received_on = '2026-11-02' where id = $1`, [own.id]);
    const { body: disputed } = await move(officer, { ...own, version: 1 }, 'dispute', {
      reason: 'It quotes last year’s order.',
      groupToldOn: '2026-11-12',
    }).expect(201);
    expect(disputed).toMatchObject({
      state: 'disputed',
      disputeReason: 'It quotes last year’s order.',
      daysUntilDisputed: 10,
    });
    const { body: right } = await correct(group, disputed as Invoice, { number: `R-${own.id}` }).expect(200);
    expect(right).toMatchObject({ state: 'received', receivedOn: TODAY, disputeReason: null });
    await move(officer, right as Invoice, 'validation').expect(201);
  });

  it('is checked again after it is corrected', async () => {
    const invoice = await entered(group, 'aG1February');
    const { body: valid } = await move(officer, invoice, 'validation').expect(201);
    const { body: corrected } = await correct(group, valid as Invoice, { netPence: 90_000 }).expect(200);
    expect(corrected).toMatchObject({ state: 'received', netPence: 90_000 });
    const instalmentIds = [p.instalments.aG1February, p.instalments.aG1March];
    const { body: both } = await correct(group, corrected as Invoice, { instalmentIds }).expect(200);
    expect((both as { payments: unknown[] }).payments).toHaveLength(2);
    await move(group, both as Invoice, 'credit').expect(201);
  });

  it('is not the health body’s to correct, nor the group’s to call valid', async () => {
    const invoice = await entered(group, 'aG1February');
    await correct(officer, invoice, { netPence: 1 }).expect(403);
    await move(group, invoice, 'validation').expect(403);
    await move(group, invoice, 'dispute', { reason: 'No' }).expect(403);
    const written = await entered(officer, 'aG1March');
    await correct(group, written, { netPence: 1 }).expect(403);
    await move(group, written, 'credit').expect(403);
    await move(officer, written, 'credit').expect(201);
    await move(group, invoice, 'credit').expect(201);
  });
});

describe('what an invoice cannot be', () => {
  it('is sent twice under one number, however it is written', async () => {
    const invoice = await entered(group, 'aG1February', { number: 'Inv 77' });
    const again = await enter(group, 'aG1March', { number: 'INV77' }).expect(409);
    expect(pointers(again)).toEqual(['/number']);
    await move(group, invoice, 'credit').expect(201);
    const free = await entered(group, 'aG1March', { number: 'INV77' });
    await move(group, free, 'credit').expect(201);
  });

  it('asks for a payment that has an invoice already, even where twenty ask at once', async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => enter(group, 'aG1March')));
    const answers = tries.map(({ status }) => status);
    expect(answers.filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set([201, 409]));
    const live = await test.db.rows('select 1 from invoice_instalment where instalment_id = $1 and live', [
      p.instalments.aG1March,
    ]);
    expect(live).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['of nothing', { netPence: 0 }, '/netPence'],
    ['for a payment of another contract', { instalmentIds: ['x'] }, '/instalmentIds'],
    ['dated a year ahead', { datedOn: '2027-11-20' }, '/datedOn'],
    ['received when the group says', { receivedOn: '2026-11-01' }, '/receivedOn'],
  ])('is %s', async (_, change, pointer) => {
    const wrong = 'instalmentIds' in change ? { instalmentIds: [p.instalments.bG1Third] } : change;
    const refused = await enter(group, 'aG1February', wrong).expect(422);
    expect(pointers(refused)).toEqual([pointer]);
  });

  it('changes after a payment of it has left, though it may still be called valid', async () => {
    const invoice = await entered(officer, 'aG1Late', { receivedOn: '2026-07-20', number: 'OLD-1' });
    await move(officer, invoice, 'dispute', { reason: 'Too late' }).expect(409);
    await correct(officer, invoice, { netPence: 1 }).expect(409);
    await move(officer, invoice, 'credit').expect(409);
    await move(officer, invoice, 'validation').expect(201);
  });

  it('changes behind the back of somebody who has not seen it', async () => {
    const invoice = await entered(group, 'aG1February');
    await move(officer, invoice, 'validation').expect(201);
    await move(officer, invoice, 'dispute', { reason: 'x' }).expect(412);
    await officer.post(`/api/v1/invoices/${invoice.id}/dispute`).send({ reason: 'x' }).expect(428);
  });
});

describe('the database itself', () => {
  const asGroup = (sql: string, values: unknown[]) =>
    test.database.dataSource.transaction(async (tx) => {
      await tx.query(`select set_config('role', 'accord_group', true), set_config('app.tenant', $1, true)`, [
        p.groups.g1,
      ]);
      return tx.query<unknown>(sql, values);
    });

  it('lets no group call an invoice valid, change what the other side wrote, or enter one for it', async () => {
    const own = await entered(group, 'aG1OnTime');
    await expect(asGroup(`update invoice set state = 'valid' where id = $1`, [own.id])).rejects.toThrow('row-level');
    const { invoices } = p;
    await expect(
      asGroup(`update invoice set entered_by_side = 'health' where id = $1`, [invoices.aG1]),
    ).rejects.toThrow('permission denied');
    await expect(asGroup(`delete from invoice where id = $1`, [invoices.aG1])).rejects.toThrow('permission denied');
    await expect(asGroup(`insert into contract_coding default values`, [])).rejects.toThrow('permission denied');
  });
});

describe('a finance officer', () => {
  it('reads the payee and the amount, and nothing else of the partnership', async () => {
    await test.db.rows(`update organisation set payee_name = 'HARBOUR LTS' where id = $1`, [p.groups.g1]);
    const { body: page } = await officer.get('/api/v1/invoices').expect(200);
    const { items } = page as { items: Record<string, unknown>[] };
    expect(items.every(({ group: name }) => name === 'HARBOUR LTS')).toBe(true);
    expect(JSON.stringify(items)).not.toContain('Agreement W-001');
    const known = await read(manager, p.invoices.aG1);
    expect(known.group).not.toBe('HARBOUR LTS');
  });
});
