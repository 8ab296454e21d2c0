import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;
let member: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
  member = await test.as('group_member', p.groups.g1);
  stranger = await test.as('partnership_manager', p.healthBodies.b);
}, 60_000);
afterAll(() => test.close());

const raise = (who: Agent, body: object) =>
  who.post('/api/v1/challenges').send({ words: 'This is not right.', wanted: 'Put it right.', ...body });
const raised = async (who: Agent, body: object) => (await raise(who, body).expect(201)).body as Kept;
const move = (who: Agent, { id, version }: Kept, what: string, body: object = {}) =>
  who
    .post(`/api/v1/challenges/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const moved = async (who: Agent, challenge: Kept, what: string, body: object = {}) =>
  (await move(who, challenge, what, body).expect(200)).body as Kept;
const asPartnership = () => ({ about: 'partnership', subjectId: p.partnerships.aG1 });

describe('a challenge', () => {
  it('is raised by either side on anything that both read, and each of it is named', async () => {
    const contract = { about: 'contract', subjectId: p.contracts.aG1Running };
    const about: [Agent, object, object][] = [
      [groupLead, contract, { contractReference: 'W-001' }],
      [member, { about: 'payment', subjectId: p.instalments.aG1Overdue }, { contractReference: 'W-001' }],
      [groupLead, { about: 'contact', subjectId: p.engagements.aG1Shared }, { about: 'contact' }],
      [manager, { about: 'decision', subjectId: p.decisions.aG1NotTaken }, { raisedBy: 'health' }],
      [groupLead, asPartnership(), { subjectId: p.partnerships.aG1 }],
      [manager, { about: 'profile', subjectId: p.partnerships.aG1, fact: 'Where we work' }, { fact: 'Where we work' }],
    ];
    for (const [who, body, shown] of about) {
      const { body: made } = await raise(who, body).expect(201);
      // ten banking days from Sunday 22 November
      expect(made).toMatchObject({
        ...body,
        ...shown,
        state: 'raised',
        raisedOn: '2026-11-22',
        answerBy: '2026-12-04',
      });
    }
    await raise(groupLead, { about: 'profile', subjectId: p.partnerships.aG1 }).expect(422);
  });

  it('is not raised on what the other side does not read, nor on what belongs to others', async () => {
    const hidden: [Agent, string, string][] = [
      [groupLead, 'contact', p.engagements.aG1OfG1],
      [manager, 'contact', p.engagements.aG1OfA],
      [groupLead, 'contact', p.engagements.aG1OfA],
      [groupLead, 'finding', p.findings.aG1OneHolder],
      [groupLead, 'contract', p.contracts.bG3Running],
      [stranger, 'payment', p.instalments.aG1Overdue],
    ];
    for (const [who, about, subjectId] of hidden) await raise(who, { about, subjectId }).expect(404);
    const { body } = await raise(manager, { about: 'partnership', subjectId: p.partnerships.aG2 }).expect(409);
    expect(body).toMatchObject({ detail: expect.stringContaining('has not joined') as string });
    const past = await BareConnection.to(test.db.appUrl);
    const refusal = await past.refusal(
      { side: 'group', tenant: p.groups.g1 },
      `insert into challenge (health_body_id, group_id, id, about, engagement_id, words, raised_by, raised_on, answer_by)
       values ($1, $2, gen_random_uuid(), 'contact', $3, 'No.', 'group', '2026-11-22', '2026-12-04')`,
      [p.healthBodies.a, p.groups.g1, p.engagements.aG1OfG1],
    );
    await past.close();
    expect(refusal).toMatchObject({ constraint: 'challenge_of_what_both_read' });
  });

  it('is answered by the other side, taken up again, answered once more and accepted', async () => {
    const first = await raised(groupLead, asPartnership());
    await move(groupLead, first, 'answer', { changed: true, words: 'Ourselves.' }).expect(409);
    await move(member, first, 'answer', { changed: true, words: 'A member.' }).expect(403);
    await move(manager, { ...first, version: 7 }, 'answer', { changed: false, words: 'No.' }).expect(412);
    await move(manager, first, 'acceptance').expect(409);
    const answered = await moved(manager, first, 'answer', { changed: false, words: 'It was said at the meeting.' });
    expect(answered).toMatchObject({ state: 'answered', changed: false, answeredOn: '2026-11-22' });
    await move(manager, answered, 'answer', { changed: true, words: 'Again.' }).expect(409);
    await move(groupLead, answered, 'taking-up', {}).expect(400);
    const again = await moved(member, answered, 'taking-up', { words: 'We were not at that meeting.' });
    expect(again).toMatchObject({ state: 'raised', answerBy: '2026-12-04' });
    const mended = await moved(manager, again, 'answer', { changed: true, words: 'You are invited from now on.' });
    const over = await moved(groupLead, mended, 'acceptance', { words: 'Thank you.' });
    expect(over).toMatchObject({
      state: 'accepted',
      closedOn: '2026-11-22',
      steps: [{ move: 'answered' }, { move: 'taken_up' }, { move: 'answered', changed: true }, { move: 'accepted' }],
    });
    await move(groupLead, over, 'withdrawal').expect(409);
    const audited = await test.db.rows<{ action: string }>(
      'select action from audit_event where subject_id = $1 order by happened_at',
      [first.id],
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'challenge.raised',
      'challenge.answered',
      'challenge.taken-up',
      'challenge.answered',
      'challenge.accepted',
    ]);
  });

  it('is withdrawn by whoever raised it, and never by the database’s back door', async () => {
    const open = await raised(manager, asPartnership());
    await move(groupLead, open, 'withdrawal').expect(409);
    expect(await moved(manager, open, 'withdrawal')).toMatchObject({ state: 'withdrawn' });
    const again = await raised(groupLead, asPartnership());
    const past = await BareConnection.to(test.db.appUrl);
    const asGroup = { side: 'group', tenant: p.groups.g1 } as const;
    const step = (side: string, made: string) =>
      past.refusal(
        asGroup,
        `insert into challenge_step (health_body_id, group_id, challenge_id, side, move, words, changed, done_on)
         values ($1, $2, $3, $4, $5, 'x', case $5 when 'answered' then true end, '2026-11-22')`,
        [p.healthBodies.a, p.groups.g1, again.id, side, made],
      );
    expect(await step('health', 'answered')).toMatchObject({ code: '42501' });
    expect(await step('group', 'answered')).toMatchObject({ constraint: 'challenge_step_in_order' });
    expect(await step('group', 'accepted')).toMatchObject({ constraint: 'challenge_step_in_order' });
    expect(await past.touched(asGroup, `update challenge set state = 'accepted' where id = $1`, [again.id])).toBe(
      'refused',
    );
    await past.close();
  });

  it('gives the days that the health body has set', async () => {
    const administrator = await test.as('administrator', p.healthBodies.a);
    const { body } = await administrator.get('/api/v1/settings').expect(200);
    await administrator
      .patch('/api/v1/settings')
      .set('If-Match', `"${String((body as Kept).version)}"`)
      .send({ challengeAnswerDays: 5 })
      .expect(200);
    expect(await raised(groupLead, asPartnership())).toMatchObject({ answerBy: '2026-11-27' });
  });

  it('is listed to both sides and nobody else', async () => {
    const listed = async (who: Agent) =>
      (await read(who, 'challenges', { partnershipId: p.partnerships.aG1, open: 'true', limit: '200' })).items;
    const forHealth = await listed(manager);
    expect(forHealth.length).toBeGreaterThan(5);
    expect(await listed(groupLead)).toEqual(forHealth);
    expect(await listed(stranger)).toEqual([]);
  });
});
