import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { Agent, TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
}, 60_000);
afterAll(() => test.close());

const wanted = {
  channel: 'email',
  contactEveryDays: 30,
  ways: ['captions', 'time_to_read'],
  healthAvailability: 'Monday to Thursday, 9 to 5',
  groupAvailability: 'Tuesday and Friday evenings',
  deadlines: [{ what: 'Interim report', on: '2027-01-15', whose: 'group' }],
  reviews: ['2027-03-01'],
};
const path = (id: string) => `/api/v1/contracts/${id}/commencement`;
const propose = (by: Agent, id: string, seen: number, request: object = wanted) =>
  by
    .post(path(id))
    .set('If-Match', `"${String(seen)}"`)
    .send(request);
const confirm = (by: Agent, id: string, number: number) =>
  by.post(`${path(id)}/confirmation`).set('If-Match', `"${String(number)}"`);
const read = async (by: Agent, id: string) => (await by.get(path(id)).expect(200)).body as Record<string, unknown>;

describe('how both agree to work together', () => {
  it('holds once both have confirmed the same version, and a change needs both again', async () => {
    const id = p.contracts.aG1Running;
    expect(await read(groupLead, id)).toMatchObject({ inForce: null, open: null, version: 0 });
    const { body } = await propose(manager, id, 0).expect(201);
    expect(body).toMatchObject({ inForce: null, open: { number: 1, ...wanted }, waitsFor: 'group' });
    await confirm(manager, id, 1).expect(409);

    const changed = { ...wanted, contactEveryDays: 14, channel: 'phone' };
    await propose(groupLead, id, 1, changed).expect(201);
    await confirm(groupLead, id, 1).expect(409);
    await confirm(manager, id, 1).expect(409);
    const agreed = await confirm(manager, id, 2).expect(201);
    expect(agreed.body).toMatchObject({ inForce: { number: 2, channel: 'phone' }, open: null, waitsFor: null });

    await propose(manager, id, 2).expect(201);
    expect(await read(groupLead, id)).toMatchObject({ inForce: { number: 2 }, open: { number: 3 }, waitsFor: 'group' });
  });

  it('is found by the words of its newest version, and stands in what happened', async () => {
    const id = p.contracts.aG1Running;
    await propose(manager, id, 3, { ...wanted, groupAvailability: 'Quibbledays', deadlines: [] }).expect(201);
    const found = async (by: Agent, q: string) => {
      const { kinds } = (await by.get(`/api/v1/search?q=${q}&kind=commencement`).expect(200)).body as {
        kinds: { items: { id: string }[] }[];
      };
      return kinds.flatMap(({ items }) => items.map((item) => item.id));
    };
    expect([await found(manager, 'quibbledays'), await found(groupLead, 'quibbledays')]).toEqual([[id], [id]]);
    expect(await found(manager, 'interim')).toEqual([]);
    const stranger = await test.as('partnership_manager', p.healthBodies.b);
    expect(await found(stranger, 'quibbledays')).toEqual([]);
    const { text } = await manager
      .get(`/o/${p.healthBodies.a}/partnerships/${p.partnerships.aG1}/timeline`)
      .expect(200);
    expect(text).toContain('How both work together: proposed by the group');
    expect(text).toContain('How both work together: agreed by both sides');
    await propose(manager, id, 4).expect(201);
    expect(await found(groupLead, 'quibbledays')).toEqual([]);
    expect(await found(groupLead, 'interim')).toEqual([id]);
  });

  it('makes one version of two proposals at the same moment', async () => {
    const id = p.contracts.bG1Grant;
    const other = await test.as('partnership_manager', p.healthBodies.b);
    const answers = await Promise.all([propose(other, id, 0), propose(groupLead, id, 0)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('cannot be changed or confirmed for the other side, not even by a statement', async () => {
    const change = (statement: string) => test.db.rows(statement, []);
    await expect(change('update commencement set contact_every_days = 1')).rejects.toThrow(/stays as it was proposed/);
    await expect(change(`update commencement set group_confirmed_on = '2020-01-01'`)).rejects.toThrow(
      /stays as it was/,
    );
  });

  it('is refused for a contract that is not theirs, or with an answer that is not on the list', async () => {
    await manager.get(path(p.contracts.bG1Grant)).expect(404);
    await propose(manager, p.contracts.aG1Running, 3, { ...wanted, ways: ['anything'] }).expect(400);
    await propose(manager, p.contracts.aG1Running, 3, { ...wanted, reviews: ['soon'] }).expect(400);
  });

  it('is written down for a group that has not joined, and not for one that has', async () => {
    const told = { confirmedOn: '2026-01-05', how: 'By phone', evidence: 'Note of the call' };
    const outside = (id: string, number: number) =>
      manager
        .post(`${path(id)}/confirmation/outside`)
        .set('If-Match', `"${String(number)}"`)
        .send(told);
    const listed = p.contracts.aG2Future;
    await propose(manager, listed, 0).expect(201);
    const { body } = await outside(listed, 1).expect(201);
    expect(body).toMatchObject({ inForce: { number: 1, toldHow: 'By phone' }, open: null });
    await outside(p.contracts.aG1Running, 3).expect(409);
  });

  it('is agreed on one page, after the other side has changed it there', async () => {
    const page = `/contracts/${p.contracts.bG3Draft}/commencement`;
    const [ours, theirs] = [
      await Reader.as(test, 'partnership_manager', p.healthBodies.b),
      await Reader.as(test, 'group_lead', p.groups.g3),
    ];
    const form = {
      channel: 'email',
      contactEveryDays: '30',
      healthAvailability: 'Mondays',
      groupAvailability: 'Fridays',
      'deadline-2-what': 'Interim report',
      'deadline-2-on': '2027-01-15',
      'deadline-2-whose': 'group',
      'deadline-1-what': '',
      'review-1': '2027-03-01',
    };
    const undated = await ours.send(page, { ...form, version: '0', 'deadline-2-on': '', 'review-1': '', channel: '' });
    expect(undated.status).toBe(422);
    for (const field of ['channel', 'deadline-2-on', 'review-1']) expect(undated.html).toContain(`href="#${field}"`);
    expect(undated.html).toContain('Deadline 2: enter the day by which it is due');
    const more = await ours.send(page, { ...form, version: '0', step: 'rows' });
    expect(more.status).toBe(200);
    expect(more.html).toContain('value="Interim report"');
    expect(more.html).toContain('name="deadline-7-what"');
    expect((await ours.send(page, { ...form, ways: 'captions', version: '0' })).to).toBe(`${page}?done=proposed`);
    const toAgree = (await theirs.open(page)).html;
    expect(toAgree).toContain('Agree to this');
    expect(toAgree).toContain('15 January 2027: Interim report');
    expect(toAgree).toMatch(/name="deadline-1-what"[^>]*value="Interim report"/);
    expect(toAgree).toContain('name="deadline-5-what"');
    expect(toAgree).toMatch(/value="captions" checked/);
    // What they emptied is not filled in again with what stood there.
    const emptied = await theirs.send(page, { ...form, version: '1', contactEveryDays: '' });
    expect(emptied.html).toContain('Say how often you are in touch');
    expect(emptied.html).not.toMatch(/value="captions" checked|name="contactEveryDays"[^>]*value="30"/);
    await theirs.send(page, { ...form, version: '1', contactEveryDays: '14' });
    expect((await ours.open(page)).html).toContain('Email, at least every 14 days');
    expect((await ours.send(`${page}/confirmation`, { version: '2' })).to).toBe(`${page}?done=confirmed`);
    expect((await theirs.open(page)).html).toContain('What we agreed');
  });
});
