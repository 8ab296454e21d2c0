import { v7 as uuid } from 'uuid';
import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
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
