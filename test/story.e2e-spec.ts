import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp } from '../src/configure-app';
import { EvaluationService } from '../src/findings';
import { appDataSource, Database, readSettings } from '../src/platform';
import { calendarDate } from '../src/shared/calendar-date';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

/**
 * One partnership from its first listing to the handover of its lead, over the API alone; then a second health body,
 * which never learns of the first. Each step builds on the one before.
 */
jest.setTimeout(60_000);

interface Server {
  app: NestFastifyApplication;
  database: Database;
}
type Body = Record<string, unknown> & { id: string; version: number };

let db: TestDatabase;
let server: Server;
const westmere = '01980a4e-7c1f-7d2b-9a43-00000000000a';
const northmoor = '01980a4e-7c1f-7d2b-9a43-00000000000b';
let manager: Credentials;
let managerOfNorthmoor: Credentials;
let group: Credentials;
let groupId: string;

beforeAll(async () => {
  db = await makeTestDatabase();
  await db.rows(
    `insert into organisation (id, kind, name, name_key, health_body_kind, joined_at) values
       ($1, 'health_body', 'Westmere Integrated Care Board', 'westmere integrated care board', 'icb', now()),
       ($2, 'health_body', 'Northmoor Integrated Care Board', 'northmoor integrated care board', 'icb', now())`,
    [westmere, northmoor],
  );
  server = await serveOn('2026-11-23');
  manager = await newSession(db, { role: 'partnership_manager', organisationId: westmere });
  managerOfNorthmoor = await newSession(db, { role: 'partnership_manager', organisationId: northmoor });
});
afterAll(async () => {
  await stop();
  await db.drop();
});

async function serveOn(today: string): Promise<Server> {
  const database = new Database(await appDataSource(db.appUrl, 4).initialize());
  const app = await makeApp(readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: today }), database);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, database };
}

async function stop(): Promise<void> {
  await server.app.close();
  await server.database.dataSource.destroy();
}

/** The next part of the story happens on another day. */
async function onDay(today: string): Promise<void> {
  await stop();
  server = await serveOn(today);
  await server.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(today));
}

async function send(who: Credentials, method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: who,
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Body>() };
}

/** Shows the whole answer when it is a refusal. */
function expectDone(path: string, { status, body }: { status: number; body: Body }): void {
  expect({ path, status, body }).toEqual({ path, status: status === 200 ? 200 : 201, body });
}

async function made(who: Credentials, path: string, payload: object): Promise<Body> {
  const answer = await send(who, 'POST', path, payload);
  expectDone(path, answer);
  return answer.body;
}

async function read(who: Credentials, path: string): Promise<Body> {
  const answer = await send(who, 'GET', path);
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return answer.body;
}

/** A move of a record names the version that was last read. */
async function move(
  who: Credentials,
  path: string,
  record: string,
  payload: object = {},
  method: 'POST' | 'PUT' = 'POST',
): Promise<Body> {
  const { version } = await read(who, record);
  const answer = await send({ ...who, 'if-match': `"${String(version)}"` }, method, path, payload);
  expectDone(path, answer);
  return answer.body;
}

const rulesFor = async (who: Credentials) => {
  const { items } = (await read(who, '/findings')) as unknown as { items: { rule: string }[] };
  return items.map(({ rule }) => rule).sort();
};

interface Cast {
  partnership: Body;
  lead: Body;
  leadContact: Body;
  groupContact: Body;
  contract: Body;
  leadership: Body;
}
const cast: Partial<Cast> = {};
function the<Name extends keyof Cast>(name: Name): Cast[Name] {
  const found = cast[name];
  if (found === undefined) throw new Error(`The story has not come to ${name}`);
  return found;
}

