import { v7 as uuid } from 'uuid';
import { newToken, sessionOf } from './support/credentials';
import { pointers } from './support/pointers';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

const AT = '/api/v1/engagements';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await signedIn(p.accounts.managerOfA);
  groupLead = await signedIn(p.accounts.leadOfG1);
});
afterAll(() => test.close());

async function signedIn(accountId: string): Promise<Agent> {
  return test.anonymous().set(await sessionOf(test.db, accountId));
}

const entry = (change: object = {}) => ({
  partnershipId: p.partnerships.aG1,
  contractId: p.contracts.aG1Running,
  happenedOn: '2026-11-20',
  channel: 'video',
  startedBy: 'group',
  twoWay: true,
  healthContactId: p.contacts.aLeadWithG1,
  groupContactId: p.contacts.g1LeadWithA,
  purpose: 'Plan the winter drop-ins',
  ...change,
});

describe('logging contact', () => {
  it('is for both sides, and what is shared is there for the other side at once', async () => {
    for (const [writer, reader, side] of [
      [manager, groupLead, 'health'],
      [groupLead, manager, 'group'],
    ] as const) {
      const { body, headers } = await writer.post(AT).send(entry()).expect(201);
      expect(headers.etag).toBe('"1"');
      expect(body).toMatchObject({
        happenedOn: '2026-11-20',
        channel: 'video',
        contractReference: 'W-001',
        healthPerson: { name: 'Robin Ferrow' },
        groupPerson: { name: 'Max Dunmere' },
        visibility: 'shared',
        writtenBy: side,
        version: 1,
        corrections: [],
      });
      expect((await reader.get(`${AT}/${String(body.id)}`).expect(200)).body).toEqual(body);
    }
  });

  it('keeps what is for one side, or for named people, from everybody else', async () => {
    const colleague = await test.as('partnership_manager', p.healthBodies.a);
    const { body: ownSide } = await manager
      .post(AT)
      .send(entry({ visibility: 'own_side' }))
      .expect(201);
    const { body: closed } = await manager
      .post(AT)
      .send(entry({ visibility: 'restricted' }))
      .expect(201);
    expect(closed).toMatchObject({ visibility: 'restricted', purpose: 'Plan the winter drop-ins' });
    await colleague.get(`${AT}/${String(ownSide.id)}`).expect(200);
    await colleague.get(`${AT}/${String(closed.id)}`).expect(404);
    await groupLead.get(`${AT}/${String(ownSide.id)}`).expect(404);
    await manager.get(`${AT}/${String(closed.id)}`).expect(200);
  });

  it('lets people of the own organisation open what is restricted, and names nobody else', async () => {
    const reader = uuid();
    await test.db.rows('insert into account (id, email) values ($1, $2)', [reader, 'reader@westmere.example']);
    const restricted = (readerIds: string[]) => manager.post(AT).send(entry({ visibility: 'restricted', readerIds }));
    expect(pointers(await restricted([reader]).expect(422))).toEqual(['/readerIds']);
    expect(pointers(await restricted([p.accounts.leadOfG1]).expect(422))).toEqual(['/readerIds']);
    await test.db.rows(
      `insert into membership (organisation_id, organisation_kind, id, account_id, role)
       values ($1, 'health_body', $2, $3, 'partnership_manager')`,
      [p.healthBodies.a, uuid(), reader],
    );
    const { body } = await restricted([reader]).expect(201);
    await (await signedIn(reader)).get(`${AT}/${String(body.id)}`).expect(200);
  });

  it.each([
    ['/happenedOn', { happenedOn: '2026-11-23' }],
    ['/readerIds', { readerIds: [uuid()] }],
    ['/partnershipId', { partnershipId: uuid() }],
    ['/contractId', { contractId: uuid() }],
    ['/healthContactId', { healthContactId: uuid() }],
    ['/groupContactId', { groupContactId: uuid() }],
  ])('says what is wrong at %s', async (pointer, change) => {
    expect(pointers(await manager.post(AT).send(entry(change)).expect(422))).toEqual([pointer]);
  });

  it('refers to nothing of another partnership or of the wrong side, and names each field', async () => {
    const elsewhere = { contractId: p.contracts.aG2Future, healthContactId: p.contacts.aLeavingWithG2 };
    const answer = await manager.post(AT).send(entry(elsewhere)).expect(422);
    expect(pointers(answer)).toEqual(['/contractId', '/healthContactId']);
    const crossed = { healthContactId: p.contacts.g1LeadWithA, groupContactId: p.contacts.aLeadWithG1 };
    expect(pointers(await manager.post(AT).send(entry(crossed)).expect(422))).toEqual([
      '/healthContactId',
      '/groupContactId',
    ]);
    const ofB = { partnershipId: p.partnerships.bG1 };
    expect(pointers(await manager.post(AT).send(entry(ofB)).expect(422))).toEqual(['/partnershipId']);
  });

  it('is done by a service too, but a service restricts nothing', async () => {
    const place = { role: 'partnership_manager', organisationId: p.healthBodies.a } as const;
    const service = test.anonymous().set(await newToken(test.db, place, ['register:write']));
    await service.post(AT).send(entry()).expect(201);
    const answer = await service
      .post(AT)
      .send(entry({ visibility: 'restricted' }))
      .expect(422);
    expect(pointers(answer)).toEqual(['/visibility']);
  });

  it('happens once, however often one key asks for it at the same moment', async () => {
    const purpose = 'Asked for twenty times';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => manager.post(AT).set('Idempotency-Key', 'twenty').send(entry({ purpose }))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => String(body.id))).size).toBe(1);
    expect(await test.db.rows('select 1 from engagement where purpose = $1', [purpose])).toHaveLength(1);
  });

  it('is on record with who did it, and without a word of what was said', async () => {
    const { body } = await manager
      .post(AT)
      .send(entry({ outcome: 'Words of our own' }))
      .expect(201);
    const events = await test.db.rows('select * from audit_event where subject_id = $1', [body.id]);
    expect(events).toMatchObject([
      { action: 'engagement.logged', actor_id: p.accounts.managerOfA, detail: { visibility: 'shared' } },
    ]);
  });
});

