import type { Visitor } from './browser';

const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*/, '$1');
const processIn = (visitor: Visitor) => visitor.at().replace(/^.*(\/decision-processes\/[^?]+).*$/, '$1');
const inGroup = (visitor: Visitor, name: string | RegExp) => visitor.page.getByRole('group', { name });

/** A side writes its own way where nothing holds yet, as far as its check, and leaves it. */
export async function writeOwn(manager: Visitor): Promise<void> {
  await manager.follow('Write your own');
  expect(await manager.lookAt('own-process')).toEqual([]);
  await inGroup(manager, 'Materials and content').getByLabel('Who decides').selectOption('Not covered');
  await inGroup(manager, 'Something else').getByLabel('Who decides').selectOption('Both sides');
  await manager.fill({ 'How many days each side has to answer': '0' });
  await manager.press('Check what you wrote');
  expect(await manager.text()).toContain('Something else: say which other decisions you mean');
  expect(await manager.lookAt('own-process-refused')).toEqual([]);
  await manager.fill({ 'Which other decisions': 'Volunteers', 'How many days each side has to answer': '15' });
  await manager.press('Check what you wrote');
  expect(await manager.lookAt('own-process-check-first')).toEqual([]);
  await manager.press('Change something');
  const days = manager.page.getByLabel('How many days each side has to answer');
  expect(await days.inputValue()).toBe('15');
  await manager.follow('How you decide now');
}

/** From what holds to another version: proposed by the group, declined, written again from that one, and signed. */
export async function decideOtherwise(manager: Visitor, group: Visitor, contractId: string): Promise<void> {
  const contract = `/contracts/${contractId}/decision-process`;
  await group.goTo(home(group) + contract);
  await group.press('Propose a change');
  await group.page.waitForURL(/decision-process\/new$/);
  await inGroup(group, 'What is recorded and shared').getByLabel('Who decides').selectOption('Not covered');
  await inGroup(group, 'Who does the work').getByLabel('Who decides').selectOption({ index: 3 });
  const who = group.page.locator('#group-decides-2');
  await who.selectOption({ index: 3 });
  await group.press('Room for more people of Umber Bridge');
  await group.page.locator('#group-decides-3').waitFor();
  await group.page.locator('#group-consulted-others').fill('Our trustees\nThe people who come to us');
  await group.fill({ 'What else both should know (optional)': 'We meet on the first Thursday of the month.' });
  expect(await group.lookAt('own-process-of-group')).toEqual([]);
  await group.press('Check what you wrote');
  expect(await group.lookAt('own-process-check')).toEqual([]);
  await group.press('Sign it and send it');
  const first = processIn(group);

  await manager.goTo(home(manager) + contract);
  expect(await manager.lookAt('decision-process-waits')).toEqual([]);
  await manager.goTo(home(manager) + first);
  expect(await manager.lookAt('decision-process-beside')).toEqual([]);
  await manager.fill({ 'Why not': 'What is recorded must stay with both of us.' });
  await manager.press('Decline');

  await group.goTo(home(group) + first);
  await group.follow('Write another from this one');
  expect(await group.text()).toContain('You begin with what version 2 says.');
  await inGroup(group, 'What is recorded and shared').getByLabel('Who decides').selectOption('Both sides');
  await group.press('Check what you wrote');
  await group.press('Sign it and send it');
  const second = processIn(group);
  await manager.goTo(home(manager) + second);
  await manager.press('Sign it for our side');
  expect(await manager.text()).toContain('Signed by both sides.');
  await group.goTo(home(group) + contract);
  expect(await group.text()).toContain('Version 3, signed by both sides, holds since');
  expect(await group.lookAt('decision-process-versions')).toEqual([]);
}
