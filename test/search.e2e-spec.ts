import { Client } from 'pg';
import { newSession, sessionOf } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import type { Role } from '../src/platform';

/** A word that nothing else has, planted where each side and each reader has something of their own. */
const WORD = 'Quibblewick';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  const entries = Object.entries(p.engagements);
  for (const [name, id] of entries) {
    await test.db.rows('update engagement set purpose = $2 where id = $1', [id, `${WORD} said in ${name}`]);
  }
  for (const [name, id] of Object.entries(p.notes)) {
    await test.db.rows('update note set body = $2 where id = $1', [id, `${name}: think of ${WORD} again`]);
  }
  await test.db.rows(`update note set visibility = 'restricted' where id = $1`, [p.notes.ofG3]);
  await test.db.rows('update contract set title = $2 where id = any ($1)', [
    [p.contracts.aG1Running, p.contracts.bG1Grant, p.contracts.bG3Running],
    `${WORD} drop-ins`,
  ]);
  await test.db.rows(
    `insert into partnership_alias (health_body_id, group_id, name_key, name) values ($1, $2, 'the old mill', 'The Old Mill')`,
    [p.healthBodies.a, p.groups.g1],
  );
  await test.db.rows(`update organisation set payee_name = 'Harbour Accounts' where id = $1`, [p.groups.g1]);
}, 60_000);
afterAll(() => test.close());

interface Found {
  kinds: {
    kind: string;
    more: boolean;
    items: { id: string; title: string; about: string; partnershipId: string | null }[];
  }[];
}

async function find(role: Role, organisationId: string, query: Record<string, string>): Promise<Found> {
  const agent = await test.as(role, organisationId);
  return (await agent.get('/api/v1/search').query(query).expect(200)).body as Found;
}

const ids = ({ kinds }: Found, kind: string) =>
  (kinds.find((one) => one.kind === kind)?.items ?? []).map(({ id }) => id).sort();
const sorted = (...all: string[]) => [...all].sort();

describe('a search', () => {
  it('finds for a manager what is shared and what their own side wrote, and nothing that is restricted', async () => {
    const found = await find('partnership_manager', p.healthBodies.a, { q: WORD.toLowerCase() });
    expect(ids(found, 'engagement')).toEqual(
      sorted(p.engagements.aG1Shared, p.engagements.aG1OfA, p.engagements.aG2Shared),
    );
    expect(ids(found, 'note')).toEqual([p.notes.ofA]);
    expect(ids(found, 'contract')).toEqual([p.contracts.aG1Running]);
    expect(found.kinds.map(({ kind }) => kind)).toEqual(['contract', 'engagement', 'note']);
  });

  it('finds for a group what all its payers share with it and what it wrote itself', async () => {
    const found = await find('group_member', p.groups.g1, { q: WORD });
    expect(ids(found, 'engagement')).toEqual(
      sorted(p.engagements.aG1Shared, p.engagements.aG1OfG1, p.engagements.bG1Shared),
    );
    expect(ids(found, 'note')).toEqual([p.notes.ofG1]);
    expect(ids(found, 'contract')).toEqual(sorted(p.contracts.aG1Running, p.contracts.bG1Grant));
  });

  it('finds nothing of restricted records even for those who are named to open them', async () => {
    const restricted = [p.engagements.aG1RestrictedOfA, p.engagements.aG1RestrictedOfG1];
    for (const accountId of [p.accounts.managerOfA, p.accounts.leadOfG1]) {
      const session = await sessionFor(accountId);
      const { body } = await session.get('/api/v1/search').query({ q: WORD, kind: 'engagement' }).expect(200);
      expect(ids(body as Found, 'engagement').filter((id) => restricted.includes(id))).toEqual([]);
    }
    expect(ids(await find('group_lead', p.groups.g3, { q: WORD }), 'note')).toEqual([]);
  });

  it('shows those who pay the payee and what payments are called, and nothing else of a partnership', async () => {
    for (const role of ['finance_officer', 'finance_approver'] as const) {
      expect(await find(role, p.healthBodies.a, { q: WORD })).toEqual({ kinds: [] });
      expect(await find(role, p.healthBodies.a, { q: 'Harbourlight' })).toEqual({ kinds: [] });
      const found = await find(role, p.healthBodies.a, { q: 'harbour acc' });
      expect(found.kinds).toMatchObject([
        { kind: 'payee', items: [{ title: 'Harbour Accounts', partnershipId: null }] },
      ]);
      const paid = await find(role, p.healthBodies.a, { q: 'remittance ag1late' });
      expect(ids(paid, 'payment')).toEqual([p.instalments.aG1Late]);
      expect(JSON.stringify(paid)).not.toContain('Harbourlight');
      expect(await find(role, p.healthBodies.a, { q: WORD, kind: 'engagement' })).toEqual({ kinds: [] });
    }
  });

  it('finds a group by its name and by what the body calls it, for that body alone', async () => {
    for (const q of ['harbourlight', 'collective harbour', 'old mill']) {
      expect(ids(await find('partnership_manager', p.healthBodies.a, { q }), 'group')).toEqual([p.partnerships.aG1]);
    }
    const other = await find('partnership_manager', p.healthBodies.b, { q: 'old mill' });
    expect(ids(other, 'group')).toEqual([]);
  });

  it('finds a person by name or address, whom the organisation knows', async () => {
    const [known] = await test.db.rows<{ name: string; email: string }>(
      'select name, email from contact where id = $1',
      [p.contacts.g2PersonWithA],
    );
    for (const q of [known?.name ?? '', known?.email ?? '']) {
      const found = await find('partnership_manager', p.healthBodies.a, { q });
      expect(found.kinds.find(({ kind }) => kind === 'person')?.items).toMatchObject([
        { title: known?.name, partnershipId: p.partnerships.aG2 },
      ]);
      expect(ids(await find('partnership_manager', p.healthBodies.b, { q }), 'person')).toEqual([]);
    }
  });

  it('finds payments and invoices by the beginning of what they are called, for both sides', async () => {
    for (const [role, place] of [
      ['partnership_manager', p.healthBodies.a],
      ['group_lead', p.groups.g1],
    ] as const) {
      expect(ids(await find(role, place, { q: 'Remittance aG1Late' }), 'payment')).toEqual([p.instalments.aG1Late]);
      const numbered = await test.db.rows<{ id: string }>(
        `select id from invoice where number_key like 'inv-%' and $1 in (health_body_id, group_id)`,
        [place],
      );
      expect(ids(await find(role, place, { q: 'inv-' }), 'invoice')).toEqual(sorted(...numbered.map(({ id }) => id)));
    }
  });

  it('shows five of a kind, and more when that kind is asked for', async () => {
    const query = { q: 'remittance' };
    const { kinds } = await find('partnership_manager', p.healthBodies.a, query);
    expect(kinds).toMatchObject([{ kind: 'payment', more: true }]);
    expect(kinds[0]?.items).toHaveLength(5);
    const all = await find('partnership_manager', p.healthBodies.a, { ...query, kind: 'payment' });
    expect(all.kinds[0]?.more).toBe(false);
    expect(all.kinds[0]?.items.length).toBeGreaterThan(5);
  });

  it('takes signs of patterns and of queries for themselves', async () => {
    for (const q of ['%%ab', '__ab', "o'neill & !x", 'zz:* | yy', '\\\\ab', '((((ab', '<-> ab']) {
      expect(await find('partnership_manager', p.healthBodies.a, { q })).toEqual({ kinds: [] });
    }
  }, 20_000);

  it('says what is too short, and needs a role that sees something', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const { body } = await manager.get('/api/v1/search').query({ q: 'a' }).expect(422);
    expect(body.errors).toEqual([{ pointer: '/q', detail: 'Write at least two letters or digits of one word.' }]);
    expect((await manager.get('/api/v1/search').expect(200)).body).toEqual({ kinds: [] });
    for (const role of ['administrator', 'auditor'] as const) {
      await (await test.as(role, p.healthBodies.a)).get('/api/v1/search').query({ q: WORD }).expect(403);
    }
  });
});

