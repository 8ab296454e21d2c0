import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { named, read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

interface ApiDocument {
  paths: Record<string, { get?: { operationId: string; parameters: { in: string; schema: { example?: unknown } }[] } }>;
}

const LISTS = ['organisations', 'partnerships', 'contracts', 'instalments', 'named-leads', 'engagements'];
const READS = [...LISTS, ...LISTS.filter((list) => list !== 'named-leads').map((list) => `${list}/{id}`)];

describe('reading what was brought in', () => {
  let test: TestApp;
  let portfolio: Portfolio;
  let manager: Agent;
  let group: Agent;
  let administrator: Agent;

  beforeAll(async () => {
    ({ test, p: portfolio } = await startWithPortfolio());
    const { healthBodies, groups } = portfolio;
    manager = await test.as('partnership_manager', healthBodies.a);
    group = await test.as('group_lead', groups.g1);
    administrator = await test.as('administrator', healthBodies.a);
  });
  afterAll(() => test.close());

  describe('organisations', () => {
    it('shows a health body its partners, and a group only itself and health bodies', async () => {
      const ours = await read(manager, 'organisations', { count: true });
      expect([named({ ...portfolio.healthBodies, ...portfolio.groups }, ours), ours.count]).toEqual([
        ['g1', 'b', 'g2', 'a'],
        4,
      ]);
      const theirs = await read(group, 'organisations', { sort: '-name' });
      expect(named({ ...portfolio.healthBodies, ...portfolio.groups }, theirs)).toEqual(['a', 'b', 'g1']);
    });

    it('says what a group is, and tells nobody else the name it chose for open data', async () => {
      await test.db.rows(`update organisation set publication_name = 'A partner' where id = $1`, [portfolio.groups.g1]);
      const path = `organisations/${portfolio.groups.g1}`;
      const known = {
        id: portfolio.groups.g1,
        kind: 'group',
        name: 'Harbourlight Collective',
        legalForm: 'charitable_incorporated_organisation',
        healthBodyKind: null,
        identifiers: [{ id: expect.any(String), scheme: 'GB-CHC', value: '0000001', fromOn: null, toOn: null }],
        joined: true,
        listedByYou: false,
        payeeName: null,
        about: null,
        area: null,
        website: null,
        doesNotDo: null,
        kindsOfWork: [],
        kindsNotDone: [],
        communities: [],
        ways: [],
        version: 1,
      };
      expect(await read(manager, path)).toEqual(known);
      expect(await read(group, path)).toEqual({
        ...known,
        publicationName: 'A partner',
        publishedAs: 'A partner',
      });
      const listed = await read(manager, `organisations/${portfolio.groups.g2}`);
      expect(listed).toMatchObject({ joined: false, listedByYou: true, identifiers: [] });
    });

    it('finds a part of a name in any capitals and spacing, and takes % as it is', async () => {
      const found = await read(manager, 'organisations', { search: ' QUILLFIELD   voices', kind: 'group' });
      expect(named(portfolio.groups, found)).toEqual(['g2']);
      expect((await read(manager, 'organisations', { search: '%' })).items).toEqual([]);
    });

    it('keeps partners from administrators', async () => {
      const list = await read(administrator, 'organisations', { count: true });
      expect([named(portfolio.healthBodies, list), list.count]).toEqual([['a'], 1]);
      await administrator.get(`/api/v1/organisations/${portfolio.groups.g1}`).expect(404);
    });
  });

  describe('partnerships', () => {
    it('counts contracts by their state on a day, and dates the partnership from the first', async () => {
      const path = `partnerships/${portfolio.partnerships.aG1}`;
      const none = { draft: 0, agreed: 0, active: 0, suspended: 0, ended: 0, withdrawn: 0, terminated: 0 };
      const today = await read(manager, path);
      expect(today).toMatchObject({ since: '2025-04-01', contracts: { ...none, active: 1, ended: 1 } });
      const earlier = await read(manager, path, { asOf: '2026-03-31' });
      expect(earlier.contracts).toEqual({ ...none, agreed: 1, active: 1 });
    });

    it('shows the people of both sides with what they are on that day', async () => {
      const { contacts } = await read(group, `partnerships/${portfolio.partnerships.aG1}`);
      expect(contacts).toMatchObject([
        { side: 'health', name: 'Robin Ferrow', email: 'robin@westmere.example', roles: ['lead'] },
        { side: 'health', name: 'Sam Tillard', roles: ['deputy'] },
        { side: 'group', name: 'Max Dunmere', roles: ['lead'] },
      ]);
    });

    it('keeps supplier number and other spellings to the health body', async () => {
      const { partnerships, groups } = portfolio;
      const ours = await read(manager, `partnerships/${partnerships.aG1}`);
      expect(ours).toMatchObject({ alsoKnownAs: ['Harbour Light'], supplierNumber: 'S-0101' });
      const theirs = await read(group, 'partnerships', { count: true });
      expect([named(partnerships, theirs), theirs.count]).toEqual([['bG1', 'aG1'], 2]);
      expect(JSON.stringify(theirs)).not.toMatch(/Known|upplier|S-0/);
      const found = await read(manager, 'partnerships', { search: 'HARBOUR  light', groupId: groups.g1 });
      expect(named(partnerships, found)).toEqual(['aG1']);
      expect((await read(group, 'partnerships', { search: 'harbour light' })).items).toEqual([]);
    });
  });

  describe('one contract', () => {
    it('adds its money, its leads and its history', async () => {
      const contract = await read(manager, `contracts/${portfolio.contracts.aG1Running}`);
      expect(contract).toMatchObject({
        reference: 'W-001',
        state: 'active',
        scheduleVersion: 1,
        instalments: 9,
        receivedPence: 340_000,
        outstandingPence: 560_000,
        history: [{ state: 'agreed', effectiveOn: '2026-07-01', reason: null }],
      });
      expect(contract.leads).toMatchObject([
        { side: 'health', role: 'lead', name: 'Robin Ferrow' },
        { side: 'health', role: 'deputy', name: 'Sam Tillard' },
        { side: 'group', role: 'lead', name: 'Max Dunmere' },
      ]);
    });

    it('counts what had been received by the day, and who answered for it then', async () => {
      const path = `contracts/${portfolio.contracts.aG1Running}`;
      expect(await read(group, path, { asOf: '2026-06-30' })).toMatchObject({
        receivedPence: 0,
        outstandingPence: 900_000,
        leads: [],
      });
    });

    it('tells a last day to the side of the person only', async () => {
      const ours = await read(manager, `contracts/${portfolio.contracts.aG2Future}`);
      expect(ours.leads).toMatchObject([{ name: 'Jo Brackenby', lastDayOn: '2026-12-15' }]);
      const theirs = await read(group, `contracts/${portfolio.contracts.aG1Running}`);
      expect(JSON.stringify(theirs)).not.toContain('lastDayOn');
    });

    it('has no money before a schedule is planned', async () => {
      const northmoor = await test.as('partnership_manager', portfolio.healthBodies.b);
      const draft = await read(northmoor, `contracts/${portfolio.contracts.bG3Draft}`);
      expect(draft).toMatchObject({ scheduleVersion: null, instalments: 0, receivedPence: 0, outstandingPence: 0 });
    });
  });

  describe('named leads', () => {
    it('lists who answers on the day, by contract', async () => {
      const today = await read(manager, 'named-leads', { count: true });
      expect([named(portfolio.leads, today).sort(), today.count]).toEqual([
        ['aG1RunningGroupLead', 'aG1RunningHealthDeputy', 'aG1RunningHealthLead', 'aG2FutureHealthLead'],
        4,
      ]);
      const then = await read(manager, 'named-leads', { asOf: '2026-03-31' });
      expect(named(portfolio.leads, then)).toEqual(['aG1EndedHealthLead']);
      const theirs = await read(group, 'named-leads', { sort: '-contractReference' });
      expect(theirs.items.map(({ contractReference }) => contractReference)).toEqual([
        'W-001',
        'W-001',
        'W-001',
        'N-001',
        'N-001',
      ]);
    });

    it('filters by side, role, email, group and contract', async () => {
      const found = async (query: Record<string, unknown>) =>
        named(portfolio.leads, await read(manager, 'named-leads', query));
      expect(await found({ role: 'deputy' })).toEqual(['aG1RunningHealthDeputy']);
      expect(await found({ side: 'group', contractId: portfolio.contracts.aG1Running })).toEqual([
        'aG1RunningGroupLead',
      ]);
      expect(await found({ email: 'Jo@westmere.example', groupId: portfolio.groups.g2 })).toEqual([
        'aG2FutureHealthLead',
      ]);
    });

    it('tells a health body who is leaving within sixty days, the last day included', async () => {
      const leaving = async (asOf: string) =>
        named(portfolio.leads, await read(manager, 'named-leads', { leaving: true, asOf }));
      expect(await leaving('2026-10-15')).toEqual([]);
      expect(await leaving('2026-10-16')).toEqual(['aG2FutureHealthLead']);
      expect(await leaving('2026-12-15')).toEqual(['aG2FutureHealthLead']);
      expect(await leaving('2026-12-16')).toEqual([]);
    });

    it('tells a group nothing of it', async () => {
      const { body } = await group.get('/api/v1/named-leads?leaving=true').expect(422);
      expect(body.errors[0].pointer).toBe('/leaving');
      expect(JSON.stringify(await read(group, 'named-leads'))).not.toContain('lastDayOn');
    });
  });

  describe('engagements', () => {
    const found = async (who: Agent, query: Record<string, unknown> = {}) => {
      const list = await read(who, 'engagements', { ...query, count: true });
      expect(list.count).toBe(list.items.length);
      return named(portfolio.engagements, list);
    };

    it('lists the newest first, and what a side keeps to itself for that side alone', async () => {
      expect(await found(manager)).toEqual(['aG1OfA', 'aG1Shared', 'aG2Shared']);
      expect(await found(group, { sort: 'happenedOn' })).toEqual(['bG1Shared', 'aG1Shared', 'aG1OfG1']);
    });

    it('filters by person, contract, group, day and whether both took part', async () => {
      const { groups, contracts } = portfolio;
      expect(await found(manager, { groupId: groups.g2 })).toEqual(['aG2Shared']);
      expect(await found(manager, { contractId: contracts.aG1Running })).toEqual(['aG1Shared']);
      expect(await found(manager, { healthEmail: 'Robin@westmere.example', to: '2026-11-02' })).toEqual(['aG1Shared']);
      expect(await found(manager, { from: '2026-11-03' })).toEqual(['aG1OfA']);
      expect(await found(group, { twoWay: false })).toEqual(['bG1Shared']);
    });

    it('shows one entry with the people of both sides', async () => {
      const { engagements, contacts } = portfolio;
      expect(await read(group, `engagements/${engagements.aG1Shared}`)).toMatchObject({
        contractReference: 'W-001',
        happenedOn: '2026-11-02',
        channel: 'phone',
        startedBy: 'health',
        twoWay: true,
        healthPerson: { contactId: contacts.aLeadWithG1, name: 'Robin Ferrow', email: 'robin@westmere.example' },
        groupPerson: { contactId: contacts.g1LeadWithA, name: 'Max Dunmere' },
        purpose: 'Talked about aG1Shared',
        outcome: null,
        visibility: 'shared',
      });
      expect((await read(group, `engagements/${engagements.bG1Shared}`)).groupPerson).toBeNull();
    });

    it('says the same of an entry that is hidden and of one that is not there', async () => {
      const { engagements, contracts } = portfolio;
      const hidden = await manager.get(`/api/v1/engagements/${engagements.aG1OfG1}`).expect(404);
      const absent = await manager.get(`/api/v1/engagements/${contracts.aG1Running}`).expect(404);
      expect(hidden.body).toEqual(absent.body);
    });
  });

  it('describes each read under an id of its own, with an example of every parameter', async () => {
    const { body } = await test.anonymous().get('/api/openapi.json').expect(200);
    const { paths } = body as ApiDocument;
    const reads = READS.map((path) => paths[`/api/v1/${path}`]?.get);
    expect(new Set(reads.map((each) => each?.operationId)).size).toBe(READS.length);
    const parameters = reads.flatMap((each) => each?.parameters ?? []).filter((each) => each.in === 'query');
    expect(parameters.length).toBeGreaterThan(0);
    expect(parameters.filter((each) => each.schema.example === undefined)).toEqual([]);
  });
});
