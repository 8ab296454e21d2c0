import { v7 as uuid } from 'uuid';
import { makeApp } from '../src/configure-app';
import { MailSender } from '../src/notices';
import { appDataSource, Database, readSettings } from '../src/platform';
import { accountOf, DAYTIME, NIGHT, notify, send, somebody } from './support/mail';
import { MailServer } from './support/mail-server';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { TestApp } from './support/start-app';

let test: TestApp;
let mail: MailServer;
let p: Portfolio;

beforeAll(async () => {
  mail = await MailServer.start();
  ({ test, p } = await startWithPortfolio(mail.environment));
  // What the portfolio itself had to tell.
  await test.db.rows('delete from mail');
});
afterEach(async () => {
  mail.answers = [];
  mail.pauseMs = 0;
  await test.db.rows('delete from mail');
});
afterAll(async () => {
  await test.close();
  await mail.stop();
});

const lead = (email?: string) =>
  somebody(test, { role: 'group_lead', organisationId: p.groups.g1, ...(email !== undefined && { email }) });
const tell = (email: string, kind = 'something_waits') => notify(test, kind, email, p.groups.g1);
const stateOf = async (email: string) => {
  const rows = await test.db.rows<{ outcome: string | null; attempts: number; failure: string | null; wait: number }>(
    `select m.outcome, m.attempts, m.failure, round(extract(epoch from m.next_at - now()))::int as wait
     from mail m where m.account_id = $1 order by m.created_at`,
    [await accountOf(test, email)],
  );
  return rows.map(({ outcome, attempts, failure }) => [outcome, attempts, failure]);
};

describe('an email', () => {
  it('is there if, and only if, what caused it is', async () => {
    const email = await lead();
    const cause = `insert into finding (health_body_id, group_id, id, rule, subject_key, severity, evidence, audience,
        acts_on, first_seen_on, last_confirmed_on)
      select health_body_id, group_id, gen_random_uuid(), 'invoice_awaited', 'a test', null, '{}', 'group', 'group',
        '${TODAY}', '${TODAY}' from partnership where group_id = '${p.groups.g1}' limit 1`;
    await test.db.rows('begin');
    await test.db.rows(cause);
    expect(await stateOf(email)).toEqual([[null, 0, null]]);
    await test.db.rows('rollback');
    expect(await stateOf(email)).toEqual([]);
    await test.db.rows(cause);
    expect(await stateOf(email)).toEqual([[null, 0, null]]);
  });

  it('goes to one recipient, names nobody, and is no reason to fetch anything', async () => {
    const email = await lead();
    await tell(email);
    await send(test);
    const [letter] = mail.to(email);
    expect(letter).toMatchObject({ subject: 'Something is waiting for you' });
    expect(letter?.messageId).toMatch(/^<[\w-]{36}@mail\.example>$/);
    expect(letter?.raw).toMatch(/^From: Accord <accord@mail\.example>$/m);
    expect(letter?.raw).toMatch(new RegExp(`^To: ${email}$`, 'm'));
    expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(letter?.raw).not.toMatch(/Harbourlight|Westmere|<img|src=|^(Cc|Bcc):/im);
    expect(letter?.raw).toContain(`http://127.0.0.1:3000/o/${p.groups.g1}`);
  });

  it('that can wait does at night and at weekends, unless the person chose otherwise; a link never does', async () => {
    const [usual, atOnce] = [await lead(), await lead()];
    await test.database.server('select mail_preferences_keep($1, true, true, true, null, false)', [
      await accountOf(test, atOnce),
    ]);
    for (const email of [usual, atOnce]) await tell(email);
    const asked = await lead();
    await test.anonymous().post('/sign-in/email').type('form').send({ email: asked }).expect(303);
    await send(test, NIGHT);
    await send(test, new Date('2026-11-28T12:00:00Z'));
    expect([usual, atOnce, asked].map((email) => mail.to(email).length)).toEqual([0, 1, 1]);
    await send(test, new Date('2026-11-30T07:59:59Z'));
    expect(mail.to(usual)).toHaveLength(0);
    await send(test, new Date('2026-11-30T08:00:00Z'));
    expect(mail.to(usual)).toHaveLength(1);
  });

  it('is not written again while it waits, nor sent again on the same day', async () => {
    const email = await lead();
    await tell(email);
    await tell(email);
    await tell(email, 'lead_changed');
    await send(test);
    expect(mail.to(email)).toHaveLength(2);
    await tell(email);
    await send(test);
    expect(mail.to(email)).toHaveLength(2);
    await test.db.rows(`update mail set settled_at = settled_at - interval '21 hours' where outcome = 'sent'`);
    await send(test);
    expect(mail.to(email)).toHaveLength(3);
  });

  it('is dropped for who has left, is disabled or wants none by the time it would go', async () => {
    const [left, disabled, unwilling] = [await lead(), await lead(), await lead()];
    for (const email of [left, disabled, unwilling]) await tell(email);
    await test.db.rows('update membership set ended_at = now() where account_id = $1', [await accountOf(test, left)]);
    await test.db.rows('update account set disabled_at = now() where email = $1', [disabled]);
    await test.database.server('select mail_preferences_keep($1, true, true, false, null, true)', [
      await accountOf(test, unwilling),
    ]);
    expect(await send(test)).toBe(0);
    for (const email of [left, disabled, unwilling]) {
      expect(mail.to(email)).toEqual([]);
      expect(await stateOf(email)).toEqual([['dropped', 0, null]]);
    }
  });
});

