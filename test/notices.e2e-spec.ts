import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { makeReady, moved, newColleague, propose, readRun } from './support/finance';
import { accountOf, NIGHT, notify, send, somebody } from './support/mail';
import { MailServer } from './support/mail-server';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let mail: MailServer;
let p: Portfolio;
let lead: string;
let member: string;
let robin: string;
let manager: string;

beforeAll(async () => {
  mail = await MailServer.start();
  ({ test, p } = await startWithPortfolio(mail.environment));
  [lead, member] = [await of('group_lead'), await of('group_member')];
  // The payer's lead of the running contract, by the address on their contact, and somebody else there.
  robin = await somebody(test, { ...AT_A(), email: 'robin@westmere.example' });
  manager = await somebody(test, AT_A());
  await test.db.rows('delete from mail');
});
afterEach(() => test.db.rows('delete from mail'));
afterAll(async () => {
  await test.close();
  await mail.stop();
});

const of = (role: 'group_lead' | 'group_member') => somebody(test, { role, organisationId: p.groups.g1 });
const AT_A = () => ({ role: 'partnership_manager', organisationId: p.healthBodies.a }) as const;

/** Kind and path of what waits for somebody. */
async function waiting(email: string): Promise<string[]> {
  const rows = await test.db.rows<{ kind: string; path: string }>(
    'select kind, path from mail where account_id = $1 and outcome is null order by kind',
    [await accountOf(test, email)],
  );
  return rows.map(({ kind, path }) => `${kind} ${path}`);
}
const told = async () => ({
  lead: await waiting(lead),
  member: await waiting(member),
  robin: await waiting(robin),
  manager: await waiting(manager),
});
const nobody = { lead: [], member: [], robin: [], manager: [] };

