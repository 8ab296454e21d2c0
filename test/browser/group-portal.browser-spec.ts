import { WIDTHS, WITH_MAIL } from './browser';
import type { Visitor, Width } from './browser';
import { person } from './people';
import { DemoSite } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open(WITH_MAIL);
});
afterAll(() => demo.close());

const LATE = 'Marlpit Circle';
const A_MINUTE = 60_000;

/** Looks at each of these pages below the organisation's own address. */
async function look(visitor: Visitor, home: string, pages: Record<string, string>): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await visitor.goTo(path.startsWith('/') ? path : `${home}/${path}`);
    expect({ name, faults: await visitor.lookAt(`portal-${name}`) }).toEqual({ name, faults: [] });
  }
}

describe.each<Width>(['both'])('the portal, on %s screens', (width) => {
  it('has pages to be read and filled in by everybody', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, width);
    const home = visitor.at();
    await look(visitor, home, {
      'contact-log': 'contact-log',
      'contact-new': 'contact-log/new',
      profile: 'profile',
      'profile-change': 'profile/change',
      people: 'people',
      'person-new': 'people/new',
      'access-new': 'people/access/new',
      capacity: 'capacity',
      help: 'help',
      record: 'record',
      glossary: '/glossary',
    });
    await visitor.goTo(`${home}/people`);
    await visitor.follow(visitor.page.locator('main li a').last());
    expect(await visitor.lookAt('portal-person')).toEqual([]);
    const email = await person(demo.site.test, { role: 'group_member', organisationId: await demo.idOf(LATE) });
    await visitor.goTo(`${home}/people`);
    await visitor.follow(email);
    expect(await visitor.lookAt('portal-access')).toEqual([]);
    await visitor.press('Email them a link');
    expect(await visitor.text()).toContain('A link is on its way to their email address.');
    expect(await visitor.lookAt('portal-access-emailed')).toEqual([]);
    await visitor.press('Make a new link');
    expect(await visitor.lookAt('portal-access-link')).toEqual([]);
    await visitor.close();
  });

  it('takes a new entry of the contact log, checks it, and keeps what it said before', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, width);
    await visitor.goTo(`${visitor.at()}/contact-log/new`);
    await visitor.press('Continue');
    expect(await visitor.page.title()).toMatch(/^Error: /);
    expect(await visitor.lookAt('portal-contact-new-mended')).toEqual([]);
    await visitor.page.getByLabel('Phone call').check();
    await visitor.page.getByLabel('With whom, of Westmere Integrated Care Board?').selectOption({ index: 1 });
    await visitor.page.getByLabel('We did').check();
    await visitor.page.getByLabel('Yes', { exact: true }).check();
    await visitor.fill({ 'What came of it? (optional)': 'The money comes on Friday.' });
    await visitor.press('Continue');
    expect(await visitor.heading()).toBe('Check before you save it');
    expect(await visitor.lookAt('portal-contact-check')).toEqual([]);
    await visitor.press('Change the answers');
    expect(await visitor.page.getByLabel('What came of it? (optional)').inputValue()).toBe(
      'The money comes on Friday.',
    );
    await visitor.press('Continue');
    await visitor.press('Save it');
    expect(await visitor.text()).toContain('It is in the contact log.');
    await visitor.follow('Correct this entry');
    await visitor.fill({ 'What came of it? (optional)': 'The money comes on Monday.' });
    await visitor.press('Save what is right');
    expect(await visitor.page.locator('del').innerText()).toContain('The money comes on Friday.');
    expect(await visitor.lookAt('portal-contact-corrected')).toEqual([]);
    await visitor.close();
  });

  it('says in one form how much the group can take on', async () => {
    const visitor = await demo.signedIn('group_member', LATE, width);
    await visitor.goTo(`${visitor.at()}/capacity`);
    await visitor.page.getByLabel('Limited: we can take on a little').check();
    await visitor.fill({ 'How many weeks do people wait? (optional)': '6' });
    await visitor.press('Save');
    expect(await visitor.text()).toContain('Limited: we can take on a little. People wait 6 weeks.');
    expect(await visitor.lookAt('portal-capacity-said')).toEqual([]);
    await visitor.close();
  });
});

