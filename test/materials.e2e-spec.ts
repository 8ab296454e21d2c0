import fc from 'fast-check';
import { EvaluationService } from '../src/findings';
import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { BareConnection } from './support/sides';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
  latestVersionId: string;
  latest: number;
  consent: string;
}

const PDF = (bytes: number) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 32), Buffer.from('\n%%EOF\n')]);

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let lead: Agent;
let member: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
  member = await test.as('group_member', p.groups.g1);
  stranger = await test.as('group_lead', p.groups.g3);
}, 60_000);
afterAll(() => test.close());

const start = async (who: Agent, more: object = {}) => {
  const request = { title: 'Poster', words: 'Open on Mondays.\nCome as you are.', ...more };
  return (await who.post(`/api/v1/partnerships/${p.partnerships.aG1}/materials`).send(request).expect(201))
    .body as Kept;
};
const now = async (who: Agent, { id }: { id: string }) =>
  (await who.get(`/api/v1/materials/${id}`).expect(200)).body as Kept;
const send = (who: Agent, path: string, body: object = {}, version?: number) => {
  const request = who.post(`/api/v1/${path}`);
  return (version === undefined ? request : request.set('If-Match', `"${String(version)}"`)).send(body);
};
const edit = async (who: Agent, material: Kept, words: string) =>
  (await send(who, `materials/${material.id}/versions`, { words }, material.version).expect(201)).body as Kept;
const ofVersion = (what: string) => (id: string) => `material-versions/${id}/${what}`;
const usesOf = ofVersion('name-uses');
const yes = (who: Agent, id: string, number = 1) => send(who, ofVersion('consent')(id), { number });
const takeBack = (who: Agent, id: string, number = 1) => send(who, ofVersion('consent/withdrawal')(id), { number });

describe('a material', () => {
  it('is kept in versions, each with what changed against the one before', async () => {
    const first = await start(lead, { contractId: p.contracts.aG1Running });
    expect(first).toMatchObject({ latest: 1, consent: 'never', contractReference: 'W-001', startedBy: 'group' });
    const second = await edit(manager, first, 'Open on Fridays.');
    await send(lead, `materials/${first.id}/versions`, { words: 'Stale' }, first.version).expect(412);
    await send(lead, `materials/${first.id}/versions`, { words: 'Open on Fridays.' }, second.version).expect(422);
    const version = await read(lead, `material-versions/${second.latestVersionId}`);
    expect(version).toMatchObject({ number: 2, madeBy: 'health', removedPercent: 71, addedPercent: 33 });
    expect(version.difference).toHaveLength(2);
    await stranger.get(`/api/v1/material-versions/${second.latestVersionId}`).expect(404);
    await send(stranger, `materials/${first.id}/versions`, { words: 'Mine' }, second.version).expect(404);
    const elsewhere = { title: 'Poster', contractId: p.contracts.bG1Grant };
    await send(lead, `partnerships/${p.partnerships.aG1}/materials`, elsewhere).expect(422);
  });

  it('takes a file of up to 20 MB as a version, and no larger one', async () => {
    const first = await start(manager, { words: undefined });
    expect(first).toMatchObject({ latest: 0, latestVersionId: null });
    const add = (bytes: Buffer, version: number, filename = 'poster.pdf') =>
      manager
        .post(`/api/v1/materials/${first.id}/versions/file`)
        .set('If-Match', `"${String(version)}"`)
        .attach('file', bytes, { filename });
    const megabytes = (count: number) => count * 1024 * 1024;
    const second = (await add(PDF(megabytes(19)), first.version).expect(201)).body as Kept;
    expect(second).toMatchObject({ latest: 1, versions: [{ kind: 'file', fileName: 'poster.pdf' }] });
    expect((await add(PDF(megabytes(20)), second.version).expect(413)).body.detail).toMatch(/larger than 20 MB/);
    await add(Buffer.from('MZ program'), second.version, 'poster.pdf').expect(422);
    await lead.get(`/api/v1/material-versions/${second.latestVersionId}/file`).expect(200);
    await stranger.get(`/api/v1/material-versions/${second.latestVersionId}/file`).expect(404);
    await send(lead, `material-versions/${second.latestVersionId}/proposals`, { words: 'Words' }).expect(409);
  });

  it('takes a file on its page only once somebody says that it is the right one', async () => {
    const first = await start(lead);
    const organisation = { role: 'partnership_manager', organisationId: p.healthBodies.a } as const;
    const headers = await newSession(test.db, organisation);
    const at = `/o/${organisation.organisationId}/materials/${first.id}`;
    const sure = (answers: Record<string, string>) =>
      test
        .anonymous()
        .post(`${at}/file`)
        .set({ ...headers })
        .field({ _csrf: headers['accord-csrf'] ?? '', version: String(first.version), ...answers })
        .attach('file', PDF(100), { filename: 'poster.pdf' });
    const { text } = await sure({}).expect(422);
    expect(text).toMatch(/href="#sure">\s*Say that it is the right file/);
    expect((await read(lead, `materials/${first.id}`)).latest).toBe(1);
    await sure({ sure: 'yes' }).expect(303).expect('Location', `${at}?done=made`);
    expect((await sure({ sure: 'yes' }).expect(409)).text).toContain('Somebody changed this');
    expect((await read(lead, `materials/${first.id}`)).latest).toBe(2);
  });

  it('is changed by a proposal that the other side accepts, and by none that it declines', async () => {
    const material = await start(lead);
    const propose = async (who: Agent, words: string) =>
      (await send(who, `material-versions/${material.latestVersionId}/proposals`, { words }).expect(201)).body as Kept;
    const [one, two, three] = [
      await propose(manager, 'Open on Tuesdays.'),
      await propose(lead, 'Open.'),
      await propose(manager, 'Closed.'),
    ];
    expect(one).toMatchObject({ removedPercent: 71, addedPercent: 33, state: 'open', fromNumber: 1 });
    await send(manager, `material-proposals/${one.id}/acceptance`, {}, one.version).expect(409);
    await send(member, `material-proposals/${one.id}/acceptance`, {}, one.version).expect(403);
    await send(manager, `material-proposals/${one.id}/refusal`, { reason: 'No' }, one.version).expect(409);
    await send(manager, `material-proposals/${two.id}/refusal`, { reason: 'Too short.' }, two.version).expect(200);
    expect(await now(lead, material)).toMatchObject({ latest: 1, openProposals: 2 });
    await send(lead, `material-proposals/${one.id}/acceptance`, {}, one.version).expect(200);
    await send(lead, `material-proposals/${three.id}/acceptance`, {}, three.version).expect(409);
    await send(lead, `material-proposals/${three.id}/withdrawal`, {}, three.version).expect(409);
    await send(manager, `material-proposals/${three.id}/withdrawal`, {}, three.version).expect(200);
    expect(await now(manager, material)).toMatchObject({ latest: 2, openProposals: 0 });
    await send(lead, ofVersion('comments')(material.latestVersionId), { words: 'Hard to read.' }).expect(201);
    expect(await now(manager, material)).toMatchObject({ comments: [{ side: 'group', number: 1 }] });
  });

  it('credits the people of each side as that side says, and names nobody otherwise', async () => {
    const material = await start(manager);
    expect(material).toMatchObject({ healthCredit: null, groupCredit: null });
    const credit = (who: Agent, words: string | null, version: number) =>
      who
        .put(`/api/v1/materials/${material.id}/credit`)
        .set('If-Match', `"${String(version)}"`)
        .send({ credit: words });
    const body = (await credit(lead, 'The Thursday group', material.version).expect(200)).body as Kept;
    expect(body).toMatchObject({ healthCredit: null, groupCredit: 'The Thursday group' });
    const bare = await BareConnection.to(test.db.appUrl);
    const health = { side: 'health', tenant: p.healthBodies.a } as const;
    expect(await bare.touched(health, `update material set group_credit = null`)).toBe('refused');
    await bare.close();
    expect((await credit(lead, null, body.version).expect(200)).body).toMatchObject({ groupCredit: null });
  });
});

