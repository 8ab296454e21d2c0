import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Reader;
let lead: Reader;
let member: Reader;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
  lead = await Reader.as(test, 'group_lead', p.groups.g1);
  member = await Reader.as(test, 'group_member', p.groups.g1);
}, 60_000);
afterAll(() => test.close());

const way = (contract: string = p.contracts.aG1Running) => `/contracts/${contract}/decision-process`;
const WAY = {
  ...{ asked: 'yes', daysToAnswer: '5', dayKind: 'calendar', fromOn: '', words: 'By phone, please.' },
  ...{ 'kind-content-decides': 'both', 'kind-content-silence': 'wait' },
  ...{ 'kind-money-decides': 'both', 'kind-money-silence': 'escalate' },
  ...{ 'health-decides-1': 'lead', 'health-escalation-others': 'The director' },
  ...{ 'group-decides-1': 'deputy', 'group-consulted-others': 'Our trustees\r\nOur members' },
};
/** The answers that a page carries on to the next, as a browser sends them. */
const carried = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^_"][^"]*)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [
        name,
        value.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      ],
    ),
  );
const checked = async (who: Reader, answers: Record<string, string> = WAY) => {
  const { status, html } = await who.send(`${way()}/new`, answers);
  expect(status).toBe(200);
  return { html, given: carried(html) };
};
const proposed = async (who: Reader, answers: Record<string, string> = WAY) => {
  const { to } = await who.send(`${way()}/new/sent`, (await checked(who, answers)).given);
  return (to ?? '').replace('?done=proposed', '');
};
const versionOf = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
const answer = async (who: Reader, process: string, what: string, more: Record<string, string> = {}) => {
  const { html } = await who.open(process);
  return who.send(`${process}/${what}`, { version: versionOf(html), ...more });
};

