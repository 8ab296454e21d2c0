import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const LATE = 'Marlpit Circle';

/** A payment of the group by Westmere: the first that is late, or the n-th that is to come. */
function paymentOf(group: string, which: 'late' | number): Promise<string> {
  const [past, order] = which === 'late' ? ['<', 0] : ['>', which];
  return demo.one(
    `select i.id from instalment i join organisation g on g.id = i.group_id
     join organisation h on h.id = i.health_body_id
     where g.name = $1 and h.name = $2 and i.state = 'planned' and i.due_on ${past} date '2026-11-22'
     order by i.due_on, i.id offset $3 limit 1`,
    [group, WESTMERE, order],
  );
}

describe('a payment', () => {
  it('is found from the list, and the group says within three pages that it has not arrived', async () => {
    const visitor = await demo.signedIn('group_member', LATE, 'both');
    await visitor.goTo(`${visitor.at()}/payments`);
    await visitor.follow(visitor.page.getByRole('table').first().getByRole('link').first());
    expect(await visitor.heading()).toContain('£3,500.00 for');
    expect(await visitor.text()).toMatch(/Say if it has not arrived\.|You have said that it has not arrived\./);
    expect(await visitor.lookAt('payment-of-group')).toEqual([]);

    await visitor.press('It has not arrived');
    expect(await visitor.lookAt('payment-not-arrived')).toEqual([]);
    await visitor.page.getByLabel('When did you last look at your account?').fill('2026-11-30');
    await visitor.press('Continue');
    expect(await visitor.text()).toContain('The day must be today or earlier');
    expect(await visitor.lookAt('payment-not-arrived-wrong')).toEqual([]);
    await visitor.page.getByLabel('When did you last look at your account?').fill('2026-11-21');
    await visitor.page.getByLabel(/Is there anything they should know/).fill('We looked twice.');
    await visitor.press('Continue');
    expect(await visitor.heading()).toBe('Check before you send it');
    expect(await visitor.text()).toContain('We looked twice.');
    expect(await visitor.lookAt('payment-not-arrived-check')).toEqual([]);
    await visitor.press('Send it');
    expect(await visitor.text()).toMatch(/Your reference\s+[\dA-F]{4}-[\dA-F]{4}/);
    expect(await visitor.lookAt('payment-not-arrived-sent')).toEqual([]);
    await visitor.follow('Back to the payment');
    expect(await visitor.text()).toContain('The group said that it had not arrived by 21 November 2026.');
    await visitor.close();
  });

  it('is late on the home page, has what waiting meant reported, and no severity on its page', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, 'both');
    expect(await visitor.heading()).toMatch(/^£3,500\.00 from .+ is \d+ days late/);
    await visitor.follow(/^Say what waiting has meant/);
    expect(await visitor.lookAt('payment-impact')).toEqual([]);
    await visitor.press('Send it');
    expect(await visitor.text()).toContain('Choose what became of the service');
    expect(await visitor.lookAt('payment-impact-wrong')).toEqual([]);
    await visitor.page.getByLabel('The service was reduced.').check();
    await visitor.page.getByLabel('Fewer than 5').check();
    await visitor.page.getByLabel(/How much of your reserves/).fill('£1,250.50');
    await visitor.press('Send it');
    expect(await visitor.text()).toContain('£1,250.50 of its reserves was used.');
    expect(await visitor.lookAt('payment-with-impact')).toEqual([]);
    await visitor.press(/^Take back what you said/);
    expect(await visitor.text()).toContain('You took this back: only you see it.');
    expect(await visitor.text()).not.toMatch(/\b(urgent|serious|critical|attention|ally)\b/i);
    await visitor.close();
  });

  it('is held by finance, the group says whose cause it is, and the manager ends the hold and approves it', async () => {
    const id = await paymentOf(LATE, 1);
    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    await officer.goTo(`${officer.at()}/payments/${id}`);
    expect(await officer.text()).not.toContain('Approve this payment');
    await officer.page.getByText('Put it on hold').first().click();
    await officer.press('Put it on hold');
    expect(await officer.text()).toContain('Choose why it is held');
    expect(await officer.lookAt('payment-hold-wrong')).toEqual([]);
    await officer.page.getByLabel('Why', { exact: true }).selectOption('papers_missing');
    await officer.page.getByLabel('In words').fill('The purchase order ran out on 31 March.');
    await officer.page.getByLabel('The health body').check();
    await officer.press('Put it on hold');
    expect(await officer.text()).toContain('The purchase order ran out on 31 March.');
    expect(await officer.text()).toContain('You can undo this until');
    expect(await officer.lookAt('payment-held-for-finance')).toEqual([]);
    await officer.close();

    const group = await demo.signedIn('group_lead', LATE, 'both');
    await group.follow(/^A payment is on hold: say whose cause it is/);
    expect(group.at()).toContain(id);
    expect(await group.lookAt('payment-hold-cause-asked')).toEqual([]);
    await group.page.getByLabel('The group', { exact: true }).check();
    await group.press('Say whose cause it is');
    expect(await group.text()).toContain('Not agreed: it counts against nobody');
    expect(await group.lookAt('payment-held-for-group')).toEqual([]);
    await group.follow('Home');
    expect(await group.text()).not.toContain('A payment is on hold');
    await group.close();

    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await manager.goTo(`${manager.at()}/payments/${id}`);
    await manager.fill({ 'The day you told the group': '2026-11-20' });
    await manager.press('Save it');
    expect(await manager.lookAt('payment-held-and-told')).toEqual([]);
    expect(await manager.text()).toMatch(/The group was told\s+20 November 2026/);
    await manager.fill({ 'What was put right': 'There is a new purchase order.' });
    await manager.press('End the hold');
    await manager.press('Approve this payment');
    expect(await manager.text()).toContain('Approved to be paid.');
    expect(await manager.text()).toContain('The hold was ended. There is a new purchase order.');
    expect(await manager.lookAt('payment-approved')).toEqual([]);
    await manager.close();
  });
});

