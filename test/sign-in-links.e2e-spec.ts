import { v7 as uuid } from 'uuid';
import type { Role } from '../src/platform';
import { PASSWORD, send as sendWaiting, somebody } from './support/mail';
import { MailServer } from './support/mail-server';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let mail: MailServer;
let p: Portfolio;

beforeAll(async () => {
  mail = await MailServer.start();
  ({ test, p } = await startWithPortfolio(mail.environment));
});
afterAll(async () => {
  await test.close();
  await mail.stop();
});

const send = () => sendWaiting(test);
const post = (path: string, body: object = {}, agent = test.anonymous()) => agent.post(path).type('form').send(body);

const person = (role: Role, organisationId: string, password: string | null = PASSWORD, email?: string) =>
  somebody(test, { role, organisationId, password, ...(email !== undefined && { email }) });

/** The path in the last email to an address. */
function linkTo(email: string): string {
  const raw = mail.to(email.trim().toLowerCase()).at(-1)?.raw ?? '';
  return /http:\/\/127\.0\.0\.1:3000(\/(?:sign-in\/link|new-password|set-password)\/[\w-]{43})/.exec(raw)?.[1] ?? '';
}

async function linkFor(email: string, path = '/sign-in/email', next?: string): Promise<string> {
  await post(path, { email, next }).expect(303).expect('Location', '/sign-in/sent');
  await send();
  return linkTo(email);
}

describe('a link to sign in', () => {
  it('signs in somebody who never had a password, and leads back to where they were', async () => {
    const email = await person('group_member', p.groups.g1, null);
    const link = await linkFor(
      ` ${email.toUpperCase()} `,
      '/sign-in/email',
      `/o/${p.groups.g1}/payments?name=somebody`,
    );
    await test.anonymous().get(link).expect(200);
    await test.anonymous().get(link).expect(200);
    const agent = test.anonymous();
    await post(link, {}, agent).expect(303).expect('Location', `/o/${p.groups.g1}/payments`);
    const { text } = await agent.get('/account').expect(200);
    expect(text).toContain('None: you sign in with a link by email');
    await post(link).expect(404);
    await test.anonymous().get(link).expect(404);
  });

  it('keeps its token nowhere but in the email', async () => {
    const email = await person('group_lead', p.groups.g1);
    const token = (await linkFor(email)).split('/').at(-1) ?? '';
    expect(token).toHaveLength(43);
    const [row] = await test.db.rows<{ everything: string }>(
      `select string_agg(m::text, ' ') || (select string_agg(l::text, ' ') from sign_in_link l) as everything from mail m`,
    );
    expect(row?.everything).not.toContain(token);
    expect(row?.everything).not.toContain(email);
  });

  it('is used by one of twenty who try at once', async () => {
    const link = await linkFor(await person('group_lead', p.groups.g1));
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 19 }, () => 404)]);
  });

  it('runs out after a quarter of an hour, even where it was late to be sent', async () => {
    const email = await person('group_lead', p.groups.g1);
    const link = await linkFor(email);
    const [kept] = await test.db.rows<{ lasts: boolean }>(
      `select l.expires_at between now() + interval '14 minutes' and now() + interval '15 minutes' as lasts
       from sign_in_link l join account a on a.id = l.account_id where a.email = $1`,
      [email],
    );
    expect(kept).toEqual({ lasts: true });
    await test.db.rows(`update sign_in_link set expires_at = now() - interval '1 second' where used_at is null`);
    await post(link).expect(404);
    await post('/sign-in/email', { email }).expect(303);
    await test.db.rows(`update mail set expires_at = now() - interval '1 second' where outcome is null`);
    await send();
    expect(mail.to(email)).toHaveLength(1);
  });

  it('is sent to nobody who does not act for any organisation, and says so to nobody', async () => {
    const [gone, disabled, stranger] = [
      await person('group_lead', p.groups.g1),
      await person('group_lead', p.groups.g1),
      `${uuid()}@people.example`,
    ];
    await test.db.rows(
      'update membership set ended_at = now() where account_id = (select id from account where email = $1)',
      [gone],
    );
    await test.db.rows('update account set disabled_at = now() where email = $1', [disabled]);
    const known = await person('group_lead', p.groups.g1);
    const answers: unknown[] = [];
    for (const email of [known, gone, disabled, stranger]) {
      const { status, headers, text } = await post('/sign-in/email', { email });
      answers.push([status, headers.location, text]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await send();
    const to = [known, gone, disabled, stranger].map((email) => mail.to(email).length);
    expect(to).toEqual([1, 0, 0, 0]);
    const kept = await test.db.rows(`select 1 from mail where asked_address is not null`);
    expect(kept).toEqual([]);
  });

  it('is asked for with the same work whether or not anybody has the address', async () => {
    const known = await person('group_lead', p.groups.g1);
    // What a transaction reads and writes of each table, as PostgreSQL itself counts it.
    const work = async (email: string) => {
      await test.db.rows('select pg_stat_force_next_flush()');
      await test.db.rows('begin');
      const values = [email, Buffer.from(email), Buffer.from('somewhere'), 'sign_in_link', '/'];
      await test.db.rows('select link_ask($1, $2, $3, $4, $5)', values);
      const rows = await test.db.rows<{ relname: string }>(`
        select relname, n_tup_ins::int as added, (seq_scan + coalesce(idx_scan, 0))::int as looked
        from pg_stat_xact_user_tables where n_tup_ins + seq_scan + coalesce(idx_scan, 0) > 0 order by relname`);
      await test.db.rows('rollback');
      return rows;
    };
    const ofKnown = await work(known);
    expect(ofKnown.map(({ relname }) => relname)).toEqual(['link_request', 'mail']);
    expect(await work(`${uuid()}@people.example`)).toEqual(ofKnown);
  });

  it('goes to one address three times in a quarter of an hour, and from one place to thirty', async () => {
    const email = await person('group_lead', p.groups.g1);
    for (let times = 0; times < 5; times += 1) await post('/sign-in/email', { email }).expect(303);
    await send();
    expect(mail.to(email)).toHaveLength(3);
    let last = 303;
    for (let times = 0; times < 40 && last === 303; times += 1) {
      last = (await post('/sign-in/email', { email: `${uuid()}@people.example` })).status;
    }
    expect(last).toBe(429);
    await test.db.rows('delete from link_request');
  });

  it('refuses what is no address, and a form from another site', async () => {
    const { text } = await post('/sign-in/email', { email: 'nobody' }).expect(422);
    expect(text).toContain('Enter an email address, like name@example.org');
    await post('/sign-in/email', { email: 'a@b.example' }).set('Sec-Fetch-Site', 'cross-site').expect(403);
  });
});

