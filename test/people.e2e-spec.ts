import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { Looker } from './support/sides';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let administrator: Agent;
let groupLead: Agent;
let groupMember: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  administrator = await test.as('administrator', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
  groupMember = await test.as('group_member', p.groups.g1);
});
afterAll(() => test.close());

type Fields = Record<string, unknown>;
const at = (path: string) => `/api/v1/${path}`;
const get = async (who: Agent, path: string) => (await who.get(at(path)).expect(200)).body as Fields;
const items = async (who: Agent, path: string) => (await get(who, path)).items as Fields[];
/** Sends a change as somebody does who has just read the record. */
async function send(
  who: Agent,
  method: 'patch' | 'put' | 'post' | 'delete',
  path: string,
  fields: object = {},
  of = path,
) {
  const { version } = await get(who, of);
  return who[method](at(path))
    .set('If-Match', `"${String(version)}"`)
    .send(fields);
}

describe('the people of an organisation', () => {
  it('are added, found and listed by name, and seen by no other organisation', async () => {
    const { status, body } = await administrator
      .post(at('people'))
      .send({ name: 'Zed Alder', email: 'ZED@westmere.example' });
    expect([status, body]).toEqual([
      201,
      { id: body.id, name: 'Zed Alder', email: 'zed@westmere.example', jobTitle: null, lastDayOn: null, version: 1 },
    ]);
    expect((await items(manager, 'people')).map(({ name }) => name)).toEqual([
      'Jo Brackenby',
      'Robin Ferrow',
      'Sam Tillard',
      'Zed Alder',
    ]);
    expect(await items(manager, 'people?search=ALDER')).toHaveLength(1);
    await groupLead.get(at(`people/${body.id}`)).expect(404);
  });

  it('have an address of their own', async () => {
    const { status, body } = await manager
      .post(at('people'))
      .send({ name: 'Another', email: 'robin@westmere.example' });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('has this address already')]);
    await manager.post(at('people')).send({ email: 'only@westmere.example' }).expect(400);
  });

  it('are called and reached otherwise in every partnership at once', async () => {
    const path = `people/${p.people.g1Lead}`;
    const { body } = await send(groupLead, 'patch', path, {
      name: 'Maxine  Dunmere',
      email: 'maxine@harbourlight.example',
    });
    expect(body).toMatchObject({ name: 'Maxine  Dunmere', version: 2 });
    const ids = [p.contacts.g1LeadWithA, p.contacts.g1LeadWithB];
    const contacts = await test.db.rows('select name, name_key, email from contact where id = any ($1)', [ids]);
    const now = { name: 'Maxine  Dunmere', name_key: 'maxine dunmere', email: 'maxine@harbourlight.example' };
    expect(contacts).toEqual([now, now]);
    const actions = await test.db.rows('select action, detail from audit_event where subject_id = $1', [
      p.people.g1Lead,
    ]);
    expect(actions).toEqual([{ action: 'person.renamed', detail: {} }]);
  });

  it('keep an address unless a name is left', async () => {
    const { id } = (
      await test.db.rows<{ id: string }>(
        `insert into person (organisation_id, id, email) values ($1, $2, 'nameless@westmere.example') returning id`,
        [p.healthBodies.a, uuid()],
      )
    )[0] ?? { id: '' };
    expect((await send(manager, 'patch', `people/${id}`, { email: null })).body.errors).toMatchObject([
      { pointer: '/email' },
    ]);
  });
});

