import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Reader;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

const own = () => `/partnerships/${p.partnerships.aG1}`;

describe('the people of a partnership', () => {
  it('are added on either side, each with the field to mend', async () => {
    const nobody = await manager.send(`${own()}/people`, { side: 'theirs' });
    expect([nobody.status, nobody.html]).toEqual([422, expect.stringContaining('href="#name"')]);
    const whom = await manager.send(`${own()}/people`, { side: 'ours' });
    expect([whom.status, whom.html]).toEqual([422, expect.stringContaining('href="#personId"')]);
    const added = await manager.send(`${own()}/people`, { side: 'theirs', name: 'Ash Lindqvist' });
    expect(added.to).toBe(`${own()}/people?done=added`);
    expect((await manager.open(`${own()}/people`)).html).toContain('Ash Lindqvist');
  });

  it('have their details checked; of those who keep their own, only they do', async () => {
    const [row] = await test.db.rows<{ version: number }>('select version from contact where id = $1', [
      p.contacts.aDeputyWithG1,
    ]);
    const send = { version: String(row?.version) };
    const { to } = await manager.send(`/contacts/${p.contacts.aDeputyWithG1}/verification`, send);
    expect(to).toBe(`${own()}/people?done=checked`);
    expect((await manager.send(`/contacts/${p.contacts.aDeputyWithG1}/verification`, send)).status).toBe(409);
    expect((await manager.send(`/contacts/${p.contacts.g1LeadWithA}/verification`, send)).status).toBe(403);
  });
});

describe('a group', () => {
  it('is listed once, and invited by a link that is shown once', async () => {
    const { to } = await manager.send('/partnerships/new', { name: 'Lantern Row' });
    const partnership = (to ?? '').replace('/people', '');
    const again = await manager.send('/partnerships/new', { name: 'lantern row' });
    expect([again.status, again.html]).toEqual([409, expect.stringContaining('You have a partnership with')]);
    await manager.send(`${partnership}/people`, { side: 'theirs', name: 'Ash', email: 'ash@lantern.example' });
    const [contact] = await test.db.rows<{ id: string }>(`select id from contact where email = 'ash@lantern.example'`);
    const tomorrow = { contactId: contact?.id ?? '', toldOn: '2026-11-23' };
    expect((await manager.send(`${partnership}/invitation`, tomorrow)).html).toContain('Tell the contact first');
    const shown = await manager.send(`${partnership}/invitation`, { ...tomorrow, toldOn: '2026-11-20' });
    expect([shown.status, shown.html]).toEqual([200, expect.stringMatching(/https?:\/\/[^/]+\/join\/[\w-]{20,}/)]);
    const later = await manager.open(`${partnership}/invitation`);
    expect(later.html).not.toContain('/join/');
    expect(later.html).toContain('Waiting for an answer');
    // This server sends no emails, and says so before anybody tries.
    const email = `${partnership}/invitation/email`;
    expect(later.html).toContain('Email the open invitation');
    expect((await manager.open(email)).html).toContain('This server sends no emails');
    const moved = await manager.send(email, { version: '1', address: 'somebody@else.example' });
    expect([moved.status, moved.html]).toEqual([409, expect.stringContaining('This server sends no emails')]);
  });
});