describe('a link to choose a password', () => {
  it('sets it once, ends every session, and has every organisation vouch again', async () => {
    const email = await person('group_lead', p.groups.g1);
    const agent = test.anonymous();
    await post(await linkFor(email), {}, agent).expect(303);
    await agent.get('/account').expect(200);
    await test.db.rows(
      'update membership set vouched = false where account_id = (select id from account where email = $1)',
      [email],
    );
    // Nobody vouches for them, and none is sent.
    await linkFor(email, '/forgotten-password');
    expect(linkTo(email)).not.toContain('/new-password/');
    await test.db.rows(
      'update membership set vouched = true where account_id = (select id from account where email = $1)',
      [email],
    );
    const link = await linkFor(email, '/forgotten-password');
    const short = await post(link, { password: 'short words' }).expect(422);
    expect(short.text).toContain('at least 12 characters');
    const wanted = 'five other quiet words here';
    await post(link, { password: wanted }).expect(303).expect('Location', '/sign-in?password=set');
    await post(link, { password: wanted }).expect(404);
    await agent.get('/account').expect(303);
    await post('/sign-in', { email, password: PASSWORD }).expect(422);
    await post('/sign-in', { email, password: wanted }).expect(303);
    const events = await test.db.rows(
      `select e.action from audit_event e join membership m on m.id = e.subject_id join account a on a.id = m.account_id
       where a.email = $1 and e.action in ('user.password-set', 'user.signed-in-by-link') order by e.id`,
      [email],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'user.password-set',
      'user.signed-in-by-link',
      'user.password-set',
    ]);
  });
});

describe('sessions', () => {
  it('are told apart by their device, and ended one by one or all', async () => {
    const email = await person('group_lead', p.groups.g1);
    const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const agents = [test.anonymous(), test.anonymous(), test.anonymous()] as const;
    for (const agent of agents) {
      await post('/sign-in', { email, password: PASSWORD }, agent).set('User-Agent', firefox).expect(303);
    }
    const [here, there, third] = agents;
    const { text } = await here.get('/account').expect(200);
    expect(text.match(/Firefox on Windows/g)?.length).toBeGreaterThanOrEqual(3);
    expect(text).not.toContain('rv:140.0');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const { text: seenThere } = await there.get('/account').expect(200);
    const ids = (html: string) => [...html.matchAll(/\/account\/sessions\/([\w-]{36})\/end/g)].map(([, id]) => id);
    const [idOfThere] = ids(text).filter((id) => !ids(seenThere).includes(id));
    await post(`/account/sessions/${String(idOfThere)}/end`, { _csrf: csrf }, here).expect(303);
    await there.get('/account').expect(303);
    await third.get('/account').expect(200);
    const stranger = await test.as('group_lead', p.groups.g3);
    const [idOfThird] = ids((await here.get('/account')).text);
    await stranger.post(`/account/sessions/${String(idOfThird)}/end`).expect(303);
    await third.get('/account').expect(200);
    await post('/account/sessions-end', { _csrf: csrf }, here).expect(303);
    await third.get('/account').expect(303);
    await here.get('/account').expect(303);
  });

  it('serve two organisations in two tabs, each as itself', async () => {
    const email = await person('group_lead', p.groups.g1);
    await person('group_member', p.groups.g3, PASSWORD, email);
    const agent = test.anonymous();
    await post('/sign-in', { email, password: PASSWORD }, agent).expect(303).expect('Location', '/');
    const home = (organisation: string) => agent.get(`/o/${organisation}`).expect(200);
    for (let turn = 0; turn < 2; turn += 1) {
      for (const [own, other] of [
        [p.groups.g1, p.groups.g3],
        [p.groups.g3, p.groups.g1],
      ] as const) {
        const { text } = await home(own);
        expect(text).toContain(`href="/o/${own}/payments"`);
        expect(text).not.toContain(`/o/${other}`);
      }
    }
  });
});