describe('a partnership, told through the API', () => {
  it('begins when a manager lists a group and the people that the two sides know', async () => {
    cast.partnership = await made(manager, '/partnerships', {
      group: { name: 'Harbour Lights', legalForm: 'unincorporated' },
      contactEveryDays: 30,
    });
    cast.lead = await made(manager, '/people', { name: 'Robin Ferrow', email: 'robin@westmere.example' });
    const partnershipId = the('partnership').id;
    cast.leadContact = await made(manager, '/contacts', { partnershipId, personId: the('lead').id });
    cast.groupContact = await made(manager, '/contacts', {
      partnershipId,
      name: 'Ali Penwright',
      email: 'ali@harbourlights.example',
    });
    expect(await read(manager, `/partnerships/${partnershipId}`)).toMatchObject({
      group: 'Harbour Lights',
      joined: false,
    });
  });

  it('goes on when the group is invited, sees what is recorded, and joins', async () => {
    const { token } = await made(manager, '/invitations', { contactId: the('groupContact').id, toldOn: '2026-11-20' });
    const opened = await made({}, '/invitation-openings', { token: String(token) });
    expect(opened).toMatchObject({ healthBody: 'Westmere Integrated Care Board', group: 'Harbour Lights' });
    const answer = { token, answer: 'join', publicationName: 'A harbour group', password: 'six quiet boats at anchor' };
    await made({}, '/invitation-answers', answer);
    const again = await send({}, 'POST', '/invitation-answers', answer);
    expect(again.status).toBe(404);

    const session = await send({}, 'POST', '/sessions', {
      email: 'ali@harbourlights.example',
      password: 'six quiet boats at anchor',
    });
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
    group = { cookie, 'accord-csrf': String(session.body.csrfToken) };
    const [membership] = session.body.memberships as { organisationId: string }[];
    groupId = membership?.organisationId ?? '';
    expect(await read(group, `/organisations/${groupId}`)).toMatchObject({ name: 'Harbour Lights' });
    expect(await read(manager, `/partnerships/${the('partnership').id}`)).toMatchObject({ joined: true });
  });

  it('has a contract drafted monthly in advance, whose schedule adds up before anybody agrees', async () => {
    const terms = {
      valuePence: 1_200_000,
      startsOn: '2026-12-01',
      endsOn: '2027-11-30',
      vatTreatment: 'outside_scope',
    };
    const preview = await send(manager, 'POST', '/contracts/schedule-preview', terms);
    expect(preview.body.instalments).toHaveLength(12);
    cast.contract = await made(manager, '/contracts', {
      ...terms,
      partnershipId: the('partnership').id,
      reference: 'WM-2026-100',
      title: 'Drop-in and befriending',
      instrument: 'contract_for_services',
    });
    expect(the('contract')).toMatchObject({ state: 'draft', timing: 'in_advance', rhythm: 'monthly' });
  });

  it('is not agreed by the health body before both sides have a lead, unless it says why', async () => {
    const path = `/contracts/${the('contract').id}`;
    const { version } = await read(manager, path);
    const early = await send({ ...manager, 'if-match': `"${String(version)}"` }, 'POST', `${path}/agreement`, {});
    expect(early.status).toBe(422);
    const contractId = the('contract').id;
    const asLead = { contractId, role: 'lead', fromOn: '2026-11-23' };
    cast.leadership = await made(manager, '/named-leads', { ...asLead, contactId: the('leadContact').id });
    await made(group, '/named-leads', { ...asLead, contactId: the('groupContact').id });
  });

  it('is agreed when both sides have confirmed it, whoever is last', async () => {
    const path = `/contracts/${the('contract').id}`;
    expect(await move(manager, `${path}/agreement`, path)).toMatchObject({ state: 'draft' });
    expect(await move(group, `${path}/agreement`, path)).toMatchObject({ state: 'agreed' });
  });

  it('shows both sides a payment that does not come, and clears it when it does', async () => {
    await onDay('2026-12-11');
    expect(await rulesFor(manager)).toEqual(expect.arrayContaining(['overdue']));
    expect(await rulesFor(group)).toEqual(expect.arrayContaining(['overdue']));
    const { items } = (await read(group, '/instalments?overdue=true')) as unknown as { items: Body[] };
    const late = items[0];
    expect(late).toMatchObject({ amountPence: 100_000, dueOn: '2026-12-01', daysOverdue: 10 });

    await made(manager, '/receipts', { instalmentId: late?.id, amountPence: 100_000, receivedOn: '2026-12-11' });
    await onDay('2026-12-12');
    expect(await rulesFor(group)).not.toContain('overdue');
    const cleared = (await read(manager, '/findings?state=cleared&rule=overdue')) as unknown as { items: Body[] };
    expect(cleared.items).toHaveLength(1);
  });

  it('is not left without an owner when the lead leaves: it is seen beforehand and handed over', async () => {
    const person = `/people/${the('lead').id}`;
    await move(manager, `${person}/departure`, person, { lastDayOn: '2027-01-15' }, 'PUT');
    await onDay('2026-12-14');
    expect(await rulesFor(manager)).toContain('ally_leaving');
    expect(await rulesFor(group)).not.toContain('ally_leaving');
    const departure = await read(manager, `${person}/departure`);
    expect(departure.holds).toHaveLength(1);

    const next = await made(manager, '/people', { name: 'Sam Tillard', email: 'sam@westmere.example' });
    const contact = await made(manager, '/contacts', { partnershipId: the('partnership').id, personId: next.id });
    const lead = `/named-leads/${the('leadership').id}`;
    await move(manager, `${lead}/handover`, lead, { contactId: contact.id, fromOn: '2027-01-05' });
    await onDay('2027-01-18');
    expect(await rulesFor(manager)).not.toContain('ally_leaving');
    expect(await rulesFor(manager)).not.toContain('ally_left');
    const { items } = (await read(group, `/named-leads?contractId=${the('contract').id}&side=health`)) as unknown as {
      items: Body[];
    };
    expect(items).toMatchObject([{ name: 'Sam Tillard', role: 'lead' }]);
  });
});

describe('the same group and a second health body', () => {
  it('meet only when the group accepts, and then it sees both its payers in one place', async () => {
    const listed = await made(managerOfNorthmoor, '/partnerships', { group: { name: 'Harbour Lights (Northmoor)' } });
    const contact = await made(managerOfNorthmoor, '/contacts', {
      partnershipId: listed.id,
      name: 'A. Penwright',
      email: 'ali@harbourlights.example',
    });
    const { token } = await made(managerOfNorthmoor, '/invitations', { contactId: contact.id, toldOn: '2027-01-15' });
    await made(group, '/invitation-acceptances', { token });
    const { items } = (await read(group, '/partnerships')) as unknown as { items: { healthBody: string }[] };
    expect(items.map(({ healthBody }) => healthBody).sort()).toEqual([
      'Northmoor Integrated Care Board',
      'Westmere Integrated Care Board',
    ]);
  });

  it.each([
    ['Westmere', 'Northmoor', () => manager],
    ['Northmoor', 'Westmere', () => managerOfNorthmoor],
  ])('leave %s not knowing of %s, wherever it looks', async (_reader, other, who) => {
    const lists = ['partnerships', 'contracts', 'contacts', 'named-leads', 'instalments', 'engagements', 'findings'];
    for (const list of [...lists, 'invitations', 'receipts', 'absences', `organisations/${groupId}`]) {
      const answer = await send(who(), 'GET', `/${list}`);
      expect({ list, status: answer.status }).toEqual({ list, status: 200 });
      expect({ list, told: JSON.stringify(answer.body).includes(other) }).toEqual({ list, told: false });
    }
  });
});
