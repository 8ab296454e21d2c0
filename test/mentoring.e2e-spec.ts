import { parse } from 'csv-parse/sync';
import { EvaluationService } from '../src/findings';
import { Mentorings } from '../src/mentoring';
import type { Actor } from '../src/platform';
import { calendarDate } from '../src/shared/calendar-date';
import { Reader } from './support/page-forms';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

const SOMEBODY = { kind: 'system', id: null, roles: [], requestId: null } as const;
const NEW_PARTNER = `
  insert into mentoring (health_body_id, group_id, new_partner)
  select health_body_id, group_id, true from partnership where id = $1
  on conflict (health_body_id, group_id) do nothing`;

interface Kept {
  id: string;
  version: number;
  [field: string]: unknown;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let lead: Agent;
let stranger: Agent;
let mentoring: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
  stranger = await test.as('group_lead', p.groups.g3);
  mentoring = `/api/v1/partnerships/${p.partnerships.aG1}/mentoring`;
}, 60_000);
afterAll(() => test.close());

const now = async (who: Agent = manager) => (await who.get(mentoring).expect(200)).body as Kept;
const keep = async (body: object, status = 200) => {
  const { version } = await now();
  return (
    await manager
      .put(mentoring)
      .set('If-Match', `"${String(version)}"`)
      .send(body)
      .expect(status)
  ).body as Kept;
};
const review = async (body: object, status = 200) => {
  const { version } = await now();
  const request = manager.post(`${mentoring}/review`).set('If-Match', `"${String(version)}"`);
  return (await request.send(body).expect(status)).body as Kept;
};
const talk = (more: object = {}) => ({
  ...{ partnershipId: p.partnerships.aG1, healthContactId: p.contacts.aDeputyWithG1, mentoring: true },
  ...{ happenedOn: '2026-11-20', channel: 'phone', startedBy: 'group', twoWay: true },
  ...{ purpose: 'Who signs the claim form', outcome: 'Robin asks finance by Friday' },
  ...more,
});
const evaluate = (day: string = TODAY) =>
  test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(day));
const found = async (who: Agent, rule: string, state = 'open') =>
  (await read(who, 'findings', { rule, state })).items.filter(
    ({ partnershipId }) => partnershipId === p.partnerships.aG1,
  );

describe('who mentors a group', () => {
  it('stays known when another takes over, and when it ends', async () => {
    const before = await now();
    expect(before).toMatchObject({ otherParty: 'Tarn Valley Advice', mentors: [{ fromOn: '2026-10-01', toOn: null }] });
    await keep({ contactId: p.contacts.aDeputyWithG1, reviewOn: '2026-12-01' });
    // Put right at once: who was named by mistake never mentored.
    await keep({ contactId: p.contacts.aLeadWithG1, reviewOn: '2026-12-01' });
    const { mentors } = await now(lead);
    expect(mentors).toMatchObject([
      { number: 2, contactId: p.contacts.aLeadWithG1, fromOn: TODAY, toOn: null },
      { number: 1, contactId: null, mentor: 'Tarn Valley Advice', fromOn: '2026-10-01', toOn: '2026-11-21' },
    ]);
    await stranger.get(mentoring).expect(404);
  });

  it('is asked about when its day has come: it goes on until another day, or ends and stays on record', async () => {
    expect((await review({ stillNeeded: true, reviewOn: TODAY }, 422)).errors).toMatchObject([
      { pointer: '/reviewOn' },
    ]);
    expect(await review({ stillNeeded: true })).toMatchObject({ reviewOn: '2027-05-23', reviewDue: false });
    await lead.post(`${mentoring}/review`).set('If-Match', '"2"').send({ stillNeeded: true }).expect(403);
    const ended = await review({ stillNeeded: false });
    expect(ended).toMatchObject({ mentor: null, isNew: false, mentors: [{ toOn: TODAY }, { toOn: '2026-11-21' }] });
    expect((await review({ stillNeeded: true }, 409)).detail).toContain('Nobody mentors this group');
  });

  it('is told by email to the group, and to whoever is named', async () => {
    await test.db.rows('delete from mail');
    const [own] = await test.db.rows<{ email: string; id: string }>(
      `select a.email, a.id from account a join membership m on m.account_id = a.id where m.id = $1`,
      [p.memberships.managerOfA],
    );
    await test.db.rows('update contact set email = $2 where id = $1', [p.contacts.aDeputyWithG1, own?.email]);
    await test.db.rows('update person set email = $2 where id = $1', [p.people.aDeputy, own?.email]);
    await keep({ contactId: p.contacts.aDeputyWithG1, reviewOn: '2026-12-01' });
    const paths = (await test.db.rows<{ path: string }>('select path from mail')).map(({ path }) => path);
    expect(paths).toContain(`/o/${p.groups.g1}/mentors`);
    expect(paths).toContain(`/o/${p.healthBodies.a}/partnerships/${p.partnerships.aG1}/mentor`);
  });
});

