import type { Visitor } from './browser';
import { decideOtherwise, writeOwn } from './own-process';
import { haveMentor } from './mentoring';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const GROUP = 'Umber Bridge';
const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*/, '$1');

async function propose(visitor: Visitor, contractId: string, title: string): Promise<string> {
  await visitor.goTo(`${home(visitor)}/contracts/${contractId}/decisions/new`);
  await visitor.page.getByLabel('Materials and content').check();
  await visitor.fill({ 'In a few words': title, 'What is to be decided, and why': 'A new picture for the leaflet.' });
  await visitor.press('Send it to the other side');
  return visitor.at().replace(/^.*decisions\/([^?]+).*$/, '$1');
}

async function say(visitor: Visitor, answer: string, comment = ''): Promise<void> {
  await visitor.page.getByLabel(answer, { exact: true }).check();
  if (comment !== '') await visitor.fill({ Comment: comment });
  await visitor.press('Send our answer');
}

/** From an empty who is who to a group that is introduced to somebody in it. */
async function beIntroduced(manager: Visitor, group: Visitor): Promise<void> {
  await manager.goTo(`${home(manager)}/who-is-who/new`);
  await manager.press('Add it');
  expect(await manager.lookAt('directory-new-refused')).toEqual([]);
  await manager.choose('A team');
  await manager.fill({
    Name: 'Rooms and buildings',
    'What it does': 'Lends rooms in our buildings to groups, and sees to keys, ramps and heating.',
    'Where it is (optional)': 'Quay House, level 2; step-free from the car park',
    'Phone of the team (optional)': '01632 960142',
    'Email of the team (optional)': 'rooms-and-buildings-of-quay-house@westmere.example',
  });
  await manager.press('Add it');
  expect(await manager.lookAt('directory-entry-own')).toEqual([]);
  await manager.goTo(`${home(manager)}/who-is-who`);
  expect(await manager.lookAt('directory-own')).toEqual([]);

  await group.goTo(`${home(group)}/who-is-who`);
  await group.follow('Rooms and buildings');
  await group.press('Ask for an introduction');
  expect(await group.lookAt('directory-ask-refused')).toEqual([]);
  await group.fill({ 'What would you like to talk about with them?': 'A step-free room for Thursday evenings.' });
  await group.press('Ask for an introduction');
  expect(await group.lookAt('introduction-asked')).toEqual([]);

  await manager.goTo(home(manager));
  await manager.follow('One group waits to be introduced, since today.');
  expect(await manager.lookAt('introductions')).toEqual([]);
  await manager.follow(/Rooms and buildings/);
  await manager.choose('Yes');
  await manager.press('Send your answer');
  expect(await manager.lookAt('introduction-refused')).toEqual([]);
  await manager.fill({ 'If yes, to whom?': 'The officer who lends rooms at Quay House' });
  await manager.press('Send your answer');
  expect(await manager.text()).toContain('Introduced on');
  await haveMentor(manager, group, GROUP);
}

/** Enters a strategy, and says how the contract and the decision serve it. */
async function serve(manager: Visitor, contractId: string, decisionId: string): Promise<void> {
  await manager.goTo(`${home(manager)}/admin/strategy`);
  await manager.press('Enter it, and go on to its priorities');
  expect(await manager.text()).toContain('Choose whether groups may read it');
  expect(await manager.lookAt('strategies-refused')).toEqual([]);
  await manager.fill({ 'What it is called': 'A plan for the next five years', From: '2026-04-01' });
  await manager.fill({ 'Where it is on the web': 'https://plans.example/five-years' });
  await manager.page.getByLabel('Yes, it is published').check();
  await manager.press('Enter it, and go on to its priorities');
  await manager.fill({ 'Add a priority': 'Nobody is turned away' });
  await manager.press('Add it');
  expect(await manager.text()).toContain('Nothing is linked to it yet');
  expect(await manager.lookAt('strategy')).toEqual([]);
  await manager.follow('Correct this, or take it away');
  expect(await manager.lookAt('strategy-to-correct')).toEqual([]);
  for (const [page, how] of [
    [`contracts/${contractId}`, 'It says who will be there.'],
    [`decisions/${decisionId}`, 'More people find it.'],
  ] as const) {
    await manager.goTo(`${home(manager)}/${page}`);
    expect(await manager.text()).toContain('Nothing says yet which of your priorities');
    await manager.follow('Say which priorities it serves');
    await manager.page.getByLabel('Nobody is turned away').check();
    await manager.fill({ 'How it serves it': how });
    await manager.press('Keep this');
    expect(await manager.text()).toContain('Kept. The group reads it too.');
  }
  expect(await manager.lookAt('decision-serves')).toEqual([]);
  await manager.goTo(`${home(manager)}/decisions/${decisionId}`);
  expect(await manager.lookAt('decision-with-priority')).toEqual([]);
}

