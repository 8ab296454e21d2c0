import type { Portfolio } from '../support/portfolio';
import { holdNumber, MASTER_KEY, TestClock, withoutVaults } from '../support/vault';
import type { Site, Visitor, Width } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import { person, signIn } from './people';

const NUMBER = '66374958';
let site: Site;
let p: Portfolio;

beforeEach(async () => {
  ({ site, p } = await siteWithPortfolio({ ACCORD_MASTER_KEY: MASTER_KEY }));
  await withoutVaults(site.test);
  await holdNumber(site.test, p.contacts.g1LeadWithA);
});
afterEach(() => site.close());

const signedIn: Site['signedIn'] = (...of) => site.signedIn(...of);

async function check(visitor: Visitor, label: string): Promise<void> {
  await visitor.page.getByLabel(label, { exact: true }).check();
}

async function turnOn(visitor: Visitor): Promise<void> {
  await visitor.goTo(`/o/${p.healthBodies.a}/admin/bank-vault`);
  await check(visitor, 'Finance has agreed to keep bank details here');
  await visitor.press('Turn the vault on');
}

async function propose(officer: Visitor): Promise<string> {
  await officer.goTo(`/o/${p.healthBodies.a}/finance/bank-details/new?group=${p.groups.g1}`);
  await officer.fill({ 'Name on the account': 'HARBOURLIGHT CIO', 'Sort code': '08-99-99', 'Account number': NUMBER });
  await check(officer, 'These are their first details');
  await officer.press('Propose these details');
  return officer.at().replace(/\?.*/, '');
}

describe.each<Width>(['both'])('bank details, on %s screens', (width) => {
  it('are turned on, proposed, called back, confirmed by a second person, and seen by the group', async () => {
    const clock = new TestClock(site.test);
    const { a } = p.healthBodies;
    const administrator = await signedIn('administrator', a, width);
    await administrator.goTo(`/o/${a}/admin/bank-vault`);
    expect(await administrator.lookAt('bank-vault-off')).toEqual([]);
    await administrator.press('Turn the vault on');
    expect(await administrator.text()).toContain('Tick the box to show that you mean it');
    expect(await administrator.lookAt('bank-vault-not-sure')).toEqual([]);
    await turnOn(administrator);
    expect(await administrator.text()).toContain('Finance can propose bank details now');
    expect(await administrator.lookAt('bank-vault-on')).toEqual([]);

    const officer = await signedIn('finance_officer', a, width);
    await officer.goTo(`/o/${a}/finance/bank-details`);
    expect(await officer.text()).toContain('Nothing is in force or on its way.');
    expect(await officer.lookAt('bank-details-none')).toEqual([]);
    await officer.press('Propose bank details');
    await officer.fill({ 'Whose bank details are they?': 'harbour' });
    await officer.press('Find the payee');
    expect(await officer.lookAt('bank-details-payee')).toEqual([]);
    await officer.follow('Harbourlight Collective');
    await officer.fill({ 'Name on the account': 'HARBOURLIGHT CIO', 'Sort code': '08-99', 'Account number': NUMBER });
    await officer.press('Propose these details');
    expect(await officer.focused()).toContain('nhsuk-error-summary');
    await check(officer, 'These are their first details');
    await officer.press('Propose these details');
    expect(await officer.text()).toContain('A sort code has six digits');
    expect(await officer.lookAt('bank-details-wrong')).toEqual([]);
    await officer.fill({ 'Sort code': '08-99-99' });
    await officer.press('Propose these details');
    expect(await officer.text()).toContain('To be called back');
    expect(await officer.text()).not.toContain(NUMBER);
    expect(await officer.lookAt('bank-detail-proposed')).toEqual([]);
    const place = officer.at().replace(/\?.*/, '');

    await check(officer, 'Max Dunmere, 0113 496 0123');
    await check(officer, 'They said that this is their account');
    await officer.press('Record the call');
    expect(await officer.text()).toContain('Somebody else has to confirm this');
    expect(await officer.lookAt('bank-detail-called')).toEqual([]);

    const approver = await signedIn('finance_approver', a, width);
    await approver.goTo(place);
    await check(approver, 'To compare it with a letter or statement');
    await approver.press('Show it once');
    expect(await approver.text()).toContain(NUMBER);
    expect(await approver.lookAt('bank-detail-whole')).toEqual([]);
    await approver.goTo(place);
    expect(await approver.text()).not.toContain(NUMBER);
    await approver.press('Confirm these details');
    expect(await approver.text()).toContain('It takes effect 72 hours from now');
    expect(await approver.lookAt('bank-detail-resting')).toEqual([]);

    const lead = await signedIn('group_lead', p.groups.g1, width);
    expect(await lead.text()).toContain('will pay you to the account ending 4958');
    expect(await lead.lookAt('group-home-bank-details')).toEqual([]);
    clock.pass(72);
    await lead.goTo(`/o/${p.groups.g1}/payments`);
    await lead.follow('Where we are paid');
    expect(await lead.text()).toContain('You are paid there.');
    await lead.page.getByText('What happened to it, and who looked').click();
    expect(await lead.text()).toContain('Looked at by finance to compare it with a letter or statement');
    expect(await lead.lookAt('where-we-are-paid')).toEqual([]);
    await lead.press(/This is wrong/);
    expect(await lead.text()).toContain('Nothing is paid there any more.');
    expect(await lead.lookAt('where-we-are-paid-stopped')).toEqual([]);
    await approver.goTo(place);
    expect(await approver.text()).toContain('Stopped by payee');
    expect(await approver.lookAt('bank-detail-stopped')).toEqual([]);
    await approver.goTo(`/o/${a}/finance/bank-details?all=true`);
    expect(await approver.lookAt('bank-details-all')).toEqual([]);
  });
});

