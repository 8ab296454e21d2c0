import type { Visitor } from './browser';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const GROUP = 'Umber Bridge';
let contracts = 0;

/** £12,000 for 2027, monthly in advance, agreed by both sides. Answers where it is. */
async function agreed(): Promise<string> {
  const { id, version, manager } = await demo.draft(GROUP, `WM-8${String((contracts += 1)).padStart(2, '0')}`);
  const lead = await demo.site.test.as('group_lead', await demo.idOf(GROUP));
  const goOnWithout = ['lead_of_health_body', 'lead_of_group'].map((check) => ({ check, reason: 'In January.' }));
  for (const [by, body] of [[lead, {}] as const, [manager, { goOnWithout }] as const]) {
    await by
      .post(`/api/v1/contracts/${id}/agreement`)
      .set('If-Match', `"${String(version)}"`)
      .send(body)
      .expect(201);
  }
  return id;
}

const home = (visitor: Visitor) => visitor.at().replace(/^(\/o\/[^/?]+).*/, '$1');

async function propose(visitor: Visitor, contractId: string): Promise<void> {
  await visitor.goTo(`${home(visitor)}/contracts/${contractId}`);
  await visitor.follow('Propose a change');
  await visitor.fill({ 'Value of the whole contract, without VAT': 'a lot' });
  await visitor.fill({ 'The new terms hold from': '2027-07-01', Why: 'Twice as many people come.' });
}

