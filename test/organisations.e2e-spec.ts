import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let administrator: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  administrator = await test.as('administrator', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

const at = (id: string) => `/api/v1/organisations/${id}`;
const change = async (who: Agent, id: string, fields: object) => {
  const { headers } = await who.get(at(id)).expect(200);
  return who.patch(at(id)).set('If-Match', String(headers.etag)).send(fields);
};
const detailOf = ({ body }: { body: { detail: string } }) => body.detail;

describe('the record of an organisation', () => {
  it('is kept by a group about itself, with what it does and does not do', async () => {
    const profile = {
      name: 'Harbourlight Together',
      legalForm: 'charity',
      payeeName: 'HARBOURLIGHT CIO',
      about: 'Peer support, by and for our community.',
      area: 'Westmere',
      website: 'https://harbourlight.example',
      doesNotDo: 'No counselling.\nNo legal advice.',
    };
    const { status, body, headers } = await change(groupLead, p.groups.g1, profile);
    expect({ status, ...body, etag: headers.etag }).toMatchObject({ status: 200, ...profile, version: 2, etag: '"2"' });
    expect((await manager.get(at(p.groups.g1))).body).toMatchObject(profile);
  });

  it('is still found in files and searches by the name it had', async () => {
    const { body } = await manager.get('/api/v1/partnerships').query({ search: 'harbourlight collective' }).expect(200);
    expect(body.items).toMatchObject([
      { group: 'Harbourlight Together', alsoKnownAs: expect.arrayContaining(['Harbourlight Collective']) },
    ]);
  });

  it('is changed by nobody who did not read it, or who read an older one', async () => {
    await groupLead.patch(at(p.groups.g1)).send({ about: 'Other' }).expect(428);
    const { status, headers } = await groupLead.patch(at(p.groups.g1)).set('If-Match', '"1"').send({ about: 'Other' });
    expect({ status, etag: headers.etag }).toEqual({ status: 412, etag: '"2"' });
  });

  it('of a listed group is kept by the manager who listed it, and of one that has joined by itself alone', async () => {
    const listed = await change(manager, p.groups.g2, { name: 'Quillfield Voices United', area: 'Quillfield' });
    expect(listed.body).toMatchObject({ name: 'Quillfield Voices United', area: 'Quillfield', listedByYou: true });
    const joined = await change(manager, p.groups.g1, { about: 'Ours to say' });
    expect([joined.status, detailOf(joined)]).toEqual([403, 'Only this organisation itself changes its record.']);
    const own = await change(manager, p.healthBodies.a, { area: 'Westmere' });
    expect([own.status, detailOf(own)]).toEqual([
      403,
      'Only an administrator changes the record of your own organisation.',
    ]);
  });

  it('of a health body is kept by its administrator, who sees no group', async () => {
    expect((await change(administrator, p.healthBodies.a, { area: 'Westmere' })).body).toMatchObject({
      area: 'Westmere',
    });
    await administrator.patch(at(p.groups.g2)).set('If-Match', '"1"').send({ area: 'Here' }).expect(404);
    const payee = await change(administrator, p.healthBodies.a, { payeeName: 'NHS' });
    expect([payee.status, payee.body.errors]).toEqual([
      422,
      [{ pointer: '/payeeName', detail: 'Only groups have a payeeName.' }],
    ]);
  });

  it('takes no empty name, no address of another kind and no unknown field', async () => {
    for (const fields of [
      { name: null },
      { name: ' ' },
      { website: 'javascript:x' },
      { area: 'a\nb' },
      { mood: 'good' },
    ]) {
      const { status } = await change(groupLead, p.groups.g1, fields);
      expect({ fields, status }).toEqual({ fields, status: 400 });
    }
    const unpayable = await change(groupLead, p.groups.g1, { payeeName: '🎉' });
    expect([unpayable.status, unpayable.body.errors[0].pointer]).toEqual([422, '/payeeName']);
  });

  it('says in the audit who changed which fields, and not to what', async () => {
    const events = await test.db.rows(
      `select action, detail from audit_event where subject_id = $1 and organisation_id = $1 order by id`,
      [p.groups.g1],
    );
    expect(events[0]).toEqual({
      action: 'organisation.changed',
      detail: { fields: 'name,legalForm,payeeName,about,area,website,doesNotDo' },
    });
  });
});

describe('the name in open data', () => {
  it('is "Partner group" until the group chooses one, and again when it takes the choice back', async () => {
    const shown = async () => (await groupLead.get(at(p.groups.g1))).body as object;
    expect(await shown()).toMatchObject({ publicationName: null, publishedAs: 'Partner group' });
    await change(groupLead, p.groups.g1, { publicationName: 'A harbour' });
    expect(await shown()).toMatchObject({ publicationName: 'A harbour', publishedAs: 'A harbour' });
    await change(groupLead, p.groups.g1, { publicationName: null });
    expect(await shown()).toMatchObject({ publicationName: null, publishedAs: 'Partner group' });
  });

  it('is chosen by nobody else', async () => {
    const refused = await change(manager, p.groups.g2, { publicationName: 'Quillfield' });
    expect([refused.status, detailOf(refused)]).toEqual([422, 'Only the group itself chooses its name for open data.']);
  });
});

describe('numbers in public registers', () => {
  const add = (who: Agent, id: string, scheme: string, value: string) =>
    who.post(`${at(id)}/identifiers`).send({ scheme, value, fromOn: '2020-01-01' });

  it('are kept as the register writes them, with their dates', async () => {
    const { status, body } = await add(manager, p.groups.g2, 'GB-SC', '12345');
    expect([status, body.identifiers]).toEqual([
      201,
      [{ id: expect.any(String), scheme: 'GB-SC', value: 'SC012345', fromOn: '2020-01-01', toOn: null }],
    ]);
  });

  it('are refused where they cannot be one, with an example', async () => {
    const { status, body } = await add(manager, p.groups.g2, 'GB-COH', 'TBC');
    expect([status, body.errors]).toEqual([
      422,
      [{ pointer: '/value', detail: expect.stringContaining('write it like 01234567') }],
    ]);
  });

  it('belong to one partner only', async () => {
    const again = await add(manager, p.groups.g2, 'GB-SC', 'SC012345');
    expect([again.status, detailOf(again)]).toEqual([409, expect.stringContaining('recorded already')]);
    await test.db.rows(`update organisation_identifier set value = '1000001' where organisation_id = $1`, [
      p.groups.g1,
    ]);
    const others = await add(manager, p.groups.g2, 'GB-CHC', '1000001');
    expect([others.status, detailOf(others)]).toEqual([409, expect.stringContaining('"Harbourlight Together" has')]);
  });

  it('end on a day, and are then no longer in the list', async () => {
    const { body } = await manager.get(at(p.groups.g2));
    const [identifier] = body.identifiers as { id: string }[];
    const end = `${at(p.groups.g2)}/identifiers/${identifier?.id ?? ''}/end`;
    const send = (toOn: string) => manager.post(end).set('If-Match', `"${body.version}"`).send({ toOn });
    expect((await send('2019-12-31')).body.errors).toMatchObject([{ pointer: '/toOn' }]);
    expect((await send('2026-11-21').expect(200)).body.identifiers).toMatchObject([{ toOn: '2026-11-21' }]);
    const listed = await manager.get('/api/v1/organisations').query({ search: 'quillfield' });
    expect(listed.body.items).toMatchObject([{ identifiers: [] }]);
  });
});
