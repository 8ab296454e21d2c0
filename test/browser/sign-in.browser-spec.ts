import type { Portfolio } from '../support/portfolio';
import { WIDTHS } from './browser';
import type { Site } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import { PASSWORD, person, signIn } from './people';

let site: Site;
let p: Portfolio;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
});
afterAll(() => site.close());

const manager = () => ({ role: 'partnership_manager', organisationId: p.healthBodies.a }) as const;
const lead = () => ({ role: 'group_lead', organisationId: p.groups.g1 }) as const;

describe.each(WIDTHS)('signing in on a %s screen', (width) => {
  it('says what is missing or wrong, keeps the email address, and then opens the home page', async () => {
    const email = await person(site.test, manager());
    const visitor = await site.visitor(width);
    await visitor.goTo('/');
    expect([visitor.at(), await visitor.page.title()]).toEqual(['/sign-in', 'Sign in – Accord']);
    expect(await visitor.lookAt('sign-in')).toEqual([]);

    await visitor.press('Sign in');
    expect(await visitor.page.title()).toBe('Error: Sign in – Accord');
    expect(await visitor.focused()).toContain('nhsuk-error-summary');
    expect(await visitor.lookAt('sign-in-empty')).toEqual([]);

    await signIn(visitor, email, 'not the right words');
    expect(await visitor.text()).toContain('do not go together');
    expect(await visitor.page.getByLabel('Email address').inputValue()).toBe(email);
    expect(await visitor.page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    expect(await visitor.lookAt('sign-in-wrong')).toEqual([]);

    await signIn(visitor, email);
    expect(visitor.at()).toBe(`/o/${p.healthBodies.a}`);
    await visitor.press('Sign out');
    expect(visitor.at()).toBe('/sign-in');
    await visitor.goTo('/account');
    expect(visitor.at()).toBe('/sign-in?next=%2Faccount');
    await visitor.close();
  });

  it('goes on to the page that was wanted, and says when a session has ended', async () => {
    const email = await person(site.test, lead());
    const visitor = await site.visitor(width);
    await visitor.goTo('/account?done=no');
    await signIn(visitor, email);
    expect(visitor.at()).toBe('/account?done=no');
    await site.test.db.rows(
      'update session set ended_at = now() where account_id = (select id from account where email = $1)',
      [email],
    );
    await visitor.goTo('/account');
    expect(await visitor.text()).toContain('Your session has ended.');
    expect(await visitor.lookAt('sign-in-ended')).toEqual([]);
    await signIn(visitor, email);
    expect(await visitor.heading()).toBe('Your account');
    await visitor.close();
  });

  it('lets somebody with several organisations choose, and shows the group a way out', async () => {
    const email = await person(site.test, lead(), { role: 'group_member', organisationId: p.groups.g3 });
    const visitor = await site.visitor(width);
    await visitor.goTo('/sign-in');
    await signIn(visitor, email);
    expect(visitor.at()).toBe('/choose-organisation');
    expect(await visitor.lookAt('choose-organisation')).toEqual([]);
    await visitor.goTo(`/o/${p.groups.g1}`);
    const wayOut = visitor.page.getByRole('link', { name: 'Leave this page quickly' });
    expect(await wayOut.getAttribute('href')).toMatch(/^https:/);
    expect(await visitor.lookAt('group-home')).toEqual([]);
    await visitor.close();
  });

  it('tells calmly of too many attempts', async () => {
    const email = await person(site.test, manager());
    const visitor = await site.visitor(width);
    await visitor.goTo('/sign-in');
    for (let times = 0; times < 5; times += 1) await signIn(visitor, email, 'wrong words again');
    await signIn(visitor, email);
    expect(await visitor.text()).toContain('Wait 15 minutes');
    expect(await visitor.lookAt('sign-in-too-often')).toEqual([]);
    await visitor.close();
  });

  it('shows a calm page for what is not there, and for what a role may not do', async () => {
    const email = await person(site.test, { role: 'auditor', organisationId: p.healthBodies.a });
    const visitor = await site.visitor(width);
    await visitor.goTo('/nowhere');
    expect(await visitor.heading()).toBe('Page not found');
    expect(await visitor.lookAt('not-found')).toEqual([]);
    await visitor.goTo(`/o/${p.healthBodies.a}/import`);
    await signIn(visitor, email);
    expect(await visitor.heading()).toBe('You cannot do this');
    expect(await visitor.lookAt('not-allowed')).toEqual([]);
    await visitor.goTo(`/o/${p.healthBodies.b}`);
    expect(await visitor.heading()).toBe('Page not found');
    await visitor.close();
  });

  it.each(['privacy', 'accessibility'])('shows /%s to anybody', async (name) => {
    const visitor = await site.visitor(width);
    await visitor.goTo(`/${name}`);
    expect(await visitor.lookAt(name)).toEqual([]);
    await visitor.close();
  });
});

describe('without scripts', () => {
  it('somebody signs in, is told what is wrong, and signs out', async () => {
    const email = await person(site.test, manager());
    const visitor = await site.visitor('narrow', { script: false });
    await visitor.goTo('/sign-in');
    await signIn(visitor, email, '');
    expect(await visitor.text()).toContain('Enter your password');
    expect(await visitor.lookAt('sign-in-empty')).toEqual([]);
    await signIn(visitor, email, PASSWORD);
    expect(visitor.at()).toBe(`/o/${p.healthBodies.a}`);
    expect(await visitor.lookAt('home')).toEqual([]);
    await visitor.press('Sign out');
    expect(visitor.at()).toBe('/sign-in');
    await visitor.close();
  });
});

describe('the first visit', () => {
  it('loads at most 60 KB, and the next pages only themselves', async () => {
    const visitor = await site.visitor('narrow');
    const sizes: number[] = [];
    visitor.page.on('requestfinished', (request) => {
      void request.sizes().then(({ responseBodySize }) => sizes.push(responseBodySize));
    });
    await visitor.goTo('/sign-in');
    await visitor.page.waitForLoadState('networkidle');
    const first = sizes.splice(0).reduce((sum, size) => sum + size, 0);
    expect(first).toBeLessThan(60 * 1024);
    expect(first).toBeGreaterThan(30 * 1024);
    await visitor.goTo('/privacy');
    await visitor.page.waitForLoadState('networkidle');
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(15 * 1024);
    await visitor.close();
  });
});
