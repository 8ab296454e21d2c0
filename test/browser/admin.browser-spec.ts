import { makePortfolio } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import { Site } from './browser';
import type { Visitor, Width } from './browser';
import { PASSWORD, person, signIn } from './people';

let site: Site;
let p: Portfolio;
let root: string;

beforeAll(async () => {
  site = await Site.open();
  p = await makePortfolio(site.test.db);
  root = `/o/${p.healthBodies.a}`;
});
afterAll(() => site.close());

async function administrator(visitor: Visitor): Promise<void> {
  const email = await person(site.test, { role: 'administrator', organisationId: p.healthBodies.a });
  await visitor.goTo('/sign-in');
  await signIn(visitor, email);
}

const check = (visitor: Visitor, label: string) => visitor.page.getByLabel(label, { exact: true }).check();

/** From the form to the link; answers its path. */
async function invite(visitor: Visitor, email: string): Promise<string> {
  await visitor.goTo(`${root}/admin/people/new`);
  await visitor.fill({ 'Email address': email });
  await check(visitor, 'Finance approver');
  await visitor.press('Continue');
  await visitor.press('Give access');
  const link = await visitor.page.locator('#link').innerText();
  return new URL(link).pathname;
}

describe.each<Width>(['both'])('administration, on %s screens', (width) => {
  it('invites somebody, who joins', async () => {
    const visitor = await site.visitor(width);
    await administrator(visitor);
    expect(await visitor.heading()).toBe('Administration');
    expect(await visitor.lookAt('admin-home')).toEqual([]);
    await visitor.goTo(`${root}/admin/people`);
    expect(await visitor.lookAt('admin-people')).toEqual([]);
    await visitor.page.getByRole('button', { name: 'Give somebody access' }).click();
    await visitor.press('Continue');
    expect(await visitor.focused()).toContain('nhsuk-error-summary');
    expect(await visitor.lookAt('admin-invite-wrong')).toEqual([]);
    const email = `a-rather-long-name.${width}@partnerships.westmere-icb.example`;
    await visitor.fill({ 'Email address': email });
    await check(visitor, 'Finance officer');
    await check(visitor, 'Finance approver');
    await visitor.press('Continue');
    expect(await visitor.text()).toContain('each run still needs a second person');
    expect(await visitor.lookAt('admin-invite-check')).toEqual([]);
    await visitor.press('Give access');
    expect(await visitor.lookAt('admin-link')).toEqual([]);
    const link = new URL(await visitor.page.locator('#link').innerText()).pathname;

    const invited = await site.visitor(width);
    await invited.goTo(link);
    await invited.fill({ 'New password': PASSWORD });
    await invited.press('Set password');
    await signIn(invited, email);
    expect(invited.at()).toBe(root);
    await invited.close();

    await visitor.page.getByRole('link', { name: 'Go on to this person' }).click();
    expect(await visitor.text()).toContain('Can sign in');
    expect(await visitor.lookAt('admin-person')).toEqual([]);
    await visitor.page.getByRole('link', { name: /^Change/ }).click();
    await visitor.page.getByLabel('Finance approver', { exact: true }).uncheck();
    await visitor.press('Continue');
    expect(await visitor.lookAt('admin-person-roles-check')).toEqual([]);
    await visitor.press('Change their roles');
    expect(await visitor.text()).toContain('Their roles are changed.');
    await visitor.page.getByRole('button', { name: 'End their access' }).click();
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
    await check(visitor, 'Auditor');
    await check(visitor, 'Read the audit record');
    expect(await visitor.lookAt('admin-token-new')).toEqual([]);
    await visitor.press('Continue');
    expect(await visitor.lookAt('admin-token-check')).toEqual([]);
    await visitor.press('Make the token');
    expect(await visitor.lookAt('admin-token-made')).toEqual([]);
    await visitor.page.getByRole('link', { name: 'Go on to all tokens' }).click();
    expect(await visitor.lookAt('admin-tokens')).toEqual([]);
    for (const page of ['settings', 'settings/thresholds', 'settings/holidays', 'settings/rates', 'imports']) {
      await visitor.goTo(`${root}/admin/${page}`);
      expect([page, ...(await visitor.lookAt(`admin-${page.replace('/', '-')}`))]).toEqual([page]);
    }
    await visitor.goTo(`${root}/admin/settings/thresholds`);
    await visitor.fill({ 'Days without verifying a named lead': '7' });
    await visitor.press('Set the thresholds');
    expect(await visitor.lookAt('admin-thresholds-wrong')).toEqual([]);
    await visitor.goTo(`${root}/admin/audit?about=api-token`);
    expect(await visitor.text()).toContain('API token made');
    expect(await visitor.lookAt('admin-audit')).toEqual([]);
    await visitor.close();
  });
});

describe('administration', () => {
  it('works without a script', async () => {
    const visitor = await site.visitor('narrow', { script: false });
    await administrator(visitor);
    expect(await invite(visitor, 'without-script@people.example')).toMatch(/^\/set-password\//);
    expect(await visitor.lookAt('admin-link')).toEqual([]);
  });

  it('is done by keyboard alone', async () => {
    const visitor = await site.visitor('wide');
    await administrator(visitor);
    await visitor.goTo(`${root}/admin/people/new`);
    await visitor.page.getByLabel('Email address').focus();
    const { keyboard } = visitor.page;
    await keyboard.type('by-keyboard@people.example');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await visitor.page.getByRole('heading', { level: 1, name: 'Check before you give access' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Give access' }).focus();
    await keyboard.press('Enter');
    await visitor.page.locator('#link').waitFor();
    expect(await visitor.heading()).toBe('Access is given');
  });
});
