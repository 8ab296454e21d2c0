import type { Visitor, Width } from './browser';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

jest.setTimeout(240_000);

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const home = (visitor: Visitor) => (/^\/o\/[^/?#]+/.exec(visitor.at()) ?? [''])[0];
const choose = (visitor: Visitor, label: string, text: string) =>
  visitor.page.getByLabel(label, { exact: true }).selectOption({ label: text });

const GROUP = 'Umber Bridge';

async function whatIsAgreed(visitor: Visitor, reference: string): Promise<void> {
  await visitor.fill({ 'What it is for': 'Winter drop-ins', Reference: reference });
  await visitor.page.getByLabel('Contract for services', { exact: true }).check();
  await visitor.fill({ 'Value of the whole contract, without VAT': '12,000' });
  await choose(visitor, 'VAT', 'No VAT: outside its scope');
  await visitor.fill({ 'First day': '2026-12-01', 'Last day': '2027-11-30' });
}

describe.each<Width>(['both'])('a contract, on %s screens', (width) => {
  it('is set up by questions, agreed by both sides, and its plan acknowledged by the group', async () => {
    await demo.site.test.db.rows('update organisation set joined_at = now() where name = $1', [GROUP]);
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    await manager.goTo(`${home(manager)}/contracts/new`);
    expect(await manager.lookAt('contract-new-start')).toEqual([]);
    await choose(manager, 'With which group?', GROUP);
    await manager.press('Continue');
    expect(await manager.heading()).toContain('What is agreed');
    await manager.press('Continue');
    expect(await manager.text()).toContain('Enter what the contract is for');
    expect(await manager.lookAt('contract-new-what-refused')).toEqual([]);
    await whatIsAgreed(manager, `WM-9${width === 'wide' ? '1' : '2'}0`);
    await manager.press('Continue');
    expect(await manager.lookAt('contract-new-terms')).toEqual([]);
    await manager.page.getByLabel('In arrears', { exact: true }).check();
    await choose(manager, 'How often?', 'Every three months');
    await manager.press('Continue');
    expect(await manager.text()).toContain('The group works for');
    expect(await manager.lookAt('contract-new-why')).toEqual([]);
    await manager.page.getByRole('link', { name: 'go back and pay monthly in advance' }).click();
    await manager.page.getByLabel('In advance', { exact: true }).check();
    await choose(manager, 'How often?', 'Every month');
    await manager.press('Continue');
    await manager.page.getByLabel('No', { exact: true }).check();
    await manager.page.getByLabel('Who leads it on your side').selectOption({ index: 1 });
    expect(await manager.lookAt('contract-new-paying')).toEqual([]);
    await manager.press('Continue');
    expect(await manager.text()).toContain('12 payments, £12,000.00 in all');
    expect(await manager.lookAt('contract-new-check')).toEqual([]);
    await manager.press('Make the draft');
    expect(await manager.text()).toContain('The draft is made.');
    expect(await manager.lookAt('contract-drafted')).toEqual([]);
    const contract = (/contracts\/([^?]+)/.exec(manager.at()) ?? [])[1] ?? '';
    for (const reason of await manager.page.getByLabel('Why go on without this').all()) {
      await reason.fill('They choose somebody in January.');
    }
    await manager.press('Confirm for your side');
    expect(await manager.text()).toContain('Your side confirmed it on');
    await manager.close();

    const lead = await demo.signedIn('group_lead', GROUP, width);
    await lead.goTo(`${home(lead)}/contracts/${contract}`);
    await lead.page
      .getByRole('button', { name: /confirm/i })
      .first()
      .click();
    await lead.page.waitForLoadState();
    expect(await lead.text()).toContain('Your confirmation is on record.');
    expect(await lead.lookAt('contract-agreed-by-group')).toEqual([]);
    // Who confirms the terms confirms the plan with them.
    expect(await lead.text()).toMatch(/The group has read when it is paid\s+Done/);
    await lead.close();
  });
});

describe.each<Width>(['both'])('somebody who leaves, on %s screens', (width) => {
  it('has everything handed over, one by one, and the groups told', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    const [who] = await demo.site.test.db.rows<{ id: string; name: string }>(
      `select p.id, p.name from person p join organisation h on h.id = p.organisation_id
       join contact k on k.person_organisation_id = p.organisation_id and k.person_id = p.id
       join named_lead l on l.health_body_id = k.health_body_id and l.contact_id = k.id and l.to_on is null
       join contract c on c.health_body_id = l.health_body_id and c.id = l.contract_id
         and contract_state_on(c, '2026-11-22') = 'active'
       where h.name = $1 and p.last_day_on is null
         and exists (select 1 from contact o where o.health_body_id = k.health_body_id and o.group_id = k.group_id
           and o.side = 'health' and o.id <> k.id)
       group by p.id, p.name order by count(*), p.name offset $2 limit 1`,
      [WESTMERE, width === 'wide' ? 0 : 1],
    );
    await manager.goTo(`${home(manager)}/departures/new`);
    await manager.page.getByLabel('Who leaves').selectOption(who?.id ?? '');
    await manager.fill({ 'Their last day': '2026-12-31' });
    expect(await manager.lookAt('departure-new')).toEqual([]);
    await manager.press('See what it touches');
    expect(await manager.text()).toContain('still to hand over');
    expect(await manager.lookAt('departure-open')).toEqual([]);
    await manager.page.locator('.nhsuk-task-list a').first().click();
    expect(await manager.lookAt('handover')).toEqual([]);
    await manager.page.getByLabel('Who takes over').selectOption({ index: 1 });
    await manager.press('Hand over');
    expect(await manager.text()).toContain('takes over on 1 January 2027.');
    await manager.press('The groups have been told');
    expect(await manager.text()).toContain('They were told on');
    expect(await manager.lookAt('departure-told')).toEqual([]);
    await manager.goTo(`${home(manager)}/departures`);
    expect(await manager.lookAt('departures')).toEqual([]);
    await manager.goTo(`${home(manager)}/absences`);
    await manager.press('Record it');
    expect(await manager.text()).toContain('Choose who is away');
    expect(await manager.lookAt('absences')).toEqual([]);
    await manager.close();
  });
});

describe.each<Width>(['both'])('one partnership, on %s screens', (width) => {
  it('takes somebody more, contact and notes, shows what happened, and invites the group', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    const own = home(manager);
    await manager.goTo(`${own}/partnerships/new`);
    expect(await manager.lookAt('partnership-new')).toEqual([]);
    await manager.fill({ 'What the group is known as': `Lantern Row ${width}` });
    await manager.press('List the group');
    expect(await manager.heading()).toContain('People');
    await manager.press('Add them');
    expect(await manager.text()).toContain('Choose which side they are on');
    expect(await manager.lookAt('partnership-people-refused')).toEqual([]);
    await manager.page.getByLabel(`Lantern Row ${width}`, { exact: true }).check();
    await manager.fill({ 'If theirs: name': 'Ash Lindqvist', 'If theirs: email address': 'ash@lantern.example' });
    await manager.press('Add them');
    await manager.page.getByLabel('Yours', { exact: true }).check();
    await manager.page.getByLabel('If yours: which of your people').selectOption({ index: 1 });
    await manager.press('Add them');
    await manager.page
      .getByRole('button', { name: /^These details are right/ })
      .first()
      .click();
    expect(await manager.text()).toContain('It is noted that these details are right today.');
    expect(await manager.lookAt('partnership-people')).toEqual([]);
    await manager.page.getByRole('link', { name: 'Invite it' }).click();
    await manager.page.getByLabel('Whom do you invite?').selectOption({ index: 1 });
    await manager.fill({ 'When did you tell them?': '2026-11-20' });
    await manager.press('Make the link');
    expect(await manager.text()).toContain('/join/');
    expect(await manager.lookAt('partnership-invitation')).toEqual([]);
    await manager.page.getByRole('link', { name: 'Back to the partnership' }).click();
    expect(await manager.lookAt('partnership-empty')).toEqual([]);
    await manager.page.getByRole('link', { name: 'Write down contact' }).click();
    await manager.press('Save it');
    expect(await manager.text()).toContain('Choose how you were in touch');
    expect(await manager.lookAt('partnership-log-new-refused')).toEqual([]);
    await manager.page.getByLabel('Phone call', { exact: true }).check();
    await manager.page.getByLabel('Who of your side?').selectOption({ index: 1 });
    await manager.page.getByLabel('We did', { exact: true }).check();
    await manager.page.getByLabel('Yes', { exact: true }).check();
    await manager.fill({ 'What was it for? (optional)': 'How the winter goes' });
    await manager.press('Save it');
    expect(await manager.text()).toContain('How the winter goes');
    expect(await manager.lookAt('partnership-log')).toEqual([]);
    const log = manager.at().replace(/\?.*$/, '');
    await manager.page.getByRole('link', { name: /^Phone call, / }).click();
    await manager.page.getByRole('link', { name: 'Correct this entry' }).click();
    await manager.fill({ 'What was it for? (optional)': 'How the spring goes' });
    expect(await manager.lookAt('partnership-entry-correction')).toEqual([]);
    await manager.press('Save what is right');
    expect(await manager.page.locator('del').innerText()).toBe('How the winter goes');
    expect(await manager.lookAt('partnership-entry-corrected')).toEqual([]);
    await manager.page.getByRole('link', { name: 'Correct this entry' }).click();
    await manager.fill({ 'What was it for? (optional)': 'How the summer goes' });
    await demo.site.test.db.rows(
      `update engagement set outcome = 'Written in another tab', version = version + 1 where purpose = $1`,
      ['How the spring goes'],
    );
    await manager.press('Save what is right');
    expect(await manager.text()).toContain('What it says now');
    expect(await manager.lookAt('partnership-entry-changed-meanwhile')).toEqual([]);
    await manager.goTo(log);
    await manager.page.getByRole('link', { name: 'Notes of your own side' }).click();
    await manager.fill({ 'New note': 'Ask about the hall.' });
    await manager.press('Save the note');
    expect(await manager.text()).toContain('Ask about the hall.');
    expect(await manager.lookAt('partnership-notes')).toEqual([]);
    await manager.page.getByRole('link', { name: /^Open or correct it/ }).click();
    await manager.fill({ 'What the note says': 'Ask about the café.' });
    await manager.press('Correct this note');
    expect(await manager.page.locator('del').innerText()).toBe('Ask about the hall.');
    expect(await manager.lookAt('partnership-note-corrected')).toEqual([]);
    const busy = await demo.one(`select p.id from partnership p join receipt r on r.group_id = p.group_id
      and r.health_body_id = p.health_body_id where p.health_body_id = (select id from organisation
      where name = '${WESTMERE}') group by p.id order by count(*) desc, p.id limit 1`);
    await demo.site.test.db.rows(
      `insert into capacity_statement (group_id, id, state, waiting_weeks, words, stated_on)
       select group_id, gen_random_uuid(), 'limited', 6, 'The helpline has room.', '2026-11-02'
       from partnership
       where id = $1 or group_id = (select id from organisation where name = 'Marlpit Circle')`,
      [busy],
    );
    await manager.goTo(`${own}/partnerships/${busy}`);
    expect(await manager.text()).toContain('“Limited: we can take on a little. People wait 6 weeks.”');
    expect(await manager.lookAt('partnership-capacity')).toEqual([]);
    await manager.goTo(`${own}/partnerships/${busy}/timeline`);
    expect(await manager.text()).toContain('received');
    expect(await manager.lookAt('partnership-timeline')).toEqual([]);
    await manager.goTo(`${own}/partnerships?filter=late&sort=late`);
    expect(await manager.text()).toContain('Can take on a little, as it said on 2 November 2026');
    expect(await manager.lookAt('partnerships')).toEqual([]);
    await manager.page.getByRole('link', { name: 'The portfolio in pictures' }).click();
    expect(await manager.text()).toContain('is paid monthly in advance.');
    expect(await manager.lookAt('portfolio-pictures')).toEqual([]);
    await manager.close();
  });
});

