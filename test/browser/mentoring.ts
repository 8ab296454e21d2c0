import type { Visitor } from './browser';

const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*/, '$1');

/** From a new partner without a mentor to two mentors, one after the other, and a talk that both sides read. */
export async function haveMentor(manager: Visitor, group: Visitor, name: string): Promise<void> {
  await manager.goTo(home(manager));
  await manager.follow(/no mentor yet/);
  expect(await manager.lookAt('mentors')).toEqual([]);
  await manager.goTo(`${home(manager)}/partnerships`);
  await manager.follow(name);
  await manager.follow('Mentor');
  await manager.fill({
    'Or another organisation': 'Tarn Valley Advice',
    ...{ From: '2026-04-10', 'Still needed? Ask on': '2026-10-12' },
  });
  await manager.press('Save');
  expect(await manager.text()).toContain('Is the mentor still needed?');
  await manager.press('Save the answer');
  expect(await manager.text()).toContain('Choose whether the mentor is still needed');
  expect(await manager.lookAt('mentor-review-refused')).toEqual([]);
  await manager.choose('Still needed');
  expect(await manager.lookAt('mentor-review')).toEqual([]);
  await manager.press('Save the answer');
  expect(await manager.text()).toContain('Saved. It is asked again on the day below.');
  await manager.select('Mentor of your side', 1);
  await manager.fill({ 'Or another organisation': '', From: '2026-11-01', 'Still needed? Ask on': '' });
  await manager.press('Save');
  expect(await manager.text()).toContain('10 April 2026 to 31 October 2026');

  await group.goTo(`${home(group)}/who-is-who`);
  expect(await group.lookAt('directory-of-payers')).toEqual([]);
  await group.follow('What was talked about, and until when');
  expect(await group.lookAt('mentors-of-group-none-yet')).toEqual([]);
  await group.press('Write down what was talked about');
  await group.press('Continue');
  expect(await group.text()).toContain('Say what you talked about');
  expect(await group.lookAt('mentor-talk-refused')).toEqual([]);
  await group.choose('Phone call');
  await group.fill({
    'What did you talk about?': 'What the number of the purchase order on an invoice is for.',
    'What is to do next, and for whom? (optional)': 'We put it on the next invoice. Our mentor looks at it first.',
  });
  await group.press('Continue');
  expect(await group.lookAt('mentor-talk-check')).toEqual([]);
  await group.press('Save it');
  expect(await group.text()).toContain('To do next: We put it on the next invoice.');
  expect(await group.lookAt('mentors-of-group')).toEqual([]);
  await manager.goTo(manager.at());
  expect(await manager.text()).toContain('To do next: We put it on the next invoice.');
  expect(await manager.lookAt('mentor-with-talk')).toEqual([]);
  await manager.follow(/^Phone call, /);
  expect(await manager.text()).toContain('What to do next');
  expect(await manager.lookAt('mentor-talk-entry')).toEqual([]);
}
