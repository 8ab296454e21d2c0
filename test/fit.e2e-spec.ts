import { Reader } from './support/page-forms';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.b);
  groupLead = await test.as('group_lead', p.groups.g3);
}, 60_000);
afterAll(() => test.close());

const work = {
  kindsOfWork: ['training', 'wellbeing'],
  kindsNotDone: ['legal_advice'],
  communities: ['older'],
  ways: ['lived_experience', 'peer'],
  area: 'Northmoor and the valleys',
};
const organisation = () => `/api/v1/organisations/${p.groups.g3}`;
const change = async (fields: object) => {
  const { headers } = await groupLead.get(organisation()).expect(200);
  return groupLead.patch(organisation()).set('If-Match', String(headers.etag)).send(fields);
};
const fitOf = (id: string) => `/api/v1/contracts/${id}/fit`;
const read = async (by: Agent, id: string) => (await by.get(fitOf(id)).expect(200)).body as Record<string, unknown>;
const ask = (id: string, seen: number, asked: object, by = manager) =>
  by
    .put(fitOf(id))
    .set('If-Match', `"${String(seen)}"`)
    .send(asked);
const goOn = (id: string, seen: number, gaps: string[], by = manager) =>
  by
    .post(`${fitOf(id)}/override`)
    .set('If-Match', `"${String(seen)}"`)
    .send({ gaps, reason: 'A law centre gives the advice with them.' });
const asked = { kinds: ['training', 'legal_advice'], communities: ['young'], area: 'Northmoor' };

describe('a contract, before the group has said what it does', () => {
  it('asks for nothing at first, and what it asks for then is not known to fit, and no mismatch', async () => {
    const id = p.contracts.bG3Draft;
    expect(await read(groupLead, id)).toMatchObject({ standing: 'nothing_asked', lines: [], version: 0 });
    const { body, headers } = await ask(id, 0, asked).expect(200);
    expect({ ...body, etag: headers.etag }).toMatchObject({
      standing: 'not_known',
      openGaps: [],
      version: 1,
      etag: '"1"',
    });
    await goOn(id, 1, ['kind:legal_advice']).expect(409);
  });
});

describe('what a group says of its work', () => {
  it('is changed by itself, field by field, and read by whom it works with', async () => {
    const { status, body } = await change(work);
    expect({ status, ...body }).toMatchObject({ status: 200, ...work });
    const { body: seen } = await manager.get(`/api/v1/partnerships/${p.partnerships.bG3}`).expect(200);
    expect(seen.work).toEqual(work);
  });

  it('takes nothing that is not on a list, and nothing both done and not done', async () => {
    expect((await change({ communities: ['everybody else'] })).status).toBe(400);
    expect((await change({ ways: null })).status).toBe(400);
    const { status, body } = await change({ kindsOfWork: ['legal_advice'] });
    expect([status, body.errors[0].pointer]).toEqual([422, '/kindsNotDone']);
    const write = `update organisation set communities = '{somebody}' where id = $1`;
    await expect(test.db.rows(write, [p.groups.g3])).rejects.toThrow(/organisation_work_in_lists/);
  });

  it('finds the group among the partnerships of a health body', async () => {
    const found = async (query: object) => {
      const { body } = await manager
        .get('/api/v1/partnerships')
        .query({ ...query, count: true })
        .expect(200);
      const { items, count } = body as { items: { id: string }[]; count: number };
      return [items.map(({ id }) => id), count];
    };
    const it = [[p.partnerships.bG3], 1];
    expect(await found({ kindOfWork: 'training', community: 'older', way: 'peer', area: 'NORTHMOOR' })).toEqual(it);
    expect(await found({ kindOfWork: 'legal_advice' })).toEqual([[], 0]);
    expect(await found({ community: 'trans' })).toEqual([[], 0]);
    await change({ communities: ['all_lgbtq'] });
    expect(await found({ community: 'trans' })).toEqual(it);
    await change({ communities: ['older'] });
    await manager.get('/api/v1/partnerships').query({ kindOfWork: 'anything' }).expect(400);
  });
});

