import { v7 as uuid } from 'uuid';
import type { Role } from '../src/platform';
import { newSession, sessionOf } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let lead: Person;
let manager: Person;
let administrator: Person;

/** Somebody with an account, of whom every session is the same person. */
class Person {
  constructor(
    readonly account: string,
    readonly root: string,
    private headers: Credentials,
  ) {}

  static async as(role: Role, organisationId: string): Promise<Person> {
    const headers = await newSession(test.db, { role, organisationId });
    const [row] = await test.db.rows<{ account_id: string }>(
      'select account_id from membership order by created_at desc, id desc limit 1',
    );
    return new Person(row?.account_id ?? '', `/o/${organisationId}`, headers);
  }

  async signsInAgain(): Promise<void> {
    this.headers = await sessionOf(test.db, this.account);
  }

  async opens(path: string): Promise<{ status: number; html: string }> {
    const { statusCode, body } = await test.app.inject({ url: this.root + path, headers: this.headers });
    return { status: statusCode, html: body };
  }

  async sends(path: string, answers: Record<string, string>, more: Credentials = {}, attempt: string = uuid()) {
    const { statusCode, headers, body } = await test.app.inject({
      method: 'POST',
      url: this.root + path,
      headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded', ...more },
      payload: new URLSearchParams({
        ...answers,
        _csrf: this.headers['accord-csrf'] ?? '',
        _attempt: attempt,
      }).toString(),
    });
    return { status: statusCode, to: headers.location, html: body };
  }

  async kept(): Promise<{ form: string; answers: Record<string, string> }[]> {
    return test.db.rows('select form, answers from form_draft where account_id = $1 order by form', [this.account]);
  }
}

const keepAt = (form: string, about: string, seen = 0) => `/drafts?form=${form}&about=${about}&seen=${String(seen)}`;
const JSON_PLEASE = { accept: 'application/json' };
const STORY = 'We moved two sessions, and told everybody twice.';

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  lead = await Person.as('group_lead', p.groups.g1);
  manager = await Person.as('partnership_manager', p.healthBodies.a);
  administrator = await Person.as('administrator', p.healthBodies.a);
});
afterAll(() => test.close());
beforeEach(() => test.db.rows('delete from form_draft'));