async function signedIn(email: string): Promise<{ agent: Agent; csrf: string }> {
  const agent = test.anonymous();
  await agent.post('/sign-in').type('form').send({ email, password: 'four quiet words here' }).expect(303);
  const { text } = await agent.get('/account/notices').expect(200);
  return { agent, csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

describe('who is told', () => {
  it('that a payment is late: the group’s people, and the payer’s lead, once for all that are', async () => {
    await test.db.rows('delete from finding_response');
    await test.db.rows('delete from finding');
    await test.db.rows(
      'insert into finding_mark (health_body_id, group_id) select health_body_id, group_id from partnership',
    );
    await test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(TODAY));
    const all = await told();
    expect(all.lead).toContain(`payment_late /o/${p.groups.g1}/payments`);
    expect(all.member).toEqual(all.lead);
    expect(all.robin).toEqual([`payment_late /o/${p.healthBodies.a}/late-payments`]);
    expect(all.manager).toEqual([]);
    const others = await test.db.rows(
      `select 1 from mail m where m.organisation_id is not null and not exists (select 1 from membership o
         where o.account_id = m.account_id and o.organisation_id = m.organisation_id)`,
    );
    expect(others).toEqual([]);
  });

  it('that somebody follows as lead: the other side, and not when a contract gets its first', async () => {
    const add = (side: 'health' | 'group', contactId: string, contractId: string, from: string) =>
      test.db.rows(
        `insert into named_lead (health_body_id, group_id, contract_id, id, contact_id, side, role, from_on)
         values ($1, $2, $3, gen_random_uuid(), $4, $5, 'lead', $6)`,
        [p.healthBodies.a, p.groups.g1, contractId, contactId, side, from],
      );
    await add('group', p.contacts.g1LeadWithA, p.contracts.aG1Ended, '2025-04-01');
    expect(await told()).toEqual(nobody);
    await test.db.rows(`update named_lead set to_on = '2026-12-31' where id = $1`, [p.leads.aG1RunningHealthLead]);
    await add('health', p.contacts.aDeputyWithG1, p.contracts.aG1Running, '2027-01-01');
    const path = `lead_changed /o/${p.groups.g1}/contracts/${p.contracts.aG1Running}`;
    expect(await told()).toEqual({ ...nobody, lead: [path], member: [path] });
  });

  it('that a group asks after a payment: the payer’s lead; that it is answered: the group', async () => {
    const asks = await test.as('group_member', p.groups.g1);
    const { body } = await asks
      .post('/api/v1/late-payment-cases')
      .send({ instalmentId: p.instalments.aG1PartReceivedOverdue, words: 'Only a part came.' })
      .expect(201);
    expect(await told()).toEqual({ ...nobody, robin: [`something_waits /o/${p.healthBodies.a}/late-payments`] });
    await test.db.rows('delete from mail');
    const answers = await test.as('partnership_manager', p.healthBodies.a);
    await answers
      .post(`/api/v1/late-payment-cases/${String(body.id)}/replies`)
      .set('If-Match', `"${String(body.version)}"`)
      .send({ words: 'It is on its way.' })
      .expect(201);
    const path = `something_waits /o/${p.groups.g1}/payments`;
    expect(await told()).toEqual({ ...nobody, lead: [path], member: [path] });
  });

  it('that a payment run waits for a second person: those who may be one, and had no hand in it', async () => {
    await makeReady(test.db, p);
    const officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
    const approver = await somebody(test, { role: 'finance_approver', organisationId: p.healthBodies.a });
    // The same person prepares runs there too, and so had a hand in it.
    const both = await somebody(test, { role: 'finance_approver', organisationId: p.healthBodies.a });
    const draft = await propose(test, officer, '2026-11-27');
    await test.db.rows('update payment_run set touched_by = touched_by || $2::uuid where id = $1', [
      draft.id,
      await accountOf(test, both),
    ]);
    await moved(test, officer, await readRun(test, officer, draft.id), 'submission');
    const path = `something_waits /o/${p.healthBodies.a}/finance/runs/${draft.id}`;
    expect([await waiting(approver), await waiting(both)]).toEqual([[path], []]);
  });
});

describe('a digest', () => {
  const write = (day: string) => test.database.server('select mail_digests($1)', [day]);
  const digestOf = async (email: string) =>
    test.db.rows('select path, detail from mail where kind = $1 and account_id = $2', [
      'digest',
      await accountOf(test, email),
    ]);

  it('is for each person once, on their day, and only when something is open', async () => {
    await write('2026-11-23');
    await write('2026-11-23');
    const [ofLead] = await digestOf(lead);
    expect(await digestOf(lead)).toHaveLength(1);
    expect(ofLead).toMatchObject({ path: `/o/${p.groups.g1}` });
    const [counted] = await test.db.rows(
      `select count(*) filter (where acts_on = 'group')::int as waiting, count(*) filter (where rule = 'overdue')::int as late
       from finding where group_id = $1 and cleared_on is null`,
      [p.groups.g1],
    );
    expect(ofLead?.detail).toEqual(counted);
    await write('2026-11-24');
    expect(await digestOf(lead)).toHaveLength(1);
    await test.db.rows('delete from mail');
    await test.db.rows('update finding set cleared_on = $1, cleared_why = $2 where cleared_on is null', [
      TODAY,
      'test',
    ]);
    await write('2026-11-23');
    expect(await digestOf(lead)).toEqual([]);
    await test.db.rows('update finding set cleared_on = null, cleared_why = null');
  });

  it('comes on the day that somebody chose', async () => {
    await test.database.server('select mail_preferences_keep($1, true, true, true, 3::smallint, true)', [
      await accountOf(test, member),
    ]);
    await write('2026-11-23');
    expect(await digestOf(member)).toEqual([]);
    await write('2026-11-25');
    expect(await digestOf(member)).toHaveLength(1);
    await send(test);
    const letter = mail.to(member).find(({ subject }) => subject === 'Your week');
    expect(letter?.raw).toMatch(/payments? (is|are) late/);
  });
});

describe('choosing', () => {
  it('keeps what somebody chose, and has it on record wherever they act', async () => {
    const email = await of('group_lead');
    const { agent, csrf } = await signedIn(email);
    const choose = (choice: object) =>
      agent
        .post('/account/notices')
        .type('form')
        .send({ _csrf: csrf, ...choice });
    await choose({ paymentLate: 'yes', digestDay: 'none', anyTime: 'yes' }).expect(303);
    expect(await test.db.rows('select * from mail_preferences_of($1)', [await accountOf(test, email)])).toEqual([
      { payment_late: true, lead_changed: false, something_waits: false, digest_day: null, quiet_hours: false },
    ]);
    const { text } = await choose({ paymentLate: 'yes' }).expect(422);
    expect(text).toContain('Choose the day of your summary, or none');
    await choose({ digestDay: '9' }).expect(422);
    const events = await test.db.rows(
      `select e.organisation_id, e.detail from audit_event e where e.action = 'user.notices-changed' and e.actor_id = $1`,
      [await accountOf(test, email)],
    );
    expect(events).toEqual([{ organisation_id: p.groups.g1, detail: {} }]);
  });

  it('stops one kind with one press in the mail program, signed in or not, and again changes nothing', async () => {
    const email = await of('group_lead');
    await notify(test, 'something_waits', email, p.groups.g1);
    await send(test);
    const raw = mail.to(email)[0]?.raw ?? '';
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    const [, path = ''] = /^List-Unsubscribe: <http:\/\/127\.0\.0\.1:3000(\/unsubscribe\/[\w-]{43})>$/m.exec(raw) ?? [];
    const preferences = () =>
      accountOf(test, email).then((id) => test.db.rows('select * from mail_preferences_of($1)', [id]));
    const { text } = await test.anonymous().get(path).expect(200);
    expect(text).toContain('You get emails that something waits for you. Stop them?');
    expect(await preferences()).toMatchObject([{ something_waits: true }]);
    const press = () => test.anonymous().post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' });
    await press().expect(200);
    await press().expect(200);
    expect(await preferences()).toEqual([
      { payment_late: true, lead_changed: true, something_waits: false, digest_day: 1, quiet_hours: true },
    ]);
    const events = await test.db.rows(
      `select 1 from audit_event where action = 'user.notices-changed' and actor_id = $1`,
      [await accountOf(test, email)],
    );
    expect(events).toHaveLength(1);
    await test
      .anonymous()
      .post(`/unsubscribe/${'x'.repeat(43)}`)
      .expect(404);
  });
});

describe('the outbox page', () => {
  it('shows an administrator what was sent about their organisation, and nothing of what it says', async () => {
    const [ours, theirs] = [await of('group_lead'), await somebody(test, AT_A())];
    await notify(test, 'something_waits', ours, p.groups.g1);
    await notify(test, 'something_waits', theirs, p.healthBodies.a);
    await send(test);
    const administrator = await test.as('administrator', p.healthBodies.a);
    const { text } = await administrator.get(`/o/${p.healthBodies.a}/admin/outbox`).expect(200);
    expect(text).toContain(theirs);
    expect(text).not.toContain(ours);
    expect(text).not.toContain('Written in this trial run');
    const by = await test.as('partnership_manager', p.healthBodies.a);
    await by.get(`/o/${p.healthBodies.a}/admin/outbox`).expect(403);
  });
});

describe('a way in', () => {
  it('is emailed to somebody instead of shown, ends the one before, and sets their password', async () => {
    const email = await somebody(test, { ...AT_A(), password: null });
    const [place] = await test.db.rows<{ id: string }>('select id from membership where account_id = $1', [
      await accountOf(test, email),
    ]);
    const administrator = await test.as('administrator', p.healthBodies.a);
    const path = `/o/${p.healthBodies.a}/admin/people/${String(place?.id)}`;
    const answer = await administrator.post(`${path}/link`).type('form').send({ how: 'email' }).expect(303);
    expect(answer.headers.location).toBe(`${path}?done=emailed`);
    const before = await test.db.rows('select 1 from one_time_link where account_id = $1 and used_at is null', [
      await accountOf(test, email),
    ]);
    expect(before).toEqual([]);
    await send(test);
    const [, link = ''] = /:3000(\/set-password\/[\w-]{43})/.exec(mail.to(email)[0]?.raw ?? '') ?? [];
    const password = 'four quiet words here';
    await test.anonymous().post(link).type('form').send({ password }).expect(303);
    await test.anonymous().post('/sign-in').type('form').send({ email, password }).expect(303);
  });
});

describe('an invitation', () => {
  it('is emailed to the contact it is for, with a link that works beside the one that was shown', async () => {
    const invites = await test.as('partnership_manager', p.healthBodies.a);
    const request = { contactId: p.contacts.g2PersonWithA, toldOn: '2026-11-20' };
    const { body } = await invites.post('/api/v1/invitations').send(request).expect(201);
    const path = `/api/v1/invitations/${String(body.id)}/email`;
    const ask = (who: Agent, version = 1) => who.post(path).set('If-Match', `"${String(version)}"`);
    await ask(await test.as('partnership_manager', p.healthBodies.b)).expect(404);
    await ask(invites).expect(200);
    await ask(invites).expect(200);
    expect(await send(test, NIGHT)).toBe(0);
    expect(await send(test)).toBe(1);
    const [letter] = mail.to('ali@quillfield.example');
    expect(letter?.raw).not.toMatch(/Quillfield Voices|Westmere|Penwright/);
    const [, token = ''] = /:3000\/join\/([\w-]{43})/.exec(letter?.raw ?? '') ?? [];
    for (const link of [token, String(body.token)]) {
      const { text } = await test.anonymous().get(`/join/${link}`).expect(200);
      expect(text).toContain('Westmere Integrated Care Board');
    }
    await test.anonymous().post('/api/v1/invitation-answers').send({ token, answer: 'not_now' }).expect(201);
    await test
      .anonymous()
      .get(`/join/${String(body.token)}`)
      .expect(404);
    await ask(invites).expect(412);
    await ask(invites, 2).expect(409);
  });
});
