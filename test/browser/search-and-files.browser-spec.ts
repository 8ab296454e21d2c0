import { WIDTHS } from './browser';
import type { Visitor } from './browser';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;
let contract: string;

const GROUP = 'Marlpit Circle';

beforeAll(async () => {
  demo = await DemoSite.open();
  contract = await demo.one(
    `select c.id from contract c join organisation g on g.id = c.group_id join organisation h on h.id = c.health_body_id
     where g.name = $1 and h.name = $2 and c.state = 'agreed' and exists (select 1 from instalment i
       where i.contract_id = c.id and i.settled_on is null) order by c.ends_on desc limit 1`,
    [GROUP, WESTMERE],
  );
});
afterAll(() => demo.close());

const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*$/, '$1');

async function search(visitor: Visitor, words: string): Promise<void> {
  await visitor.page.locator('#q').fill(words);
  await visitor.page.locator('#q').press('Enter');
  await visitor.page.waitForLoadState();
}

describe.each(WIDTHS)('search and files on a %s screen', (width) => {
  it('find a partnership from the header, and keep a file with its contract', async () => {
    const manager = await demo.signedIn('partnership_manager', WESTMERE, width);
    expect(await manager.lookAt('manager-home-with-search')).toEqual([]);
    await manager.page.locator('#search-everywhere').fill('marlpit');
    await manager.page.locator('#search-everywhere').press('Enter');
    await manager.page.waitForLoadState();
    expect(await manager.heading()).toBe('Search');
    expect(await manager.text()).toContain(GROUP);
    expect(await manager.lookAt('search-found')).toEqual([]);
    await search(manager, 'the');
    await manager.follow(/^Show all/);
    expect(await manager.lookAt('search-all-of-a-kind')).toEqual([]);
    await search(manager, 'zanzibar');
    expect(await manager.text()).toContain('Nothing found');
    expect(await manager.lookAt('search-nothing')).toEqual([]);
    await search(manager, 'x');
    expect(await manager.text()).toContain('too short');

    await manager.goTo(`${home(manager)}/contracts/${contract}`);
    await manager.follow(/^Files/);
    await manager.press('Add the file');
    expect(await manager.text()).toContain('Choose a photo or a PDF');
    expect(await manager.lookAt('files-refused')).toEqual([]);
    const file = {
      name: 'Minutes of a long meeting.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    };
    await manager.page.locator('input[type=file]').setInputFiles(file);
    await manager.press('Add the file');
    expect(await manager.text()).toContain('Minutes of a long meeting.pdf');
    expect(await manager.lookAt('files')).toEqual([]);
    await manager.follow('Take away Minutes');
    expect(await manager.lookAt('files-removal')).toEqual([]);
    await manager.press('Take it away');
    expect(await manager.text()).toContain('was taken away by your side');
    await manager.close();
  });

  it('say what the group reads, also on paper', async () => {
    const group = await demo.signedIn('group_member', GROUP, width, { script: width === 'wide' });
    await group.goTo(`${home(group)}/search?q=contract`);
    expect(await group.lookAt('group-search')).toEqual([]);
    await group.goTo(`${home(group)}/contracts/${contract}/files`);
    expect(await group.text()).toContain('was taken away by the health body');
    await group.goTo(`${home(group)}/contracts/${contract}`);
    expect(await group.text()).toContain('print the page');
    await group.page.emulateMedia({ media: 'print' });
    expect(await group.page.locator('header').isVisible()).toBe(false);
    expect(await group.page.locator('main form').first().isVisible()).toBe(false);
    await group.page.setViewportSize({ width: 703, height: 1000 });
    // Nobody presses what is on paper, or moves it to the side.
    const wrong = await group.lookAt('contract-on-paper');
    expect(wrong.filter((fault) => !/^target-size|^wider/.test(fault))).toEqual([]);
    await group.close();
  });
});
