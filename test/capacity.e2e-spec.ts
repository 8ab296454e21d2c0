import { v7 as uuid } from 'uuid';
import { Reader } from './support/page-forms';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

const of = (group: string) => `/api/v1/organisations/${group}/capacity`;

describe('how much a group can take on', () => {
  it('is said by any of its people, dated, and what was said before stays', async () => {
    const member = await test.as('group_member', p.groups.g1);
    const { body } = await member
      .post(of(p.groups.g1))
      .send({ state: 'paused', waitingWeeks: 14, words: 'Back in January.' })
      .expect(201);
    expect(body).toMatchObject({
      now: { state: 'paused', waitingWeeks: 14, words: 'Back in January.', statedOn: '2026-11-22' },
      earlier: [{ state: 'limited', waitingWeeks: 6, words: null, statedOn: '2026-11-02' }],
    });
  });

  it('is read by the health bodies that it works with', async () => {
    for (const body of [p.healthBodies.a, p.healthBodies.b]) {
      const manager = await test.as('partnership_manager', body);
      const { body: read } = await manager.get(of(p.groups.g1)).expect(200);
      expect(read).toMatchObject({ now: { state: 'paused' } });
    }
  });

  it('is there for no health body that does not work with it, and for no other group', async () => {
    const stranger = await test.as('partnership_manager', p.healthBodies.a);
    await stranger.get(of(p.groups.g3)).expect(404);
    await (await test.as('group_lead', p.groups.g3)).get(of(p.groups.g1)).expect(404);
    await stranger.get(of(uuid())).expect(404);
  });

  it('is nothing that anybody guesses: not said is not open', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const { body } = await manager.get(of(p.groups.g2)).expect(200);
    expect(body).toEqual({ now: null, earlier: [] });
  });

  it('is for the group alone to say', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    await manager.post(of(p.groups.g1)).send({ state: 'open' }).expect(403);
    const lead = await test.as('group_lead', p.groups.g3);
    await lead.post(of(p.groups.g1)).send({ state: 'open' }).expect(404);
  });

  it('takes nothing that is no answer', async () => {
    const lead = await test.as('group_lead', p.groups.g3);
    for (const wrong of [{}, { state: 'full' }, { state: 'open', waitingWeeks: 521 }, { state: 'open', words: '' }]) {
      await lead.post(of(p.groups.g3)).send(wrong).expect(400);
    }
  });
});

describe('what proposed terms do to a group', () => {
  const means = () => `/api/v1/organisations/${p.groups.g3}/means`;
  const impact = () => `/api/v1/contracts/${p.contracts.bG3Draft}/funding-impact`;
  const says = (shared: boolean) => ({ reservesPence: 200_000, monthlyCostPence: 100_000, shared });

  it('is read by both sides before it is agreed, its reserves by the other only where it shares them', async () => {
    const of = [p.healthBodies.b, p.groups.g3, p.contracts.bG3Draft];
    await test.db.rows(
      `insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 1, 1200000)`,
      of,
    );
    await test.db.rows(
      `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
         period_ends_on, due_on, send_by_on, net_pence)
       values ($1, $2, $3, $4, 1, 1, '2027-04-01', '2028-03-31', '2027-07-30', '2027-07-28', 1200000)`,
      [...of, uuid()],
    );
    const [health, lead] = [
      await test.as('partnership_manager', p.healthBodies.b),
      await test.as('group_lead', p.groups.g3),
    ];
    const read = async (who: Agent) => ((await who.get(impact()).expect(200)).body as { impact: object }).impact;
    await lead.put(means()).send(says(false)).expect(428);
    const before = String((await lead.get(means()).expect(200)).headers.etag);
    await lead.put(means()).set('If-Match', before).send(says(false)).expect(200);
    expect(await read(lead)).toMatchObject({ daysToFirst: 120, reserves: { weeks: 8, enough: false } });
    expect(await read(health)).toMatchObject({
      firstPaymentOn: '2027-07-30',
      reserves: null,
      purchaseOrder: 'not_said',
    });
    await health.get(means()).expect(403);
    const { headers } = await lead.put(means()).set('If-Match', before).send(says(true)).expect(412);
    await lead.put(means()).set('If-Match', String(headers.etag)).send(says(true)).expect(200);
    expect(await read(health)).toMatchObject({ reserves: { weeks: 8, lastUntil: '2027-05-31' } });
    const page = async (who: Agent, org: string) =>
      (await who.get(`/o/${org}/contracts/${p.contracts.bG3Draft}`).expect(200)).text;
    expect(await page(lead, p.groups.g3)).toMatch(/What these terms do to you[\s\S]*Your reserves pay for 8 weeks/);
    expect(await page(health, p.healthBodies.b)).toMatch(/What these terms do to the group[\s\S]*reserves pay for 8/);
    const stranger = await test.as('partnership_manager', p.healthBodies.a);
    await stranger.get(impact()).expect(404);
  });

  it('is said and taken away again on a page, and no sum is in the record of what happened', async () => {
    const lead = await Reader.as(test, 'group_lead', p.groups.g3);
    const { html } = await lead.open('/reserves');
    expect(html).toMatch(/value="2000"/);
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const nothing = { version, reserves: '', monthlyCost: '', shared: 'yes' };
    expect((await lead.send('/reserves', { ...nothing, reserves: 'a lot' })).status).toBe(422);
    expect((await lead.send('/reserves', nothing)).to).toBe('/reserves?done=saved');
    const late = await lead.send('/reserves', { ...nothing, reserves: '900' });
    expect([late.status, late.html]).toEqual([
      409,
      expect.stringMatching(/Somebody changed this[\s\S]*name="version" value="0"/),
    ]);
    expect(await test.db.rows('select 1 from group_means where group_id = $1', [p.groups.g3])).toEqual([]);
    const events = await test.db.rows<{ detail: object }>(
      `select detail from audit_event where action = 'means.stated' and subject_id = $1 order by id`,
      [p.groups.g3],
    );
    expect(events.map(({ detail }) => detail)).toEqual([{ shared: false }, { shared: true }, { shared: false }]);
  });
});
