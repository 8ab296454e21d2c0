import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import { agreedContract, movedToExported, path, plan, receive } from './support/varied';

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

/** £9,000 monthly in advance, July 2026 to March 2027. */
const agreed = (rest: object = {}) => agreedContract({ manager, groupLead }, p.partnerships.aG1, rest);
const said = (effectiveOn: string, rest: object = {}) => ({
  effectiveOn,
  reasonCode: 'budget_cut',
  reason: 'The programme behind it was not renewed.',
  approvedByContactId: p.contacts.aLeadWithG1,
  groupToldOn: '2026-11-20',
  ...rest,
});
const terminate = (id: string, effectiveOn: string, rest: object = {}) =>
  manager
    .post(`${path(id)}/termination`)
    .set('If-Match', '"2"')
    .send(said(effectiveOn, rest));
const lines = async (id: string) =>
  (await plan(manager, id)).map(({ periodStartsOn, periodEndsOn, netPence, state }) =>
    [periodStartsOn, periodEndsOn, netPence, state].join(' '),
  );
interface Due {
  id: string;
  amountPence: number;
  neverCamePence: number;
  state: string;
  version: number;
  instalmentId: string;
}
const due = async (id: string, by = manager) =>
  ((await by.get(`/api/v1/recoveries-due?contractId=${id}`).expect(200)).body as { items: Due[] }).items;
const lineOf = async (id: string, at: number) => (await plan(manager, id))[at]?.id ?? '';
const instalment = async (id: string) => (await manager.get(`/api/v1/instalments/${id}`).expect(200)).body as object;

describe('ending a contract in the middle of a period', () => {
  it('is seen first, then pays by days for the last period, and cancels the rest', async () => {
    const id = await agreed({ vatTreatment: 'standard' });
    const { body } = await manager
      .post(`${path(id)}/termination/preview`)
      .send({ effectiveOn: '2026-12-10' })
      .expect(200);
    expect(body).toMatchObject({ oldPence: 10_800_00, newPence: 6_387_10, recoveries: [], released: [] });
    const { previewKey } = body as { previewKey: string };
    await terminate(id, '2026-12-10', { previewKey }).expect(201);
    expect((await lines(id)).slice(4)).toEqual([
      '2026-11-01 2026-11-30 100000 planned',
      '2026-12-01 2026-12-10 32258 planned',
    ]);
    expect(
      await test.db.rows('select vat_pence from instalment where contract_id = $1 and net_pence = 32258', [id]),
    ).toEqual([{ vat_pence: '6452' }]);
    const before = await plan(groupLead, id, '?version=1');
    expect(before).toHaveLength(9);
    expect(await due(id)).toEqual([]);
  });

  it('asks again when money moved since it was seen', async () => {
    const id = await agreed();
    const { body } = await manager.post(`${path(id)}/termination/preview`).send({ effectiveOn: '2026-12-10' });
    const { previewKey } = body as { previewKey: string };
    await receive(test.db, (await plan(manager, id))[5]?.id ?? '', 1_000_00);
    await terminate(id, '2026-12-10', { previewKey }).expect(412);
    expect((await plan(manager, id)).map(({ state }) => state)).not.toContain('cancelled');
  });

  it('takes back by days what was paid in advance, and the payment stays paid', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    await receive(test.db, december, 1_000_00);
    await receive(test.db, january, 1_000_00);
    await terminate(id, '2026-12-10').expect(201);
    const owed = await due(id, groupLead);
    expect(owed.map(({ amountPence, state }) => [amountPence, state]).sort()).toEqual([
      [1_000_00, 'due'],
      [677_42, 'due'],
    ]);
    expect(await instalment(december)).toMatchObject({ state: 'paid', outstandingPence: 0 });
    const take = (of: string, amountPence: number) =>
      manager
        .post(`/api/v1/instalments/${of}/recoveries`)
        .send({ amountPence, recoveredOn: '2026-11-21', reason: 'Ended early' })
        .expect(201);
    await take(december, 600_00);
    expect((await due(id)).find(({ instalmentId }) => instalmentId === december)).toMatchObject({
      recoveredPence: 600_00,
      state: 'due',
    });
    await take(december, 77_42);
    expect(await instalment(december)).toMatchObject({
      state: 'paid',
      overdue: false,
      receivedPence: 322_58,
      outstandingPence: 0,
      amountPence: 322_58,
    });
    await take(january, 1_000_00);
    expect(await instalment(january)).toMatchObject({ state: 'cancelled', receivedPence: 0 });
    expect((await due(id)).map(({ state }) => state)).toEqual(['recovered', 'recovered']);
    const [{ net } = { net: 0 }] = await test.db.rows<{ net: number }>(
      `select sum(amount_pence)::int as net from instalment where contract_id = $1 and state <> 'cancelled'`,
      [id],
    );
    expect(net).toBe(5_000_00 + 322_58);
  });

  it('counts what was sent as paid, and what came back from the bank as not', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    for (const line of [december, january]) await movedToExported(test.db, line);
    await test.db.rows(`update instalment set state = 'returned' where id = $1`, [january]);
    await terminate(id, '2026-12-10').expect(201);
    expect((await due(id)).map(({ amountPence }) => amountPence)).toEqual([677_42]);
    expect(await instalment(december)).toMatchObject({ state: 'exported' });
    expect(await instalment(january)).toMatchObject({ state: 'cancelled' });
  });

  it('asks for no more than is owed of a payment that came in part', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    await receive(test.db, december, 100_00);
    await receive(test.db, january, 100_00);
    await terminate(id, '2026-12-10').expect(201);
    expect(await instalment(december)).toMatchObject({ amountPence: 322_58, outstandingPence: 222_58 });
    expect(await instalment(january)).toMatchObject({ state: 'paid', outstandingPence: 0 });
    expect((await due(id)).map(({ amountPence }) => amountPence)).toEqual([100_00]);
  });
});

