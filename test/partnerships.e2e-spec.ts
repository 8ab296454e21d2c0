import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

const AT = '/api/v1/partnerships';

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

const list = (group: object, rest: object = {}, who = manager) => who.post(AT).send({ group, ...rest });
const charity = (value: string) => [{ scheme: 'GB-CHC', value }];
const groups = async () => (await test.db.rows(`select 1 from organisation where kind = 'group'`)).length;

describe('listing a group', () => {
  it('makes its record and the partnership, and asks for no number', async () => {
    const { status, body, headers } = await list(
      { name: '  Saltmarsh Circle ', legalForm: 'unincorporated' },
      { supplierNumber: '501187', contactEveryDays: 30 },
    );
    expect({ status, etag: headers.etag, ...body }).toMatchObject({
      status: 201,
      etag: '"1"',
      group: 'Saltmarsh Circle',
      joined: false,
      supplierNumber: '501187',
      contactEveryDays: 30,
      contacts: [],
    });
    const { body: group } = await manager.get(`/api/v1/organisations/${body.groupId}`).expect(200);
    expect(group).toMatchObject({ listedByYou: true, joined: false, legalForm: 'unincorporated', identifiers: [] });
    const audit = `select action from audit_event where subject_id = any ($1) order by id`;
    expect(await test.db.rows(audit, [[body.id, body.groupId]])).toEqual([
      { action: 'organisation.listed' },
      { action: 'partnership.created' },
    ]);
  });

  it.each([
    ['name', { name: 'SALTMARSH  circle' }],
    ['name in its own files', { name: 'harbour light' }],
    ['number', { name: 'Quite another', identifiers: charity('0000001') }],
  ])('is refused where the health body has it as a partner by its %s', async (_by, group) => {
    await test.db.rows(`update organisation_identifier set value = '1000001' where value = '0000001'`);
    const identifiers = 'identifiers' in group ? { identifiers: charity('1000001') } : {};
    const before = await groups();
    const { status, body } = await list({ ...group, ...identifiers });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('You have a partnership with')]);
    expect(await groups()).toBe(before);
  });

  it('takes two groups of one name apart by their numbers', async () => {
    await list({ name: 'Tidepool', identifiers: charity('1000011') }).expect(201);
    await list({ name: 'Tidepool', identifiers: charity('1000012') }).expect(201);
    await list({ name: 'Tidepool', identifiers: [{ scheme: 'GB-COH', value: '7' }] }).expect(409);
  });

  it("never looks at another health body's partners", async () => {
    const { body } = await list({ name: 'Marlpit Circle', identifiers: charity('1000011') }).expect(409);
    expect(body.detail).toContain('"Tidepool"');
    const own = await list({ name: 'Marlpit Circle', identifiers: charity('1000021') }).expect(201);
    expect(own.body.groupId).not.toBe(p.groups.g3);
    const other = await test.as('partnership_manager', p.healthBodies.b);
    await list({ name: 'Saltmarsh Circle' }, {}, other).expect(201);
  });

  it('says which number is not one, and makes nothing', async () => {
    const before = await groups();
    const { status, body } = await list({ name: 'Newcomers', identifiers: [...charity('1000031'), ...charity('TBC')] });
    expect([status, body.errors[0].pointer]).toEqual([422, '/group/identifiers/1/value']);
    await list({}).expect(400);
    await manager.post(AT).send({}).expect(400);
    expect(await groups()).toBe(before);
  });

  it('at once from several desks makes one, and again with the same key answers the same', async () => {
    const name = 'Many Hands';
    const answers = await Promise.all(Array.from({ length: 8 }, () => list({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    const once = () => list({ name: 'Once Only' }).set('Idempotency-Key', 'a-key');
    const [first, second] = [await once().expect(201), await once().expect(201)];
    expect(second.body.id).toBe(first.body.id);
  });
});

describe('a partnership', () => {
  const at = () => `${AT}/${p.partnerships.aG1}`;

  it('has a frequency that both sides read, and a supplier number for the health body alone', async () => {
    const wanted = { contactEveryDays: 14, supplierNumber: 'S-9' };
    const { body } = await manager.patch(at()).set('If-Match', '"1"').send(wanted).expect(200);
    expect(body).toMatchObject({ ...wanted, version: 2 });
    const theirs = (await groupLead.get(at()).expect(200)).body as Record<string, unknown>;
    expect([theirs.contactEveryDays, 'supplierNumber' in theirs]).toEqual([14, false]);
    await groupLead.patch(at()).set('If-Match', '"2"').send({ contactEveryDays: 7 }).expect(403);
  });

  it('is changed by what is given, and emptied by null', async () => {
    await manager.patch(at()).set('If-Match', '"1"').send({ contactEveryDays: 7 }).expect(412);
    const { body } = await manager.patch(at()).set('If-Match', '"2"').send({ supplierNumber: null }).expect(200);
    expect(body).toMatchObject({ supplierNumber: null, contactEveryDays: 14 });
    await manager.patch(at()).set('If-Match', '"3"').send({ contactEveryDays: 0 }).expect(400);
  });

  it('is found by whether the group has joined', async () => {
    const names = async (joined: boolean) =>
      ((await manager.get(AT).query({ joined, search: 'l' })).body.items as { group: string }[]).map(
        ({ group }) => group,
      );
    expect(await names(true)).toEqual(['Harbourlight Collective']);
    expect(await names(false)).toContain('Quillfield Voices');
  });
});
