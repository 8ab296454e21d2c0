import fs from 'node:fs';
import { contact, contract, csv } from './support/csv';
import { makePortfolio, startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { ReadEverywhere } from './support/read-everywhere';
import { startApp } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

/** Two people under names that nothing else has: one of the health body, one of the group. */
const FORMER = [
  { name: 'Quorvale Zindle', email: 'quorvale.zindle@westmere.example' },
  { name: 'Ombrette Vasqualine', email: 'ombrette@harbourlight.example' },
] as const;
const PRESENT = [
  { name: 'Thessaly Marrowin', email: 'thessaly.m@westmere.example' },
  { name: 'Corvane Illibrook', email: 'corvane@harbourlight.example' },
] as const;
/** Every table that a name may stand in. */
const WHERE_NAMED = ['contact', 'form_draft', 'import_rows_to_mend', 'import_run', 'person'];
type People = typeof FORMER | typeof PRESENT;
const words = (people: readonly { name: string; email: string }[]) =>
  people.flatMap(({ name, email }) => [name, email]);
const naming = (text: string, people: People) =>
  words(people).filter((word) => text.toLowerCase().includes(word.toLowerCase()));

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;
let everywhere: ReadEverywhere;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  everywhere = new ReadEverywhere(test, p);
  const plant = async (table: string, column: string, id: string, { name, email }: (typeof FORMER)[number]) => {
    await test.db.rows(`update ${table} set name = $2, email = $3 where ${column} = $1`, [id, name, email]);
  };
  for (const [index, id] of [p.people.aLead, p.people.g1Lead].entries()) {
    const person = FORMER[index === 0 ? 0 : 1];
    await plant('person', 'id', id, person);
    await plant('contact', 'person_id', id, person);
    await test.db.rows('update contact set name_key = lower(name) where person_id = $1', [id]);
  }
  const typed = JSON.stringify({ words: `${FORMER[0].name} and ${FORMER[1].name} (${FORMER[1].email}) spoke.` });
  for (const organisation of [p.healthBodies.a, p.groups.g1])
    await test.db.rows(
      `insert into form_draft (organisation_id, account_id, form, subject_id, answers)
       values ($1, $2, 'late-answer', $1, $3)`,
      [organisation, p.accounts.leadOfG1, typed],
    );
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
  await writeSecrets();
  await importFiles([row('FN-1'), row('FN-2', { Value: 'plenty' })]);
  const report = {
    created: 1,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    refused: 1,
    warnings: [`${FORMER[0].name} twice`],
  };
  await test.db.rows('update import_run set report = $1 where health_body_id = $2', [report, p.healthBodies.a]);
}, 60_000);
afterAll(() => test.close());

/** What each side writes for itself alone: a note, one that was corrected, and an entry of its own in the contact log. */
const SECRETS = { health: 'Wexombrial thinks of stopping', group: 'Pallivorne is afraid of them' } as const;

async function writeSecrets(): Promise<void> {
  for (const [who, secret] of [
    [manager, SECRETS.health],
    [groupLead, SECRETS.group],
  ] as const) {
    const about = { subjectKind: 'contract', subjectId: p.contracts.aG1Running };
    await who
      .post('/api/v1/notes')
      .send({ ...about, body: secret })
      .expect(201);
    const { body } = await who
      .post('/api/v1/notes')
      .send({ ...about, body: `${secret}, perhaps` })
      .expect(201);
    const corrections = who.post(`/api/v1/notes/${body.id}/corrections`).set('If-Match', '"1"');
    await corrections.send({ body: `${secret}, for certain` }).expect(201);
    const parties = { partnershipId: p.partnerships.aG1, healthContactId: p.contacts.aLeadWithG1 };
    const contact = { happenedOn: '2026-11-20', channel: 'phone', startedBy: 'group', twoWay: true };
    const own = { ...parties, ...contact, visibility: 'own_side', purpose: secret };
    await who.post('/api/v1/engagements').send(own).expect(201);
  }
}

const row = (reference: string, rest: Record<string, string> = {}) =>
  contract('Westmere Integrated Care Board', reference, {
    Group: 'Harbourlight Collective',
    'Health lead name': FORMER[0].name,
    'Health lead email': FORMER[0].email,
    'Group lead name': FORMER[1].name,
    'Group lead email': FORMER[1].email,
    ...rest,
  });

async function importFiles(rows: Record<string, string>[]): Promise<string> {
  const log = [
    contact('FN-1', '2026-10-01', { 'Health person email': FORMER[0].email, 'Group person email': FORMER[1].email }),
  ];
  const { text } = await manager
    .post('/api/v1/imports')
    .field('keepGood', 'true')
    .attach('contracts', Buffer.from(csv(rows)), 'contracts.csv')
    .attach('contacts', Buffer.from(csv(log)), 'contacts.csv')
    .expect(200);
  return text;
}