describe('what is due back once the money of it is not there', () => {
  const back = (id: string, version: number) =>
    manager
      .post(`/api/v1/instalments/${id}/return`)
      .set('If-Match', `"${String(version)}"`)
      .send({ reasonCode: 'no_account', returnedOn: '2026-11-21' });
  const versionOf = async (id: string) => ((await instalment(id)) as { version: number }).version;
  const undo = async (id: string) =>
    manager
      .post(`/api/v1/instalments/${id}/return/undo`)
      .set('If-Match', `"${String(await versionOf(id))}"`)
      .send({ reason: 'It was another payment.' });
  const dues = async (id: string) =>
    (await due(id))
      .map(({ amountPence, neverCamePence, state }) => [amountPence, neverCamePence, state].join(' '))
      .sort();

  it('is not asked of the group after the bank sent the payment back: only what is owed is sent again', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    for (const line of [december, january]) await movedToExported(test.db, line);
    await terminate(id, '2026-12-10').expect(201);
    for (const line of [december, january]) await back(line, await versionOf(line)).expect(201);
    expect(await dues(id)).toEqual(['100000 100000 never_came', '67742 67742 never_came']);
    expect(await instalment(december)).toMatchObject({
      state: 'returned',
      amountPence: 322_58,
      outstandingPence: 322_58,
    });
    expect(await instalment(january)).toMatchObject({ state: 'cancelled', outstandingPence: 0 });
  });

  it('is due again when it was a mistake that the payment came back', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    for (const line of [december, january]) await movedToExported(test.db, line);
    await terminate(id, '2026-12-10').expect(201);
    for (const line of [december, january]) await back(line, await versionOf(line)).expect(201);
    for (const line of [december, january]) expect((await undo(line)).status).toBe(201);
    expect(await dues(id)).toEqual(['100000 0 due', '67742 0 due']);
    for (const line of [december, january]) {
      expect(await instalment(line)).toMatchObject({ state: 'exported', amountPence: 1_000_00 });
    }
  });

  it('is not asked for a receipt that never came, nor is that paid after all', async () => {
    const id = await agreed();
    const [december, january] = [await lineOf(id, 5), await lineOf(id, 6)];
    for (const line of [december, january]) await receive(test.db, line, 600_00);
    for (const line of [december, january]) await receive(test.db, line, 400_00);
    await terminate(id, '2026-12-10').expect(201);
    const receipts = await test.db.rows<{ id: string }>(
      'select id from receipt where contract_id = $1 order by amount_pence, instalment_id = $2',
      [id, december],
    );
    for (const [at, { id: receipt }] of receipts.entries()) {
      await manager.post(`/api/v1/receipts/${receipt}/reversal`).send({ reason: 'Not ours' }).expect(201);
      if (at !== 1) continue;
      expect(await dues(id)).toEqual(['100000 40000 due', '67742 40000 due']);
      expect(await instalment(december)).toMatchObject({ state: 'paid', amountPence: 600_00, outstandingPence: 0 });
    }
    expect(await dues(id)).toEqual(['100000 100000 never_came', '67742 67742 never_came']);
    expect(await instalment(december)).toMatchObject({ state: 'planned', amountPence: 322_58 });
    expect(await instalment(january)).toMatchObject({ state: 'cancelled' });
  });

  it('is less where a part of the money was never there, and settled by taking back the rest', async () => {
    const id = await agreed();
    const january = await lineOf(id, 6);
    for (const pence of [600_00, 400_00]) await receive(test.db, january, pence);
    await terminate(id, '2026-12-10').expect(201);
    const [receipt] = await test.db.rows<{ id: string }>(
      'select id from receipt where contract_id = $1 and amount_pence = 40000',
      [id],
    );
    await manager
      .post(`/api/v1/receipts/${receipt?.id ?? ''}/reversal`)
      .send({ reason: 'Not ours' })
      .expect(201);
    await manager
      .post(`/api/v1/instalments/${january}/recoveries`)
      .send({ amountPence: 600_00, recoveredOn: '2026-11-21', reason: 'Ended early' })
      .expect(201);
    expect(await dues(id)).toEqual(['100000 40000 recovered']);
    expect(await instalment(january)).toMatchObject({ state: 'cancelled', receivedPence: 0 });
  });
});

it('the payer may let it go, once', async () => {
  const id = await agreed();
  await receive(test.db, (await plan(manager, id))[8]?.id ?? '', 1_000_00);
  await terminate(id, '2026-12-31').expect(201);
  const [owed] = await due(id);
  const waive = (by: Agent) =>
    by
      .post(`/api/v1/recoveries-due/${owed?.id ?? ''}/waiver`)
      .set('If-Match', '"1"')
      .send({ reason: 'Keep it.' });
  await waive(groupLead).expect(403);
  const answers = await Promise.all(Array.from({ length: 10 }, () => waive(manager)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await due(id, groupLead)).toMatchObject([{ state: 'waived_by_health', waivedReason: 'Keep it.' }]);
});
