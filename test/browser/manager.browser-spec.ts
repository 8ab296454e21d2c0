import { contract, csv, payment } from '../support/csv';
import type { Visitor, Width } from './browser';
import type { Hand, Upload } from './keys';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const worst = (visitor: Visitor) => visitor.page.locator('.accord-care__item').first();

describe.each<Width>(['both'])('a partnership manager, on %s screens', (width) => {
  it('sees what needs care today, worst first with its figures, and opens the worst partnership', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    expect(await visitor.heading()).toBe('What needs care today');
    expect(await visitor.text()).toMatch(/\d payments late, £[\d,]+\.\d\d\./);
    expect(await worst(visitor).innerText()).toMatch(/^Urgent/);
    expect(await visitor.text()).toContain('That is not the same as no risk.');
    expect(await visitor.lookAt('manager-home')).toEqual([]);

    const group = await worst(visitor).getByRole('link').first().innerText();
    await visitor.follow(worst(visitor).getByRole('link').first());
    expect(await visitor.heading()).toBe(group);
    expect(await visitor.text()).toContain('Who holds this relationship');
    expect(await visitor.lookAt('manager-partnership')).toEqual([]);
    await visitor.close();
  });

  it('finds a partnership by a part of its name', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    await visitor.fill({ 'Name of a group, or a part of it': 'marlPIT' });
    await visitor.press('Find partnerships');
    expect(await visitor.text()).toContain('1 partnership with “marlPIT” in the name');
    expect(await visitor.lookAt('manager-search')).toEqual([]);
    await visitor.fill({ 'Name of a group, or a part of it': 'no such group' });
    await visitor.press('Find partnerships');
    expect(await visitor.text()).toContain('No group has “no such group” in its name.');
    await visitor.close();
  });

  it('opens a late contract, with the picture of its money and whom to talk to', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    const late = await demo.one(`select id from contract where reference = 'WM-0115'`);
    await visitor.goTo(`${visitor.at()}/contracts/${late}`);
    expect(await visitor.text()).toMatch(/£3,500\.00 is late: payments have been behind what was agreed since/);
    await expect(visitor.page.locator('svg[role="img"]:visible').count()).resolves.toBe(1);
    await visitor.page.getByText('Show the figures as a table').click();
    expect(await visitor.lookAt('manager-contract')).toEqual([]);
    await visitor.close();
  });

  it('puts a finding off only with a reason, and finds it again among what is put off', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    const home = visitor.at();
    await visitor.follow(/^All \d+ things/);
    expect(await visitor.lookAt('manager-findings')).toEqual([]);
    const [what = ''] = (await worst(visitor).locator('.accord-care__why strong').innerText()).split('.');
    await visitor.follow(worst(visitor).getByRole('link', { name: 'Put it off' }));
    await visitor.press('Put it off');
    expect(await visitor.page.title()).toBe('Error: What needs care – Accord');
    expect(await visitor.text()).toContain('Say why it can wait');
    expect(await visitor.lookAt('manager-finding-empty')).toEqual([]);

    await visitor.fill({ 'Why it can wait': 'The ledger is closed until Monday.' });
    await visitor.press('Put it off');
    expect(await visitor.text()).toContain('It is put off.');
    expect(await visitor.text()).toMatch(/You can undo this until \d{1,2}:\d\d[ap]m\./);
    expect(await visitor.lookAt('manager-put-off')).toEqual([]);
    const said = visitor.at();
    await visitor.goTo(`${home}/findings?state=snoozed`);
    expect(await visitor.text()).toContain(what);
    expect(await visitor.text()).toContain('Put off until 6 December 2026.');
    await visitor.goTo(said);
    await visitor.press('Undo');
    expect(await visitor.text()).toContain('It is undone: nothing is put off.');
    expect(await visitor.lookAt('manager-undone')).toEqual([]);
    await visitor.goTo(said);
    await visitor.press('Undo');
    expect(await visitor.text()).toContain('It was undone already, or somebody has changed it since.');
    expect(await visitor.lookAt('manager-not-undone')).toEqual([]);
    await visitor.follow('See how it stands now');
    expect(await visitor.text()).toContain(what);
    await visitor.close();
  });

  it('confirms a contract, and says why it goes on without what is missing', async () => {
    const { id } = await demo.draft('Umber Bridge', `WM-80${width === 'wide' ? '1' : '2'}`);
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    await visitor.goTo(`${visitor.at()}/contracts/${id}`);
    expect(await visitor.text()).toContain('Your side has not confirmed it yet.');
    await visitor.follow('on one page, with how you keep in touch and decide together');
    expect(await visitor.lookAt('manager-light-agreement')).toEqual([]);
    await visitor.press('Agree to all of this');
    expect(await visitor.lookAt('manager-light-agreement-missing')).toEqual([]);
    await visitor.follow('Back to the contract');
    await visitor.press('Confirm for your side');
    expect(await visitor.page.title()).toBe('Error: Contract – Accord');
    expect(await visitor.lookAt('manager-contract-missing')).toEqual([]);
    for (const reason of await visitor.page.getByLabel('Why go on without this').all()) {
      await reason.fill('They choose somebody in January.');
    }
    await visitor.press('Confirm for your side');
    expect(await visitor.text()).toContain('Your side confirmed it on 22 November 2026.');
    expect(await visitor.lookAt('manager-contract-confirmed')).toEqual([]);
    await visitor.close();
  });

  it('says that the side knows of something, with one button', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    await visitor.follow(worst(visitor).getByRole('link').first());
    const known = visitor.page.getByText('Somebody on your side knows of it.');
    const before = await known.count();
    await visitor.press(/^We know, and see to it/);
    expect(await visitor.text()).toContain('It is noted');
    expect(await known.count()).toBe(before + 1);
    await visitor.close();
  });

  it('never reads the word "ally"', async () => {
    const visitor = await demo.signedIn('partnership_manager', WESTMERE, width);
    const home = visitor.at();
    for (const path of [home, `${home}/findings`]) {
      await visitor.goTo(path);
      expect(await visitor.page.content()).not.toMatch(/\bally\b/i);
    }
    await visitor.close();
  });
});