describe('a group that leaves', () => {
  it('says what happens to what, checks, begins, and is stopped', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, 'both');
    const page = `${visitor.at()}/record/leave`;
    await visitor.goTo(page);
    expect(await visitor.text()).toContain('You are paid as agreed.');
    await visitor.press('Continue');
    expect(await visitor.page.title()).toMatch(/^Error: /);
    expect(await visitor.lookAt('portal-leave-mended')).toEqual([]);
    await visitor.page.getByLabel('We know what goes on outside Accord').check();
    await visitor.press('Continue');
    expect(await visitor.heading()).toBe('Check before your group leaves');
    await visitor.press('Begin to leave');
    expect(await visitor.text()).toContain('Type the word LEAVE');
    expect(await visitor.lookAt('portal-leave-check')).toEqual([]);
    await visitor.fill({ 'Type LEAVE to confirm': 'leave' });
    await visitor.press('Begin to leave');
    expect(await visitor.text()).toContain('Your group is set to leave.');
    expect(await visitor.lookAt('portal-leaving')).toEqual([]);
    await visitor.goTo(page.replace('/record/leave', ''));
    expect(await visitor.text()).toContain('Your group is leaving Accord: its last day is');
    await visitor.goTo(page);
    await visitor.press('Stop it: we stay');
    expect(await visitor.text()).toContain('Your group stays.');
    await visitor.close();
  });
});

describe('a group that has just joined', () => {
  it('reads what it can do meanwhile', async () => {
    await demo.site.test.db.rows(
      `insert into organisation (id, kind, name, name_key, joined_at)
       values ('01980a4e-7c1f-7d2b-9a43-2f6f3c1d0f01', 'group', 'Fernway Circle', 'fernway circle', now())`,
    );
    for (const width of WIDTHS) {
      const visitor = await demo.signedIn('group_lead', 'Fernway Circle', width);
      expect(await visitor.heading()).toBe('You have joined.');
      expect(await visitor.lookAt('portal-home-new')).toEqual([]);
      await visitor.close();
    }
  });
});

describe('a form that is not finished', () => {
  it('is kept while it is typed, told of, and carried on with', async () => {
    const visitor = await demo.signedIn('group_member', LATE, 'both');
    const home = visitor.at();
    await visitor.goTo(`${home}/capacity`);
    await visitor.fill({ 'What else should they know? (optional)': 'Two of us are back in May.' });
    await visitor.page.getByText('Kept for you at').waitFor();
    await visitor.goTo(`${home}/capacity`);
    expect(await visitor.text()).toContain('You started this on');
    expect(await visitor.page.getByLabel('What else should they know? (optional)').inputValue()).toMatch(/back in May/);
    expect(await visitor.lookAt('portal-capacity-not-finished')).toEqual([]);
    await visitor.press('Save and come back later');
    expect(await visitor.lookAt('portal-drafts')).toEqual([]);
    await visitor.goTo(home);
    expect(await visitor.text()).toContain('You have not finished 1 form');
    await visitor.goTo(`${home}/capacity`);
    await visitor.press('start again');
    expect(await visitor.text()).not.toContain('You started this on');
    await visitor.close();
  });
});

describe('reporting what a late payment has meant, on a phone', () => {
  it('takes under a minute without scripts', async () => {
    const visitor = await demo.signedIn('group_member', LATE, 'narrow', { script: false });
    const started = Date.now();
    expect(await visitor.heading()).toMatch(/days late/);
    expect(await visitor.lookAt('group-home-late')).toEqual([]);
    await visitor.follow(/^Say what waiting has meant/);
    expect(await visitor.lookAt('portal-impact')).toEqual([]);
    await visitor.page.getByLabel('The service was paused.').check();
    await visitor.page.getByLabel('Nobody').check();
    await visitor.press('Send it');
    expect(visitor.at()).toMatch(/\?done=impact$/);
    expect(Date.now() - started).toBeLessThan(A_MINUTE);
    expect(await visitor.lookAt('portal-impact-told')).toEqual([]);
    await visitor.close();
  });

  it('works by keyboard alone', async () => {
    const visitor = await demo.signedIn('group_member', LATE, 'narrow');
    const { keys } = visitor;
    await keys.follow('Say what waiting has meant');
    await keys.choose('The service was reduced.');
    await keys.choose('Nobody');
    await keys.press('Send it');
    expect(visitor.at()).toMatch(/\?done=impact$/);
    expect(await visitor.lookAt('portal-impact-by-keyboard')).toEqual([]);
    await visitor.close();
  });
});