describe('a payment without scripts, on a phone', () => {
  it('that the bank sent back is planned again, and the group says that it arrived', async () => {
    const id = await paymentOf(LATE, 3);
    for (const state of ['approved', 'exported']) {
      await demo.site.test.db.rows(`update instalment set state = $1, version = version + 1 where id = $2`, [
        state,
        id,
      ]);
    }
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'narrow', { script: false });
    await manager.goTo(`${manager.at()}/payments/${id}`);
    const comesBack = async () => {
      await manager.page.getByText('The bank sent it back', { exact: true }).click();
      await manager.page.getByLabel('What the bank says').selectOption('account_closed');
      await manager.page.getByLabel('The day it came back').fill('2026-11-20');
      await manager.press('Record that it came back');
    };
    await comesBack();
    await manager.page.getByText('It had not come back', { exact: true }).click();
    await manager.fill({ 'How you know': 'The entry was of another payment.' });
    await manager.press('Take the return back');
    expect(await manager.text()).toContain('It had not come back: the payment is with the bank again.');
    await comesBack();
    expect(await manager.text()).toContain('The bank sent it back on 20 November 2026: the account is closed.');
    expect(await manager.lookAt('payment-returned')).toEqual([]);
    await manager.fill({ 'What is different now': 'A new account.' });
    await manager.press('Plan it again');
    expect(await manager.text()).toContain('It will be paid again. A new account.');
    await manager.press('Approve this payment');
    expect(await manager.lookAt('payment-approved-undoable')).toEqual([]);
    await manager.press('Undo');
    expect(await manager.text()).toContain('It is undone: the payment is not approved.');
    await manager.close();

    const group = await demo.signedIn('group_member', LATE, 'narrow', { script: false });
    expect(await group.heading()).toContain('late');
    await group.goTo(`${group.at()}/payments/${await paymentOf(LATE, 'late')}`);
    await group.page.getByText('It arrived', { exact: true }).click();
    await group.press('It arrived on this day');
    expect(await group.text()).toContain('The group said that it arrived on 22 November 2026.');
    expect(await group.lookAt('payment-arrived')).toEqual([]);
    await group.close();
  });
});
