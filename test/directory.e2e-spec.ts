import { parse } from 'csv-parse/sync';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
  [field: string]: unknown;
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
  stranger = await test.as('group_lead', p.groups.g3);
}, 60_000);
afterAll(() => test.close());

const ENTRIES = '/api/v1/directory-entries';
const CLINIC = { kind: 'place', name: 'Quay clinic', does: 'Screens and tests.', place: 'Quay Street 4' };
const add = async (body: object = {}) =>
  (
    await manager
      .post(ENTRIES)
      .send({ ...CLINIC, ...body })
      .expect(201)
  ).body as Kept;
const move = (who: Agent, path: string, { id, version }: Kept, what: string, body: object = {}) =>
  who
    .post(`/api/v1/${path}/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const ask = async (entryId: string) =>
  (await groupLead.post(`${ENTRIES}/${entryId}/introductions`).send({ why: 'A room for Thursdays.' }).expect(201))
    .body as Kept;
const mailsTo = async (organisationId: string) =>
  Number(
    (
      await test.db.rows<{ count: string }>(
        `select count(*) from mail where organisation_id = $1 and kind = 'something_waits' and path like '%/introductions/%'`,
        [organisationId],
      )
    )[0]?.count,
  );

// First: what a group has read of these is kept for a minute.
describe('words of a health body', () => {
  it('are kept by its administrators, and explained to its groups where they meet them', async () => {
    const administrator = await test.as('administrator', p.healthBodies.a);
    const words = [{ term: 'Outreach', meaning: 'Looks for an illness before anybody feels it.' }];
    const keep = (version: number, body: object) =>
      administrator
        .put('/api/v1/settings/words')
        .set('If-Match', `"${String(version)}"`)
        .send(body);
    await keep(9, { words }).expect(412);
    const twice = await keep(2, { words: [...words, ...words] }).expect(422);
    expect(twice.body).toMatchObject({ errors: [{ pointer: '/words/1/term' }] });
    expect((await keep(2, { words }).expect(200)).body).toEqual({ words, version: 3 });
    await manager.get('/api/v1/settings/words').expect(403);
    const page = await Reader.as(test, 'administrator', p.healthBodies.a);
    const sent = await page.send('/admin/settings/words', { version: '3', term1: 'Tests', meaning1: '' });
    expect([sent.status, sent.html.includes('Word 1: say what it means')]).toEqual([422, true]);
    const form = { version: '3', term1: 'outreach', meaning1: 'Looks for an illness early.' };
    expect((await page.send('/admin/settings/words', form)).to).toBe('/admin/settings/words?done=kept');
    const other = await add({ name: 'Harbour clinic', does: 'Outreach in the harbour.' });
    const freshGroup = await Reader.as(test, 'group_lead', p.groups.g1);
    expect((await freshGroup.open(`/who-is-who/${other.id}`)).html).toContain('Looks for an illness early.');
    const strange = await Reader.as(test, 'group_lead', p.groups.g3);
    expect((await strange.open('/who-is-who')).html).not.toContain('Looks for an illness early.');
  });
});

describe('who is who', () => {
  it('is kept by the health body, and read by the groups that work with it alone', async () => {
    const made = await add();
    const { body } = await groupLead.get(`${ENTRIES}/${made.id}`).expect(200);
    expect(body).toMatchObject({ name: 'Quay clinic', place: 'Quay Street 4', personId: null });
    await stranger.get(`${ENTRIES}/${made.id}`).expect(404);
    const found = await groupLead.get(`${ENTRIES}?search=SCREENS&count=true`).expect(200);
    expect(found.body).toMatchObject({ count: 1, items: [{ id: made.id }] });
    const administrator = await test.as('administrator', p.healthBodies.a);
    await administrator.get(`${ENTRIES}/${made.id}`).expect(200);
    await groupLead.post(ENTRIES).send(CLINIC).expect(403);
  });

  it('asks a place where it is, and names only people of the health body', async () => {
    const nowhere = await manager
      .post(ENTRIES)
      .send({ ...CLINIC, place: null })
      .expect(422);
    expect(nowhere.body).toMatchObject({ errors: [{ pointer: '/place' }] });
    const theirs = await manager
      .post(ENTRIES)
      .send({ ...CLINIC, personId: p.people.g1Lead })
      .expect(422);
    expect(theirs.body).toMatchObject({ errors: [{ pointer: '/personId' }] });
  });

  it('tells groups the name of whoever is named until their last day, and never their record', async () => {
    const made = await add({ name: 'Invoices', personId: p.people.aLeaving });
    const read = async (who: Agent) => (await who.get(`${ENTRIES}/${made.id}`).expect(200)).body as Kept;
    expect((await read(manager)).personId).toBe(p.people.aLeaving);
    expect(await read(groupLead)).toMatchObject({ personId: null, personName: expect.any(String) });
    await test.db.rows(`update person set last_day_on = '2026-11-21' where id = $1`, [p.people.aLeaving]);
    expect(await read(groupLead)).toMatchObject({ personName: null, personJob: null });
    expect(await read(manager)).toMatchObject({ personName: null });
  });

  it('is put right by version, counts as checked on the day, and is taken out', async () => {
    const made = await add({ name: 'Estates', hours: 'Mondays' });
    const change = (version: number, body: object) =>
      manager
        .patch(`${ENTRIES}/${made.id}`)
        .set('If-Match', `"${String(version)}"`)
        .send(body);
    await change(7, { does: 'Keys.' }).expect(412);
    const { body } = await change(1, { does: 'Keys.', hours: null }).expect(200);
    expect(body).toMatchObject({ does: 'Keys.', hours: null, name: 'Estates', checkedOn: '2026-11-22', version: 2 });
    const asked = await ask(made.id);
    await move(manager, 'directory-entries', body as Kept, 'removal').expect(204);
    await groupLead.get(`${ENTRIES}/${made.id}`).expect(404);
    await groupLead.post(`${ENTRIES}/${made.id}/introductions`).send({ why: 'Again.' }).expect(404);
    const kept = await manager.get(`/api/v1/introductions/${asked.id}`).expect(200);
    expect(kept.body).toMatchObject({ entryName: 'Estates', state: 'open' });
  });
});

describe('an introduction', () => {
  it('is asked for once at a time, and answered with to whom and when, each told by email', async () => {
    const made = await add({ name: 'Rooms' });
    const before = await mailsTo(p.groups.g1);
    const asked = await ask(made.id);
    expect(await mailsTo(p.healthBodies.a)).toBeGreaterThan(0);
    await groupLead.post(`${ENTRIES}/${made.id}/introductions`).send({ why: 'Once more.' }).expect(409);
    await move(groupLead, 'introductions', asked, 'answer', { answer: 'introduced', introducedTo: 'Us' }).expect(403);
    await move(manager, 'introductions', asked, 'answer', { answer: 'introduced' }).expect(422);
    const answer = { answer: 'introduced', introducedTo: 'The officer for rooms' };
    await move(manager, 'introductions', { ...asked, version: 9 }, 'answer', answer).expect(412);
    const { body } = await move(manager, 'introductions', asked, 'answer', answer).expect(200);
    expect(body).toMatchObject({
      state: 'introduced',
      introducedOn: '2026-11-22',
      ...{ introducedTo: answer.introducedTo },
    });
    expect(await mailsTo(p.groups.g1)).toBeGreaterThan(before);
    await move(groupLead, 'introductions', body as Kept, 'withdrawal').expect(409);
    await stranger.get(`/api/v1/introductions/${asked.id}`).expect(404);
    const events = await test.db.rows<{ action: string }>('select action from audit_event where subject_id = $1', [
      asked.id,
    ]);
    expect(events.map(({ action }) => action)).toEqual(['introduction.asked', 'introduction.answered']);
  });

  it('is declined with a reason alone, or taken back by the group', async () => {
    const first = await ask(p.directoryEntries.aTeam);
    await move(manager, 'introductions', first, 'answer', { answer: 'declined' }).expect(422);
    const declined = { answer: 'declined', reason: 'The council lends rooms now.' };
    await move(manager, 'introductions', first, 'answer', declined).expect(200);
    const second = await ask(p.directoryEntries.aTeam);
    const { body } = await move(groupLead, 'introductions', second, 'withdrawal').expect(200);
    expect(body).toMatchObject({ state: 'withdrawn', answeredOn: '2026-11-22' });
  });

  it('is never answered by the group, nor changed once it is answered, past the server too', async () => {
    const asked = await ask(p.directoryEntries.aTeam);
    const bare = await BareConnection.to(test.db.appUrl);
    const asGroup = { side: 'group', tenant: p.groups.g1 } as const;
    const asHealth = { side: 'health', tenant: p.healthBodies.a } as const;
    const close = `update introduction set state = $2, answered_on = '2026-11-22' where id = $1`;
    expect(await bare.refusal(asGroup, close, [asked.id, 'declined'])).toMatchObject({ code: '42501' });
    expect(await bare.refusal(asHealth, close, [asked.id, 'withdrawn'])).toMatchObject({ code: '42501' });
    await move(groupLead, 'introductions', asked, 'withdrawal').expect(200);
    const rewrite = 'update introduction set version = version + 1 where id = $1';
    expect(await bare.touched(asHealth, rewrite, [asked.id])).toBe(0);
    expect(await bare.touched(asGroup, rewrite, [asked.id])).toBe(0);
    await bare.close();
  });

  it('stands in files, with what a spreadsheet would run defused', async () => {
    await add({ name: '=cmd()' });
    const file = await manager.get('/api/v1/exports/directory').expect(200);
    const names = parse<Record<string, string>>(file.text, { columns: true }).map(({ Name }) => Name);
    expect(names).toContain("'=cmd()");
    const rows = parse((await groupLead.get('/api/v1/exports/introductions').expect(200)).text, { columns: true });
    expect(rows).toContainEqual(expect.objectContaining({ To: 'Estates of A', State: 'declined' }));
  });
});

describe('on pages', () => {
  it('goes from an entry to an answer', async () => {
    const health = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
    const group = await Reader.as(test, 'group_member', p.groups.g1);
    const wrong = await health.send('/who-is-who/new', { kind: 'place', name: 'Desk', does: '', email: 'none' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Say in plain words what it does');
    const made = await health.send('/who-is-who/new', {
      kind: 'team',
      name: 'Translation',
      does: 'Finds interpreters.',
    });
    const entry = (made.to ?? '').replace('?done=added', '');
    expect((await group.open('/who-is-who?q=interpret')).html).toContain('Translation');
    expect((await group.send(`${entry}/introductions`, { why: '' })).html).toContain('Error:');
    const asked = await group.send(`${entry}/introductions`, { why: 'Our leaflet in Polish.' });
    const introduction = (asked.to ?? '').replace('?done=asked', '');
    expect((await group.open(entry)).html).toContain('to be introduced, and');
    expect((await health.open('')).html).toMatch(/groups? waits? to be introduced/);
    const early = { version: '1', answer: 'introduced', introducedTo: 'Their lead', introducedOn: '2026-12-24' };
    expect((await health.send(`${introduction}/answer`, early)).status).toBe(422);
    const answered = await health.send(`${introduction}/answer`, { ...early, introducedOn: '2026-11-22' });
    expect(answered.status).toBe(303);
    expect((await group.open(introduction)).html).toContain('Their lead');
    const stale = await health.send(`${entry}/change`, { ...{ kind: 'team', name: 'X', does: 'Y' }, version: '4' });
    expect(stale.status).toBe(409);
    expect((await health.send(`${entry}/removal`, { version: '1' })).to).toBe('/who-is-who?done=removed');
  });
});

describe('a mentor', () => {
  const path = () => `/api/v1/partnerships/${p.partnerships.bG1}/mentoring`;
  const keep = (who: Agent, version: number, body: object) =>
    who
      .put(path())
      .set('If-Match', `"${String(version)}"`)
      .send(body);

  it('is named for a new partner, and read by the group', async () => {
    const other = await test.as('partnership_manager', p.healthBodies.b);
    expect((await other.get(path()).expect(200)).body).toMatchObject({ isNew: true, fromOn: null, version: 1 });
    await manager.get(path()).expect(404);
    const home = await Reader.as(test, 'partnership_manager', p.healthBodies.b);
    expect((await home.open('')).html).toMatch(/new partners? ha(s|ve) no mentor yet/);
    await keep(other, 1, { contactId: p.contacts.aLeadWithG1 }).expect(422);
    await keep(other, 9, { contactId: p.contacts.bLeadWithG1 }).expect(412);
    const { body } = await keep(other, 1, { contactId: p.contacts.bLeadWithG1, fromOn: '2026-05-01' }).expect(200);
    expect(body).toMatchObject({ mentor: expect.any(String), reviewOn: '2026-10-30', version: 2 });
    await keep(groupLead, 2, {}).expect(403);
    const group = await Reader.as(test, 'group_member', p.groups.g1);
    expect((await group.open('/who-is-who')).html).toContain((body as { mentor: string }).mentor);
    expect((await home.open('/mentors')).html).toContain('still needed? To ask since 30 October 2026');
    const form = { version: '2', newPartner: 'no' };
    expect((await home.send(`/partnerships/${p.partnerships.bG1}/mentor`, { ...form, reviewOn: 'soon' })).status).toBe(
      422,
    );
    expect((await home.send(`/partnerships/${p.partnerships.bG1}/mentor`, form)).status).toBe(303);
    expect((await group.open('/who-is-who')).html).not.toContain((body as { mentor: string }).mentor);
    expect((await other.get(path()).expect(200)).body).toMatchObject({ isNew: false, mentor: null, version: 3 });
  });
});
