import { v7 as uuid } from 'uuid';
import type { Portfolio } from '../support/portfolio';
import type { Site, Width } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import { invite, PASSWORD, person, signIn } from './people';

let site: Site;
let p: Portfolio;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
});
afterAll(() => site.close());

const lead = () => ({ role: 'group_lead', organisationId: p.groups.g1 }) as const;

describe.each<Width>(['both'])('somebody’s own sign-in, on %s screens', (width) => {
  it('begins with a link, which sets the password once', async () => {
    const email = `${uuid()}@people.example`;
    const [token = ''] = await invite(site.test, email, [lead()]);
    const visitor = await site.visitor(width);
    await visitor.goTo(`/set-password/${token}`);
    expect(await visitor.lookAt('set-password')).toEqual([]);
    await visitor.fill({ 'New password': 'short words' });
    await visitor.press('Set password');
    expect(await visitor.text()).toContain('at least 12 characters');
    expect(await visitor.focused()).toContain('nhsuk-error-summary');
    expect(await visitor.lookAt('set-password-short')).toEqual([]);
    await visitor.fill({ 'New password': PASSWORD });
    await visitor.press('Set password');
    expect(await visitor.text()).toContain('Your password is set.');
    await signIn(visitor, email);
    expect(visitor.at()).toBe(`/o/${p.groups.g1}`);
    await visitor.goTo(`/set-password/${token}`);
    expect(await visitor.heading()).toBe('This link no longer works');
    expect(await visitor.lookAt('set-password-used')).toEqual([]);
    await visitor.close();
  });

  it('shows where somebody is signed in, and signs them out everywhere else', async () => {
    const email = await person(site.test, lead());
    const [here, elsewhere] = [await site.visitor(width), await site.visitor(width)];
    for (const visitor of [here, elsewhere]) {
      await visitor.goTo('/sign-in');
      await signIn(visitor, email);
    }
    await here.goTo('/account');
    expect(await here.page.getByRole('row').count()).toBe(3);
    expect(await here.lookAt('account')).toEqual([]);
    await here.press('Sign out everywhere else');
    expect(await here.text()).toContain('You are signed out everywhere else.');
    expect(await here.lookAt('account-alone')).toEqual([]);
    await elsewhere.goTo('/account');
    expect(elsewhere.at()).toBe('/sign-in?next=%2Faccount');
    await here.close();
    await elsewhere.close();
  });

  it('lets somebody change the password, who knows the one they have', async () => {
    const email = await person(site.test, lead());
    const visitor = await site.visitor(width);
    await visitor.goTo('/account/password');
    await signIn(visitor, email);
    await visitor.fill({ 'Your password now': 'not the right words', 'New password': 'five other quiet words here' });
    await visitor.press('Change password');
    expect(await visitor.text()).toContain('This is not your password as it is now');
    expect(await visitor.lookAt('change-password-wrong')).toEqual([]);
    await visitor.fill({ 'Your password now': PASSWORD, 'New password': 'five other quiet words here' });
    await visitor.press('Change password');
    expect(visitor.at()).toBe('/account?done=password');
    expect(await visitor.lookAt('account-password-changed')).toEqual([]);
    await visitor.press('Sign out');
    await signIn(visitor, email, 'five other quiet words here');
    expect(visitor.at()).toBe(`/o/${p.groups.g1}`);
    const recorded = await site.test.db.rows(
      `select e.detail from audit_event e join account a on a.id = e.actor_id
       where a.email = $1 and e.action = 'user.password-set' and e.organisation_id = $2`,
      [email, p.groups.g1],
    );
    expect(recorded).toHaveLength(2);
    await visitor.close();
  });
});
