import { parse } from 'csv-parse/sync';
import { STANDARD_PROCESS } from '../src/decisions/process.rules';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import { read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
  lacks?: string | null;
  parties?: { id: string; side: string; part: string }[];
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
  stranger = await test.as('partnership_manager', p.healthBodies.b);
}, 60_000);
afterAll(() => test.close());

const contract = () => `/api/v1/contracts/${p.contracts.aG1Running}`;
const propose = async (who: Agent, body: object = STANDARD_PROCESS) =>
  (await who.post(`${contract()}/decision-processes`).send(body).expect(201)).body as Kept;
const move = (who: Agent, of: string, { id, version }: Kept, what: string, body: object = {}) =>
  who
    .post(`/api/v1/${of}/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const decide = async (who: Agent, body: object = {}) => {
  const request = { kind: 'content', title: 'The leaflet', what: 'A new picture on the leaflet.', ...body };
  return (await who.post(`${contract()}/decisions`).send(request).expect(201)).body as Kept;
};
const say = async (who: Agent, decision: Kept, body: object = { stance: 'agree' }) =>
  (await move(who, 'decisions', decision, 'positions', body).expect(201)).body as Kept;
const close = (who: Agent, decision: Kept, body: object) => move(who, 'decisions', decision, 'outcome', body);

describe('a decision process', () => {
  it('holds once the other side has signed it, and the earlier one until then', async () => {
    const before = (await manager.get(`${contract()}/decision-process`).expect(200)).body as { inForce: Kept };
    const proposed = await propose(manager, { ...STANDARD_PROCESS, fromOn: '2026-11-25' });
    await move(manager, 'decision-processes', proposed, 'signature').expect(409);
    await groupLead.post(`${contract()}/decision-processes`).send(STANDARD_PROCESS).expect(409);
    await move(groupLead, 'decision-processes', { ...proposed, version: 9 }, 'signature').expect(412);
    const { body } = await move(groupLead, 'decision-processes', proposed, 'signature').expect(200);
    expect(body).toMatchObject({
      state: 'signed',
      inForceOn: '2026-11-25',
      signatures: [{ side: 'health' }, { side: 'group' }],
    });
    const on = async (day: string) =>
      ((await groupLead.get(`${contract()}/decision-process?on=${day}`).expect(200)).body as { inForce: Kept }).inForce;
    expect((await on('2026-11-24')).id).toBe(before.inForce.id);
    expect((await on('2026-11-25')).id).toBe(proposed.id);
    expect(await on('2026-09-01')).toBeNull();
  });

  it('is declined with a reason, or taken back by who proposed it', async () => {
    const first = await propose(groupLead);
    const { body } = await move(manager, 'decision-processes', first, 'refusal', { reason: 'Too short.' }).expect(200);
    expect(body).toMatchObject({ state: 'declined', declineReason: 'Too short.' });
    const second = await propose(groupLead);
    await move(manager, 'decision-processes', second, 'withdrawal').expect(409);
    await move(groupLead, 'decision-processes', second, 'withdrawal').expect(200);
  });

  it('never says that silence is consent to money, in a request or in the database', async () => {
    const kinds = [{ kind: 'money', decides: 'both', withoutAnswer: 'goes_on' }];
    await manager
      .post(`${contract()}/decision-processes`)
      .send({ ...STANDARD_PROCESS, kinds })
      .expect(422);
    await expect(
      test.db.rows(`update decision_process_kind set kind = 'money', without_answer = 'goes_on'`),
    ).rejects.toThrow('silence_is_not_consent');
  });

  it('is signed outside Accord for a group that has not joined, and for no other', async () => {
    const outside = { confirmedOn: '2026-11-20', how: 'By letter', evidence: 'Scan 7' };
    const { body } = await manager
      .post(`/api/v1/contracts/${p.contracts.aG2Future}/decision-processes`)
      .send(STANDARD_PROCESS)
      .expect(201);
    const signed = await move(manager, 'decision-processes', body as Kept, 'signature/outside', outside).expect(200);
    expect(signed.body).toMatchObject({ state: 'signed', signatures: [{ side: 'health' }, { toldHow: 'By letter' }] });
    const joined = await propose(manager);
    await move(manager, 'decision-processes', joined, 'signature/outside', outside).expect(409);
    await move(manager, 'decision-processes', joined, 'withdrawal').expect(200);
  });
});

describe('a decision', () => {
  it('is agreed once both said yes, and not before', async () => {
    const made = await decide(manager);
    const half = await say(manager, made);
    expect(half.lacks).toBe('group');
    await close(manager, half, { outcome: 'agreed' }).expect(409);
    const whole = await say(groupLead, half, { stance: 'agree_with_comment', comment: 'In colour, please.' });
    expect(whole.lacks).toBeNull();
    const { body } = await close(groupLead, whole, { outcome: 'agreed' }).expect(200);
    expect(body).toMatchObject({ state: 'agreed', processId: p.decisionProcesses.aG1, closedBy: 'group' });
    await close(manager, body as Kept, { outcome: 'not_taken', reason: 'No' }).expect(409);
  });

  it('keeps all that a side said, and goes by what it said last', async () => {
    const made = await say(groupLead, await say(manager, await decide(manager)));
    const turned = await say(groupLead, made, { stance: 'do_not_agree', comment: 'We asked around.' });
    expect(turned).toMatchObject({ lacks: 'group', positions: [{}, { stance: 'agree' }, { stance: 'do_not_agree' }] });
    await close(manager, turned, { outcome: 'agreed' }).expect(409);
    await close(manager, turned, { outcome: 'without_agreement' }).expect(422);
    const gone = await move(manager, 'decisions', turned, 'escalation').expect(200);
    const { body } = await close(manager, gone.body as Kept, { outcome: 'without_agreement', reason: 'It had to be.' });
    expect(body).toMatchObject({ state: 'without_agreement', outcomeReason: 'It had to be.', processId: null });
    const again = await decide(groupLead, { revisitsId: made.id });
    expect(again).toMatchObject({ revisitsId: made.id });
  });

  it('is never agreed against the process, even past the server', async () => {
    const { id } = await say(manager, await decide(manager));
    const agree = `update decision set state = 'agreed', closed_on = '2026-11-22', closed_by = 'health' where id = $1`;
    await expect(test.db.rows(agree, [id])).rejects.toThrow('the process in force was not followed: group');
  });

  it('gives the time that the process gives, and only its proposer takes it back', async () => {
    const short = { kind: 'timing', title: 'Thursdays', what: 'From January.', answerBy: '2026-11-25' };
    await manager.post(`${contract()}/decisions`).send(short).expect(422);
    const made = await decide(manager);
    expect(made).toMatchObject({ answerBy: '2026-12-04' });
    await close(groupLead, made, { outcome: 'withdrawn' }).expect(409);
    await close(manager, made, { outcome: 'withdrawn' }).expect(200);
    await move(groupLead, 'decisions', { ...made, version: made.version + 1 }, 'positions', { stance: 'agree' }).expect(
      409,
    );
  });

  it('between options needs both to choose the same', async () => {
    const made = await decide(manager, { options: ['Blue', 'Green'] });
    const first = await say(manager, made, { stance: 'agree', option: 1 });
    await move(groupLead, 'decisions', first, 'positions', { stance: 'agree' }).expect(422);
    const second = await say(groupLead, first, { stance: 'agree', option: 2 });
    await close(manager, second, { outcome: 'agreed', option: 1 }).expect(409);
    const third = await say(groupLead, second, { stance: 'agree', option: 1 });
    await close(manager, third, { outcome: 'agreed', option: 1 }).expect(200);
  });

  it('waits for the other side by email, and is for nobody else', async () => {
    const made = await decide(groupLead);
    await stranger.get(`/api/v1/decisions/${made.id}`).expect(404);
    const { body } = await stranger.get(`/api/v1/decisions?contractId=${p.contracts.aG1Running}`).expect(200);
    expect(body).toEqual({ items: [], next: null });
    await move(stranger, 'decisions', made, 'positions', { stance: 'agree' }).expect(404);
    const mails = await test.db.rows(`select 1 from mail where organisation_id = $1 and kind = 'something_waits'`, [
      p.groups.g1,
    ]);
    expect(mails.length).toBeGreaterThan(0);
  });
});

describe('what was decided', () => {
  it('is a file with what the list has, for each side its own, and nothing that a spreadsheet would run', async () => {
    await decide(manager, { title: '=1+1' });
    const answers = await Promise.all(
      [manager, groupLead, stranger].map(async (who) => {
        const { items } = await read(who, 'decisions', { sort: 'proposedOn', limit: 200 });
        const { text } = await who
          .get('/api/v1/exports/decisions')
          .expect('Content-Type', /^text\/csv/)
          .expect(200);
        return { items, lines: parse(text, { columns: true }) as unknown as Record<string, string>[] };
      }),
    );
    for (const { items, lines } of answers) {
      expect(lines.map((line) => [line['Decision id'], line.State, line['Group says'], line['Answer by']])).toEqual(
        items.map(({ id, state, groupStance, answerBy }) => [id, state, groupStance ?? '', answerBy]),
      );
    }
    expect(answers[0]?.lines.map((line) => line['What it is'])).toContain(`'=1+1`);
    const page = await groupLead.get(`/o/${p.groups.g1}/decisions/decisions.csv`).expect(200);
    expect(parse(page.text, { columns: true })).toEqual(answers[1]?.lines);
  });

  it('is found by its words by both sides, and stands in what happened', async () => {
    const made = await decide(manager, { title: 'Quibblewick opens on Sundays' });
    const hits = async (who: Agent) =>
      ((await who.get('/api/v1/search?q=quibble').expect(200)).body as { kinds: { kind: string; items: Kept[] }[] })
        .kinds;
    const found = [{ kind: 'decision', items: [{ id: made.id, about: expect.stringContaining('W-001') }] }];
    expect(await hits(manager)).toMatchObject(found);
    expect(await hits(groupLead)).toMatchObject(found);
    expect(await hits(stranger)).toEqual([]);
    await close(manager, made, { outcome: 'withdrawn' }).expect(200);
    const { text } = await manager
      .get(`/o/${p.healthBodies.a}/partnerships/${p.partnerships.aG1}/timeline`)
      .expect(200);
    expect(text).toMatch(/Decision proposed[\s\S]*Quibblewick/);
    expect(text).toMatch(/Decision closed: taken back[\s\S]*Quibblewick/);
  });

  it('without agreement is taken up again from its page, with what was said the first time', async () => {
    const made = await decide(manager, { title: 'The old logo' });
    await close(manager, made, { outcome: 'without_agreement', reason: 'It is printed.' }).expect(200);
    const [lead, form] = [await Reader.as(test, 'group_lead', p.groups.g1), { kind: 'content', title: 'The logo' }];
    const again = `/contracts/${p.contracts.aG1Running}/decisions/new`;
    expect((await lead.open(`/decisions/${made.id}`)).html).toContain(`${again}?revisits=${made.id}`);
    expect((await lead.open(`${again}?revisits=${made.id}`)).html).toContain('value="The old logo"');
    const { to } = await lead.send(again, { ...form, what: 'A new one.', revisits: made.id });
    expect((await lead.open(to?.split('?')[0] ?? '')).html).toContain('It takes up what was decided');
  });
});

describe('the pages', () => {
  it('show both sides the decisions, one of them, and how they decide', async () => {
    const made = await decide(manager, { title: 'The hall' });
    for (const [who, org] of [
      [manager, p.healthBodies.a],
      [groupLead, p.groups.g1],
    ] as const) {
      const read = async (path: string) => (await who.get(`/o/${org}${path}`).expect(200)).text;
      expect(await read('/decisions')).toContain('The hall');
      expect(await read(`/decisions/${made.id}`)).toContain('What does your side think?');
      expect(await read(`/contracts/${p.contracts.aG1Running}/decision-process`)).toContain('signed by both sides');
      expect(await read(`/decision-processes/${p.decisionProcesses.aG1}`)).toContain('It holds from');
      expect(await read(`/contracts/${p.contracts.aG1Running}/decisions/new`)).toContain('What is it about?');
      expect(await read(`/contracts/${p.contracts.aG1Running}`)).toContain('How we decide together');
    }
    const page = await manager.get(`/o/${p.healthBodies.a}/contracts/${p.contracts.aG1Ended}/decision-process`);
    expect(page.text).toContain('A ready-made way');
  });
});
