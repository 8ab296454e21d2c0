import type { Width } from './browser';
import { DemoSite } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const LATE = 'Marlpit Circle';
const IN_TIME = 'Umber Bridge';

const KEEPING_IN_TOUCH = {
  ...{ channel: 'phone', contactEveryDays: 30, ways: ['text', 'time_to_read'], deadlines: [], reviews: ['2027-07-01'] },
  ...{ healthAvailability: 'Monday to Thursday, 9 to 5', groupAvailability: 'Tuesday evenings' },
};

/** A small draft that the health body has agreed to as a whole, so that it waits for the group. */
async function waitingFor(group: string, reference: string): Promise<void> {
  const { id, version, manager } = await demo.draft(group, reference);
  const goOnWithout = ['lead_of_health_body', 'lead_of_group'].map((check) => ({
    check,
    reason: 'Chosen in January.',
  }));
  await manager
    .post(`/api/v1/contracts/${id}/light-agreement`)
    .set('If-Match', `"${String(version)}"`)
    .send({ contact: KEEPING_IN_TOUCH, contactSeen: 0, goOnWithout })
    .expect(201);
  await demo.judge();
}

describe.each<Width>(['both'])('a group, on %s screens', (width) => {
  it('reads first that a payment is late, how much, since when and who deals with it', async () => {
    const visitor = await demo.signedIn('group_member', LATE, width);
    expect(await visitor.heading()).toMatch(
      /^£3,500\.00 from Westmere Integrated Care Board is \d+ days late: it was due on/,
    );
    expect(await visitor.text()).toContain('Who deals with it');
    expect(await visitor.lookAt('group-home-late')).toEqual([]);

    await visitor.follow('All payments');
    expect(await visitor.heading()).toMatch(/^£3,500\.00/);
    expect(await visitor.text()).toContain('Late by what we agreed.');
    expect(await visitor.lookAt('group-payments')).toEqual([]);
    await visitor.close();
  });

  it('reads first that the money came, when it did', async () => {
    const visitor = await demo.signedIn('group_lead', IN_TIME, width);
    expect(await visitor.heading()).toMatch(/^Nothing is late\. £[\d,.]+ came from .+ on \d+ \w+ 2026\.$/);
    expect(await visitor.lookAt('group-home')).toEqual([]);
    await visitor.close();
  });

  it('chooses one contract among its payments', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, width);
    await visitor.goTo(`${visitor.at()}/payments`);
    await visitor.page.getByLabel('Show payments under').selectOption({ index: 1 });
    await visitor.press('Show');
    expect(visitor.at()).toMatch(/\?contract=[\da-f-]{36}$/);
    expect(await visitor.lookAt('group-payments-of-one')).toEqual([]);
    await visitor.close();
  });

  it('agrees with one button to a small contract that waits for it', async () => {
    const reference = `WM-9${width === 'wide' ? '01' : '02'}`;
    await waitingFor(IN_TIME, reference);
    const visitor = await demo.signedIn('group_lead', IN_TIME, width);
    expect(await visitor.text()).toContain('Waiting for you');
    await visitor.follow(visitor.page.getByRole('listitem').filter({ hasText: reference }).getByRole('link'));
    expect(await visitor.text()).toContain('offers £12,000.00 from 1 January 2027 to 31 December 2027.');
    expect(await visitor.text()).toContain('Phone, at least every 30 days');
    expect(await visitor.lookAt('group-light-agreement')).toEqual([]);
    await visitor.page.getByText('Change how we keep in touch or decide').click();
    await visitor.fill({ 'At least every how many days': '400' });
    await visitor.press('Agree to all of this');
    expect(await visitor.page.title()).toBe('Error: Agree on one page – Accord');
    expect(await visitor.lookAt('group-light-agreement-wrong')).toEqual([]);
    await visitor.fill({ 'At least every how many days': '30' });
    await visitor.press('Agree to all of this');
    expect(await visitor.text()).toContain('Agreed, not started');
    expect(await visitor.lookAt('group-contract-agreed')).toEqual([]);
    await visitor.close();
  });

  it('never reads a severity about anything', async () => {
    const visitor = await demo.signedIn('group_lead', LATE, width);
    const home = visitor.at();
    for (const path of [home, `${home}/payments`]) {
      await visitor.goTo(path);
      expect(await visitor.text()).not.toMatch(/\b(urgent|serious|critical|attention|ally)\b/i);
    }
    await visitor.close();
  });
});

describe('a group without scripts, on a phone', () => {
  it('sees what is late, opens its contract and confirms another', async () => {
    await waitingFor(LATE, 'WM-903');
    const visitor = await demo.signedIn('group_lead', LATE, 'narrow', { script: false });
    expect(await visitor.heading()).toMatch(/days late/);
    expect(await visitor.lookAt('group-home')).toEqual([]);
    await visitor.follow('WM-0115');
    expect(await visitor.lookAt('group-contract')).toEqual([]);
    await visitor.page.goBack();
    await visitor.follow(visitor.page.getByRole('listitem').filter({ hasText: 'WM-903' }).getByRole('link'));
    await visitor.press('Agree to all of this');
    expect(await visitor.text()).toContain('Agreed, not started');
    await visitor.close();
  });
});
