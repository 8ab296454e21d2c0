import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const late = (which: number) =>
  demo.one(
    `select i.id from instalment i join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
     join organisation h on h.id = i.health_body_id
     where h.name = $1 and i.settled_on is null and i.state = 'planned' and i.due_on < '2026-11-22'
       and c.instrument = 'contract_for_services' and c.state = 'agreed'
     order by i.due_on, i.id offset $2 limit 1`,
    [WESTMERE, which],
  );
const groupOf = (instalment: string) =>
  demo.one('select g.name from instalment i join organisation g on g.id = i.group_id where i.id = $1', [instalment]);
const joined = (instalment: string) =>
  demo.site.test.db.rows(
    'update organisation set joined_at = now() where id = (select group_id from instalment where id = $1)',
    [instalment],
  );

describe('a late payment', () => {
  it('goes from the group’s question to the health body’s answer and back', async () => {
    const payment = await late(0);
    await joined(payment);
    const group = await demo.signedIn('group_lead', await groupOf(payment), 'both');
    const home = group.at();
    await group.goTo(`${home}/payments`);
    expect(await group.lookAt('group-payments-with-links')).toEqual([]);
    await group.goTo(`${home}/payments/${payment}/late-case`);
    expect(await group.lookAt('late-ask')).toEqual([]);
    await group.press('Ask where it is');
    expect(await group.page.title()).toBe('Error: It has not come – Accord');
    expect(await group.lookAt('late-ask-empty')).toEqual([]);
    await group.fill({ 'What you have seen': 'We looked this morning, and it is not in our account.' });
    await group.page.getByLabel('Why it is late, if you know').selectOption('payer_process');
    await group.press('Ask where it is');
    expect(await group.text()).toContain('It is on record.');
    expect(await group.lookAt('late-case-group')).toEqual([]);
    const path = group.at().replace(/\?.*/, '').split('/').at(-1) ?? '';
    await group.close();

    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    const root = manager.at();
    await manager.goTo(`${root}/late-payments`);
    expect(await manager.text()).toContain('The payer’s own process.');
    expect(await manager.lookAt('late-queue')).toEqual([]);
    await manager.goTo(`${root}/late-payments/${path}`);
    expect(await manager.lookAt('late-case-health')).toEqual([]);
    await manager.press('Send the answer');
    expect(await manager.page.title()).toBe('Error: Late payment – Accord');
    expect(await manager.lookAt('late-case-health-error')).toEqual([]);
    await manager.fill({ 'Your answer': 'It goes out on Thursday.' });
    await manager.press('Send the answer');
    expect(await manager.text()).toContain('Your answer is sent');
    await manager.page.getByLabel('As your side sees it').selectOption('group_paperwork');
    await manager.press('Save why');
    expect(await manager.text()).toContain('It counts against nobody.');
    await manager.page.getByLabel('Somebody of your side whom the group knows').selectOption({ index: 1 });
    await manager.press('Save who deals with it');
    expect(await manager.text()).toContain('deals with it, since 22 November 2026.');
    expect(await manager.lookAt('late-case-answered')).toEqual([]);

    await manager.close();

    const reader = await demo.signedIn('group_lead', await groupOf(payment), 'both');
    await reader.goTo(`${reader.at()}/late-payments/${path}`);
    expect(await reader.text()).toContain('It goes out on Thursday.');
    await reader.page.getByLabel('We have our answer, and can wait').check();
    await reader.press('Close it');
    expect(await reader.text()).toContain('Closed on 22 November 2026.');
    expect(await reader.lookAt('late-case-closed')).toEqual([]);
    await reader.close();
  });

  it('is claimed for in two steps, and the claim is paid', async () => {
    const payment = await late(0);
    await demo.site.test.db.rows(
      `update contract set timing = 'in_arrears' where id = (select contract_id from instalment where id = $1)`,
      [payment],
    );
    await joined(payment);
    const group = await demo.signedIn('group_lead', await groupOf(payment), 'both');
    await group.goTo(`${group.at()}/payments/${payment}/claim`);
    expect(await group.text()).toContain('11.75% a year');
    expect(await group.lookAt('claim')).toEqual([]);
    await group.press('Go on');
    expect(await group.lookAt('claim-check')).toEqual([]);
    await group.press('Send the claim');
    expect(await group.page.title()).toBe('Error: Claim for a late payment – Accord');
    expect(await group.lookAt('claim-check-empty')).toEqual([]);
    await group.page.getByLabel('We want to claim this').check();
    await group.press('Send the claim');
    expect(await group.text()).toContain('Your claim is sent.');
    expect(await group.lookAt('claim-sent')).toEqual([]);
    await group.follow('Interest claims');
    expect(await group.lookAt('claims-group')).toEqual([]);
    await group.close();
    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    await officer.goTo(`${officer.at()}/claims`);
    expect(await officer.text()).toContain('1 claim to be paid');
    expect(await officer.lookAt('claims-health')).toEqual([]);
    await officer.follow(officer.page.locator('main table a').first());
    await officer.press('Record that it is paid');
    expect(await officer.text()).toContain('It is recorded as paid.');
    expect(await officer.lookAt('claim-paid')).toEqual([]);
    await officer.close();
  });
});