/** From the page of a decision: raised, answered with what changed, and accepted. */
async function challenge(group: Visitor, manager: Visitor): Promise<void> {
  await group.follow('Something is not right');
  await group.press('Send it to the other side');
  expect(await group.text()).toContain('Say what is not right');
  expect(await group.lookAt('challenge-refused')).toEqual([]);
  await group.page.getByLabel('What is not right').fill('The old logo was printed before we were asked.');
  await group.press('Send it to the other side');
  expect(await group.text()).toContain('Waits for an answer');
  const address = group.at().replace(/^.*(\/challenges\/[^?]+).*$/, '$1');
  await manager.goTo(`${home(manager)}/challenges`);
  expect(await manager.lookAt('challenges')).toEqual([]);
  await manager.goTo(home(manager) + address);
  expect(await manager.lookAt('challenge-to-answer')).toEqual([]);
  await manager.page.getByLabel('Yes, we changed something').check();
  await manager.page.getByLabel('What was changed, or why nothing was').fill('The leaflet is printed again.');
  await manager.press('Send our answer');
  await group.goTo(home(group) + address);
  expect(await group.lookAt('challenge-answered')).toEqual([]);
  await group.page.getByLabel('Yes: we accept the answer').check();
  await group.press('Send it');
  expect(await group.text()).toContain('accepted the answer');
}

/** Help says whom else to turn to, and the page for it opens. */
async function turnInPrivate(group: Visitor): Promise<void> {
  await group.goTo(`${home(group)}/help`);
  expect(await group.text()).toContain('You want to say it in private');
  expect(await group.lookAt('help')).toEqual([]);
  await group.goTo(`${home(group)}/private`);
  expect(await group.lookAt('private')).toEqual([]);
}

/** From a profile to a contract that asks for what the group does not do, and goes on for a reason. */
async function fitOrSayWhy(manager: Visitor, group: Visitor, contractId: string): Promise<void> {
  const contract = `/contracts/${contractId}`;
  await group.goTo(`${home(group)}/profile/work`);
  await group.page.getByRole('group', { name: 'What you do', exact: true }).getByLabel('Community research').check();
  await group.page.getByRole('group', { name: 'What you do not do' }).getByLabel('Community research').check();
  await group.press('Save');
  expect(await group.text()).toContain('is said both to be done and not to be done');
  expect(await group.lookAt('fit-work-refused')).toEqual([]);
  await group.page.getByRole('group', { name: 'What you do', exact: true }).getByLabel('Community research').uncheck();
  await group.press('Save');
  expect(await group.lookAt('fit-profile')).toEqual([]);

  await manager.goTo(`${home(manager)}/partnerships/find`);
  await manager.page.getByLabel('Where it works').fill('westmere');
  await manager.press('Find groups');
  expect(await manager.lookAt('fit-found')).toEqual([]);
  await manager.follow(GROUP);
  expect(await manager.lookAt('fit-group-profile')).toEqual([]);
  await manager.goTo(`${home(manager)}${contract}/fit`);
  await manager.page.getByLabel('Community research').check();
  await manager.page.getByLabel('Where (optional)').fill('Westmere');
  await manager.press('Save and compare');
  await manager.press('Go on for this reason');
  expect(await manager.text()).toContain('Say why you go on, for the group to read');
  expect(await manager.lookAt('fit-differs')).toEqual([]);
  await manager.fill({ 'Why you go on with this': 'They asked to learn it together with us.' });
  await manager.press('Go on for this reason');
  expect(await manager.text()).toContain('Your reason is on record');
  await group.goTo(`${home(group)}${contract}`);
  expect(await group.text()).toContain('They asked to learn it together with us.');
  expect(await group.lookAt('fit-contract')).toEqual([]);
  await group.follow('What it asks for, and how it fits');
  expect(await group.lookAt('fit-for-group')).toEqual([]);
}

