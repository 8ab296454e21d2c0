import { contract, payment } from './support/csv';
import { Importing } from './support/importing';
import { pointers } from './support/pointers';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { Agent } from './support/start-app';

let importing: Importing;
let p: Portfolio;
let manager: Agent;
let officer: Agent;
let groupLead: Agent;

beforeAll(async () => {
  importing = await Importing.start();
  p = await makePortfolio(importing.test.db);
  manager = await importing.test.as('partnership_manager', p.healthBodies.a);
  officer = await importing.test.as('finance_officer', p.healthBodies.a);
  groupLead = await importing.test.as('group_lead', p.groups.g1);
});
afterAll(() => importing.close());

type Name = keyof Portfolio['instalments'];
type Answer = Record<string, unknown> & { id: string };

/** £1,000.00 unless it is said otherwise. */
const received = (instalment: Name, change: object = {}) => ({
  instalmentId: p.instalments[instalment],
  amountPence: 100_000,
  receivedOn: '2026-11-20',
  reference: `BACS of ${instalment}`,
  ...change,
});
const record = (instalment: Name, change: object = {}) =>
  officer.post('/api/v1/receipts').send(received(instalment, change));
async function recorded(instalment: Name, change: object = {}): Promise<Answer> {
  const { body } = await record(instalment, change).expect(201);
  return body as Answer;
}
async function standing(instalment: Name, query = '', who = manager): Promise<Record<string, unknown>> {
  const { body } = await who.get(`/api/v1/instalments/${p.instalments[instalment]}${query}`).expect(200);
  return body as Record<string, unknown>;
}
const reverse = (id: string) => officer.post(`/api/v1/receipts/${id}/reversal`).send({ reason: 'Entered twice' });
const recover = (instalment: Name, change: object) =>
  officer
    .post(`/api/v1/instalments/${p.instalments[instalment]}/recoveries`)
    .send({ amountPence: 100_000, recoveredOn: '2026-11-21', reason: 'Paid twice by the bank', ...change });

describe('money entered by hand', () => {
  it('pays the instalment, in parts too, and both sides read it', async () => {
    const part = await recorded('aG1PartReceivedOverdue', { amountPence: 25_000, receivedOn: '2026-11-02' });
    expect(part).toMatchObject({ kind: 'receipt', amountPence: 25_000, source: 'hand', reversed: false });
    expect(await standing('aG1PartReceivedOverdue')).toMatchObject({ outstandingPence: 35_000, state: 'planned' });
    const rest = await recorded('aG1PartReceivedOverdue', { amountPence: 35_000 });
    expect(await standing('aG1PartReceivedOverdue', '', groupLead)).toMatchObject({
      outstandingPence: 0,
      state: 'paid',
      settledOn: '2026-11-20',
      overdue: false,
    });
    const { body } = await groupLead.get(`/api/v1/receipts/${rest.id}`).expect(200);
    expect(body).toEqual(rest);
    const events = await importing.rows('select * from audit_event where subject_id = $1', rest.id);
    expect(events).toMatchObject([
      {
        action: 'receipt.recorded',
        detail: { amountPence: 35_000, instalmentId: p.instalments.aG1PartReceivedOverdue },
      },
    ]);
  });

  it('is never more than what is outstanding, and the answer says how much that is', async () => {
    const answer = await record('aG1AtRisk', { amountPence: 100_001 }).expect(422);
    expect(pointers(answer)).toEqual(['/amountPence']);
    expect(JSON.stringify(answer.body)).toContain('£1,000.00 still outstanding');
    await record('aG1OnTime', { amountPence: 1 }).expect(422);
  });

  it('has a day that has come, and an instalment of one’s own', async () => {
    expect(pointers(await record('aG1AtRisk', { receivedOn: '2026-11-23' }).expect(422))).toEqual(['/receivedOn']);
    expect(pointers(await record('bG1Overdue').expect(422))).toEqual(['/instalmentId']);
    expect(pointers(await record('aG1AtRisk', { amountPence: 1.5 }).expect(400))).toEqual(['/amountPence']);
  });

  it('is not for what nobody owes: cancelled, or of a contract that was withdrawn', async () => {
    await importing.rows(`update instalment set state = 'cancelled' where id = $1`, p.instalments.aG2February);
    expect(pointers(await record('aG2February', { amountPence: 1 }).expect(422))).toEqual(['/instalmentId']);
    await importing.rows(`update contract set state = 'withdrawn' where id = $1`, p.contracts.aG2Future);
    expect(pointers(await record('aG2March', { amountPence: 1 }).expect(422))).toEqual(['/instalmentId']);
    await importing.rows(`update contract set state = 'agreed' where id = $1`, p.contracts.aG2Future);
  });

  it('is asked about where one like it is there, whatever the capitals of its reference', async () => {
    const alike = { amountPence: 10_000, reference: 'Remittance 7' };
    await recorded('aG1January', alike);
    await record('aG1January', { ...alike, reference: ' remittance  7' }).expect(409);
    await record('aG1February', alike).expect(409);
    await recorded('aG1January', { ...alike, anotherAlike: true });
    expect(await standing('aG1January')).toMatchObject({ receivedPence: 20_000 });
  });
});