describe('the payment figures', () => {
  it('are read by the auditor, and approved through finance', async () => {
    const auditor = await demo.signedIn('auditor', WESTMERE, 'both');
    await auditor.goTo(`${auditor.at()}/finance/figures`);
    expect(await auditor.heading()).toContain('1 April 2026 to 30 September 2026');
    expect(await auditor.text()).toContain('To be published by 29 October 2026.');
    expect(await auditor.lookAt('figures-auditor')).toEqual([]);
    await auditor.close();

    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    const root = `${officer.at()}/finance/figures`;
    await officer.goTo(`${root}?from=2025-04-01&to=`);
    expect(await officer.text()).toContain('Choose the first and the last day of the period');
    expect(await officer.lookAt('figures-error')).toEqual([]);
    await officer.goTo(`${root}?from=2025-04-01&to=2026-11-22`);
    expect(await officer.lookAt('figures-long')).toEqual([]);
    await officer.goTo(root);
    await officer.press('Save the statement');
    expect(await officer.page.title()).toBe('Error: Payment figures – Accord');
    expect(await officer.lookAt('figures-statement-empty')).toEqual([]);
    await officer.fill({
      Name: 'Morgan Vale',
      'Job title': 'Director of Finance',
      'Day of the approval': '2026-10-20',
    });
    await officer.press('Save the statement');
    expect(await officer.text()).toContain('Approved by Morgan Vale, Director of Finance, on 20 October 2026.');
    expect(await officer.lookAt('figures-approved')).toEqual([]);
    await officer.page.getByText('Take the statement back').click();
    await officer.press('Take it back');
    expect(await officer.text()).toContain('The statement is taken back.');
    await officer.close();
  });
});

describe('without scripts', () => {
  it('a period is chosen, and a question is asked', async () => {
    const auditor = await demo.signedIn('auditor', WESTMERE, 'narrow', { script: false });
    await auditor.goTo(`${auditor.at()}/finance/figures`);
    await auditor.page.getByLabel('Reporting period').selectOption({ index: 1 });
    await auditor.press('Show');
    expect(await auditor.heading()).toContain('Payment figures');
    expect(await auditor.lookAt('figures')).toEqual([]);
    await auditor.close();
    const payment = await late(2);
    await joined(payment);
    const group = await demo.signedIn('group_lead', await groupOf(payment), 'narrow', { script: false });
    await group.goTo(`${group.at()}/payments/${payment}/late-case`);
    await group.fill({ 'What you have seen': 'Nothing has come.' });
    await group.press('Ask where it is');
    expect(await group.text()).toContain('It is on record.');
    expect(await group.lookAt('late-case')).toEqual([]);
    await group.close();
  });
});
