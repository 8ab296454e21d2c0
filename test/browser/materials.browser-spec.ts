import type { Visitor } from './browser';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const GROUP = 'Umber Bridge';
const WORDS = 'You are welcome as you are.\nWe meet on Mondays at the bridge.\nA friend can come with you.';
const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*/, '$1');
const open = (visitor: Visitor, id: string) => visitor.goTo(`${home(visitor)}/materials/${id}`);

describe('a material and the group’s name on it', () => {
  it('is edited by the health side, so that the yes lapses, the use is noticed, and the group says yes again', async () => {
    const group = await demo.signedIn('group_lead', GROUP, 'both');
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');

    await group.goTo(`${home(group)}/materials/new`);
    await group.press('Add it');
    expect(await group.text()).toContain('Say what it is called');
    expect(await group.lookAt('material-new-refused')).toEqual([]);
    await group.fill({ 'What is it called?': 'Welcome card for the waiting room', 'Its words': WORDS });
    await group.press('Add it');
    const id = group.at().replace(/^.*materials\/([^?]+).*$/, '$1');
    await group.press('Yes to our name on version 1');
    expect(await group.text()).toContain('agrees to its name on this version, and on no other');

    await open(manager, id);
    await manager.fill({ Where: 'Waiting room of the clinic', 'Since when': '2026-11-20' });
    await manager.press('Note it');
    expect(await manager.text()).toContain('Version 1, since 20 November 2026');
    expect(await manager.lookAt('material-consented')).toEqual([]);
    await manager.goTo(`${home(manager)}/materials/${id}/edit`);
    await manager.fill({ 'The words': 'We meet on Fridays at the bridge.' });
    await manager.page.getByLabel('Make it a new version').check();
    expect(await manager.lookAt('material-edit')).toEqual([]);
    await manager.press('Continue');
    expect(await manager.text()).toContain('of the earlier words are gone');
    expect(await manager.lookAt('material-check')).toEqual([]);
    await manager.press('Make version 2');
    expect(await manager.text()).toContain('It is used without the group’s yes.');
    expect(await manager.lookAt('material-lapsed')).toEqual([]);

    await demo.judge();
    await manager.goTo(`${home(manager)}/findings`);
    expect(await manager.text()).toContain('Name used without consent');
    await group.goTo(`${home(group)}/materials`);
    expect(await group.lookAt('materials')).toEqual([]);
    await open(group, id);
    await group.follow('See what changed in version 2');
    expect(await group.lookAt('material-version')).toEqual([]);
    await group.press('Yes to our name on version 2');
    expect(await group.text()).toContain('It is used without the group’s yes.');

    await open(manager, id);
    await manager.press(/^Version 2 is used there now/);
    expect(await manager.text()).not.toContain('It is used without the group’s yes.');
    await demo.judge();
    await manager.goTo(`${home(manager)}/findings`);
    expect(await manager.text()).not.toContain('Waiting room of the clinic');
    await manager.goTo(`${home(manager)}/name-uses`);
    expect(await manager.lookAt('name-uses')).toEqual([]);

    await open(manager, id);
    await manager.goTo(`${home(manager)}/materials/${id}/edit`);
    await manager.fill({ 'The words': 'We meet on Fridays at the old bridge.', 'Why? (optional)': 'There are two.' });
    await manager.page.getByLabel(`Propose it to ${GROUP}`).check();
    await manager.press('Continue');
    const proposal = manager.at().replace(/^.*(material-proposals\/[^?]+).*$/, '$1');
    await group.goTo(`${home(group)}/${proposal}`);
    expect(await group.lookAt('material-proposal')).toEqual([]);
    await group.press('Accept it');
    expect(await group.text()).toContain('it is the newest version now');

    // It stands in what happened, where a group says as well that something which was noticed is wrong.
    await group.goTo(home(group));
    await group.follow(`What happened with ${WESTMERE}`);
    expect(await group.text()).toContain('Material: a version made by your group');
    expect(await group.lookAt('group-timeline')).toEqual([]);
    await group.follow('Gone: The group’s name is used where it has not agreed to it');
    expect(await group.lookAt('group-finding')).toEqual([]);
    await group.follow('Something is not right');
    expect(await group.lookAt('challenge-of-finding')).toEqual([]);
    await group.fill({ 'What is not right': 'The old card hangs in the corridor as well.' });
    await group.press('Send it to the other side');
    expect(await group.heading()).toContain('Noticed by Accord: Name used without consent');
    await manager.goTo(`${home(manager)}/search?q=card`);
    expect(await manager.text()).toMatch(/Materials\s+Welcome card[^]*Challenges\s+The old card hangs in the corridor/);
    expect(await manager.lookAt('search-together')).toEqual([]);
    await group.close();
    await manager.close();
  });
});