describe('a receipt that was entered by mistake', () => {
  it('never counted: the payment is planned again, on every day', async () => {
    const { id } = await recorded('aG1Overdue');
    expect(await standing('aG1Overdue')).toMatchObject({ state: 'paid', settledOn: '2026-11-20' });
    const { body: reversal } = await reverse(id).expect(201);
    expect(reversal).toMatchObject({
      kind: 'reversal',
      reversesId: id,
      receivedOn: '2026-11-20',
      amountPence: 100_000,
    });
    for (const day of [TODAY, '2026-11-20', '2026-11-21']) {
      expect(await standing('aG1Overdue', `?asOf=${day}`, groupLead)).toMatchObject({
        state: 'planned',
        receivedPence: 0,
        settledOn: null,
        overdue: true,
        receipts: [
          { id, reversed: true },
          { kind: 'reversal', reversed: false, reason: 'Entered twice' },
        ],
      });
    }
    // What never counted does not stand in the way of the same receipt entered again.
    await reverse((await recorded('aG1Overdue')).id).expect(201);
  });

  it('is reversed once, and nothing else is', async () => {
    const { id } = await recorded('aG1Overdue', { amountPence: 5_000 });
    const { body } = await reverse(id).expect(201);
    await reverse(id).expect(409);
    await reverse((body as Answer).id).expect(422);
    await reverse(p.receipts.bG1OnTime).expect(404);
  });

  it('is corrected in one step: the old one out, the right one in', async () => {
    const { id } = await recorded('aG1AtRisk', { amountPence: 90_000, receivedOn: '2026-11-10' });
    const correct = (change: object) =>
      officer
        .post(`/api/v1/receipts/${id}/correction`)
        .send({ amountPence: 9_000, receivedOn: '2026-11-12', reason: 'One nought too many', ...change });
    expect(pointers(await correct({ amountPence: 100_001 }).expect(422))).toEqual(['/amountPence']);
    expect(pointers(await correct({ receivedOn: '2026-11-23' }).expect(422))).toEqual(['/receivedOn']);
    const { body } = await correct({ reference: 'BACS-9' }).expect(201);
    expect(body).toMatchObject({ kind: 'receipt', amountPence: 9_000, reason: 'One nought too many', reversed: false });
    expect(await standing('aG1AtRisk')).toMatchObject({ receivedPence: 9_000, state: 'planned' });
    expect((await officer.get(`/api/v1/receipts/${id}`)).body).toMatchObject({ reversed: true });
    await correct({}).expect(409);
  });

  it('stays out when its file is brought in again', async () => {
    const sheets = {
      contracts: [contract('Westmere Integrated Care Board', 'REV-1')],
      payments: [payment('REV-1', '1000', '2026-04-01', { 'Payment reference': 'Twice' })],
    };
    await importing.bring(sheets);
    const [row] = await importing.rows<{ id: string }>(`select id from receipt where reference = 'Twice'`);
    await reverse(row?.id ?? '').expect(201);
    const before = await importing.everything();
    const report = await importing.bring(sheets);
    expect(report).toMatchObject({ created: 0, updated: 0 });
    const after = await importing.everything();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.filter((table) => ['receipt', 'instalment', 'contract'].includes(table))).toEqual([]);
  });
});

describe('a receipt that was entered by hand', () => {
  it('is the same payment as in a file, unless it was reversed', async () => {
    const contracts = [contract('Westmere Integrated Care Board', 'REV-2')];
    await importing.bring({ contracts });
    const [row] = await importing.rows<{ id: string }>(
      `select i.id from instalment i join contract c on c.id = i.contract_id where c.reference = 'REV-2' and i.number = 1`,
    );
    const money = { instalmentId: row?.id, receivedOn: '2026-04-01', reference: 'By hand first' };
    const payments = [payment('REV-2', '1000', '2026-04-01', { 'Payment reference': 'By hand first' })];
    const { id } = await recorded('aG1Overdue', money);
    expect(await importing.bring({ payments })).toMatchObject({ created: 0 });
    await reverse(id).expect(201);
    expect(await importing.bring({ payments })).toMatchObject({ created: 1 });
  });
});