describe('deciding together', () => {
  it('goes from a signed way of deciding to one decision that is agreed and one that is not', async () => {
    const { id } = await demo.draft(GROUP, 'WM-901');
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await manager.goTo(`${home(manager)}/contracts/${id}/decision-process`);
    expect(await manager.text()).toContain('Silence is never a yes');
    expect(await manager.lookAt('decision-process-ready-made')).toEqual([]);
    await writeOwn(manager);
    await manager.press('Sign this and send it to the other side');
    const process = manager.at().replace(/^.*decision-processes\/([^?]+).*$/, '$1');

    const group = await demo.signedIn('group_lead', GROUP, 'both');
    await group.goTo(`${home(group)}/decision-processes/${process}`);
    expect(await group.lookAt('decision-process-to-sign')).toEqual([]);
    await group.press('Sign it for our side');
    expect(await group.text()).toContain('Signed by both sides.');

    const first = await propose(manager, id, 'The new leaflet');
    await say(manager, 'We agree');
    await group.goTo(`${home(group)}/decisions`);
    expect(await group.lookAt('decisions')).toEqual([]);
    await group.goTo(`${home(group)}/decisions/${first}`);
    await group.press('Send our answer');
    expect(await group.text()).toContain('Choose what you think');
    expect(await group.lookAt('decision-refused')).toEqual([]);
    await say(group, 'We agree');
    expect(await group.text()).toContain('it can be closed as agreed');
    await group.page.getByLabel('Agreed', { exact: true }).check();
    await group.press('Close it');
    expect(await group.text()).toContain('Your side closed it on');

    const second = await propose(manager, id, 'The old logo');
    await group.goTo(`${home(group)}/decisions/${second}`);
    await say(group, 'We do not agree', 'It shows people who have left.');
    await manager.goTo(`${home(manager)}/decisions/${second}`);
    expect(await manager.text()).toContain('the health body’s yes is needed');
    await manager.page.getByLabel('It is done without agreement').check();
    await manager.fill({ Why: 'It is printed already.' });
    await manager.press('Close it');
    expect(await manager.text()).toContain('Decided without agreement');
    expect(await manager.lookAt('decision-without-agreement')).toEqual([]);

    await demo.judge();
    await manager.goTo(`${home(manager)}/findings`);
    expect(await manager.text()).toContain('Decided without agreement.');
    expect(await manager.lookAt('findings-of-deciding')).toEqual([]);
    await manager.follow('Read it, and take it up again');
    await manager.press('Take it up again');
    await manager.page.waitForURL(/decisions\/new/);
    expect(await manager.page.getByLabel('In a few words').inputValue()).toBe('The old logo');
    expect(await manager.lookAt('decision-taken-up-again')).toEqual([]);
    await group.goTo(`${home(group)}/decisions/${second}/files`);
    const file = { name: 'draft.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nA draft\n%%EOF\n') };
    await group.page.getByLabel('A PDF or a photo').setInputFiles(file);
    await group.press('Add the file');
    await group.goTo(`${home(group)}/decisions/${second}`);
    expect(await group.text()).toContain('draft.pdf');
    expect(await group.lookAt('decision-with-file')).toEqual([]);
    await serve(manager, id, first);
    await group.goTo(`${home(group)}/contracts/${id}#strategy`);
    expect(await group.text()).toContain('It says who will be there.');
    expect(await group.lookAt('contract-serves-for-group')).toEqual([]);
    await group.goTo(`${home(group)}/decisions/${first}`);
    expect(await group.text()).toContain('Nobody is turned away');
    await challenge(group, manager);
    await turnInPrivate(group);
    await decideOtherwise(manager, group, id);
    await group.close();
    await manager.close();
  });

  it('is how both work together too, agreed after a change by the other side', async () => {
    const { id } = await demo.draft(GROUP, 'WM-902');
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    const group = await demo.signedIn('group_lead', GROUP, 'both');
    const page = `/contracts/${id}/commencement`;
    await manager.goTo(home(manager) + page);
    expect(await manager.lookAt('commencement-none')).toEqual([]);
    await manager.press('Send it to the other side');
    expect(await manager.lookAt('commencement-refused')).toEqual([]);
    await manager.page.getByLabel('How we are in touch').selectOption('Phone');
    await manager.fill({
      'At least every how many days': '30',
      'When Westmere Integrated Care Board can be reached': 'Monday to Thursday',
      [`When ${GROUP} can be reached`]: 'Friday evenings',
      'Deadline 2: what is due': 'Interim report',
      'Day 1': '2027-03-01',
    });
    await manager.press('Send it to the other side');
    expect(await manager.text()).toContain('Deadline 2: enter the day by which it is due');
    await manager.press('More rows for deadlines');
    await manager.fill({ 'By, deadline 2': '2027-01-15', 'Deadline 10: what is due': 'Comments on it' });
    await manager.fill({ 'By, deadline 10': '2027-01-29' });
    await manager.page.getByLabel('Whose it is, deadline 2').selectOption(GROUP);
    await manager.page.getByLabel('Whose it is, deadline 10').selectOption(WESTMERE);
    expect(await manager.lookAt('commencement-deadlines')).toEqual([]);
    await manager.press('Send it to the other side');
    expect(await manager.text()).toContain('Proposed by your side');
    expect(await manager.text()).toContain(`15 January 2027: Interim report (${GROUP})`);

    await group.goTo(home(group) + page);
    expect(await group.lookAt('commencement-to-confirm')).toEqual([]);
    await group.fill({ 'At least every how many days': '60' });
    await group.press('Send it to the other side');
    expect(await group.text()).toContain('Proposed by your side');

    await manager.goTo(home(manager) + page);
    expect(await manager.text()).toContain('at least every 60 days');
    await manager.press('Agree to this');
    expect(await manager.text()).toContain('Both sides have agreed.');
    expect(await manager.lookAt('commencement-agreed')).toEqual([]);
    await beIntroduced(manager, group);
    await fitOrSayWhy(manager, group, id);
    await group.close();
    await manager.close();
  });
});