describe('a departure', () => {
  const person = () => `people/${p.people.aDeputy}`;
  const departure = () => `${person()}/departure`;
  const card = () => get(groupLead, `contacts/${p.contacts.aDeputyWithG1}`);

  it('is the side’s own until the other side was told', async () => {
    const set = await send(manager, 'put', departure(), { lastDayOn: '2026-12-18' });
    expect(set.body).toMatchObject({ lastDayOn: '2026-12-18', toldOn: null, version: 2 });
    expect(await card()).toMatchObject({ leavingOn: null });
    const told = await send(manager, 'post', `${departure()}/notice`, {}, departure());
    expect([told.status, told.body.toldOn]).toEqual([200, TODAY]);
    expect(await card()).toMatchObject({ leavingOn: '2026-12-18' });
    const { contacts } = (await get(groupLead, `partnerships/${p.partnerships.aG1}`)) as { contacts: Fields[] };
    expect(contacts.find(({ id }) => id === p.contacts.aDeputyWithG1)).toMatchObject({ leavingOn: '2026-12-18' });
  });

  it('that moves, or is taken back, has been told to nobody', async () => {
    await send(manager, 'put', departure(), { lastDayOn: '2026-12-31' });
    expect([await get(manager, departure()), await card()]).toMatchObject([{ toldOn: null }, { leavingOn: null }]);
    await send(manager, 'post', `${departure()}/notice`, {}, departure());
    expect((await send(manager, 'delete', departure())).status).toBe(204);
    expect([await get(manager, departure()), await card()]).toMatchObject([
      { lastDayOn: null, toldOn: null },
      { leavingOn: null },
    ]);
    expect((await send(manager, 'post', `${departure()}/notice`, {}, departure())).status).toBe(409);
  });

  it('shows what is held to those who see partnerships, and no day to a group’s members', async () => {
    expect(await get(manager, departure())).toHaveProperty('holds');
    expect(await get(administrator, departure())).not.toHaveProperty('holds');
    expect(await get(groupMember, `people/${p.people.g1Lead}`)).not.toHaveProperty('lastDayOn');
    await groupMember.get(at(`people/${p.people.g1Lead}/departure`)).expect(403);
  });
});

describe('contacts', () => {
  const aG1 = () => ({ partnershipId: p.partnerships.aG1 });

  it('are one’s own people, with the name they have, once in a partnership', async () => {
    const wanted = { ...aG1(), personId: p.people.aLeaving, phone: '0113 496 0000', preferredChannel: 'phone' };
    const { status, body } = await manager.post(at('contacts')).send(wanted);
    expect({ status, ...body }).toMatchObject({
      status: 201,
      side: 'health',
      name: 'Jo Brackenby',
      personId: p.people.aLeaving,
    });
    expect(await get(groupLead, `contacts/${body.id}`)).toMatchObject({ personId: null, keptByThemselves: true });
    await manager.post(at('contacts')).send(wanted).expect(409);
    await manager
      .post(at('contacts'))
      .send({ ...aG1(), personId: p.people.g1Lead })
      .expect(422);
    await manager
      .post(at('contacts'))
      .send({ ...wanted, partnershipId: p.partnerships.bG3 })
      .expect(422);
  });

  it('of a group without records of its own are written by the health body', async () => {
    const { body } = await manager
      .post(at('contacts'))
      .send({ partnershipId: p.partnerships.aG2, name: 'Pat Newholm' })
      .expect(201);
    expect(body).toMatchObject({ side: 'group', personId: null, keptByThemselves: false, version: 1 });
    const changed = await send(manager, 'patch', `contacts/${body.id}`, {
      name: 'Pat Ashby',
      availability: 'Evenings',
    });
    expect(changed.body).toMatchObject({ name: 'Pat Ashby', availability: 'Evenings', version: 2 });
    await manager.post(at('contacts')).send({ partnershipId: p.partnerships.aG2 }).expect(422);
  });

  it('with a record of their own are theirs to change', async () => {
    const path = `contacts/${p.contacts.g1LeadWithA}`;
    expect((await send(manager, 'patch', path, { phone: '1' })).status).toBe(403);
    expect((await send(manager, 'post', `${path}/verification`, {}, path)).status).toBe(403);
    expect((await send(groupLead, 'patch', path, { name: 'Other' })).body.errors).toMatchObject([{ pointer: '/name' }]);
    expect((await send(groupLead, 'patch', path, { phone: '01234' })).body).toMatchObject({ phone: '01234' });
  });

  it('with a record of their own are walled off in the database too', async () => {
    const bare = await BareConnection.to(test.db.appUrl);
    const asA: Looker = { side: 'health', tenant: p.healthBodies.a };
    const change = `update contact set phone = '1' where id = $1`;
    const add = `insert into contact (health_body_id, group_id, id, side, person_id, name)
      values ($1, $2, $3, 'group', $4, 'Somebody')`;
    const touched = [
      await bare.touched(asA, change, [p.contacts.g1LeadWithA]),
      await bare.touched(asA, change, [p.contacts.g2PersonWithA]),
      await bare.touched(asA, add, [p.healthBodies.a, p.groups.g1, uuid(), p.people.g1Lead]),
    ];
    await bare.close();
    expect(touched).toEqual([0, 1, 'refused']);
  });

  it('are found when nobody checked them for long, and no more once somebody did', async () => {
    const stale = async () => (await items(manager, 'contacts?side=group&staleFor=90')).map(({ id }) => id);
    const path = `contacts/${p.contacts.g2PersonWithA}`;
    expect(await stale()).toContain(p.contacts.g2PersonWithA);
    const { body } = await send(manager, 'post', `${path}/verification`, {}, path);
    expect(body).toMatchObject({ verifiedOn: TODAY });
    expect(await stale()).not.toContain(p.contacts.g2PersonWithA);
  });

  it('are listed by partnership, side and person', async () => {
    const ids = async (query: string) => (await items(manager, `contacts?${query}`)).map(({ id }) => id);
    expect(await ids(`partnershipId=${p.partnerships.aG1}&side=group`)).toEqual([p.contacts.g1LeadWithA]);
    expect(await ids(`personId=${p.people.aLead}`)).toEqual([p.contacts.aLeadWithG1]);
    expect(await ids(`personId=${p.people.g1Lead}`)).toEqual([]);
    expect(await ids(`partnershipId=${p.partnerships.bG3}`)).toEqual([]);
  });
});