describe('money that was really taken back', () => {
  it('opens the payment again from its day on, and the ledger says so to both sides', async () => {
    await recover('aG1EndedFirst', { amountPence: 20_000, recoveredOn: '2025-05-01' }).expect(201);
    expect(await standing('aG1EndedFirst')).toMatchObject({
      state: 'returned',
      outstandingPence: 20_000,
      settledOn: null,
    });
    expect(await standing('aG1EndedFirst', '?asOf=2025-04-30', groupLead)).toMatchObject({
      outstandingPence: 0,
      settledOn: '2025-04-01',
      overdue: false,
    });
    const overdueOn = async (day: string) => {
      const query = { overdue: true, asOf: day, contractId: p.contracts.aG1Ended, count: true };
      const { body } = await manager.get('/api/v1/instalments').query(query).expect(200);
      const { items, count } = body as { items: Answer[]; count: number };
      expect(count).toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await overdueOn('2025-04-30')).toEqual([]);
    expect(await overdueOn('2025-05-02')).toEqual([p.instalments.aG1EndedFirst]);
    await recorded('aG1EndedFirst', { amountPence: 20_000, receivedOn: '2025-06-01' });
    expect(await standing('aG1EndedFirst')).toMatchObject({ state: 'paid', settledOn: '2025-06-01' });
  });

  it('is at most what had come by that day, and keeps what it was taken from', async () => {
    expect(pointers(await recover('aG1Overdue', {}).expect(422))).toEqual(['/amountPence']);
    expect(pointers(await recover('aG1OnTime', { recoveredOn: '2026-06-30' }).expect(422))).toEqual(['/amountPence']);
    expect(pointers(await recover('aG1OnTime', { recoveredOn: '2026-11-23' }).expect(422))).toEqual(['/recoveredOn']);
    await recover('bG1OnTime', {}).expect(404);
    await recover('aG1OnTime', { amountPence: 1 }).expect(201);
    await reverse(p.receipts.aG1OnTime).expect(409);
  });
});

describe('the receipts', () => {
  it('are found by payment, contract, partnership and day, in both directions', async () => {
    const ids = async (query: object, who = officer) => {
      const { body } = await who
        .get('/api/v1/receipts')
        .query({ limit: 200, count: true, ...query })
        .expect(200);
      const { items, count } = body as { items: Answer[]; count: number };
      expect(count).toBe(items.length);
      return items.map(({ id }) => id);
    };
    const parts = [p.receipts.aG1SecondPart, p.receipts.aG1FirstPart];
    for (const who of [officer, groupLead]) {
      expect(await ids({ instalmentId: p.instalments.aG1OnTimeInTwoParts }, who)).toEqual(parts);
      expect(await ids({ contractId: p.contracts.aG1Running, from: '2026-08-28', to: '2026-09-01' }, who)).toEqual(
        parts,
      );
    }
    const sort = 'receivedOn';
    expect(await ids({ partnershipId: p.partnerships.aG1, sort })).toEqual(
      (await ids({ partnershipId: p.partnerships.aG1 })).reverse(),
    );
    expect(await ids({ partnershipId: p.partnerships.bG1 })).toEqual([]);
    expect(await ids({ partnershipId: p.partnerships.bG1 }, groupLead)).toEqual([p.receipts.bG1OnTime]);
  });

  it('are sorted by days overdue where they are overdue', async () => {
    const days = async (sort: string) => {
      const { body } = await officer.get('/api/v1/instalments').query({ overdue: true, sort }).expect(200);
      return (body as { items: { daysOverdue: number }[] }).items.map(({ daysOverdue }) => daysOverdue);
    };
    const longestFirst = await days('-daysOverdue');
    expect(longestFirst).toEqual([...longestFirst].sort((a, b) => b - a));
    expect(await days('daysOverdue')).toEqual([...longestFirst].reverse());
    const answer = await officer.get('/api/v1/instalments').query({ sort: 'daysOverdue' }).expect(422);
    expect(pointers(answer)).toEqual(['/sort']);
  });
});

describe('many at the same moment', () => {
  const twenty = <T>(make: (at: number) => PromiseLike<T>) =>
    Promise.all(Array.from({ length: 20 }, (_, at) => make(at)));
  const counted = (answers: { status: number }[]) =>
    answers.reduce<Record<number, number>>((sums, { status }) => ({ ...sums, [status]: (sums[status] ?? 0) + 1 }), {});

  it('enter one receipt with one key, and all hear of the same', async () => {
    const answers = await twenty(() => record('aG1February').set('Idempotency-Key', 'one-key'));
    expect(counted(answers)).toEqual({ 201: 20 });
    expect(new Set(answers.map(({ body }) => (body as Answer).id)).size).toBe(1);
    expect(await standing('aG1February')).toMatchObject({ receivedPence: 100_000, state: 'paid' });
  });

  it('pay an instalment in full once, with a key for each', async () => {
    const answers = await twenty((at) =>
      record('aG1March', { reference: `Number ${String(at)}` }).set('Idempotency-Key', `key-${String(at)}`),
    );
    expect(counted(answers)).toEqual({ 201: 1, 422: 19 });
    expect(await standing('aG1March')).toMatchObject({ receivedPence: 100_000, state: 'paid' });
  });

  it('reverse a receipt once', async () => {
    const { id } = await recorded('aG1Overdue');
    expect(counted(await twenty(() => reverse(id)))).toEqual({ 201: 1, 409: 19 });
    expect(await standing('aG1Overdue')).toMatchObject({ receivedPence: 0, state: 'planned' });
  });
});