describe('sending', () => {
  it('tries again later when the mail server is busy, longer each time, and under the same id', async () => {
    const email = await lead();
    await tell(email);
    mail.answers = ['later', 'later'];
    expect(await send(test)).toBe(0);
    expect(await stateOf(email)).toEqual([[null, 1, 'EMESSAGE 451']]);
    expect(await send(test)).toBe(0);
    const due = () => test.db.rows(`update mail set next_at = next_at - interval '30 seconds' where outcome is null`);
    await due();
    expect(await send(test)).toBe(0);
    expect(await stateOf(email)).toEqual([[null, 2, 'EMESSAGE 451']]);
    await due();
    expect(await send(test)).toBe(0);
    await due();
    expect(await send(test)).toBe(1);
    expect(mail.to(email)).toHaveLength(1);
    expect(await stateOf(email)).toEqual([['sent', 3, 'EMESSAGE 451']]);
  });

  it('gives up an email that the mail server will never take', async () => {
    const email = await lead();
    await tell(email);
    mail.answers = ['never'];
    await send(test);
    expect(await stateOf(email)).toEqual([['failed', 1, 'EMESSAGE 554']]);
    expect(await send(test)).toBe(0);
  });

  it('repeats under the same id what a mail server took without saying so', async () => {
    const email = await lead();
    await tell(email);
    mail.answers = ['hangs up'];
    expect(await send(test)).toBe(0);
    await test.db.rows(`update mail set next_at = now() where outcome is null`);
    expect(await send(test)).toBe(1);
    const ids = mail.to(email).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('leaves what a server that died had taken to another, once its lease is over', async () => {
    const email = await lead();
    await tell(email);
    await test.database.server(`select * from mail_claim(false, interval '2 minutes')`);
    expect(await send(test)).toBe(0);
    await test.db.rows(`update mail set claimed_until = now() - interval '1 second' where outcome is null`);
    expect(await send(test)).toBe(1);
    // What the first says later, of its own attempt, changes nothing.
    const [row] = await test.db.rows<{ id: string }>('select id from mail where outcome is not null');
    await test.database.server(`select mail_failed($1, 1, 'LATE', false, interval '0')`, [row?.id]);
    expect(await stateOf(email)).toEqual([['sent', 2, null]]);
  });

  it('is shared by two servers, who send each email once', async () => {
    const settings = readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY, ...mail.environment });
    const database = new Database(await appDataSource(test.db.appUrl, 8).initialize());
    const other = await makeApp(settings, database);
    await other.init();
    const emails: string[] = [];
    for (let count = 0; count < 12; count += 1) emails.push(await somebody(test, ofG1(`${uuid()}@shared.example`)));
    for (const email of emails) await tell(email);
    mail.pauseMs = 20;
    const senders = [test.app, other].flatMap((app) => {
      const sender = app.get(MailSender, { strict: false });
      return [sender, sender].map((one) => one.sendWaiting(DAYTIME));
    });
    const counts = await Promise.all(senders);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
    const got = mail.received.filter(({ to }) => to.endsWith('@shared.example'));
    expect(got.map(({ to }) => to).sort()).toEqual([...emails].sort());
    await other.close();
    await database.dataSource.destroy();
  });
});

describe('the outbox page of many emails', () => {
  it('goes on page by page, each email once', async () => {
    const email = await somebody(test, { role: 'partnership_manager', organisationId: p.healthBodies.a });
    await test.db.rows(
      `insert into mail (kind, account_id, organisation_id, path, created_at, expires_at, outcome, settled_at)
       select 'something_waits', $1, $2, '/o/x', timestamptz '2026-11-01' + make_interval(mins => n), now(), 'sent', now()
       from generate_series(1, 51) n`,
      [await accountOf(test, email), p.healthBodies.a],
    );
    const administrator = await test.as('administrator', p.healthBodies.a);
    const root = `/o/${p.healthBodies.a}/admin/outbox`;
    const first = (await administrator.get(root).expect(200)).text;
    const [, older = ''] = /href="([^"]+)">Older emails/.exec(first) ?? [];
    const second = (await administrator.get(older).expect(200)).text;
    expect([first, second].map((html) => html.split(email).length - 1)).toEqual([50, 1]);
    expect(second).not.toContain('Older emails');
    expect((await administrator.get(`${root}?past=nothing`).expect(200)).text).toContain('Older emails');
  });
});

const ofG1 = (email: string) => ({ role: 'group_lead', organisationId: p.groups.g1, email, password: null }) as const;
