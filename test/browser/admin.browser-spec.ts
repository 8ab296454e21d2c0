import { v7 as uuid } from 'uuid';
import type { Portfolio } from '../support/portfolio';
import { WITH_MAIL } from './browser';
import type { Site, Visitor, Width } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import type { Hand } from './keys';
import { PASSWORD, signIn } from './people';

let site: Site;
let p: Portfolio;
let root: string;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio(WITH_MAIL));
  root = `/o/${p.healthBodies.a}`;
});
afterAll(() => site.close());

async function administrator(visitor: Visitor): Promise<void> {
  await visitor.bring(await site.test.session('administrator', p.healthBodies.a));
  await visitor.goTo('/');
}

const SETTINGS = ['appearance', 'thresholds', 'words', 'holidays', 'rates'].map((page) => `settings/${page}`);

/** From the home page to the link, with which the invited person then joins: answers where they come to. */
async function invites(visitor: Visitor, hand: Hand, invited: Visitor, handOfInvited: Hand): Promise<string> {
  const email = `${uuid()}@people.example`;
  await administrator(visitor);
  expect(await visitor.lookAt('admin-home')).toEqual([]);
  await hand.follow(/^People$/);
  await hand.press('Give somebody access');
  expect(await visitor.lookAt('admin-invite')).toEqual([]);
  await hand.fill({ 'Email address': email });
  await hand.choose('Finance approver');
  await hand.press('Continue');
  expect(await visitor.lookAt('admin-invite-check')).toEqual([]);
  await hand.press('Give access');
  expect(await visitor.heading()).toBe('Access is given');
  expect(await visitor.lookAt('admin-link')).toEqual([]);
  await invited.goTo(await linkOn(visitor));
  expect(await invited.lookAt('admin-invited')).toEqual([]);
  await handOfInvited.fill({ 'New password': PASSWORD });
  await handOfInvited.press('Set password');
  expect(await invited.lookAt('admin-invited-password-set')).toEqual([]);
  await handOfInvited.fill({ 'Email address': email, Password: PASSWORD });
  await handOfInvited.press('Sign in');
  const arrived = invited.at();
  await Promise.all([visitor.close(), invited.close()]);
  return arrived;
}

const linkOn = async (visitor: Visitor) => new URL(await visitor.page.locator('#link').innerText()).pathname;

describe.each<Width>(['both'])('administration, on %s screens', (width) => {
  it('invites somebody, who joins', async () => {
    const visitor = await site.visitor(width);
    await administrator(visitor);
    expect(await visitor.heading()).toBe('Administration');
    expect(await visitor.lookAt('admin-home')).toEqual([]);
    await visitor.goTo(`${root}/admin/people`);
    expect(await visitor.lookAt('admin-people')).toEqual([]);
    await visitor.press('Give somebody access');
    await visitor.press('Continue');
    expect(await visitor.focused()).toContain('nhsuk-error-summary');
    expect(await visitor.lookAt('admin-invite-wrong')).toEqual([]);
    const email = `a-rather-long-name.${width}@partnerships.westmere-icb.example`;
    await visitor.fill({ 'Email address': email });
    await visitor.choose('Finance officer');
    await visitor.choose('Finance approver');
    await visitor.press('Continue');
    expect(await visitor.text()).toContain('each run still needs a second person');
    expect(await visitor.lookAt('admin-invite-check')).toEqual([]);
    await visitor.press('Give access');
    expect(await visitor.lookAt('admin-link')).toEqual([]);
    const link = await linkOn(visitor);

    const invited = await site.visitor(width);
    await invited.goTo(link);
    await invited.fill({ 'New password': PASSWORD });
    await invited.press('Set password');
    await signIn(invited, email);
    expect(invited.at()).toBe(root);
    await invited.close();

    await visitor.follow('Go on to this person');
    expect(await visitor.text()).toContain('Can sign in');
    expect(await visitor.lookAt('admin-person')).toEqual([]);
    await visitor.press('Make a new link');
    expect(await visitor.lookAt('admin-person-link')).toEqual([]);
    await visitor.press('Email them a link');
    expect(await visitor.text()).toContain('A link is on its way to their email address.');
    expect(await visitor.lookAt('admin-person-emailed')).toEqual([]);
    await visitor.follow(/^Change/);
    await visitor.page.getByLabel('Finance approver', { exact: true }).uncheck();
    await visitor.press('Continue');
    expect(await visitor.lookAt('admin-person-roles-check')).toEqual([]);
    await visitor.press('Change their roles');
    expect(await visitor.text()).toContain('Their roles are changed.');
    await visitor.press('End their access');
    expect(await visitor.lookAt('admin-person-end')).toEqual([]);
    await visitor.press('End their access');
    expect(await visitor.text()).toContain('Their access has ended.');
    await visitor.close();
  });

  it('keeps tokens and settings, and reads the record', async () => {
    const visitor = await site.visitor(width);
    await administrator(visitor);
    await visitor.goTo(`${root}/admin/tokens/new`);
    await visitor.fill({ 'What it is for': 'Reporting warehouse' });
    await visitor.choose('Auditor');
    await visitor.choose('Read the audit record');
    expect(await visitor.lookAt('admin-token-new')).toEqual([]);
    await visitor.press('Continue');
    expect(await visitor.lookAt('admin-token-check')).toEqual([]);
    await visitor.press('Make the token');
    expect(await visitor.lookAt('admin-token-made')).toEqual([]);
    await visitor.follow('Go on to all tokens');
    expect(await visitor.lookAt('admin-tokens')).toEqual([]);
    for (const page of ['settings', ...SETTINGS, 'imports']) {
      await visitor.goTo(`${root}/admin/${page}`);
      expect([page, ...(await visitor.lookAt(`admin-${page.replace('/', '-')}`))]).toEqual([page]);
    }
    await visitor.goTo(`${root}/admin/settings/thresholds`);
    await visitor.fill({ 'Days without verifying a named lead': '7' });
    await visitor.press('Set the thresholds');
    expect(await visitor.lookAt('admin-thresholds-wrong')).toEqual([]);
    await visitor.goTo(`${root}/admin/settings/appearance`);
    await visitor.choose('Another colour, written below');
    await visitor.fill({
      'Another colour (optional)': 'teal',
      'Line at the foot (optional)': 'Partnerships team, 01234 555 0100',
    });
    await visitor.press('Save');
    expect(await visitor.text()).toContain('Write the colour as six digits');
    expect(await visitor.lookAt('admin-appearance-wrong')).toEqual([]);
    await visitor.fill({ 'Another colour (optional)': '3b4a1f' });
    await visitor.press('Save');
    expect(await visitor.text()).toContain('Your pages now look like this one.');
    expect(await visitor.lookAt('admin-appearance-set')).toEqual([]);
    await visitor.goTo(`${root}/admin/audit?about=api-token`);
    expect(await visitor.text()).toContain('API token made');
    expect(await visitor.lookAt('admin-audit')).toEqual([]);
    await visitor.close();
  });
});

describe('administration', () => {
  it('works without a script', async () => {
    const visitor = await site.visitor('narrow', { script: false });
    const invited = await site.visitor('narrow', { script: false });
    expect(await invites(visitor, visitor, invited, invited)).toBe(root);
  });

  it('is done by keyboard alone', async () => {
    const visitor = await site.visitor('wide');
    const invited = await site.visitor('wide');
    expect(await invites(visitor, visitor.keys, invited, invited.keys)).toBe(root);
  });
});