describe('a manager without scripts, on a phone', () => {
  it('sets up a contract and hands somebody over', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'narrow', { script: false });
    await manager.goTo(`${home(manager)}/contracts/new`);
    await choose(manager, 'With which group?', GROUP);
    await manager.press('Continue');
    await whatIsAgreed(manager, 'WM-930');
    await manager.press('Continue');
    await manager.press('Continue');
    await manager.page.getByLabel('Not known yet', { exact: true }).check();
    await manager.press('Continue');
    expect(await manager.lookAt('contract-new-check')).toEqual([]);
    await manager.press('Make the draft');
    expect(await manager.text()).toContain('The draft is made.');
    await manager.close();
  });
});

describe('a manager with the keyboard only', () => {
  it('sets up a contract', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'wide');
    const { page } = manager;
    const keys = page.keyboard;
    const answer = async (label: string, text: string) => {
      for (let at = 0; at < 60; at += 1) {
        await keys.press('Tab');
        const id = await page.evaluate(() => document.activeElement?.id ?? '');
        if (id === (await page.getByLabel(label, { exact: true }).getAttribute('id'))) break;
      }
      await keys.type(text);
    };
    const press = async (name: string) => {
      for (let at = 0; at < 60; at += 1) {
        await keys.press('Tab');
        const text = await page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
        if (text === name) break;
      }
      await keys.press('Enter');
      await page.waitForLoadState();
      await page.waitForTimeout(300);
    };
    await manager.goTo(`${home(manager)}/contracts/new`);
    await answer('With which group?', GROUP);
    await press('Continue');
    expect(await manager.heading()).toContain('What is agreed');
    await answer('What it is for', 'Spring drop-ins');
    await answer('Reference', 'WM-940');
    await answer('Contract for services', ' ');
    await answer('Value of the whole contract, without VAT', '6000');
    await answer('VAT', 'No VAT: outside');
    await answer('First day', '12012026');
    await answer('Last day', '11302027');
    await press('Continue');
    expect(await manager.heading()).toContain('When it is paid');
    await press('Continue');
    await answer('No', ' ');
    await press('Continue');
    expect(await manager.heading()).toContain('Check before the draft is made');
    await press('Make the draft');
    expect(await manager.text()).toContain('The draft is made.');
    await manager.close();
  });
});