describe('a talk with a mentor', () => {
  it('is contact that both sides read, and is found among all contact', async () => {
    const kept = (await lead.post('/api/v1/engagements').send(talk()).expect(201)).body as Kept;
    expect(kept).toMatchObject({ mentoring: true, writtenBy: 'group' });
    for (const who of [manager, lead]) {
      expect((await read(who, 'engagements', { mentoring: true })).items.map(({ id }) => id)).toEqual([kept.id]);
      const others = await read(who, 'engagements', { mentoring: false, limit: 200 });
      expect(others.items.length).toBeGreaterThan(0);
      expect(others.items.map(({ id }) => id)).not.toContain(kept.id);
    }
    expect((await read(stranger, 'engagements', { mentoring: true })).items).toEqual([]);
    const hidden = await lead
      .post('/api/v1/engagements')
      .send(talk({ visibility: 'own_side' }))
      .expect(422);
    expect(hidden.body).toMatchObject({ errors: [{ pointer: '/mentoring' }] });
    await expect(
      test.db.rows(`update engagement set visibility = 'own_side' where id = $1`, [kept.id]),
    ).rejects.toThrow('engagement_of_mentoring_shared');
    const files = await lead.get('/api/v1/exports/mentoring-talks').expect(200);
    expect(parse(files.text, { bom: true, columns: true })).toMatchObject([
      { 'What was talked about': 'Who signs the claim form', 'What to do next': 'Robin asks finance by Friday' },
    ]);
    const mentors = await manager.get('/api/v1/exports/mentors').expect(200);
    expect(parse(mentors.text, { bom: true, columns: true })).toMatchObject([
      { 'Other organisation': 'Tarn Valley Advice', To: '2026-11-21' },
      { To: TODAY },
      { From: TODAY, To: '', 'Still needed? Ask on': '2026-12-01' },
    ]);
    const correct = lead.post(`/api/v1/engagements/${kept.id}/corrections`).set('If-Match', '"1"');
    const corrected = (await correct.send({ mentoring: false }).expect(201)).body as Kept;
    expect(corrected).toMatchObject({ mentoring: false, corrections: [{ field: 'mentoring', was: 'true' }] });
  });

  it('is written down on a page of few questions by either side, checked first', async () => {
    const pages = { lead: await Reader.as(test, 'group_lead', p.groups.g1), manager: await managerOnPages() };
    const path = `/mentors/${p.partnerships.aG1}/talk`;
    const { html } = await pages.lead.open(path);
    expect(html).toMatch(new RegExp(`value="${p.contacts.aDeputyWithG1}" selected`));
    const form = { happenedOn: TODAY, channel: 'video', healthContactId: p.contacts.aDeputyWithG1, talked: '' };
    const refused = await pages.lead.send(path, form);
    expect([refused.status, refused.html.includes('Say what you talked about')]).toEqual([422, true]);
    const checked = await pages.lead.send(path, { ...form, talked: 'The claim form', next: 'Ask finance' });
    expect([checked.status, checked.html.includes('Check before you save it')]).toEqual([200, true]);
    const whole = { ...form, talked: 'The claim form', next: 'Ask finance', step: 'send' };
    expect((await pages.lead.send(path, whole)).to).toBe('/mentors?done=logged#talks');
    expect((await pages.manager.send(path, { ...whole, talked: 'Rooms' })).to).toBe(
      `/partnerships/${p.partnerships.aG1}/mentor?done=logged#talks`,
    );
    for (const page of [
      await pages.lead.open('/mentors'),
      await pages.manager.open(`/partnerships/${p.partnerships.aG1}/mentor`),
    ]) {
      expect(page.html).toContain('The claim form');
      expect(page.html).toContain('Ask finance');
      expect(page.html).toContain('Rooms');
      expect(page.html).toContain('Mentors before');
    }
  });
});

