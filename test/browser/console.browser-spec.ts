import { WITH_MAIL } from './browser';
import type { Visitor, Width } from './browser';
import type { Role } from '../../src/platform';
import type { Hand } from './keys';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

jest.setTimeout(240_000);

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open(WITH_MAIL);
  await demo.site.test.db.rows('update organisation set joined_at = now() where name = $1', [GROUP]);
});
afterAll(() => demo.close());

const home = (visitor: Visitor) => (/^\/o\/[^/?#]+/.exec(visitor.at()) ?? [''])[0];

const GROUP = 'Umber Bridge';
/** Who confirms the terms confirms the plan with them. */
const PLAN_READ = /You have read when you are paid\s+Done/;

async function whatIsAgreed(hand: Hand, reference: string): Promise<void> {
  await hand.fill({ 'What it is for': 'Winter drop-ins', Reference: reference });
  await hand.choose('Contract for services');
  await hand.fill({ 'Value of the whole contract, without VAT': '12,000' });
  await hand.select('VAT', 'No VAT: outside its scope');
  await hand.fill({ 'First day': '2026-12-01', 'Last day': '2027-11-30' });
}

/** From the draft that is open to both sides' confirmation: answers what the group then reads. */
async function agree(manager: Visitor, hand: Hand, lead: Visitor, handOfLead: Hand): Promise<string> {
  const contract = (/contracts\/([^?]+)/.exec(manager.at()) ?? [])[1] ?? '';
  for (const label of await manager.page.locator('label', { hasText: 'Why go on without this' }).allInnerTexts()) {
    await hand.fill({ [label]: 'They choose somebody in January.' });
  }
  await hand.press('Confirm for your side');
  expect(await manager.text()).toContain('Your side confirmed it on');
  expect(await manager.lookAt('contract-confirmed')).toEqual([]);
  await lead.goTo(`${home(lead)}/contracts/${contract}`);
  expect(await lead.lookAt('contract-waits-for-group')).toEqual([]);
  await handOfLead.follow('Read it and agree on one page');
  await handOfLead.press('Agree to all of this');
  expect(await lead.text()).toContain('Your confirmation is on record.');
  expect(await lead.lookAt('contract-agreed-by-group')).toEqual([]);
  const text = await lead.text();
  await Promise.all([manager.close(), lead.close()]);
  return text;
}

/** The usual terms, from the first question to both sides' confirmation. */
async function setUp(manager: Visitor, hand: Hand, reference: string, lead: Visitor, ofLead: Hand): Promise<string> {
  await hand.follow('Set up a contract');
  expect(await manager.lookAt('contract-new-start')).toEqual([]);
  await hand.select('With which group?', GROUP);
  await hand.press('Continue');
  expect(await manager.heading()).toContain('What is agreed');
  await whatIsAgreed(hand, reference);
  expect(await manager.lookAt('contract-new-what')).toEqual([]);
  await hand.press('Continue');
  expect(await manager.heading()).toContain('When it is paid');
  expect(await manager.lookAt('contract-new-terms')).toEqual([]);
  await hand.press('Continue');
  await hand.choose('Not known yet');
  await hand.press('Continue');
  expect(await manager.heading()).toContain('Check before the draft is made');
  expect(await manager.lookAt('contract-new-check')).toEqual([]);
  await hand.press('Make the draft');
  expect(await manager.text()).toContain('The draft is made.');
  expect(await manager.lookAt('contract-drafted')).toEqual([]);
  return agree(manager, hand, lead, ofLead);
}

/** Whoever of Westmere holds least, and somebody else could hold it. What another walk handed over is taken back. */
async function leaver(): Promise<string> {
  const { db } = demo.site.test;
  await db.rows(`delete from named_lead where from_on = '2027-01-01'`);
  await db.rows(`update named_lead set to_on = null where to_on = '2026-12-31'`);
  await db.rows(`update person set last_day_on = null, departure_told_on = null where last_day_on = '2026-12-31'`);
  return demo.one(
    `select p.name from person p join organisation h on h.id = p.organisation_id
     join contact k on k.person_organisation_id = p.organisation_id and k.person_id = p.id
     join named_lead l on l.health_body_id = k.health_body_id and l.contact_id = k.id and l.to_on is null
     join contract c on c.health_body_id = l.health_body_id and c.id = l.contract_id
       and contract_state_on(c, '2026-11-22') in ('agreed', 'active', 'suspended')
     where h.name = $1 and p.last_day_on is null
     group by p.id, p.name
     having bool_and(exists (select 1 from contact o
       join person x on x.organisation_id = o.person_organisation_id and x.id = o.person_id
       where o.health_body_id = k.health_body_id and o.group_id = k.group_id and o.side = 'health' and o.id <> k.id
         and x.last_day_on is null))
     order by count(*), p.name limit 1`,
    [WESTMERE],
  );
}

/** From the list of who leaves to the groups that were told: all that somebody holds goes to somebody else. */
async function leaves(manager: Visitor, hand: Hand, name: string): Promise<void> {
  await manager.goTo(`${home(manager)}/departures`);
  await hand.follow('Somebody leaves');
  await hand.select('Who leaves', name);
  await hand.fill({ 'Their last day': '2026-12-31' });
  expect(await manager.lookAt('departure-new')).toEqual([]);
  await hand.press('See what it touches');
  expect(await manager.text()).toContain('still to hand over');
  expect(await manager.lookAt('departure-open')).toEqual([]);
  const open = manager.page.locator('.nhsuk-task-list__item').filter({ hasText: 'To hand over' }).getByRole('link');
  while ((await open.count()) > 0) {
    await hand.follow(open.first());
    expect(await manager.lookAt('handover')).toEqual([]);
    const others = await manager.page.getByLabel('Who takes over').locator('option').allInnerTexts();
    await hand.select(
      'Who takes over',
      others.findIndex((other, at) => at > 0 && !other.includes('last day')),
    );
    await hand.press('Hand over');
    expect(await manager.text()).toContain('takes over on 1 January 2027.');
  }
  expect(await manager.text()).toContain('Everything is handed over.');
  expect(await manager.lookAt('departure-handed-over')).toEqual([]);
  await hand.press('The groups have been told');
  expect(await manager.text()).toContain('They were told on');
  expect(await manager.lookAt('departure-told')).toEqual([]);
  await hand.follow('Everybody who leaves');
  expect(await manager.text()).toContain(name);
  expect(await manager.lookAt('departures')).toEqual([]);
}

describe.each<Width>(['both'])('a contract, on %s screens', (width) => {
  it('is set up by questions, agreed by both sides, and its plan acknowledged by the group', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    await manager.goTo(`${home(manager)}/contracts/new`);
    expect(await manager.lookAt('contract-new-start')).toEqual([]);
    await manager.select('With which group?', GROUP);
    await manager.press('Continue');
    expect(await manager.heading()).toContain('What is agreed');
    await manager.press('Continue');
    expect(await manager.text()).toContain('Enter what the contract is for');
    expect(await manager.lookAt('contract-new-what-refused')).toEqual([]);
    await whatIsAgreed(manager, `WM-9${width === 'wide' ? '1' : '2'}0`);
    await manager.press('Continue');
    expect(await manager.lookAt('contract-new-terms')).toEqual([]);
    await manager.choose('In arrears');
    await manager.select('How often?', 'Every three months');
    await manager.press('Continue');
    expect(await manager.text()).toContain('The group works for');
    expect(await manager.lookAt('contract-new-why')).toEqual([]);
    await manager.follow('go back and pay monthly in advance');
    await manager.choose('In advance');
    await manager.select('How often?', 'Every month');
    await manager.press('Continue');
    await manager.choose('No');
    await manager.select('Who leads it on your side', 1);
    expect(await manager.lookAt('contract-new-paying')).toEqual([]);
    await manager.press('Continue');
    expect(await manager.text()).toContain('12 payments, £12,000.00 in all');
    expect(await manager.lookAt('contract-new-check')).toEqual([]);
    await manager.press('Make the draft');
    expect(await manager.text()).toContain('The draft is made.');
    expect(await manager.lookAt('contract-drafted')).toEqual([]);
    const lead = await demo.signedIn('group_lead', GROUP, width);
    expect(await agree(manager, manager, lead, lead)).toMatch(PLAN_READ);
  });
});

describe.each<Width>(['both'])('somebody who leaves, on %s screens', (width) => {
  it('has everything handed over, one by one, and the groups told', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    await leaves(manager, manager, await leaver());
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
    await manager.choose(`Lantern Row ${width}`);
    await manager.fill({ 'If theirs: name': 'Ash Lindqvist', 'If theirs: email address': 'ash@lantern.example' });
    await manager.press('Add them');
    await manager.choose('Yours');
    await manager.select('If yours: which of your people', 1);
    await manager.press('Add them');
    await manager.press(/^These details are right/);
    expect(await manager.text()).toContain('It is noted that these details are right today.');
    expect(await manager.lookAt('partnership-people')).toEqual([]);
    await manager.follow('Invite it');
    await manager.select('Whom do you invite?', 1);
    await manager.fill({ 'When did you tell them?': '2026-11-20' });
    await manager.press('Make the link');
    expect(await manager.text()).toContain('/join/');
    expect(await manager.lookAt('partnership-invitation')).toEqual([]);
    await manager.follow('Email the invitation to them');
    expect(await manager.text()).toContain('ash@lantern.example');
    expect(await manager.lookAt('partnership-invitation-email')).toEqual([]);
    await manager.press('Email it');
    expect(await manager.text()).toContain('The invitation is on its way to them by email.');
    expect(await manager.lookAt('partnership-invitation-emailed')).toEqual([]);
    await manager.follow('Back to the partnership');
    expect(await manager.lookAt('partnership-empty')).toEqual([]);
    await manager.follow('Write down contact');
    await manager.press('Save it');
    expect(await manager.text()).toContain('Choose how you were in touch');
    expect(await manager.lookAt('partnership-log-new-refused')).toEqual([]);
    await manager.choose('Phone call');
    await manager.select('Who of your side?', 1);
    await manager.choose('We did');
    await manager.choose('Yes');
    await manager.fill({ 'What was it for? (optional)': 'How the winter goes' });
    await manager.press('Save it');
    expect(await manager.text()).toContain('How the winter goes');
    expect(await manager.lookAt('partnership-log')).toEqual([]);
    const log = manager.at().replace(/\?.*$/, '');
    await manager.follow(/^Phone call, /);
    await manager.follow('Correct this entry');
    await manager.fill({ 'What was it for? (optional)': 'How the spring goes' });
    expect(await manager.lookAt('partnership-entry-correction')).toEqual([]);
    await manager.press('Save what is right');
    expect(await manager.page.locator('del').innerText()).toBe('How the winter goes');
    expect(await manager.lookAt('partnership-entry-corrected')).toEqual([]);
    await manager.follow('Correct this entry');
    await manager.fill({ 'What was it for? (optional)': 'How the summer goes' });
    await demo.site.test.db.rows(
      `update engagement set outcome = 'Written in another tab', version = version + 1 where purpose = $1`,
      ['How the spring goes'],
    );
    await manager.press('Save what is right');
    expect(await manager.text()).toContain('What it says now');
    expect(await manager.lookAt('partnership-entry-changed-meanwhile')).toEqual([]);
    await manager.goTo(log);
    await manager.follow('Notes of your own side');
    await manager.fill({ 'New note': 'Ask about the hall.' });
    await manager.press('Save the note');
    expect(await manager.text()).toContain('Ask about the hall.');
    expect(await manager.lookAt('partnership-notes')).toEqual([]);
    await manager.follow(/^Open or correct it/);
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
    await manager.follow('The portfolio in pictures');
    expect(await manager.text()).toContain('is paid monthly in advance.');
    expect(await manager.lookAt('portfolio-pictures')).toEqual([]);
    await manager.close();
  });
});

describe('without scripts, on a phone', () => {
  const here = (role: Role, organisation: string) => demo.signedIn(role, organisation, 'narrow', { script: false });

  it('a contract is set up and agreed, and somebody hands over', async () => {
    const manager = await here('partnership_manager', WESTMERE);
    const start = manager.at();
    await leaves(manager, manager, await leaver());
    await manager.goTo(start);
    const lead = await here('group_lead', GROUP);
    expect(await setUp(manager, manager, 'WM-930', lead, lead)).toMatch(PLAN_READ);
  });
});

describe('by keyboard alone', () => {
  it('a contract is set up and agreed, and somebody hands over', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'wide');
    const start = manager.at();
    await leaves(manager, manager.keys, await leaver());
    await manager.goTo(start);
    const lead = await demo.signedIn('group_lead', GROUP, 'wide');
    expect(await setUp(manager, manager.keys, 'WM-940', lead, lead.keys)).toMatch(PLAN_READ);
  });
});