describe('a long form that is not finished', () => {
  const impact = () => `/payments/${p.instalments.aG1Overdue}/impact`;
  const whole = { serviceEffect: 'reduced', staffAffected: 'none', words: STORY };

  it('is kept by a button, listed, opened with what was typed, and begun anew', async () => {
    const save = keepAt('impact', p.instalments.aG1Overdue);
    const { status, to } = await lead.sends(save, { words: STORY, staffAffected: 'none', _other: 'x', step: 'send' });
    expect([status, to]).toEqual([303, `${lead.root}/drafts?done=kept`]);
    expect(await lead.kept()).toEqual([{ form: 'impact', answers: { words: STORY, staffAffected: 'none' } }]);
    const { html } = await lead.opens('/drafts?done=kept');
    expect(html).toContain('Nothing was sent.');
    expect(html).toMatch(/What waiting for a payment has meant: .*, due on/);
    expect((await lead.opens('')).html).toContain('You have not finished 1 form');
    const form = await lead.opens(impact());
    expect(form.html).toContain(STORY);
    expect(form.html).toContain('You started this on');
    const again = { form: 'impact', about: p.instalments.aG1Overdue, then: 'begin' };
    expect((await lead.sends('/drafts/removal', again)).to).toBe(lead.root + impact());
    expect((await lead.opens(impact())).html).not.toContain('You started this on');
  });

  it('keeps what has to be mended, and goes with what is sent', async () => {
    expect((await lead.sends(impact(), { words: STORY })).status).toBe(422);
    expect((await lead.opens(impact())).html).toContain(STORY);
    const attempt = uuid();
    expect((await lead.sends(impact(), whole, {}, attempt)).to).toContain('?done=impact');
    expect(await lead.kept()).toEqual([]);
    // A double click, and typing that is kept a moment too late, begin nothing anew.
    await lead.sends(impact(), whole, {}, attempt);
    const late = await lead.sends(keepAt('impact', p.instalments.aG1Overdue), whole, JSON_PLEASE, attempt);
    expect([late.status, JSON.parse(late.html)]).toEqual([200, { seen: null, said: null }]);
    expect(await lead.kept()).toEqual([]);
  });

  it('is one of many rows and ticks too, or the words of a material', async () => {
    const contract = p.contracts.aG1Running;
    const page = `/contracts/${contract}/commencement`;
    const answers = { contactEveryDays: '', 'deadline-1-what': 'Ask Robin Ashdown', 'review-1': '' };
    await lead.sends(keepAt('commencement', contract), { ...answers, ways: 'bsl' });
    await test.db.rows(`update form_draft set answers = answers || '{"ways": ["bsl", "text"]}'`);
    await test.db.rows(`select form_drafts_rename(array[$1]::uuid[], 'Robin Ashdown', 'Rowan')`, [p.groups.g1]);
    const { html } = await lead.opens(page);
    expect(html).toMatch(/name="deadline-1-what"[^>]*value="Ask Rowan"/);
    expect(html.match(/value="[a-z_]+" checked/g)).toEqual(['value="text" checked', 'value="bsl" checked']);
    expect(html).toContain('You started this on');
    await lead.sends(keepAt('material', p.materials.aG1), { words: STORY });
    expect((await lead.opens(`/materials/${p.materials.aG1}/edit`)).html).toContain(STORY);
    const list = (await lead.opens('/drafts')).html;
    expect(list).toMatch(/A change to a material: /);
    expect(list).toMatch(/How you want to work together: /);
  });

  it('is of the person alone: not of a colleague, not of the other side, and in no audit record', async () => {
    await lead.sends(keepAt('impact', p.instalments.aG1Overdue), { words: STORY });
    const colleague = await Person.as('group_lead', p.groups.g1);
    for (const page of [impact(), '/drafts', '']) {
      expect((await colleague.opens(page)).html).not.toMatch(/We moved two sessions|not finished 1/);
    }
    const audited = await test.db.rows(`select 1 from audit_event where action like '%draft%' and actor_id = $1`, [
      lead.account,
    ]);
    expect(audited).toEqual([]);
  });

  it('says in two windows whose words were replaced', async () => {
    const keep = async (seen: number, words: string): Promise<unknown> =>
      JSON.parse((await lead.sends(keepAt('capacity', p.groups.g1, seen), { words }, JSON_PLEASE)).html);
    expect(await keep(0, 'one')).toMatchObject({
      seen: 1,
      said: expect.stringMatching(/^Kept for you at [^.]*\. Noth/),
    });
    expect(await keep(0, 'two')).toMatchObject({ seen: 2, said: expect.stringContaining('another window') });
    expect(await keep(2, 'three')).toMatchObject({ seen: 3, said: expect.not.stringContaining('another window') });
    const { to } = await lead.sends(keepAt('capacity', p.groups.g1, 1), { words: 'four' });
    expect(to).toContain('done=kept-over');
    expect((await lead.kept())[0]?.answers).toEqual({ words: 'four' });
  });

  it('survives a session that ran out while it was typed, but not one that was ended', async () => {
    const typing = await Person.as('group_lead', p.groups.g1);
    await test.db.rows(`update session set last_seen_at = now() - interval '31 minutes' where account_id = $1`, [
      typing.account,
    ]);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    await typing.sends(impact(), whole, foreign);
    expect(await typing.kept()).toEqual([]);
    const { to } = await typing.sends(impact(), whole);
    expect(to).toBe(`/sign-in?next=${encodeURIComponent(typing.root + impact())}`);
    await typing.signsInAgain();
    expect((await typing.opens(impact())).html).toContain(STORY);
    await test.db.rows('delete from form_draft');
    await test.db.rows('update session set ended_at = now() where account_id = $1', [typing.account]);
    await typing.sends(impact(), whole);
    expect(await typing.kept()).toEqual([]);
  });

  it('goes with the place of its author, and after thirty days', async () => {
    const leaver = await Person.as('group_member', p.groups.g1);
    await leaver.sends(keepAt('capacity', p.groups.g1), { words: STORY });
    await test.db.rows('update membership set ended_at = now() where account_id = $1', [leaver.account]);
    expect(await leaver.kept()).toEqual([]);
    const disabled = await Person.as('group_member', p.groups.g1);
    await disabled.sends(keepAt('capacity', p.groups.g1), { words: STORY });
    await test.db.rows('update account set disabled_at = now() where id = $1', [disabled.account]);
    expect(await disabled.kept()).toEqual([]);
    await lead.sends(keepAt('capacity', p.groups.g1), { words: STORY });
    await test.db.rows(`update form_draft set kept_at = now() - interval '31 days'`);
    expect((await lead.opens('/capacity')).html).not.toContain(STORY);
    await test.db.rows('select form_draft_purge()');
    expect(await lead.kept()).toEqual([]);
  });

  it('refuses a form that is not the person’s, and a fifty-first', async () => {
    expect((await lead.sends(keepAt('partnership-note', p.partnerships.aG1), { body: 'x' })).status).toBe(422);
    expect((await lead.sends(keepAt('sign-in', p.groups.g1), { password: 'x' })).status).toBe(422);
    await test.db.rows(
      `insert into form_draft (organisation_id, account_id, form, subject_id, answers)
       select $1, $2, 'impact', gen_random_uuid(), '{"words": "x"}' from generate_series(1, 50)`,
      [p.groups.g1, lead.account],
    );
    expect((await lead.sends(keepAt('capacity', p.groups.g1), { words: STORY })).status).toBe(409);
  });
});