describe('bank details', () => {
  it('ask for a sign-in of a moment ago, and go on from there', async () => {
    const administrator = await signedIn('administrator', p.healthBodies.a, 'narrow');
    await turnOn(administrator);
    const email = await person(site.test, { role: 'finance_officer', organisationId: p.healthBodies.a });
    const officer = await site.visitor('narrow');
    await officer.goTo('/');
    await signIn(officer, email);
    const place = await propose(officer);
    await site.test.db.rows(`update session set created_at = created_at - interval '6 minutes'`);
    await check(officer, 'Because the bank asked');
    await officer.press('Show it once');
    expect(officer.at()).toBe(`/sign-in?again=yes&next=${encodeURIComponent(place)}`);
    expect(await officer.text()).toContain('needs a sign-in of the last five minutes');
    expect(await officer.lookAt('sign-in-again')).toEqual([]);
    await signIn(officer, email);
    expect(officer.at()).toBe(place);
    await check(officer, 'Because the bank asked');
    await officer.press('Show it once');
    expect(await officer.text()).toContain(NUMBER);
    const [left] = await site.test.db.rows(
      `select count(*)::int as open from session s join account a on a.id = s.account_id
       where a.email = $1 and s.ended_at is null`,
      [email],
    );
    expect(left).toEqual({ open: 1 });
  });

  it('work without a script', async () => {
    const options = { script: false };
    await turnOn(await signedIn('administrator', p.healthBodies.a, 'narrow', options));
    const officer = await signedIn('finance_officer', p.healthBodies.a, 'narrow', options);
    await propose(officer);
    expect(await officer.text()).toContain('To be called back');
    expect(await officer.lookAt('bank-detail-proposed')).toEqual([]);
    const lead = await signedIn('group_lead', p.groups.g1, 'narrow', options);
    expect(await lead.text()).toContain('was asked to pay you to the account ending 4958');
    await lead.goTo(`/o/${p.groups.g1}/where-we-are-paid`);
    await lead.press(/This is wrong/);
    expect(await lead.text()).toContain('Nothing is paid there any more.');
    expect(await lead.lookAt('where-we-are-paid-stopped')).toEqual([]);
  });
});
