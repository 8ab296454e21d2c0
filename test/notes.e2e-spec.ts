import { v7 as uuid } from 'uuid';
import { sessionOf } from './support/credentials';
import { pointers } from './support/pointers';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

const AT = '/api/v1/notes';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let colleague: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = test.anonymous().set(await sessionOf(test.db, p.accounts.managerOfA));
  groupLead = test.anonymous().set(await sessionOf(test.db, p.accounts.leadOfG1));
  colleague = await test.as('partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

const note = (change: object = {}) => ({
  subjectKind: 'contract',
  subjectId: p.contracts.aG1Running,
  body: 'Ask for the signed copy again in May.',
  ...change,
});
async function written(who: Agent, change: object = {}): Promise<string> {
  const { body } = await who.post(AT).send(note(change)).expect(201);
  return (body as { id: string }).id;
}
async function listed(who: Agent, query: object = {}): Promise<Record<string, unknown>[]> {
  const { body } = await who
    .get(AT)
    .query({ limit: 200, count: true, ...query })
    .expect(200);
  const { items, count } = body as { items: Record<string, unknown>[]; count: number };
  expect(count).toBe(items.length);
  return items;
}
const correct = (who: Agent, id: string, version: number, body: string) =>
  who
    .post(`${AT}/${id}/corrections`)
    .set('If-Match', `"${String(version)}"`)
    .send({ body });

describe('a note', () => {
  it('is there for one’s own side and never for the other, whoever writes it', async () => {
    for (const [own, other] of [
      [manager, groupLead],
      [groupLead, manager],
    ] as const) {
      const id = await written(own);
      const { body, headers } = await own.get(`${AT}/${id}`).expect(200);
      expect(headers.etag).toBe('"1"');
      expect(body).toMatchObject({
        subjectKind: 'contract',
        subjectId: p.contracts.aG1Running,
        body: 'Ask for the signed copy again in May.',
        visibility: 'own_side',
        reach: expect.stringMatching(/personal data request can still reach/),
        corrections: [],
      });
      await other.get(`${AT}/${id}`).expect(404);
      expect((await listed(own)).map((item) => item.id)).toContain(id);
      expect((await listed(other)).map((item) => item.id)).not.toContain(id);
    }
  });

  it.each([
    ['partnership', () => p.partnerships.aG1],
    ['contact', () => p.contacts.g1LeadWithA],
    ['instalment', () => p.instalments.aG1Overdue],
    ['engagement', () => p.engagements.aG1Shared],
  ])('is found by the %s that it is about', async (subjectKind, idOf) => {
    const id = await written(manager, { subjectKind, subjectId: idOf() });
    const found = await listed(colleague, { subjectKind, subjectId: idOf() });
    expect(found.map((item) => item.id)).toContain(id);
    const inPartnership = await listed(colleague, { partnershipId: p.partnerships.aG1, sort: 'createdAt' });
    expect(inPartnership.at(-1)).toMatchObject({ id });
    expect(await listed(colleague, { partnershipId: p.partnerships.aG2 })).toEqual([]);
  });

  it('is about nothing that is hidden from its writer or of another kind', async () => {
    const wrong = (change: object) => manager.post(AT).send(note(change)).expect(422);
    expect(pointers(await wrong({ subjectId: p.contracts.bG1Grant }))).toEqual(['/subjectId']);
    expect(pointers(await wrong({ subjectKind: 'instalment' }))).toEqual(['/subjectId']);
    const hidden = { subjectKind: 'engagement', subjectId: p.engagements.aG1OfG1 };
    expect(pointers(await wrong(hidden))).toEqual(['/subjectId']);
    const restricted = { subjectKind: 'engagement', subjectId: p.engagements.aG1RestrictedOfA };
    expect(pointers(await wrong(restricted))).toEqual(['/visibility']);
    await written(manager, { ...restricted, visibility: 'restricted' });
    expect(pointers(await wrong({ visibility: 'restricted', readerIds: [uuid()] }))).toEqual(['/readerIds']);
    expect(
      pointers(
        await manager
          .post(AT)
          .send(note({ visibility: 'shared' }))
          .expect(400),
      ),
    ).toEqual(['/visibility']);
  });
});

describe('a restricted note', () => {
  it('says what it says only when it is opened, to those who are named, and each opening is on record', async () => {
    const id = await written(manager, { visibility: 'restricted', body: 'Only for us' });
    const opened = async () =>
      (await test.db.rows(`select 1 from audit_event where action = 'note.opened' and subject_id = $1`, [id])).length;
    expect((await listed(manager)).find((item) => item.id === id)).toMatchObject({ body: null });
    expect((await listed(colleague)).map((item) => item.id)).not.toContain(id);
    await colleague.get(`${AT}/${id}`).expect(404);
    expect(await opened()).toBe(0);
    expect((await manager.get(`${AT}/${id}`).expect(200)).body).toMatchObject({ body: 'Only for us' });
    expect(await opened()).toBe(1);
  });
});

describe('a correction of a note', () => {
  it('keeps what it said, is its author’s alone, and asks for the version', async () => {
    const id = await written(manager);
    await correct(colleague, id, 1, 'Mine now').expect(403);
    await correct(groupLead, id, 1, 'Ours now').expect(404);
    await manager.post(`${AT}/${id}/corrections`).send({ body: 'x' }).expect(428);
    const { body } = await correct(manager, id, 1, 'Ask again in June.').expect(201);
    expect(body).toMatchObject({
      body: 'Ask again in June.',
      version: 2,
      corrections: [{ field: 'body', was: 'Ask for the signed copy again in May.' }],
    });
    await correct(manager, id, 1, 'Late').expect(412);
    await correct(manager, id, 2, 'Ask again in June.').expect(422);
  });

  it('is for whoever leads where its author has left', async () => {
    const author = uuid();
    const id = await written(manager);
    await test.db.rows('update note set author_id = $1 where id = $2', [author, id]);
    await correct(colleague, id, 1, 'Settled.').expect(201);
  });
});

describe('writing a note', () => {
  it('happens once with one key, and is on record without a word of what it says', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => manager.post(AT).set('Idempotency-Key', 'one-note').send(note())),
    );
    const ids = new Set(answers.map(({ body }) => (body as { id: string }).id));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(ids.size).toBe(1);
    const events = await test.db.rows('select action, detail from audit_event where subject_id = $1', [[...ids][0]]);
    expect(events).toEqual([
      { action: 'note.written', detail: { about: p.contracts.aG1Running, visibility: 'own_side' } },
    ]);
  });
});