describe('an absence', () => {
  const away = { fromOn: '2026-11-16', toOn: '2026-11-27' };
  let absence: Fields;

  it('is told to every partnership of the person, with the card of whoever stands in', async () => {
    await manager
      .post(at('contacts'))
      .send({ partnershipId: p.partnerships.aG2, personId: p.people.aLead })
      .expect(201);
    const wanted = { personId: p.people.aLead, standInPersonId: p.people.aDeputy, ...away };
    const { status, body } = await manager.post(at('absences')).send(wanted);
    absence = body as Fields;
    expect([status, absence.contacts]).toMatchObject([201, [{ name: 'Robin Ferrow' }, { name: 'Robin Ferrow' }]]);
    expect(await get(groupLead, `contacts/${p.contacts.aLeadWithG1}`)).toMatchObject({
      away: { ...away, standIn: { contactId: p.contacts.aDeputyWithG1, email: 'sam@westmere.example' } },
    });
    const theirs = await items(groupLead, `absences?on=${TODAY}`);
    expect(theirs).toMatchObject([{ id: absence.id, contacts: [{ partnershipId: p.partnerships.aG1 }] }]);
    expect(await items(groupLead, 'absences?on=2026-11-28')).toEqual([]);
  });

  it('is one at a time, also when two desks record it at once', async () => {
    const again = () =>
      manager.post(at('absences')).send({ personId: p.people.aLead, fromOn: '2026-11-27', toOn: '2026-12-01' });
    expect((await again()).body.detail).toContain('from 2026-11-16 to 2026-11-27');
    const later = { personId: p.people.aDeputy, fromOn: '2026-12-01', toOn: '2026-12-04' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => manager.post(at('absences')).send(later)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(5).fill(409)]);
  });

  it('goes on in a partnership that the person comes to later', async () => {
    const { body: listed } = await manager
      .post(at('partnerships'))
      .send({ group: { name: 'Newcomers' } })
      .expect(201);
    const wanted = { partnershipId: listed.id as string, personId: p.people.aLead };
    const { body } = await manager.post(at('contacts')).send(wanted).expect(201);
    expect(body).toMatchObject({ away: { ...away, standIn: { name: 'Sam Tillard' } } });
  });

  it('makes sense', async () => {
    const refuse = async (fields: object) => (await manager.post(at('absences')).send(fields)).body.errors as Fields[];
    const someone = { personId: p.people.aLeaving, ...away };
    expect(await refuse({ ...someone, toOn: '2026-11-01' })).toMatchObject([{ pointer: '/toOn' }]);
    expect(await refuse({ ...someone, standInPersonId: p.people.aLeaving })).toMatchObject([
      { pointer: '/standInPersonId' },
    ]);
    expect(await refuse({ ...someone, personId: p.people.g1Lead })).toMatchObject([{ pointer: '/personId' }]);
    expect(await refuse({ ...someone, reason: 'Leave' })).toMatchObject([{ pointer: '/reason' }]);
  });

  it('is taken back by their own side, everywhere', async () => {
    const path = at(`absences/${String(absence.id)}`);
    await groupLead.delete(path).expect(403);
    await manager.delete(path).expect(204);
    await manager.get(path).expect(404);
    expect(await get(groupLead, `contacts/${p.contacts.aLeadWithG1}`)).toMatchObject({ away: null });
  });
});