describe('a change of a contract', () => {
  it('is proposed by the group after it has seen what it comes to, and accepted by the health body', async () => {
    const id = await agreed();
    const group = await demo.signedIn('group_lead', GROUP, 'both');
    await propose(group, id);
    expect(await group.lookAt('variation-questions')).toEqual([]);
    await group.press('See what it comes to');
    expect(await group.text()).toContain('Enter an amount in pounds');
    expect(await group.lookAt('variation-questions-refused')).toEqual([]);
    await group.fill({ 'Value of the whole contract, without VAT': '18,000' });
    await group.press('See what it comes to');
    expect(await group.text()).toContain('£6,000.00 more in all: £18,000.00.');
    expect(await group.text()).toContain('+£1,000.00');
    expect(await group.lookAt('variation-check')).toEqual([]);
    await group.press(`Send it to ${WESTMERE}`);
    expect(await group.text()).toContain('Sent.');
    expect(await group.text()).toContain('Waiting for an answer');
    expect(await group.lookAt('variation-sent')).toEqual([]);
    const variation = group.at().replace(/^.*variations\/([^?]+).*$/, '$1');
    await group.close();

    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await manager.goTo(`${home(manager)}/contracts/${id}`);
    expect(await manager.lookAt('variation-contract-waiting')).toEqual([]);
    await manager.follow('See what changes, and answer');
    expect(manager.at()).toContain(variation);
    expect(await manager.lookAt('variation-to-answer')).toEqual([]);
    await manager.press('Accept these terms');
    expect(await manager.text()).toContain('Accepted on');
    expect(await manager.lookAt('variation-accepted')).toEqual([]);
    await manager.close();

    const member = await demo.signedIn('group_member', GROUP, 'both');
    await member.goTo(`${home(member)}/contracts/${id}`);
    expect(await member.text()).toContain('£18,000.00');
    expect(await member.text()).not.toContain('Propose a change');
    expect(await member.lookAt('variation-contract-after')).toEqual([]);
    await member.follow(/^Plan 1/);
    expect(await member.text()).toContain('Replaced or cancelled');
    expect(await member.lookAt('variation-old-plan')).toEqual([]);
    await member.close();
  });

  it('waits for the group, which declines it with a reason', async () => {
    const id = await agreed();
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await propose(manager, id);
    await manager.fill({ 'Value of the whole contract, without VAT': '9000' });
    await manager.press('See what it comes to');
    await manager.press(`Send it to ${GROUP}`);
    await manager.close();
    const group = await demo.signedIn('group_lead', GROUP, 'both');
    await group.goTo(`${home(group)}/contracts/${id}`);
    await group.follow('See what changes, and answer');
    expect(await group.text()).toContain('£3,000.00 less in all: £9,000.00.');
    expect(await group.lookAt('variation-group-answers')).toEqual([]);
    await group.press('Decline');
    expect(await group.text()).toContain('Say why not');
    await group.fill({ 'Why not': 'We have hired for a year.' });
    await group.press('Decline');
    expect(await group.text()).toContain('Declined.');
    await group.close();
  });

  it('is suspended, resumed and ended early by a manager who has seen what that comes to', async () => {
    const id = await agreed();
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    const contract = `${home(manager)}/contracts/${id}`;
    const why = async (day: string, label: string) => {
      await manager.fill({
        [label]: day,
        'Why, in words': 'The budget was cut.',
        'When the group was told': '2026-11-20',
      });
      await manager.page.getByLabel('Reason', { exact: true }).selectOption('budget_cut');
      await manager.page.getByLabel('Who approved it').selectOption({ index: 1 });
    };
    await manager.goTo(`${contract}/suspension`);
    expect(await manager.lookAt('contract-suspend')).toEqual([]);
    await manager.press('Suspend it');
    expect(await manager.text()).toContain('Choose who approved it');
    await why('2027-02-01', 'Suspended from');
    await manager.press('Suspend it');
    expect(await manager.text()).toContain('It is suspended');
    await manager.follow('Go on with it');
    await manager.fill({ 'It goes on from': '2027-03-01' });
    await manager.press('Go on with it');
    expect(await manager.text()).toContain('It goes on.');
    await manager.follow('End it early');
    await why('2027-06-10', 'Last day of the contract');
    await manager.press('See what it comes to');
    expect(await manager.text()).toContain('£333.33');
    expect(await manager.lookAt('contract-termination-check')).toEqual([]);
    await manager.press('End the contract');
    expect(await manager.text()).toContain('It ends early.');
    expect(await manager.lookAt('contract-terminated')).toEqual([]);
    await manager.close();
  });

  it('lets the group keep what was paid in advance for days after the end', async () => {
    const { db } = demo.site.test;
    const id = await agreed();
    await db.rows(
      `insert into recovery_due (health_body_id, group_id, contract_id, id, instalment_id, amount_pence, for_from, for_to,
         reason, due_since)
       select health_body_id, group_id, contract_id, gen_random_uuid(), id, 66667, '2027-06-11', '2027-06-30',
         'Paid in advance for days after the last day of the contract.', '2026-11-20'
       from instalment where contract_id = $1 order by due_on limit 1`,
      [id],
    );
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await manager.goTo(`${home(manager)}/contracts/${id}`);
    await manager.follow('£666.67');
    await manager.press('Let the group keep £666.67');
    expect(await manager.text()).toContain('Say why the group may keep it');
    expect(await manager.lookAt('recovery-refused')).toEqual([]);
    await manager.fill({ Why: 'It was spent on the last week of the helpline.' });
    await manager.press('Let the group keep £666.67');
    expect(await manager.text()).toContain('The group may keep it, and reads why.');
    expect(await manager.lookAt('recovery-kept')).toEqual([]);
    await manager.close();
  });
});

describe('a group without scripts, on a phone', () => {
  it('proposes a change', async () => {
    const id = await agreed();
    const group = await demo.signedIn('group_lead', GROUP, 'narrow', { script: false });
    await propose(group, id);
    await group.fill({ 'Value of the whole contract, without VAT': '13000' });
    await group.press('See what it comes to');
    await group.press(`Send it to ${WESTMERE}`);
    expect(await group.text()).toContain('Waiting for an answer');
    expect(await group.lookAt('variation-sent')).toEqual([]);
    await group.close();
  });
});