describe('the page of a search', () => {
  async function page(role: Role, organisationId: string, query: string) {
    const headers = await newSession(test.db, { role, organisationId });
    const asked = jest.spyOn(Client.prototype, 'query');
    const answer = await test.app.inject({ method: 'GET', url: `/o/${organisationId}/search?${query}`, headers });
    const queries = asked.mock.calls.length;
    asked.mockRestore();
    return { ...answer, body: answer.body, statusCode: answer.statusCode, queries };
  }

  it('leads to each record that its reader can open, with at most 15 queries', async () => {
    const { statusCode, body, queries } = await page('partnership_manager', p.healthBodies.a, `q=${WORD}`);
    expect(statusCode).toBe(200);
    expect(queries).toBeGreaterThan(2);
    expect(queries).toBeLessThanOrEqual(15);
    expect(body).toContain(`/contracts/${p.contracts.aG1Running}"`);
    expect(body).toContain(`/contact-log/${p.engagements.aG1Shared}"`);
    expect(body).toContain(`/notes/${p.notes.ofA}"`);
    expect(body).not.toContain(p.engagements.aG1OfG1);
  });

  it.each([
    ['nothing asked', '', 'What are you looking for?'],
    ['too short', 'q=x', 'That is too short to look for'],
    ['nothing found', 'q=zzzzq', 'Nothing found'],
    ['more than is shown', 'q=remittance', 'Show all'],
    ['a kind that is not theirs', `q=${WORD}&kind=payee`, 'Nothing found'],
    ['a kind that is none', 'q=remittance&kind=nonsense', 'Show all'],
    ['two questions', 'q=a&q=b', 'What are you looking for?'],
  ])('says what became of it: %s', async (_name, query, words) => {
    const { statusCode, body } = await page('partnership_manager', p.healthBodies.a, query);
    expect({ statusCode, has: body.includes(words) }).toEqual({ statusCode: 200, has: true });
  });

  it('is offered in the header to those who find something by it', async () => {
    for (const [role, offered] of [
      ['partnership_manager', true],
      ['finance_officer', true],
      ['administrator', false],
    ] as const) {
      const headers = await newSession(test.db, { role, organisationId: p.healthBodies.a });
      const { body } = await test.app.inject({ method: 'GET', url: `/o/${p.healthBodies.a}`, headers });
      expect({ role, offered: body.includes('id="search-everywhere"') }).toEqual({ role, offered });
    }
  });
});

async function sessionFor(accountId: string) {
  return test.anonymous().set(await sessionOf(test.db, accountId));
}