describe('a correction', () => {
  const log = async (change: object = {}) => String((await manager.post(AT).send(entry(change)).expect(201)).body.id);
  const correct = (agent: Agent, id: string, version: number, change: object) =>
    agent
      .post(`${AT}/${id}/corrections`)
      .set('If-Match', `"${String(version)}"`)
      .send(change);

  it('keeps what each field said, for the same readers', async () => {
    const id = await log();
    const change = { purpose: 'Plan the spring drop-ins', happenedOn: '2026-11-19', groupContactId: null };
    const { body, headers } = await correct(manager, id, 1, change).expect(201);
    expect(headers.etag).toBe('"2"');
    expect(body).toMatchObject({ purpose: 'Plan the spring drop-ins', happenedOn: '2026-11-19', groupPerson: null });
    expect(body.corrections).toMatchObject([
      { field: 'happenedOn', was: '2026-11-20' },
      { field: 'groupContactId', was: p.contacts.g1LeadWithA },
      { field: 'purpose', was: 'Plan the winter drop-ins' },
    ]);
    expect((await groupLead.get(`${AT}/${id}`).expect(200)).body).toEqual(body);
  });

  it('shows what a closed entry said to nobody but its readers, in the database too', async () => {
    const id = await log({ visibility: 'restricted', purpose: 'Said by mistake' });
    await correct(manager, id, 1, { purpose: 'Said' }).expect(201);
    const seen = async (side: string, tenant: string, user: string) =>
      test.database.dataSource.transaction(async (tx) => {
        await tx.query(
          `select set_config('role', $1, true), set_config('app.tenant', $2, true), set_config('app.user', $3, true)`,
          [`accord_${side}`, tenant, user],
        );
        const rows: unknown[] = await tx.query('select was from correction where subject_id = $1', [id]);
        return rows;
      });
    expect(await seen('health', p.healthBodies.a, p.accounts.managerOfA)).toEqual([{ was: 'Said by mistake' }]);
    expect(await seen('health', p.healthBodies.a, '')).toEqual([]);
    expect(await seen('group', p.groups.g1, p.accounts.leadOfG1)).toEqual([]);
  });

  it('is for the author alone while they are here', async () => {
    const id = await log();
    const colleague = await test.as('partnership_manager', p.healthBodies.a);
    await correct(colleague, id, 1, { purpose: 'Mine' }).expect(403);
    await correct(groupLead, id, 1, { purpose: 'Ours' }).expect(403);
    // What came from a file has no author: any manager of its owner.
    const imported = p.engagements.aG1OfA;
    await correct(colleague, imported, 1, { outcome: 'Agreed' }).expect(201);
  });

  it('asks for the version, and loses nobody else’s change', async () => {
    const id = await log();
    await manager.post(`${AT}/${id}/corrections`).send({ purpose: 'x' }).expect(428);
    await correct(manager, id, 1, { purpose: 'First' }).expect(201);
    const { headers } = await correct(manager, id, 1, { purpose: 'Second' }).expect(412);
    expect(headers.etag).toBe('"2"');
  });

  it('says what is wrong with it', async () => {
    const id = await log();
    await correct(manager, id, 1, {}).expect(422);
    await correct(manager, id, 1, { purpose: 'Plan the winter drop-ins' }).expect(422);
    expect(pointers(await correct(manager, id, 1, { happenedOn: '2026-11-23' }).expect(422))).toEqual(['/happenedOn']);
    const foreign = { contractId: p.contracts.bG1Grant };
    expect(pointers(await correct(manager, id, 1, foreign).expect(422))).toEqual(['/contractId']);
    await correct(manager, id, 1, { happenedOn: null }).expect(400);
    await correct(manager, uuid(), 1, { purpose: 'x' }).expect(404);
  });
});

describe('the contact log', () => {
  const ids = async (query: string, agent = manager) => {
    const { body } = await agent.get(`${AT}?limit=200&count=true&${query}`).expect(200);
    const items = body.items as { id: string }[];
    expect(body.count).toBe(items.length);
    return items.map(({ id }) => id);
  };

  it('is narrowed to a partnership, a contract, a person, a channel, and days', async () => {
    const { body } = await manager
      .post(AT)
      .send(entry({ happenedOn: TODAY, channel: 'letter' }))
      .expect(201);
    const id = String(body.id);
    for (const filter of [
      `partnershipId=${p.partnerships.aG1}`,
      `contractId=${p.contracts.aG1Running}`,
      `contactId=${p.contacts.aLeadWithG1}`,
      `contactId=${p.contacts.g1LeadWithA}`,
    ]) {
      expect(await ids(filter)).toContain(id);
      expect(await ids(filter, groupLead)).toContain(id);
    }
    expect(await ids(`channel=letter&from=${TODAY}&to=${TODAY}&twoWay=true`)).toEqual([id]);
    expect(await ids(`partnershipId=${p.partnerships.aG2}`)).toEqual([p.engagements.aG2Shared]);
    expect(await ids(`contactId=${p.contacts.aDeputyWithG1}`)).toEqual([]);
    expect(await ids(`partnershipId=${p.partnerships.bG1}`)).toEqual([]);
  });

  it('runs from the last to the first, or the other way', async () => {
    expect(await ids('sort=happenedOn')).toEqual((await ids('sort=-happenedOn')).reverse());
  });
});