describe('the contact log, the notes and the timeline', () => {
  it('take an entry that both sides read, and one of the own side', async () => {
    const entry = {
      happenedOn: '2026-11-20',
      channel: 'phone',
      healthContactId: p.contacts.aLeadWithG1,
      startedBy: 'health',
      twoWay: 'yes',
      purpose: 'How the winter goes',
      visibility: 'shared',
    };
    const future = await manager.send(`${own()}/contact-log/new`, { ...entry, happenedOn: '2026-11-23' });
    expect([future.status, future.html]).toEqual([422, expect.stringContaining('href="#happenedOn"')]);
    expect((await manager.send(`${own()}/contact-log/new`, entry)).to).toBe(`${own()}/contact-log?done=logged`);
    const secret = { ...entry, purpose: 'Only for us', visibility: 'own_side' };
    await manager.send(`${own()}/contact-log/new`, secret);
    const { html } = await manager.open(`${own()}/contact-log`);
    expect(html).toContain('How the winter goes');
    expect(html).toContain('Only your side');
    const group = await Reader.as(test, 'group_lead', p.groups.g1);
    const theirs = await group.open('/contact-log');
    expect(theirs.html).toContain('How the winter goes');
    expect(theirs.html).not.toContain('Only for us');
  });

  it('are put right by whoever wrote them, on either side, and what they said before stays', async () => {
    const [, at = ''] = /href="\/o\/[^/]+(\/contact-log\/[0-9a-f-]{36})">Phone call, 20/.exec(
      (await manager.open(`${own()}/contact-log`)).html,
    ) ?? [''];
    expect((await manager.open(at)).html).toContain('Correct this entry');
    const form = await manager.open(`${at}/correction`);
    expect(form.html).toMatch(/name="purpose"[^>]*>Only for us</);
    const answers = {
      version: '1',
      happenedOn: '2026-11-20',
      channel: 'video',
      healthContactId: p.contacts.aLeadWithG1,
      startedBy: 'health',
      twoWay: 'yes',
      purpose: 'Still only for us',
    };
    const refused = await manager.send(`${at}/correction`, { ...answers, channel: '' });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Still only for us')]);
    expect((await manager.send(`${at}/correction`, answers)).to).toBe(`${at}?done=corrected`);
    const put = (await manager.open(`${at}?done=corrected`)).html;
    expect(put).toContain('It is put right.');
    expect(put).toMatch(/What it said before[^]*<del[^>]*>Only for us<\/del>/);
    const late = await manager.send(`${at}/correction`, { ...answers, purpose: 'From another tab' });
    expect(late.status).toBe(409);
    expect(late.html).toMatch(/What it says now[^]*Still only for us[^]*From another tab/);
    expect(late.html).toContain('name="version" value="2"');
    const colleague = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
    expect((await colleague.open(at)).html).toContain('Whoever wrote it can put it right.');
    expect((await colleague.open(`${at}/correction`)).to).toBe(at);
    expect((await colleague.send(`${at}/correction`, { ...answers, version: '2', purpose: 'x' })).status).toBe(403);
  });

  it('are read by the other side as they are now and were, and stay for their own to put right', async () => {
    const shared = `/contact-log/${p.engagements.aG1Shared}`;
    const group = await Reader.as(test, 'group_lead', p.groups.g1);
    const theirs = (await group.open(shared)).html;
    expect(theirs).toContain('Talked about aG1Shared');
    expect(theirs).not.toContain('Correct this entry');
    expect((await manager.open(`/contact-log/${p.engagements.aG1OfG1}`)).status).toBe(404);
  });

  it('keeps notes to the own side', async () => {
    expect((await manager.send(`${own()}/notes`, { body: '' })).html).toContain('Write the note');
    expect((await manager.send(`${own()}/notes`, { body: 'Ask about the hall.' })).to).toBe(`${own()}/notes`);
    const { html } = await manager.open(`${own()}/notes`);
    expect(html).toContain('Ask about the hall.');
    const [, at = ''] = /Ask about the hall[^]*?href="\/o\/[^/]+(\/notes\/[0-9a-f-]{36})"/.exec(html) ?? [];
    expect((await manager.open(at)).html).toContain('Correct this note');
    const empty = await manager.send(at, { version: '1', body: '' });
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('Write what the note should say')]);
    expect((await manager.send(at, { version: '1', body: 'Ask about the café.' })).to).toBe(`${at}?done=corrected`);
    expect((await manager.open(at)).html).toMatch(/What it said before[^]*<del[^>]*>Ask about the hall\.<\/del>/);
    const late = await manager.send(at, { version: '1', body: 'From another tab' });
    expect(late.status).toBe(409);
    expect(late.html).toMatch(/What it says now[^]*Ask about the café\.[^]*From another tab/);
    const colleague = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
    expect((await colleague.open(at)).html).not.toContain('Correct this note');
    expect((await colleague.send(at, { version: '2', body: 'x' })).status).toBe(403);
  });

  it('tells what happened newest first, never of another payer of the same group', async () => {
    const { html } = await manager.open(`${own()}/timeline`);
    expect(html).toContain('received');
    expect(html).toContain(`/contact-log/${p.engagements.aG1Shared}"`);
    const days = [...html.matchAll(/<p class="accord-quiet">(\d{1,2} \w+ \d{4})<\/p>/g)].map(([, day = '']) =>
      Date.parse(`${day} UTC`),
    );
    expect(days.length).toBeGreaterThan(5);
    expect(days).toEqual([...days].sort((one, other) => other - one));
    const [foreign] = await test.db.rows<{ reference: string }>(
      'select reference from contract where health_body_id = $1 and group_id = $2 limit 1',
      [p.healthBodies.b, p.groups.g1],
    );
    expect(html).not.toContain(foreign?.reference);
    expect((await manager.open(`${own()}/timeline?after=2020-01-01.contact.0`)).html).toContain('Back to the newest');
    expect((await manager.open(`${own()}/timeline?after=rubbish`)).status).toBe(200);
  });
});

