import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailCarrier } from '../../src/platform';
import { notify, send, somebody } from '../support/mail';
import type { Portfolio } from '../support/portfolio';
import type { Site, Width } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import { signIn } from './people';

let site: Site;
let p: Portfolio;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-mail-'));
  ({ site, p } = await siteWithPortfolio({ ACCORD_DATA_DIR: folder, ACCORD_MAIL_FOLDER: join(folder, 'outbox') }));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** The path of the last link that was written to somebody. */
async function linkIn(email: string, pattern: RegExp): Promise<string> {
  const written = await site.test.app.get(MailCarrier).written(50);
  return pattern.exec(written.find(({ to }) => to === email)?.text ?? '')?.[1] ?? '';
}
const LINK = /http:\/\/127\.0\.0\.1:3000(\/(?:sign-in\/link|new-password)\/\S+)/;
const STOP = /http:\/\/127\.0\.0\.1:3000(\/unsubscribe\/\S+)/;

describe.each<Width>(['both'])('links and emails, on %s screens', (width) => {
  it('sign somebody in without a password, back where their session ended, and stop what they do not want', async () => {
    const email = await somebody(site.test, { role: 'group_lead', organisationId: p.groups.g1, password: null });
    const visitor = await site.visitor(width);
    await visitor.goTo(`/o/${p.groups.g1}/payments`);
    expect(await visitor.lookAt('mail-sign-in')).toEqual([]);
    await visitor.follow('Email me a link');
    expect(await visitor.heading()).toBe('Sign in with a link');
    await visitor.press('Email me a link');
    expect(await visitor.text()).toContain('Enter an email address');
    expect(await visitor.focused()).toContain('nhsuk-error-summary');
    expect(await visitor.lookAt('mail-ask-empty')).toEqual([]);
    await visitor.fill({ 'Email address': email });
    await visitor.press('Email me a link');
    expect(await visitor.heading()).toBe('Check your email');
    expect(await visitor.lookAt('mail-sent')).toEqual([]);

    await send(site.test);
    const link = await linkIn(email, LINK);
    await visitor.goTo(link);
    expect(await visitor.lookAt('mail-use-link')).toEqual([]);
    await visitor.press('Sign in');
    expect(visitor.at()).toBe(`/o/${p.groups.g1}/payments`);
    await visitor.goTo(link);
    expect(await visitor.heading()).toBe('This link no longer works');
    expect(await visitor.lookAt('mail-link-used')).toEqual([]);

    const elsewhere = await site.visitor(width);
    await elsewhere.goTo('/sign-in/email');
    await elsewhere.fill({ 'Email address': email });
    await elsewhere.press('Email me a link');
    await send(site.test);
    await elsewhere.goTo(await linkIn(email, LINK));
    await elsewhere.press('Sign in');
    expect(elsewhere.at()).toBe(`/o/${p.groups.g1}`);
    await visitor.goTo('/account');
    expect(await visitor.lookAt('mail-account')).toEqual([]);
    await visitor.press(/^Sign out of /);
    expect(await visitor.text()).toContain('You are signed out there.');
    await elsewhere.goTo('/account/notices');
    expect(elsewhere.at()).toBe('/sign-in?next=%2Faccount%2Fnotices');
    await elsewhere.close();

    await visitor.goTo('/account/notices');
    expect(await visitor.lookAt('mail-choices')).toEqual([]);
    await visitor.page.getByLabel('somebody else takes over as lead').uncheck();
    await visitor.page.getByLabel('No summary').check();
    await visitor.press('Keep my choice');
    expect(await visitor.text()).toContain('Your choice is kept.');
    expect(await visitor.page.getByLabel('somebody else takes over as lead').isChecked()).toBe(false);
    expect(await visitor.page.getByLabel('No summary').isChecked()).toBe(true);
    expect(await visitor.lookAt('mail-choices-kept')).toEqual([]);

    await notify(site.test, 'something_waits', email, p.groups.g1);
    await send(site.test);
    await visitor.goTo(await linkIn(email, STOP));
    expect(await visitor.lookAt('mail-stop')).toEqual([]);
    await visitor.press('Stop these emails');
    expect(await visitor.heading()).toBe('These emails have stopped');
    expect(await visitor.lookAt('mail-stopped')).toEqual([]);
    await visitor.goTo('/account');
    await visitor.press('Sign out everywhere, here too');
    expect(await visitor.text()).toContain('You are signed out everywhere.');
    await visitor.close();
  });

  it('have somebody choose a new password, and an administrator see what was written, in a trial run only', async () => {
    const place = { role: 'administrator', organisationId: p.healthBodies.a } as const;
    const email = await somebody(site.test, place);
    const visitor = await site.visitor(width);
    await visitor.goTo('/forgotten-password');
    expect(await visitor.lookAt('mail-forgotten')).toEqual([]);
    await visitor.fill({ 'Email address': email });
    await visitor.press('Email me a link');
    await send(site.test);
    await visitor.goTo(await linkIn(email, LINK));
    await visitor.fill({ 'New password': 'short words' });
    await visitor.press('Set password');
    expect(await visitor.text()).toContain('at least 12 characters');
    expect(await visitor.lookAt('mail-new-password-short')).toEqual([]);
    await visitor.fill({ 'New password': 'five other quiet words here' });
    await visitor.press('Set password');
    expect(await visitor.text()).toContain('Your password is set.');
    await signIn(visitor, email, 'five other quiet words here');

    await notify(site.test, 'something_waits', await somebody(site.test, place), p.healthBodies.a);
    await send(site.test);
    const outbox = `/o/${p.healthBodies.a}/admin/outbox`;
    await visitor.goTo(outbox);
    expect(await visitor.text()).not.toContain('Written in this trial run');
    expect(await visitor.lookAt('mail-outbox')).toEqual([]);
    await writeFile(join(folder, 'demo-sign-ins.json'), JSON.stringify({ password: 'x', people: [] }));
    await visitor.goTo(outbox);
    expect(await visitor.text()).toContain('/new-password/');
    expect(await visitor.lookAt('mail-outbox-of-trial')).toEqual([]);
    await rm(join(folder, 'demo-sign-ins.json'));
    await visitor.close();
  });
});

describe('without scripts', () => {
  it('somebody asks for a link and signs in with it', async () => {
    const email = await somebody(site.test, { role: 'group_member', organisationId: p.groups.g3, password: null });
    const visitor = await site.visitor('narrow', { script: false });
    await visitor.goTo('/sign-in/email');
    await visitor.fill({ 'Email address': email });
    await visitor.press('Email me a link');
    await send(site.test);
    await visitor.goTo(await linkIn(email, LINK));
    await visitor.press('Sign in');
    expect(visitor.at()).toBe(`/o/${p.groups.g3}`);
    await visitor.goTo('/account/notices');
    expect(await visitor.lookAt('mail-choices')).toEqual([]);
    await visitor.close();
  });
});