describe('each form that is kept', () => {
  const forms = (): [Person, string, string, Record<string, string>][] => [
    [lead, `/contact-log/new?payer=${p.partnerships.aG1}`, '', { partnershipId: p.partnerships.aG1, purpose: STORY }],
    [lead, `/payments/${p.instalments.aG1Overdue}/not-arrived`, '', { lookedOn: 'soon', note: STORY }],
    [lead, `/contracts/${p.contracts.aG1Running}/variation`, '', { reason: STORY }],
    [lead, '/profile/change', '', { about: STORY, payeeName: 'Not to be kept' }],
    [lead, '/capacity', '', { words: STORY }],
    [manager, `/partnerships/${p.partnerships.aG1}/contact-log/new`, '', { purpose: STORY }],
    [manager, `/late-payments/${p.lateCases.aG1}`, '/reply', { version: '1', words: STORY, expectedOn: 'never' }],
    [manager, `/contracts/${p.contracts.aG1Running}/variation`, '', { reason: STORY }],
    [manager, `/contracts/${p.contracts.aG1Running}/decisions/new`, '', { what: STORY }],
    [manager, `/contracts/${p.contracts.aG1Running}/commencement`, '', { version: '0', 'deadline-2-what': STORY }],
    [administrator, '/admin/settings/words', '', { version: '0', meaning1: STORY }],
  ];

  it('opens again with what could not be sent, and with nothing of a bank account', async () => {
    for (const [who, page, sentTo, answers] of forms()) {
      const { status } = await who.sends(page.replace(/\?.*/, '') + sentTo, answers);
      expect({ page, status }).toEqual({ page, status: 422 });
      const { html } = await who.opens(page);
      expect({ page, kept: html.includes(STORY), told: html.includes('You started this on') }).toEqual({
        page,
        kept: true,
        told: true,
      });
      expect(html).toContain('Save and come back later');
      expect(html).not.toContain('Not to be kept');
    }
    expect((await lead.opens('/profile/change')).html).not.toContain('It was changed meanwhile');
  });

  it('says where the record was changed since it was begun', async () => {
    await lead.sends(keepAt('profile', p.groups.g1), { version: '99', about: STORY });
    expect((await lead.opens('/profile/change')).html).toContain('It was changed meanwhile');
  });
});