describe('the table of partnerships', () => {
  it('is searched, narrowed and ordered, and never holds another body’s', async () => {
    const all = await manager.open('/partnerships');
    expect(all.html).toContain(p.partnerships.aG1);
    expect(all.html).not.toContain(p.partnerships.bG3);
    const late = await manager.open('/partnerships?filter=late&sort=late');
    expect(late.html).toContain(p.partnerships.aG1);
    expect(late.html).not.toContain(p.partnerships.aG2);
    const unjoined = await manager.open('/partnerships?filter=unjoined&sort=care');
    expect(unjoined.html).toContain(p.partnerships.aG2);
    expect(unjoined.html).not.toContain(p.partnerships.aG1);
    expect((await manager.open('/partnerships?q=no+such+group')).html).toContain('No partnership is like that.');
    // Each page of a health body that was just made leads on.
    const fresh = '0198f000-0000-7000-8000-00000000aaaa';
    await test.db.rows(
      `insert into organisation (id, kind, name, name_key, health_body_kind, joined_at)
       values ($1, 'health_body', 'Just Made ICB', 'just made icb', 'icb', now())`,
      [fresh],
    );
    const newcomer = await Reader.as(test, 'partnership_manager', fresh);
    for (const page of ['', '/partnerships']) {
      const { html } = await newcomer.open(page);
      expect(html).toContain('There are no partnerships yet.');
      expect(html).toContain(`href="/o/${fresh}/partnerships/new"`);
    }
    for (const page of ['/departures/new', '/absences'])
      expect((await newcomer.open(page)).html).toContain('None of your people is on record yet.');
    expect((await manager.open('/departures/new?q=zzz')).html).toContain(
      'None of your people has “zzz” in their name.',
    );
    expect((await manager.open('/partnerships?filter=x&sort=constructor&after=y')).status).toBe(200);
  });

  it('counts the contracts that run, be they agreed here or brought in', async () => {
    const [running] = await test.db.rows<{ n: number }>(
      `select count(*)::int as n from contract where health_body_id = $1 and group_id = $2 and state = 'agreed'
         and '2026-11-22' between starts_on and ends_on`,
      [p.healthBodies.a, p.groups.g1],
    );
    const { html } = await manager.open('/partnerships');
    const row = html.slice(html.indexOf(p.partnerships.aG1)).split('</tr>')[0];
    expect(running?.n).toBeGreaterThan(0);
    expect(row).toContain(`${String(running?.n)} live`);
  });

  it('finds those with nobody named on a live contract', async () => {
    expect((await manager.open('/partnerships?filter=nobody')).html).not.toContain(p.partnerships.aG1);
    const lead = [p.healthBodies.a, p.leads.aG1RunningHealthLead];
    const until = (day: string | null) =>
      test.db.rows('update named_lead set to_on = $3 where health_body_id = $1 and id = $2', [...lead, day]);
    await until('2026-11-01');
    expect((await manager.open('/partnerships?filter=nobody')).html).toContain(p.partnerships.aG1);
    await until(null);
  });

  it('goes on where a page ends, each partnership once', async () => {
    for (let at = 0; at < 30; at += 1) await manager.send('/partnerships/new', { name: `Row ${String(at)}` });
    for (const sort of ['name', 'late', 'care']) {
      const first = await manager.open(`/partnerships?sort=${sort}`);
      const [, more = ''] = /href="\/o\/[^/]+(\/partnerships\?[^"]*after=[^"]*)"/.exec(first.html) ?? [];
      const second = await manager.open(more.replaceAll('&amp;', '&'));
      const ids = [first, second].flatMap(({ html }) =>
        [...html.matchAll(/\/partnerships\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id),
      );
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThanOrEqual(32);
    }
  });
});

describe('what needs care in a partnership', () => {
  it('is shown with the worst first, and more of it when asked for', async () => {
    await test.db.rows(
      `insert into finding (health_body_id, group_id, id, rule, subject_key, severity, evidence, audience, acts_on,
         first_seen_on, last_confirmed_on)
       select $1, $2, gen_random_uuid(), 'repeat_late', 'again ' || n, 'attention', '{"count": 2, "instalments": []}',
         'both', 'health_body', '2026-11-01', '2026-11-20' from generate_series(1, 12) n`,
      [p.healthBodies.a, p.groups.g1],
    );
    const careIn = ({ html }: { html: string }) => html.split('accord-care__item').length - 1;
    const first = await manager.open(own());
    expect(careIn(first)).toBe(10);
    expect(first.html).toContain(`${own()}?care=all#care`);
    const all = await manager.open(`${own()}?care=all`);
    expect(careIn(all)).toBeGreaterThan(12);
    expect(all.html).not.toContain('Show more that needs care');
    await test.db.rows(`delete from finding where subject_key like 'again %'`);
  });
});

describe('what a group can take on', () => {
  it('is told as the group said it, in its partnership and in the table, and nothing where it said nothing', async () => {
    const told = 'Can take on a little, as it said on 2 November 2026';
    const { html } = await manager.open(own());
    expect(html).toContain('“Limited: we can take on a little. People wait 6 weeks.”');
    expect(html).toContain('Said by the group on 2 November 2026');
    expect((await manager.open('/partnerships?sort=care')).html.split(told)).toHaveLength(2);
    expect((await manager.open('')).html.split(told)).toHaveLength(2);
    const silent = await manager.open(`/partnerships/${p.partnerships.aG2}`);
    expect(silent.html).not.toContain('What it can take on');
  });
});

describe('the portfolio in pictures', () => {
  it('says how the money is paid and how much came late', async () => {
    const { status, html } = await manager.open('/portfolio');
    expect(status).toBe(200);
    expect(html).toMatch(/\d+% of the money in \d+ contracts? is paid monthly in advance\./);
    expect(html).toMatch(/payments fell due in 12 months; \d+ were late/);
  });
});
