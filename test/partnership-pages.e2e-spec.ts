import { makePortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Reader;

beforeAll(async () => {
  test = await startApp();
  p = await makePortfolio(test.db);
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

  it('keeps notes to the own side', async () => {
    expect((await manager.send(`${own()}/notes`, { body: '' })).html).toContain('Write the note');
    expect((await manager.send(`${own()}/notes`, { body: 'Ask about the hall.' })).to).toBe(`${own()}/notes`);
    expect((await manager.open(`${own()}/notes`)).html).toContain('Ask about the hall.');
  });

  it('tells what happened newest first, never of another payer of the same group', async () => {
    const { html } = await manager.open(`${own()}/timeline`);
    expect(html).toContain('received');
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
    expect((await manager.open('/partnerships?filter=x&sort=constructor&after=y')).status).toBe(200);
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