/** Who met which of the private texts, where: noted whenever everything is read. */
const met: { secret: string; by: string; at: string }[] = [];

/** The routes where any reader meets one of the names. */
async function whereNamed(people: People, routes?: readonly string[]): Promise<string[]> {
  const named = new Set<string>();
  await everywhere.all((text, { organisationId }, route) => {
    if (naming(text, people).length > 0) named.add(route);
    const secrets = Object.values(SECRETS).filter((secret) => text.includes(secret));
    met.push(...secrets.map((secret) => ({ secret, by: organisationId, at: route })));
  }, routes);
  return [...named];
}

/** Tables of the whole database with a row that names them, in whatever column and type. */
async function tablesNaming(people: People): Promise<string[]> {
  return tablesWith(words(people));
}

async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = await test.db.rows<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and has_table_privilege(c.oid, 'select') order by 1`,
  );
  const needles = words.flatMap((word) => {
    const lower = word.toLowerCase();
    // a bytea is shown in hexadecimal digits
    return [lower, ...[word, lower].map((text) => Buffer.from(text).toString('hex'))];
  });
  const naming: string[] = [];
  for (const { name } of tables) {
    const any = `select 1 from ${name} t where exists (
      select 1 from unnest($1::text[]) needle where position(needle in lower(t::text)) > 0) limit 1`;
    if ((await test.db.rows(any, [needles])).length > 0) naming.push(name);
  }
  return naming;
}

async function rename(who: Agent, id: string, to: { name: string; email: string }): Promise<void> {
  const { body } = await who.get(`/api/v1/people/${id}`).expect(200);
  await who.patch(`/api/v1/people/${id}`).set('If-Match', `"${body.version}"`).send(to).expect(200);
}

describe('a former name', () => {
  it('was all over the place before it changed', async () => {
    const tables = await tablesNaming(FORMER);
    expect(tables.sort()).toEqual(WHERE_NAMED);
    const routes = [
      'GET /api/v1/partnerships/:id',
      'GET /api/v1/people',
      'GET /api/v1/contacts',
      'GET /api/v1/contracts/:id',
      'GET /api/v1/named-leads',
      'GET /api/v1/engagements',
      'GET /api/v1/imports/:id',
      'GET /api/v1/imports/:id/rows-to-mend/:file',
    ];
    expect(await whereNamed(FORMER, routes)).toEqual(routes);
  }, 60_000);

  it('waits for an import that runs, which would write it once more', async () => {
    const other = `select pg_advisory_lock(hashtextextended('import:' || $1, 0))`;
    await test.db.rows(other, [p.healthBodies.a]);
    const { body } = await groupLead
      .patch(`/api/v1/people/${p.people.g1Lead}`)
      .set('If-Match', '"1"')
      .send(PRESENT[1])
      .expect(409);
    expect(body.detail).toContain('being imported just now');
    await test.db.rows('select pg_advisory_unlock_all()');
  });

  it('is nowhere any more: in no table, no answer, no export and no page', async () => {
    await rename(manager, p.people.aLead, PRESENT[0]);
    await rename(groupLead, p.people.g1Lead, PRESENT[1]);
    expect(await tablesNaming(FORMER)).toEqual([]);
    expect(await whereNamed(FORMER)).toEqual([]);
  }, 240_000);

  it('of one side’s own notes nothing was read by the other on the way: by no route, page or file', () => {
    const { a } = p.healthBodies;
    const { g1 } = p.groups;
    const metBy = (secret: string) => [...new Set(met.filter((each) => each.secret === secret).map(({ by }) => by))];
    expect([metBy(SECRETS.health), metBy(SECRETS.group)]).toEqual([[a], [g1]]);
    // it was there to be met: in the lists, and where a single one is read
    const places = (secret: string) => new Set(met.filter((each) => each.secret === secret).map(({ at }) => at));
    for (const secret of Object.values(SECRETS)) {
      expect([...places(secret)]).toEqual(
        expect.arrayContaining(['GET /api/v1/notes', 'GET /api/v1/notes/:id', 'GET /api/v1/engagements']),
      );
    }
  });

  it('and nothing of them is anywhere but where it was written: in no email, audit record, error or search', async () => {
    expect((await tablesWith(Object.values(SECRETS))).sort()).toEqual(['correction', 'engagement', 'note']);
    const [ofHealth] = await test.db.rows<{ id: string }>('select id from note where body like $1', [
      `${SECRETS.health}%`,
    ]);
    const [ofGroup] = await test.db.rows<{ id: string }>('select id from note where body like $1', [
      `${SECRETS.group}%`,
    ]);
    for (const [who, id, secret] of [
      [manager, ofGroup?.id, SECRETS.group],
      [groupLead, ofHealth?.id, SECRETS.health],
    ] as const) {
      const word = secret.split(' ')[0] ?? '';
      const answers = [
        await who.get('/api/v1/search').query({ q: word }),
        await who.get(`/api/v1/notes/${id}`),
        await who.post(`/api/v1/notes/${id}/corrections`).set('If-Match', '"7"').send({ body: 'Mine now.' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 404, 404]);
      expect(answers.filter(({ text }) => text.includes(word))).toEqual([]);
    }
  });

  it.each(['people', 'contacts'])('finds nobody among %s, and the present one does', async (list) => {
    const found = async (who: Agent, search: string) =>
      ((await who.get(`/api/v1/${list}`).query({ search }).expect(200)).body.items as unknown[]).length;
    const searches = async (people: People) => [
      ...(await Promise.all(words([people[0]]).map((word) => found(manager, word)))),
      ...(await Promise.all(words([people[1]]).map((word) => found(groupLead, word)))),
    ];
    expect(await searches(FORMER)).toEqual([0, 0, 0, 0]);
    expect(await searches(PRESENT)).not.toContain(0);
  });

  it('has the present one in its place, also in the rows that are still to mend', async () => {
    const { body } = await manager.get('/api/v1/imports?limit=1').expect(200);
    const { text } = await manager.get(`/api/v1/imports/${body.items[0].id}/rows-to-mend/contracts`).expect(200);
    expect(naming(text, PRESENT)).toEqual(words(PRESENT));
    expect((await tablesNaming(PRESENT)).sort()).toEqual(WHERE_NAMED);
  });

  it('in an old file means the same person, who keeps the present one', async () => {
    const people = async () => test.db.rows('select id, name, email from person order by id');
    const contacts = async () => test.db.rows('select id, name, email from contact order by id');
    const before = [await people(), await contacts()];
    await importFiles([row('FN-1'), row('FN-3')]);
    expect([await people(), await contacts()]).toEqual(before);
    expect(await tablesNaming(FORMER)).toEqual([]);
  });

  it('of somebody known to one partnership only goes in the same way', async () => {
    const { body } = await manager.get(`/api/v1/contacts/${p.contacts.g2PersonWithA}`).expect(200);
    const old = {
      'Group lead name': body.name as string,
      'Group lead email': body.email as string,
      Group: 'Quillfield Voices',
    };
    const present = { name: 'Arden Holloway', email: 'arden@quillfield.example' };
    await manager
      .patch(`/api/v1/contacts/${p.contacts.g2PersonWithA}`)
      .set('If-Match', `"${body.version}"`)
      .send(present)
      .expect(200);
    await importFiles([row('FN-4', old)]);
    const known = await test.db.rows('select name, email from contact where group_id = $1 and side = $2', [
      p.groups.g2,
      'group',
    ]);
    expect(known).toEqual([present]);
  });
});

describe('the log', () => {
  it('never says a name or an address, also where something fails', async () => {
    // It is written straight to standard error: listened to here, and let through.
    const written = [jest.spyOn(fs, 'write'), jest.spyOn(fs, 'writeSync')];
    const other = await startApp({ LOG_LEVEL: 'info' });
    const portfolio = await makePortfolio(other.db);
    const who = await other.as('partnership_manager', portfolio.healthBodies.a);
    const path = `/api/v1/people/${portfolio.people.aLead}`;
    await who.patch(path).set('If-Match', '"1"').send(PRESENT[0]).expect(200);
    await who.get('/api/v1/people').query({ search: PRESENT[0].name }).expect(200);
    await other.db.rows('alter table person rename to person_elsewhere');
    await who.patch(path).set('If-Match', '"2"').send(FORMER[0]).expect(500);
    await other.close();
    const failed = '"route":"/api/v1/people/:id","status":500';
    const lines = () => written.flatMap(({ mock }) => mock.calls.map(([to, text]) => (to === 2 ? text : ''))).join('');
    // Lines leave a few at a time.
    for (let tries = 0; tries < 50 && !lines().includes(failed); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const log = lines();
    jest.restoreAllMocks();
    expect(log).toContain(failed);
    expect([...naming(log, FORMER), ...naming(log, PRESENT)]).toEqual([]);
  }, 30_000);
});