describe('what is to do about mentors', () => {
  it('is read a page at a time, the oldest first, and counted whole', async () => {
    const mentorings = test.app.get(Mentorings, { strict: false });
    await keep({ newPartner: true });
    await test.db.rows(NEW_PARTNER, [p.partnerships.aG2]);
    const actor: Actor = { ...SOMEBODY, side: 'health', organisationId: p.healthBodies.a };
    const { items, next } = await mentorings.toDo(actor, { limit: 50 });
    expect([items.length, next]).toEqual([2, null]);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await mentorings.toDo(actor, { limit: 1, ...(cursor !== undefined && { cursor }) });
      paged.push(...page.items.map(({ partnershipId }) => partnershipId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(items.map(({ partnershipId }) => partnershipId));
    const { without, toAsk } = await mentorings.toDoCount(actor);
    expect(without + toAsk).toBe(items.length);
  });
});

const managerOnPages = () => Reader.as(test, 'partnership_manager', p.healthBodies.a);

describe('what is noticed of mentors and introductions', () => {
  it('is a new partner without one, until the health body names somebody or notes that none is wanted', async () => {
    await keep({ newPartner: true });
    await evaluate();
    expect(await found(manager, 'no_mentor')).toMatchObject([
      { title: 'A new partner has no mentor', severity: 'attention', evidence: { begunOn: expect.any(String) } },
    ]);
    expect(await found(lead, 'no_mentor')).toEqual([]);
    await keep({ newPartner: true, declinedReason: 'They know us well.' });
    await evaluate();
    expect(await found(manager, 'no_mentor')).toEqual([]);
    expect(await found(manager, 'no_mentor', 'cleared')).toHaveLength(1);
    // As patient as the health body has set: the first contract of this group began long ago.
    const admin = await test.as('administrator', p.healthBodies.a);
    const { version } = (await admin.get('/api/v1/settings').expect(200)).body as Kept;
    const set = admin.patch('/api/v1/settings').set('If-Match', `"${String(version)}"`);
    await set.send({ mentorWithinDays: 91 }).expect(422);
  });

  it('is a mentor of whom it was to be asked, until somebody answers', async () => {
    await keep({ otherParty: 'Tarn Valley Advice', fromOn: '2026-10-01', reviewOn: '2026-11-25' });
    await evaluate('2026-11-24');
    expect(await found(lead, 'mentoring_review_due')).toEqual([]);
    await evaluate('2026-11-25');
    for (const who of [manager, lead]) {
      expect(await found(who, 'mentoring_review_due')).toMatchObject([{ evidence: { reviewOn: '2026-11-25' } }]);
    }
    await test.db.rows(`update mentoring set review_on = '2026-11-20' where other_party is not null`);
    const pages = await managerOnPages();
    const { version } = await now();
    const mentor = `/partnerships/${p.partnerships.aG1}/mentor`;
    const refused = await pages.send(`${mentor}/review`, { version: String(version) });
    expect(refused.html).toContain('Choose whether the mentor is still needed');
    // A form that would open without its answers is not shown.
    expect(refused.html).not.toContain('name="otherParty"');
    const answer = { version: String(version), stillNeeded: 'yes', askAgainOn: '2027-02-01' };
    expect((await pages.send(`${mentor}/review`, answer)).to).toBe(`${mentor}?done=reviewed`);
    await evaluate('2026-11-25');
    expect(await found(manager, 'mentoring_review_due')).toEqual([]);
  });

  it('is what a group asked or said without an answer, once the days for it are over', async () => {
    const sent = async (path: string, body: object) => (await lead.post(path).send(body).expect(201)).body as Kept;
    const introductions = `/api/v1/directory-entries/${p.directoryEntries.aTeam}/introductions`;
    const introduction = await sent(introductions, { why: 'A room for Thursdays.' });
    const about = { about: 'partnership', subjectId: p.partnerships.aG1 };
    const challenge = await sent('/api/v1/challenges', { ...about, words: 'Nobody answers.' });
    expect([introduction.answerBy, challenge.answerBy]).toEqual(['2026-12-04', '2026-12-04']);
    const open = async (who: Agent) => [
      ...(await found(who, 'introduction_unanswered')),
      ...(await found(who, 'challenge_unanswered')).filter(({ evidence }) =>
        Object.values(evidence as object).includes(challenge.id),
      ),
    ];
    await evaluate('2026-12-04');
    expect(await open(manager)).toEqual([]);
    await evaluate('2026-12-05');
    for (const who of [manager, lead]) {
      expect(await open(who)).toMatchObject([
        { severity: 'attention', actsOn: 'health_body', evidence: { introductionId: introduction.id } },
        { severity: 'serious', actsOn: 'health_body', evidence: { challengeId: challenge.id } },
      ]);
    }
    const links = (await read(lead, 'waiting-for-you')).items.map(({ link }) => String(link)).join();
    expect(links).not.toMatch(/introductions|challenges/);
    const answer = (path: string, body: object) =>
      manager.post(`/api/v1/${path}/answer`).set('If-Match', '"1"').send(body).expect(200);
    await answer(`introductions/${introduction.id}`, { answer: 'introduced', introducedTo: 'Whoever lends rooms' });
    await answer(`challenges/${challenge.id}`, { changed: true, words: 'Two people answer now.' });
    await evaluate('2026-12-05');
    expect(await open(manager)).toEqual([]);
    expect(await open(lead)).toEqual([]);
  });

  it('is asked of a group from the first day, and never held against it', async () => {
    const raised = await manager
      .post('/api/v1/challenges')
      .send({ about: 'partnership', subjectId: p.partnerships.aG1, words: 'The list is of last year.' })
      .expect(201);
    const { id } = raised.body as Kept;
    const link = `/api/v1/challenges/${id}`;
    await evaluate('2026-12-05');
    const waiting = async () => (await read(lead, 'waiting-for-you')).items.filter((item) => item.link === link);
    expect(await waiting()).toHaveLength(1);
    expect(await found(manager, 'challenge_unanswered')).toEqual([]);
    const answer = { changed: false, words: 'It is of this year.' };
    await lead.post(`${link}/answer`).set('If-Match', '"1"').send(answer).expect(200);
    await evaluate('2026-12-05');
    expect(await waiting()).toEqual([]);
  });
});