describe('what does not match', () => {
  it('is named to both sides, and gone on with only for a reason about all of it', async () => {
    const id = p.contracts.bG3Draft;
    const gaps = ['not_done:legal_advice', 'community:young'];
    expect(await read(groupLead, id)).toMatchObject({
      standing: 'differs',
      openGaps: gaps,
      lines: [
        { result: 'fits' },
        { words: 'Legal advice: the group says that it does not do this.', result: 'not_done' },
        { result: 'differs' },
        { result: 'fits' },
      ],
    });
    await goOn(id, 1, ['community:young']).expect(409);
    await goOn(id, 7, gaps).expect(412);
    const { body } = await goOn(id, 1, gaps).expect(201);
    expect(body).toMatchObject({ standing: 'gone_on', openGaps: [], goneOn: [{ gaps, reason: expect.any(String) }] });
    expect(await read(groupLead, id)).toEqual(body);
  });

  it('stays on record when something else does not match, which wants a reason of its own', async () => {
    const id = p.contracts.bG3Draft;
    await ask(id, 0, asked).expect(412);
    const { body } = await ask(id, 1, { ...asked, area: 'Westmere' }).expect(200);
    expect(body).toMatchObject({ standing: 'differs', openGaps: ['area:Westmere'], goneOn: [{}], version: 2 });
    const rewrite = `update contract_fit_override set reason = 'Other' where contract_id = $1`;
    const asHealth = test.db.rows(`set role accord_health`, []).then(() => test.db.rows(rewrite, [id]));
    await expect(asHealth.finally(() => test.db.rows('reset role', []))).rejects.toThrow(/permission denied/);
  });

  it('is in the audit of the health body, without a word of the reason', async () => {
    const events = await test.db.rows(
      `select action, detail from audit_event where subject_id = $1 and action like 'contract-fit%' order by id`,
      [p.contracts.bG3Draft],
    );
    const said = { kinds: 'training,legal_advice', communities: 'young', withArea: true };
    expect(events.find(({ action }) => action === 'contract-fit.asked')).toMatchObject({ detail: said });
    expect(events.filter(({ action }) => action === 'contract-fit.gone-on')).toMatchObject([{ detail: { gaps: 2 } }]);
  });

  it('is nobody else’s to say or to read, and of an agreed contract it is said no more', async () => {
    const other = await test.as('partnership_manager', p.healthBodies.a);
    await other.get(fitOf(p.contracts.bG3Draft)).expect(404);
    await ask(p.contracts.bG3Draft, 2, asked, other).expect(404);
    await ask(p.contracts.bG3Draft, 2, asked, groupLead).expect(403);
    await ask(p.contracts.bG3Running, 0, asked).expect(409);
    const write = `insert into contract_fit (health_body_id, group_id, contract_id, kinds, communities)
      values ($1, $2, $3, '{training}', '{}')`;
    await expect(test.db.rows(write, [p.healthBodies.b, p.groups.g1, p.contracts.bG1Grant])).rejects.toThrow(
      /while it is a draft/,
    );
  });
});

describe('on the pages', () => {
  it('is said by the group, found by the health body, asked for, and gone on with only for a reason', async () => {
    const ours = await Reader.as(test, 'partnership_manager', p.healthBodies.b);
    const theirs = await Reader.as(test, 'group_lead', p.groups.g3);
    const { version } = (await groupLead.get(organisation()).expect(200)).body as { version: number };
    const said = { version: String(version), kindsOfWork: 'outreach', kindsNotDone: 'outreach', area: 'Northmoor' };
    const both = await theirs.send('/profile/work', said);
    expect([both.status, both.html.includes('is said both to be done and not to be done')]).toEqual([422, true]);
    expect((await theirs.send('/profile/work', { ...said, kindsNotDone: 'legal_advice' })).to).toBe(
      '/profile?done=saved',
    );
    expect((await theirs.open('/profile')).html).toContain('Community outreach and targeted messages');

    const found = (await ours.open('/partnerships/find?kindOfWork=outreach&area=northmoor')).html;
    expect(found).toContain(`/partnerships/${p.partnerships.bG3}/profile`);
    expect((await ours.open('/partnerships/find?way=campaign')).html).toContain('0 groups');
    expect((await ours.open(`/partnerships/${p.partnerships.bG3}/profile`)).html).not.toContain('<form method="post"');

    const contract = `/contracts/${p.contracts.bG3Draft}`;
    const { standing, version: seen } = await read(manager, p.contracts.bG3Draft);
    expect([standing, seen]).toEqual(['differs', 2]);
    const asking = { version: '2', kinds: 'research', area: 'Northmoor' };
    expect((await ours.send(`${contract}/fit`, { ...asking, version: '1' })).status).toBe(409);
    expect((await ours.send(`${contract}/fit`, asking)).to).toBe(`${contract}/fit?done=asked`);
    expect((await ours.open(contract)).html).toContain('Some of what it asks for does not match');
    expect((await theirs.open(contract)).html).toContain('Community research: you do not name this among what you do.');
    const reason = { version: '3', gaps: 'kind:research', reason: '' };
    const silent = await ours.send(`${contract}/fit/override`, reason);
    expect([silent.status, silent.html.includes('Say why you go on, for the group to read')]).toEqual([422, true]);
    const because = { ...reason, reason: 'They asked to learn it with us.' };
    expect((await ours.send(`${contract}/fit/override`, because)).to).toBe(`${contract}/fit?done=gone-on`);
    for (const side of [ours, theirs]) {
      expect((await side.open(contract)).html).toContain('They asked to learn it with us.');
      expect((await side.open(`${contract}/fit`)).html).toContain('Does not match');
    }
    expect((await theirs.open(`${contract}/fit`)).html).not.toContain('<form method="post"');
  });

  it('has a check before the contract is agreed, which a reason meets', async () => {
    const check = async () => {
      const { body } = await manager.get(`/api/v1/contracts/${p.contracts.bG3Draft}/readiness`).expect(200);
      return (body as { checks: { check: string; met: boolean }[] }).checks.find((each) => each.check === 'fit');
    };
    expect(await check()).toMatchObject({ met: true });
    await ask(p.contracts.bG3Draft, 3, { kinds: ['accreditation'], communities: [] }).expect(200);
    expect(await check()).toMatchObject({ met: false, whose: 'health_body' });
    await ask(p.contracts.bG3Draft, 4, { kinds: [], communities: [] }).expect(200);
    expect(await check()).toBeUndefined();
  });
});
