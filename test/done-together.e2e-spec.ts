import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { Agent, TestApp } from './support/start-app';
import type { Role } from '../src/platform';

/** A word that nothing else has, planted in what both sides do together. */
const WORD = 'Quibblewick';

let test: TestApp;
let p: Portfolio;
let manager: Reader;
let lead: Reader;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
  lead = await Reader.as(test, 'group_lead', p.groups.g1);
}, 60_000);
afterAll(() => test.close());

interface Line {
  on: string;
  href: string;
  what: string;
}

const timeline = (who: Reader, query = '') => who.open(`/partnerships/${p.partnerships.aG1}/timeline${query}`);
/** Each day stands once, before what happened on it. */
function linesOf(html: string): Line[] {
  const found = html.matchAll(
    /<p class="accord-quiet">(\d[^<]+)<\/p>|<li class="accord-wrap"><a href="\/o\/[^/]+([^"]+)">([^<]+)</g,
  );
  let day = '';
  return [...found].flatMap(([, on, href = '', what = '']) => {
    day = on ?? day;
    return on === undefined ? [{ on: day, href, what }] : [];
  });
}

/** Every page of it, from the newest to the first. */
async function wholeOf(who: Reader): Promise<Line[]> {
  const all: Line[] = [];
  let query: string | undefined = '';
  while (query !== undefined) {
    const { html } = await timeline(who, query);
    all.push(...linesOf(html));
    query = /href="[^"]*\/timeline(\?after=[^"]+)"/.exec(html)?.[1];
  }
  return all;
}

const hrefs = (lines: Line[]) => [...new Set(lines.map(({ href }) => href))].sort();

describe('what happened in a partnership', () => {
  it('has what both sides do together, in the words of whoever reads it', async () => {
    const forHealth = (await wholeOf(manager)).map(({ what }) => what);
    const forGroup = (await wholeOf(lead)).map(({ what }) => what);
    for (const [health, group] of [
      ['Material: a version made by the group', 'Material: a version made by your group'],
      ['The group said yes to its name', 'Your group said yes to its name'],
      ['The group took back its yes to the name', 'Your group took back its yes to the name'],
      ['Name in use: Waiting room', 'Name in use: Waiting room'],
      ['The group asked to be introduced', 'Your group asked to be introduced'],
      ['Introduction: not this time', 'Introduction: not this time'],
      ['The group said that something is not right', 'Your group said that something is not right'],
      [
        'Challenge: your side answered: something was changed',
        'Challenge: the health body answered: something was changed',
      ],
      ['Mentor named', 'Mentor named'],
      ['Serves a priority: Nobody is turned away', 'Serves a priority: Nobody is turned away'],
      ['How both decide together: signed by both sides', 'How both decide together: signed by both sides'],
      ['Decision closed: not taken', 'Decision closed: not taken'],
      ['Noticed: Late again and again', 'Noticed: Paid late again and again'],
    ]) {
      expect(forHealth).toContain(health);
      expect(forGroup).toContain(group);
    }
  });

  it('is the same for both sides, but for what one of them keeps to itself', async () => {
    const [forHealth, forGroup] = [hrefs(await wholeOf(manager)), hrefs(await wholeOf(lead))];
    const mentor = `/partnerships/${p.partnerships.aG1}/mentor`;
    expect(forHealth.filter((href) => !forGroup.includes(href))).toEqual(
      [`/contact-log/${p.engagements.aG1OfA}`, `/findings/${p.findings.aG1OneHolder}`, mentor].sort(),
    );
    expect(forGroup.filter((href) => !forHealth.includes(href))).toEqual(
      [`/contact-log/${p.engagements.aG1OfG1}`, '/who-is-who'].sort(),
    );
    for (const [who, all] of [
      [manager, forHealth],
      [lead, forGroup],
    ] as const) {
      for (const href of all) expect({ href, status: (await who.open(href)).status }).toEqual({ href, status: 200 });
    }
  });

  it('is read page by page, each event once, also where one day has more than a page', async () => {
    const before = await wholeOf(lead);
    await test.db.rows(
      `insert into name_use (health_body_id, group_id, material_id, version_id, id, place, since_on, noted_by, noted_on)
       select $1, $2, $3, $4, gen_random_uuid(), 'Board ' || n, '2026-10-05', 'group', '2026-10-05'
       from generate_series(1, 90) n`,
      [p.healthBodies.a, p.groups.g1, p.materials.aG1, p.materialVersions.aG1],
    );
    const now = await wholeOf(lead);
    const boards = now.filter(({ what }) => what.startsWith('Name in use: Board'));
    expect([boards.length, new Set(boards.map(({ what }) => what)).size]).toEqual([90, 90]);
    expect(now).toHaveLength(before.length + 90);
    const days = now.map(({ on }) => Date.parse(`${on} UTC`));
    expect(days).toEqual([...days].sort((one, other) => other - one));
    await test.db.rows(`delete from name_use where place like 'Board %'`);
  });

  it('shows of one day the answer above what it answers', async () => {
    await test.db.rows('update introduction set answered_on = asked_on where id = $1', [p.introductions.aG1Declined]);
    const ofDay = (await wholeOf(manager)).filter(({ on }) => on === '5 October 2026').map(({ what }) => what);
    expect(ofDay.filter((what) => what.includes('ntroduc'))).toEqual([
      'Introduction: not this time',
      'The group asked to be introduced',
    ]);
  });

  it('is open to the two sides alone, and a group is led to it from its home', async () => {
    const others: [Role, string, number][] = [
      ['partnership_manager', p.healthBodies.b, 404],
      ['group_lead', p.groups.g3, 404],
      ['finance_officer', p.healthBodies.a, 403],
      ['administrator', p.healthBodies.a, 403],
    ];
    for (const [role, organisation, status] of others) {
      expect({ role, status: (await timeline(await Reader.as(test, role, organisation))).status }).toEqual({
        role,
        status,
      });
    }
    expect((await lead.open('')).html).toContain(`/partnerships/${p.partnerships.aG1}/timeline"`);
    expect((await timeline(lead)).html).not.toContain(`/partnerships/${p.partnerships.aG1}"`);
  });
});

describe('a search for what both sides do together', () => {
  const found = async (who: Agent) => {
    const { body } = await who.get('/api/v1/search').query({ q: WORD.toLowerCase() }).expect(200);
    const { kinds } = body as { kinds: { kind: string; items: { id: string }[] }[] };
    return kinds.map(({ kind, items }) => [kind, ...items.map(({ id }) => id)]);
  };

  beforeAll(async () => {
    await test.db.rows('update material set title = $2 where id = any ($1)', [
      Object.values(p.materials),
      `${WORD} leaflet`,
    ]);
    await test.db.rows('update challenge set wanted = $2 where id = any ($1)', [
      Object.values(p.challenges),
      `${WORD}.`,
    ]);
    await test.db.rows(`update introduction set why = $2 where id = any ($1)`, [
      Object.values(p.introductions),
      `We look for ${WORD}.`,
    ]);
    await test.db.rows('update strategy_priority set title = $2 where id = $1', [
      p.strategyPriorities.ofA,
      `${WORD} first`,
    ]);
  });

  it('finds for each side its own partnerships’, and strategies for the health body alone', async () => {
    const shared = [
      ['material', p.materials.aG1],
      ['challenge', p.challenges.aG1],
      ['introduction', p.introductions.aG1Declined],
    ];
    expect(await found(await test.as('group_member', p.groups.g1))).toEqual(shared);
    expect(await found(await test.as('partnership_manager', p.healthBodies.a))).toEqual([
      ...shared,
      ['strategy', p.strategies.ofA],
    ]);
    expect(await found(await test.as('partnership_manager', p.healthBodies.b))).toEqual([
      ['material', p.materials.bG3],
      ['challenge', p.challenges.bG3],
      ['introduction', p.introductions.bG3Declined],
    ]);
    for (const role of ['finance_officer', 'finance_approver'] as const) {
      expect(await found(await test.as(role, p.healthBodies.a))).toEqual([]);
    }
  });

  it('leads to the page of each', async () => {
    const { html } = await manager.open(`/search?q=${WORD}`);
    for (const place of [
      `/materials/${p.materials.aG1}`,
      `/challenges/${p.challenges.aG1}`,
      `/introductions/${p.introductions.aG1Declined}`,
      `/admin/strategy/${p.strategies.ofA}`,
    ]) {
      expect(html).toContain(`${place}"`);
      expect((await manager.open(place)).status).toBe(200);
    }
  });
});

describe('anything that both sides read', () => {
  const link = (about: string, id: string) => `/challenges/new?about=${about}&amp;subject=${id}"`;
  const linked = (html: string, about: string, id: string) =>
    html.replaceAll('&amp;', '&').includes(link(about, id).replaceAll('&amp;', '&'));

  it('is challenged from the page where it stands, by either side', async () => {
    const { aG1Running, aG1Ended } = p.contracts;
    const pages: [string, string, string][] = [
      [`/findings/${p.findings.aG1Overdue}`, 'finding', p.findings.aG1Overdue],
      [`/materials/${p.materials.aG1}`, 'material', p.materials.aG1],
      [`/introductions/${p.introductions.aG1Declined}`, 'introduction', p.introductions.aG1Declined],
      [`/contracts/${aG1Ended}/commencement`, 'commencement', aG1Ended],
      [`/contracts/${aG1Running}/decision-process`, 'process', aG1Running],
      [`/contracts/${aG1Running}`, 'contract', aG1Running],
      [`/payments/${p.instalments.aG1Overdue}`, 'payment', p.instalments.aG1Overdue],
      [`/invoices/${p.invoices.aG1}`, 'invoice', p.invoices.aG1],
      [`/contact-log/${p.engagements.aG1Shared}`, 'contact', p.engagements.aG1Shared],
      [`/decisions/${p.decisions.aG1NotTaken}`, 'decision', p.decisions.aG1NotTaken],
    ];
    for (const who of [manager, lead]) {
      for (const [page, about, id] of pages) {
        const { html } = await who.open(page);
        expect({ page, linked: linked(html, about, id) }).toEqual({ page, linked: true });
        const subject = `/challenges/new?about=${about}&subject=${id}`;
        expect({ page, status: (await who.open(subject)).status }).toEqual({ page, status: 200 });
        const { to } = await who.send('/challenges/new', { about, subject: id, words: `Not so: ${about}.` });
        const shown = await who.open(to?.split('?')[0] ?? '');
        // What it is about, and the way there.
        expect({ page, back: shown.html.includes(`${page}"`) }).toEqual({ page, back: true });
      }
    }
  });

  it('is what a group reads of a finding, in words for it; what one side keeps is no subject', async () => {
    const { html } = await lead.open(`/findings/${p.findings.aG1Overdue}`);
    expect(html).toContain('A payment is overdue');
    expect(html).toContain('to see to, not for you');
    expect(html).not.toContain('Put it off');
    expect((await lead.open(`/findings/${p.findings.aG1OneHolder}`)).status).toBe(404);
    const own = (await manager.open(`/findings/${p.findings.aG1OneHolder}`)).html;
    expect(linked(own, 'finding', p.findings.aG1OneHolder)).toBe(false);
    const waits = (await lead.open(`/findings/${p.findings.aG1OneHolderOfGroup}`)).html;
    expect(waits).toContain('never held against you');
    expect(linked(waits, 'finding', p.findings.aG1OneHolderOfGroup)).toBe(false);
  });

  it('is no way in for those who pay, and says so where the group could not answer', async () => {
    const officer = await Reader.as(test, 'finance_officer', p.healthBodies.a);
    const { html } = await officer.open(`/invoices/${p.invoices.aG1}`);
    expect(linked(html, 'invoice', p.invoices.aG1)).toBe(false);
    const unjoined = await manager.open(`/challenges/new?about=contract&subject=${p.contracts.aG2Future}`);
    expect(unjoined.html).toContain('has not joined Accord, so it could not answer here');
    expect(unjoined.html).not.toContain('Send it to the other side');
  });

  it('is named in the list and in the file of challenges', async () => {
    const list = (await manager.open('/challenges')).html;
    for (const what of ['Material: ', 'Introduction: Estates of A', 'Noticed by Accord: Payment late', 'Invoice ']) {
      expect(list).toContain(what);
    }
    const file = (await manager.open('/challenges/challenges.csv')).html;
    expect(file.split('\r\n')[0]).toContain('About,Contract reference,Called,');
    expect(file).toMatch(/introduction,,Estates of A,/);
    expect(file).not.toContain('In private.');
  });
});

describe('the file of yeses to a name', () => {
  it('has each with its end, for the two sides alone', async () => {
    for (const who of [manager, lead]) {
      const { html } = await who.open('/name-uses/consents.csv');
      expect(html.split('\r\n')[0]).toMatch(/^Material,Health body,Group,Contract reference,Version,/);
      expect(html).toMatch(/leaflet,[^\r]*,1,2,2026-10-02,2026-11-02,withdrawn,f,/i);
    }
    const other = await test.as('group_lead', p.groups.g3);
    const { text } = await other.get('/api/v1/exports/name-consents?format=json-lines').expect(200);
    expect(text.trim().split('\n')).toHaveLength(1);
    const officer = await test.as('finance_officer', p.healthBodies.a);
    await officer.get('/api/v1/exports/name-consents').expect(403);
  });
});
