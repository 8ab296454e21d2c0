import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import { accept, agreedContract, answer, inPounds, more, path, plan, propose, read, receive } from './support/varied';

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
const agreed = () => agreedContract({ manager, groupLead }, p.partnerships.aG1);

describe('answering a variation', () => {
  it('asks again when money moved since it was looked at', async () => {
    const id = await agreed();
    const seen = await propose(manager, id);
    await receive(test.db, (await plan(manager, id))[6]?.id ?? '', 1_000_00);
    const { body } = await accept(groupLead, seen).expect(412);
    expect(body).toMatchObject({ detail: expect.stringContaining('Look at it again') });
    const again = await read(groupLead, seen.id);
    expect(again.preview.lines[6]).toMatchObject({ kept: 'sent_or_received' });
    await accept(groupLead, again).expect(200);
    expect(inPounds(await plan(manager, id))).toEqual([...Array<number>(7).fill(1_000), 2_500, 2_500]);
  });

  it('says why one cannot be done any more', async () => {
    const id = await agreed();
    const { id: variation } = await propose(manager, id, { ...more, valuePence: 7_000_00 });
    for (const { id: line } of (await plan(manager, id)).slice(6)) await receive(test.db, line, 1_000_00);
    const now = await read(groupLead, variation);
    expect(now).toMatchObject({ preview: null, problem: expect.stringContaining('more than the new value') });
  });

  it('can be no, with a reason, or taken back by who proposed it; then another may be proposed', async () => {
    const id = await agreed();
    const first = await propose(groupLead, id);
    await answer(groupLead, 'refusal', first, { reason: 'No' }).expect(409);
    await answer(manager, 'withdrawal', first).expect(409);
    const { body } = await answer(manager, 'refusal', first, { reason: 'The budget is spent.' }).expect(200);
    expect(body).toMatchObject({ state: 'declined', declineReason: 'The budget is spent.', preview: null });
    const second = await propose(groupLead, id);
    await answer(groupLead, 'withdrawal', second).expect(200);
    await accept(manager, second).expect(409);
    expect(inPounds(await plan(manager, id))).toEqual(Array(9).fill(1_000));
  });

  it('is written down for a group that has not joined, and not for one that has', async () => {
    const id = p.contracts.aG2Future;
    const proposed = await propose(manager, id, { valuePence: 3_000_00, effectiveOn: '2027-01-01', reason: 'More.' });
    const told = {
      confirmedOn: '2026-11-20',
      how: 'By letter',
      evidence: 'Scan 7',
      previewKey: proposed.preview.previewKey,
    };
    await accept(manager, proposed).expect(409);
    await answer(manager, 'acceptance/outside', proposed, { ...told, confirmedOn: '2026-11-23' }).expect(422);
    const { body } = await answer(manager, 'acceptance/outside', proposed, told).expect(200);
    expect(body).toMatchObject({ state: 'accepted', how: 'outside_accord', toldHow: 'By letter', evidence: 'Scan 7' });
    const joined = await propose(manager, await agreed());
    await answer(manager, 'acceptance/outside', joined, { ...told, previewKey: joined.preview.previewKey }).expect(409);
  });

  it('lapses when the contract is over', async () => {
    const id = await agreed();
    const { id: variation } = await propose(groupLead, id);
    await test.db.rows(`update contract set state = 'terminated' where id = $1`, [id]);
    expect(await read(groupLead, variation)).toMatchObject({ state: 'lapsed', preview: null });
  });

  it('happens once, whoever of twenty answers first', async () => {
    const id = await agreed();
    const seen = await propose(manager, id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        if (index % 3 === 0) return answer(groupLead, 'refusal', seen, { reason: 'No' }).set('Idempotency-Key', uuid());
        if (index % 3 === 1) return accept(groupLead, seen).set('Idempotency-Key', uuid());
        return answer(manager, 'withdrawal', seen).set('Idempotency-Key', uuid());
      }),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 200)).toEqual(Array(19).fill(409));
    const [counted] = await test.db.rows(
      `select (select count(*)::int from schedule where contract_id = $1) as plans,
         (select sum(net_pence)::int from instalment where contract_id = $1 and state <> 'cancelled') as pence,
         (select value_pence::int from contract where id = $1) as value`,
      [id],
    );
    const { state } = await read(manager, seen.id);
    const done = state === 'accepted';
    expect(counted).toEqual({
      plans: done ? 2 : 1,
      pence: done ? 12_000_00 : 9_000_00,
      value: done ? 12_000_00 : 9_000_00,
    });
  });

  it('has one effect when money comes in at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await agreed();
      const seen = await propose(manager, id);
      const last = (await plan(manager, id))[8]?.id ?? '';
      const [accepted] = await Promise.all([
        accept(groupLead, seen),
        manager.post('/api/v1/receipts').send({ instalmentId: last, amountPence: 1_000_00, receivedOn: '2026-11-20' }),
      ]);
      expect([200, 409, 412]).toContain(accepted.status);
      const [counted] = await test.db.rows<{ net: number; value: number; lost: number }>(
        `select sum(i.net_pence)::int as net, max(c.value_pence)::int as value,
           (select count(*)::int from instalment l where l.contract_id = c.id and l.state = 'cancelled'
             and l.received_pence > 0) as lost
         from contract c join instalment i on i.contract_id = c.id and i.state <> 'cancelled'
         where c.id = $1 group by c.id, c.health_body_id`,
        [id],
      );
      expect(counted?.net).toBe(counted?.value);
      expect(counted?.lost).toBe(0);
    }
  });
});

describe('the database', () => {
  it('lets a side propose for itself and answer only the other', async () => {
    const id = await agreed();
    const { id: variation } = await propose(groupLead, id);
    const stranger = await test.as('group_lead', p.groups.g3);
    await stranger.get(`/api/v1/variations/${variation}`).expect(404);
    await stranger.get(`${path(id)}/terms`).expect(404);
    const { body } = await stranger.get('/api/v1/variations').expect(200);
    expect(JSON.stringify(body)).not.toContain(variation);
  });
});