describe('what is told and taken away of materials', () => {
  const told = async ({ id }: Kept) =>
    test.db.rows(
      `select distinct o.kind from mail join organisation o on o.id = mail.organisation_id where path like '%' || $1 order by o.kind`,
      [id],
    );

  it('a version of the health side is told to the group by email', async () => {
    await test.db.rows('delete from mail');
    const material = await start(manager);
    expect(await told(material)).toEqual([{ kind: 'group' }]);
  });

  it('is a register of uses, as a file for either side', async () => {
    const material = await start(lead, { title: '=Leaflet' });
    await send(lead, usesOf(material.latestVersionId), { place: 'Website', sinceOn: TODAY }).expect(201);
    const { text } = await manager.get('/api/v1/exports/name-uses?format=csv').expect(200);
    expect(text.split('\r\n')[0]).toMatch(/^Material,Health body,Group,Contract reference,Version,/);
    expect(text).toMatch(/'=Leaflet,.*,1,1,Website,2026-11-22,,group,/);
    const others = await stranger.get('/api/v1/exports/name-uses?format=json-lines').expect(200);
    expect(others.text).not.toContain('Website');
  });
});

describe('the group’s yes to its name', () => {
  it('is for one version, lapses with the next, and is renewed and taken back by the group alone', async () => {
    const first = await start(lead);
    await yes(manager, first.latestVersionId).expect(403);
    await yes(member, first.latestVersionId).expect(403);
    await yes(lead, first.latestVersionId).expect(200);
    await yes(lead, first.latestVersionId).expect(200);
    const use = { place: 'Waiting room', sinceOn: TODAY };
    const noted = (await send(manager, usesOf(first.latestVersionId), use).expect(201)).body as Kept;
    expect(noted).toMatchObject({ consent: 'consented', inUse: true, number: 1 });

    const second = await edit(manager, await now(manager, first), 'Come.');
    expect(second).toMatchObject({ consent: 'never', usesWithoutConsent: 1 });
    const flagged = async () => (await read(lead, 'name-uses', { withoutConsent: true, materialId: first.id })).items;
    const found = async () => {
      await test.app.get(EvaluationService, { strict: false }).evaluateToday();
      const { items } = await read(lead, 'findings', { severity: 'serious' });
      return items.filter(({ evidence }) => (evidence as { materialId?: string }).materialId === first.id);
    };
    expect(await found()).toMatchObject([{ evidence: { number: 1, latest: 2, consent: 'lapsed' }, contractId: null }]);
    expect(await flagged()).toMatchObject([{ id: noted.id, consent: 'lapsed', latest: 2 }]);
    await yes(lead, second.latestVersionId, 1).expect(422);
    await yes(lead, second.latestVersionId, 2).expect(200);
    expect(await flagged()).toMatchObject([{ id: noted.id }]);
    const moved = { versionId: second.latestVersionId };
    const now2 = (await send(manager, `name-uses/${noted.id}/version`, moved, noted.version).expect(201)).body as Kept;
    expect(now2).toMatchObject({ number: 2, consent: 'consented', place: 'Waiting room' });
    expect(await flagged()).toEqual([]);
    expect(await found()).toEqual([]);

    await takeBack(member, second.latestVersionId, 2).expect(200);
    expect(await flagged()).toMatchObject([{ id: now2.id, consent: 'withdrawn' }]);
    await send(lead, `name-uses/${now2.id}/end`, { untilOn: '2026-11-01' }, now2.version).expect(422);
    await send(lead, `name-uses/${now2.id}/end`, { untilOn: TODAY }, now2.version).expect(200);
    expect(await flagged()).toEqual([]);
    await stranger.get(`/api/v1/name-uses?materialId=${first.id}`).expect(200, { items: [], next: null });
  });

  it('cannot be written by the health side, nor brought back by anybody, past the server', async () => {
    const material = await start(lead);
    await yes(lead, material.latestVersionId).expect(200);
    const bare = await BareConnection.to(test.db.appUrl);
    const health = { side: 'health', tenant: p.healthBodies.a } as const;
    const group = { side: 'group', tenant: p.groups.g1 } as const;
    const add = `insert into name_consent (health_body_id, group_id, material_id, version_id, id, given_on)
      select health_body_id, group_id, material_id, id, gen_random_uuid(), '2026-11-22' from material_version limit 1`;
    expect(await bare.touched(health, add)).toBe('refused');
    expect(await bare.touched(health, `update name_consent set ended_on = null, ended_how = null`)).toBe('refused');
    expect(await bare.touched(group, `update name_consent set version_id = version_id`)).toBe('refused');
    const again = `update name_consent set ended_on = null, ended_how = null where version_id = $1`;
    expect(await bare.touched(group, again, [material.latestVersionId])).toBe('refused');
    expect(await bare.touched(health, `update material_version set words = 'Other' `)).toBe('refused');
    await bare.close();
  });

  it('is never counted on another version, whatever both sides do', async () => {
    const step = fc.record({ what: fc.constantFrom('edit', 'consent', 'withdraw', 'use'), of: fc.nat({ max: 9 }) });
    const steps = fc.array(step, { minLength: 8, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (done) => {
        const story = new Story(await start(lead));
        for (const { what, of } of done) await story[what](of);
        const { items } = await read(manager, 'name-uses', { materialId: story.material.id, limit: 100 });
        const query = { materialId: story.material.id, withoutConsent: true, limit: 100 };
        const flagged = (await read(lead, 'name-uses', query)).items.map(({ id }) => id);
        const expected = items.filter(({ versionId }) => !story.holding.has(String(versionId))).map(({ id }) => id);
        expect(flagged).toEqual(expected);
        expect(items.filter(({ consent }) => consent !== 'consented').map(({ id }) => id)).toEqual(expected);
        expect(await now(lead, story.material)).toMatchObject({ usesWithoutConsent: expected.length });
      }),
      { numRuns: 2 },
    );
  });
});

/** What both sides do with a material, and the versions of which the group's yes holds. */
class Story {
  readonly holding = new Set<string>();
  private readonly versions: string[];

  constructor(public material: Kept) {
    this.versions = [material.latestVersionId];
  }

  async edit(of: number): Promise<void> {
    const words = `Words of version ${String(this.versions.length + 1)}`;
    this.material = await edit(of % 2 === 0 ? manager : lead, await now(lead, this.material), words);
    this.versions.push(this.material.latestVersionId);
    this.holding.clear();
  }

  async consent(of: number): Promise<void> {
    await yes(lead, this.at(of), 1 + (of % this.versions.length)).expect(200);
    this.holding.add(this.at(of));
  }

  async withdraw(of: number): Promise<void> {
    await takeBack(lead, this.at(of), 1 + (of % this.versions.length)).expect(200);
    this.holding.delete(this.at(of));
  }

  async use(of: number): Promise<void> {
    await send(manager, usesOf(this.at(of)), { place: 'A place', sinceOn: TODAY }).expect(201);
  }

  private at(of: number): string {
    return this.versions[of % this.versions.length] ?? '';
  }
}