describe('a new health body', () => {
  const file = (name: string, rows: Parameters<typeof csv>[0]): Upload => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(csv(rows)),
  });

  const LATE = '£205,761,315.12 has not reached the group: due on 1 April 2026';

  /**
   * Two contracts: what is agreed in one was paid each month, and nothing of the other, which is large.
   * Answers what the page of the worst partnership says.
   */
  async function walk(visitor: Visitor, hand: Hand, body: string): Promise<string> {
    // Named after a village with the longest name there is.
    const unpaid = `${body} Friends of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch`;
    const months = ['04', '05', '06', '07', '08', '09', '10', '11'];
    expect(await visitor.text()).toContain('There are no partnerships yet.');
    expect(await visitor.lookAt('manager-new')).toEqual([]);
    await hand.follow('Import contracts, payments and contacts');
    const large = { Group: unpaid, Value: '2469135781.44', Title: 'Befriending, drop-ins and a telephone line' };
    await hand.attach(
      'Contracts',
      file('contracts.csv', [contract(body, `${body}-1`), contract(body, `${body}-2`, large)]),
    );
    await hand.attach(
      'Payments',
      file(
        'payments.csv',
        months.map((month) => payment(`${body}-1`, '1000', `2026-${month}-01`)),
      ),
    );
    await hand.press('Bring in');
    expect(await visitor.text()).toContain('Brought in: 10 new, 0 changed.');
    expect(await visitor.lookAt('manager-imported')).toEqual([]);
    await demo.judge();
    await hand.follow(/^Home$/);
    expect(await visitor.text()).toContain('8 payments late, £1,646,090,520.96.');
    expect(await worst(visitor).innerText()).toMatch(new RegExp(`^Urgent\\s+${unpaid}`, 'i'));
    expect(await visitor.lookAt('manager-home-imported')).toEqual([]);
    await hand.follow(unpaid);
    expect(await visitor.heading()).toBe(unpaid);
    expect(await visitor.lookAt('manager-partnership-imported')).toEqual([]);
    const text = await visitor.text();
    await visitor.close();
    return text;
  }

  async function begins(name: string, width: Width, options = {}): Promise<Visitor> {
    await demo.site.test.db.rows(
      `insert into organisation (id, kind, name, name_key, health_body_kind)
       values (gen_random_uuid(), 'health_body', $1, lower($1), 'icb')`,
      [name],
    );
    return demo.signedIn('partnership_manager', name, width, options);
  }

  it('brings in its portfolio and opens the worst partnership, on both screens', async () => {
    const visitor = await begins('Eastfold', 'both');
    expect(await walk(visitor, visitor, 'Eastfold')).toContain(LATE);
  });

  it('does so without scripts, on a phone', async () => {
    const visitor = await begins('Northfold', 'narrow', { script: false });
    expect(await walk(visitor, visitor, 'Northfold')).toContain(LATE);
  });

  it('does so by keyboard alone', async () => {
    const visitor = await begins('Southfold', 'wide');
    expect(await walk(visitor, visitor.keys, 'Southfold')).toContain(LATE);
  });
});
