import { makeReady } from './support/finance';
import { instalmentMaker } from './support/new-instalment';
import { pointers } from './support/pointers';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { named, read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

type Answer = Record<string, unknown> & { id: string; version: number };

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let officer: Agent;
let member: Agent;
let newInstalment: (pence?: number) => Promise<string>;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  officer = await test.as('finance_officer', p.healthBodies.a);
  member = await test.as('group_member', p.groups.g1);
  await makeReady(test.db, p);
  newInstalment = await instalmentMaker(test.db, p);
});
afterAll(() => test.close());

const HOLD = { reasonCode: 'papers_missing', reason: 'The purchase order ran out.', cause: 'payer' };

async function seen(id: string, who = manager): Promise<Answer> {
  const { body } = await who.get(`/api/v1/instalments/${id}`).expect(200);
  return body as Answer;
}
async function post(who: Agent, id: string, what: string, body: object = {}) {
  const { version } = await seen(id);
  return who
    .post(`/api/v1/instalments/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
}
async function moved(who: Agent, id: string, what: string, body: object = {}): Promise<Answer> {
  const answer = await post(who, id, what, body);
  expect([answer.status, answer.body]).toMatchObject([201, { id }]);
  return answer.body as Answer;
}
async function history(id: string, who = manager): Promise<Record<string, Record<string, unknown>[]>> {
  const { body } = await who.get(`/api/v1/instalments/${id}/history`).expect(200);
  return body as Record<string, Record<string, unknown>[]>;
}
const said = (body: unknown) => (body as { detail: string }).detail;
/** As a run does. */
const sendOff = (id: string) =>
  test.db.rows(`update instalment set state = 'exported', version = version + 1 where id = $1`, [id]);

describe('approving one payment', () => {
  it('and taking it back leave their history, their audit and the new version', async () => {
    const id = await newInstalment();
    const { version } = await moved(manager, id, 'approval');
    await manager
      .delete(`/api/v1/instalments/${id}/approval`)
      .set('If-Match', `"${String(version)}"`)
      .expect(204);
    expect(await seen(id)).toMatchObject({ state: 'planned', version: version + 1 });
    expect((await history(id, member)).moves).toMatchObject([
      { position: 1, fromState: 'planned', toState: 'approved', reasonCode: 'approved' },
      { position: 2, fromState: 'approved', toState: 'planned', reasonCode: 'approval_taken_back' },
    ]);
    const events = await test.db.rows('select action from audit_event where subject_id = $1 order by id', [id]);
    expect(events).toEqual([{ action: 'instalment.approved' }, { action: 'instalment.unapproved' }]);
  });

  it('asks for the version, and loses nobody else’s change', async () => {
    const id = await newInstalment();
    await manager.post(`/api/v1/instalments/${id}/approval`).send({}).expect(428);
    const stale = await manager.post(`/api/v1/instalments/${id}/approval`).set('If-Match', '"9"').expect(412);
    expect(stale.headers.etag).toBe('"1"');
  });

  it('is refused with the reason where it cannot be', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'approval');
    const again = await post(manager, id, 'approval');
    expect([again.status, said(again.body)]).toEqual([409, 'This payment cannot be approved: it is approved already.']);
    const held = await post(manager, p.instalments.aG1OnTime, 'hold', HOLD);
    expect([held.status, said(held.body)]).toEqual([409, 'This payment cannot be held: it has been received in full.']);
  });
});

describe('a hold', () => {
  it('is overdue still, with its reason, and both sides say whose cause it is', async () => {
    const id = await newInstalment();
    const held = await moved(officer, id, 'hold', { ...HOLD, groupToldOn: '2026-11-21' });
    expect(held).toMatchObject({ state: 'held', overdue: true, holdCause: 'payer', hold: { reason: HOLD.reason } });
    const { hold } = (await seen(id, member)) as unknown as { hold: { id: string; version: number } };
    const change = (who: Agent, version: number, body: object) =>
      who
        .patch(`/api/v1/instalments/${id}/holds/${hold.id}`)
        .set('If-Match', `"${String(version)}"`)
        .send(body);
    const answer = await change(member, hold.version, { cause: 'group', comment: 'We sent it late.' }).expect(200);
    expect(answer.body).toMatchObject({ causeByHealth: 'payer', causeByGroup: 'group', cause: 'disputed', version: 2 });
    await change(manager, 1, { cause: 'group' }).expect(412);
    await change(manager, 2, { cause: 'group' }).expect(200);
    expect(await seen(id)).toMatchObject({ holdCause: 'group', hold: { groupComment: 'We sent it late.' } });
    expect(pointers(await change(member, 3, { groupToldOn: '2026-11-20' }).expect(422))).toEqual(['/groupToldOn']);
    expect(pointers(await change(manager, 3, { comment: 'No' }).expect(422))).toEqual(['/comment']);
  });

  it('is released with what was put right, and the payment is planned again', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'approval');
    await moved(manager, id, 'hold', HOLD);
    const released = await moved(officer, id, 'hold/release', { reason: 'There is a new one.' });
    expect(released).toMatchObject({ state: 'planned', hold: null, holdCause: null });
    const { moves, holds } = await history(id, officer);
    expect(holds).toMatchObject([
      { ended: 'released', releasedOn: '2026-11-22', releaseReason: 'There is a new one.', cause: 'payer' },
    ]);
    expect(moves?.slice(1)).toMatchObject([
      { toState: 'held', reasonCode: 'papers_missing', reason: HOLD.reason },
      { toState: 'planned', reasonCode: 'released', reason: 'There is a new one.' },
    ]);
  });

  it('ends with what it held, but not for money that came by mistake', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'hold', HOLD);
    const receipt = { instalmentId: id, amountPence: 100, receivedOn: '2026-11-20' };
    const { body } = await officer.post('/api/v1/receipts').send(receipt).expect(201);
    expect(await seen(id)).toMatchObject({ state: 'paid', hold: null });
    await officer
      .post(`/api/v1/receipts/${(body as Answer).id}/reversal`)
      .send({ reason: 'Another one' })
      .expect(201);
    expect(await seen(id)).toMatchObject({ state: 'held', holdCause: 'payer' });
    await test.db.rows(`update instalment set state = 'cancelled' where id = $1`, [id]);
    expect((await history(id)).holds).toMatchObject([{ ended: 'cancelled' }]);
  });

  it('cannot tell of a day that has not come, nor be without a reason or a cause', async () => {
    const id = await newInstalment();
    const future = await post(manager, id, 'hold', { ...HOLD, groupToldOn: '2026-11-23' });
    expect([future.status, pointers(future)]).toEqual([422, ['/groupToldOn']]);
    const empty = await post(manager, id, 'hold', { reason: ' ' });
    expect([empty.status, pointers(empty)]).toEqual([400, ['/reasonCode', '/reason', '/cause']]);
  });

  it('is found in the list by itself', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'hold', HOLD);
    const { items } = await read(manager, 'instalments', { held: true });
    expect(items.map((item) => item.id)).toContain(id);
    expect(items.every((item) => item.state === 'held' && item.hold !== null)).toBe(true);
  });
});

describe('a payment that the bank sent back', () => {
  it('waits to be attempted again, with what the bank said', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'approval');
    await sendOff(id);
    const request = { reasonCode: 'account_closed', bankCode: 'AC04', returnedOn: '2026-11-19' };
    expect(await moved(officer, id, 'return', request)).toMatchObject({ state: 'returned', receivedPence: 0 });
    await moved(officer, id, 'new-attempt', { reason: 'The group gave us its new account.' });
    expect((await history(id)).moves?.slice(2)).toMatchObject([
      {
        toState: 'returned',
        reasonCode: 'account_closed',
        reason: 'The bank’s code is AC04.',
        happenedOn: '2026-11-19',
      },
      { toState: 'planned', reasonCode: 'new_attempt', happenedOn: null },
    ]);
  });

  it('was sent: part of it may have come, and it stays sent until the rest does', async () => {
    const id = await newInstalment();
    await moved(manager, id, 'approval');
    await sendOff(id);
    const part = { instalmentId: id, amountPence: 40, receivedOn: '2026-11-20' };
    await officer.post('/api/v1/receipts').send(part).expect(201);
    expect(await seen(id)).toMatchObject({ state: 'exported', outstandingPence: 60, atRisk: false });
    await officer
      .post('/api/v1/receipts')
      .send({ ...part, amountPence: 60 })
      .expect(201);
    const back = { amountPence: 100, recoveredOn: '2026-11-21', reason: 'Taken back by the bank' };
    await officer.post(`/api/v1/instalments/${id}/recoveries`).send(back).expect(201);
    expect(await seen(id)).toMatchObject({ state: 'returned' });
    const wrong = await post(officer, id, 'return', { reasonCode: 'other', returnedOn: '2026-11-20' });
    expect(wrong.status).toBe(409);
  });
});

describe('what the group says', () => {
  it('arrived or not: the latest counts, and the ledger stays as it is', async () => {
    const id = p.instalments.aG1Late;
    const say = (body: object) => member.post(`/api/v1/instalments/${id}/arrival-statements`).send(body);
    await say({ said: 'not_arrived', aboutOn: '2026-11-21', note: 'We looked twice.' }).expect(201);
    expect(await seen(id)).toMatchObject({ arrivalSaid: 'not_arrived', state: 'paid' });
    expect(named(p.instalments, await read(manager, 'instalments', { notArrived: true }))).toEqual(['aG1Late']);
    const { body } = await say({ said: 'arrived', aboutOn: '2026-08-14' }).expect(201);
    expect((body as Record<string, unknown>).arrivalStatements).toMatchObject([
      { said: 'not_arrived', note: 'We looked twice.' },
      { said: 'arrived', aboutOn: '2026-08-14', note: null },
    ]);
    expect(named(p.instalments, await read(manager, 'instalments', { notArrived: true }))).toEqual([]);
    expect(pointers(await say({ said: 'arrived', aboutOn: '2026-11-23' }).expect(422))).toEqual(['/aboutOn']);
  });

  it('of what waiting meant: the health body reads it until it is taken back, and finance never', async () => {
    const id = p.instalments.aG1Overdue;
    const report = { reservesUsedPence: 250_000, serviceEffect: 'paused', staffAffected: 'under_5', words: 'Closed.' };
    const { body } = await member.post(`/api/v1/instalments/${id}/impact-reports`).send(report).expect(201);
    const [{ id: reportId } = { id: '' }] = (body as { items: Answer[] }).items;
    expect((await history(id)).impactReports).toMatchObject([{ ...report, withdrawnAt: null }]);
    expect((await history(id, officer)).impactReports).toEqual([]);
    const withdrawal = `/api/v1/instalments/${id}/impact-reports/${reportId}`;
    await member.delete(withdrawal).expect(204);
    await member.delete(withdrawal).expect(204);
    expect((await history(id)).impactReports).toEqual([]);
    expect((await history(id, member)).impactReports).toMatchObject([{ id: reportId, words: 'Closed.' }]);
  });

  it('is refused on a payment that was cancelled', async () => {
    const id = await newInstalment();
    await test.db.rows(`update instalment set state = 'cancelled' where id = $1`, [id]);
    const statement = { said: 'not_arrived', aboutOn: '2026-11-20' };
    await member.post(`/api/v1/instalments/${id}/arrival-statements`).send(statement).expect(409);
  });
});

describe('many at the same moment', () => {
  it('approve, hold and pay one payment: it ends as one of them left it, and the others hear why', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await newInstalment();
      const at = (who: Agent, what: string, body: object = {}) =>
        who.post(`/api/v1/instalments/${id}/${what}`).set('If-Match', '"1"').send(body);
      const receipt = { instalmentId: id, amountPence: 100, receivedOn: '2026-11-20' };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => {
          if (n % 4 === 0)
            return officer.post('/api/v1/receipts').send({ ...receipt, reference: `Number ${String(n)}` });
          return n % 2 === 0 ? at(manager, 'approval') : at(officer, 'hold', HOLD);
        }),
      );
      const done = answers.filter(({ status }) => status === 201);
      const { moves, holds, receipts } = await history(id);
      const { state } = await seen(id);
      expect(state).toBe('paid');
      // the receipt, and at most one that came before it
      expect(receipts).toHaveLength(1);
      expect([1, 2]).toContain(done.length);
      expect(moves).toHaveLength(done.length);
      expect(holds?.length).toBe(moves?.filter(({ toState }) => toState === 'held').length);
      const losers = answers.filter(({ status }) => status !== 201);
      expect(losers.filter(({ status }) => ![409, 412, 422].includes(status))).toEqual([]);
      expect(losers.every(({ body }) => said(body).length > 20)).toBe(true);
    }
  });
});