describe('a way of deciding of their own', () => {
  it('begins with what holds, for those who speak for their side, and for nobody else', async () => {
    for (const who of [manager, lead]) {
      expect((await who.open(way())).html).toContain(`${way()}/new`);
      const { html } = await who.open(`${way()}/new`);
      expect(html).toContain('You begin with what holds now.');
      expect(html).toMatch(/id="kind-content-decides"[\s\S]*?value="both" selected/);
      expect(html).not.toMatch(/id="kind-money-decides"[^~]{0,400}selected/);
      expect(html).not.toMatch(/id="kind-money-silence"[\s\S]{0,400}goes_on/);
    }
    expect((await member.open(way())).html).not.toContain('decision-process/new');
    expect((await member.open(`${way()}/new`)).status).toBe(403);
    const fresh = await lead.open(way(p.contracts.aG1Ended));
    expect(fresh.html).toMatch(/A ready-made way[\s\S]*Write your own/);
    expect((await lead.open(`${way(p.contracts.aG1Ended)}/new`)).html).toContain('You begin with the ready-made way.');
  });

  it('is asked for again with the answers and what is wrong with each, and is never that silence is a yes', async () => {
    const { status, html } = await lead.send(`${way()}/new`, {
      ...WAY,
      ...{
        'kind-money-silence': 'goes_on',
        'group-decides-1': '',
        daysToAnswer: 'ten',
        words: 'We <b>meet</b> monthly.',
      },
    });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: ');
    for (const [field, text] of [
      ['kind-money-silence', 'Money and budget: silence is never a yes'],
      ['group-decides-1', 'say who decides'],
      ['daysToAnswer', 'Enter a number of days from 1 to 90'],
    ] as const) {
      expect(html).toMatch(new RegExp(`href="#${field}">[^<]*${text}`));
      expect(html).toContain(`id="${field}"`);
    }
    expect(html).toContain('We &lt;b&gt;meet&lt;/b&gt; monthly.');
    expect(html).toMatch(/Our trustees\r?\nOur members/);
    const more = await lead.send(`${way()}/new`, { ...WAY, step: 'rows' });
    expect([more.status, more.html.includes('id="group-decides-2"')]).toEqual([200, true]);
  });

  it('names only people of the partnership, and changes something', async () => {
    const stranger = await manager.send(`${way()}/new`, { ...WAY, 'health-decides-2': p.contacts.bLeadWithG3 });
    expect(stranger.status).toBe(422);
    expect(stranger.html).toMatch(/href="#health-decides-2">\s*Name a contact of this partnership/);
    const kept = { ...WAY, 'kind-money-decides': '', 'health-escalation-others': '', 'group-consulted-others': '' };
    const same = { ...kept, 'group-decides-1': 'lead', daysToAnswer: '10', dayKind: 'banking', words: '' };
    const { status, html } = await manager.send(`${way()}/new`, same);
    expect([status, html.includes('This is what holds already.')]).toEqual([422, true]);
  });

  it('is looked at beside what holds, sent once, and signed by the other side', async () => {
    const { html, given } = await checked(lead, { ...WAY, 'health-decides-2': p.contacts.aDeputyWithG1 });
    expect(html).toMatch(/Money and budget[\s\S]*New[\s\S]*Not covered[\s\S]*it goes to those named below/);
    expect(html).toContain('1 thing stays as it is');
    expect(given).toMatchObject({ 'group-consulted-others': expect.stringContaining('Our members'), words: WAY.words });
    const attempt = '01980a4e-7c1f-7d2b-9a43-2f6f3c1dff01';
    const [once, twice] = [
      await lead.send(`${way()}/new/sent`, given, attempt),
      await lead.send(`${way()}/new/sent`, given, attempt),
    ];
    expect([once.status, twice.to]).toEqual([303, once.to]);
    const later = await lead.send(`${way()}/new/sent`, given);
    expect([later.status, later.html.includes('waits for an answer already')]).toEqual([409, true]);
    expect((await lead.open(`${way()}/new`)).html).toContain('Take it back first');

    const process = (once.to ?? '').replace('?done=proposed', '');
    const page = await manager.open(process);
    expect(page.html).toMatch(/What changes[\s\S]*Version 1[\s\S]*Version 2[\s\S]*Our trustees; Our members/);
    expect(page.html).toContain('Signed by');
    expect((await manager.open(way())).html).toMatch(/Waiting for you[\s\S]*Read it, and sign or decline it/);
    const [told] = await test.db.rows<{ count: string }>(
      `select count(*) from mail where organisation_id = $1 and kind = 'something_waits'`,
      [p.healthBodies.a],
    );
    expect(Number(told?.count)).toBeGreaterThan(0);
    expect((await answer(manager, process, 'signature')).status).toBe(303);
    const now = await member.open(way());
    expect(now.html).toMatch(/Version 2, signed by both sides, holds since 22 November 2026/);
    expect(now.html).toMatch(/it needs a yes from both sides: Use of the group’s name, logo or words; What is done/);
    expect(now.html).toMatch(/Version 1<\/a>[\s\S]*on 1 October 2026[\s\S]*on 2 October 2026/);

    const stale = await lead.send(`${way()}/new/sent`, { ...given, words: 'By text.' });
    expect([stale.status, stale.html.includes('Another version holds since')]).toEqual([409, true]);
  });

  it('is written again from one that was declined, or taken back', async () => {
    const declined = await proposed(manager, { ...WAY, daysToAnswer: '3', fromOn: '2026-12-24' });
    await answer(lead, declined, 'refusal', { reason: 'Too short.' });
    const from = `${way()}/new?from=${declined.replace('/decision-processes/', '')}`;
    expect((await lead.open(declined)).html).toContain(from);
    expect((await member.open(declined)).html).not.toContain('Write another');
    const { html } = await (await Reader.as(test, 'group_lead', p.groups.g1)).open(from);
    expect(html).toContain('You begin with what version 3 says.');
    expect(html).toMatch(/id="daysToAnswer"[^>]*value="3"/);
    expect(html).toMatch(/id="fromOn"[^>]*value="2026-12-24"/);
    const back = await checked(lead, { ...WAY, daysToAnswer: '4' });
    const { html: again } = await lead.send(`${way()}/new`, { ...back.given, step: 'change' });
    expect(again).toMatch(/id="daysToAnswer"[^>]*value="4"/);
  });

  it('is there for nobody of another partnership', async () => {
    const stranger = await Reader.as(test, 'partnership_manager', p.healthBodies.b);
    const plain = (html: string) => html.replace(/nonce="[^"]*"|name="_attempt" value="[^"]*"/g, '');
    const nowhere = await stranger.open(way('01980a4e-7c1f-7d2b-9a43-2f6f3c1dffff') + '/new');
    const foreign = await stranger.open(`${way()}/new`);
    expect([foreign.status, plain(foreign.html)]).toEqual([404, plain(nowhere.html)]);
    expect((await stranger.send(`${way()}/new/sent`, WAY)).status).toBe(404);
    for (const from of [p.decisionProcesses.bG3, p.decisionProcesses.bG1, 'x']) {
      expect((await lead.open(`${way()}/new?from=${from}`)).status).toBe(404);
    }
  });
});
