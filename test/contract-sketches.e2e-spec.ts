import { v7 as uuid } from 'uuid';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Reader;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

const WHAT = {
  title: 'Winter drop-ins',
  instrument: 'contract_for_services',
  value: '12,000',
  vatTreatment: 'outside_scope',
  startsOn: '2027-04-01',
  endsOn: '2028-03-31',
};
const USUAL = { timing: 'in_advance', rhythm: 'monthly' };
const PAYING = { invoiceNeeded: 'no' };

async function begun(): Promise<string> {
  const { to } = await manager.send('/contracts/new', { partnershipId: p.partnerships.aG1 });
  return (to ?? '').replace(/\/what$/, '');
}

async function answered(reference: string, terms: Record<string, string> = USUAL): Promise<string> {
  const sketch = await begun();
  await manager.send(`${sketch}/what`, { ...WHAT, reference });
  await manager.send(`${sketch}/terms`, terms);
  if (terms !== USUAL) await manager.send(`${sketch}/why`, { deviationReason: 'The programme pays us late.' });
  await manager.send(`${sketch}/paying`, { ...PAYING, lead: p.contacts.aLeadWithG1, deputy: p.contacts.aDeputyWithG1 });
  return sketch;
}

const contracts = (reference: string) =>
  test.db.rows<{ id: string; timing: string; deviation_reason: string | null }>(
    'select id, timing, deviation_reason from contract where reference = $1',
    [reference],
  );

describe('setting up a contract, page by page', () => {
  it('asks the next question, shows every payment, and makes one draft with its leads', async () => {
    const sketch = await begun();
    expect((await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-1' })).to).toBe(`${sketch}/terms`);
    expect((await manager.send(`${sketch}/terms`, USUAL)).to).toBe(`${sketch}/paying`);
    const paying = { ...PAYING, lead: p.contacts.aLeadWithG1, deputy: p.contacts.aDeputyWithG1 };
    expect((await manager.send(`${sketch}/paying`, paying)).to).toBe(`${sketch}/check`);
    const { html } = await manager.open(`${sketch}/check`);
    expect(html).toContain('12 payments, £12,000.00 in all');
    expect(html.match(/£1,000\.00/g)).toHaveLength(12);
    expect(await contracts('S-1')).toEqual([]);

    const { to } = await manager.send(`${sketch}/draft`, {});
    const [contract] = await contracts('S-1');
    expect(to).toBe(`/contracts/${contract?.id ?? ''}?done=drafted`);
    const leads = await test.db.rows('select role from named_lead where contract_id = $1 order by role desc', [
      contract?.id,
    ]);
    expect(leads).toEqual([{ role: 'lead' }, { role: 'deputy' }]);
  });

  it('makes one draft of a double click, of another tab, and of going back', async () => {
    const sketch = await answered('S-2');
    const attempt = uuid();
    const both = await Promise.all([
      manager.send(`${sketch}/draft`, {}, attempt),
      manager.send(`${sketch}/draft`, {}, attempt),
      manager.send(`${sketch}/draft`, {}),
    ]);
    const [contract] = await contracts('S-2');
    expect(await contracts('S-2')).toHaveLength(1);
    for (const { status, to } of both) {
      expect(status).toBe(303);
      expect(to?.split('?')[0]).toBe(`/contracts/${contract?.id ?? ''}`);
    }
    expect((await manager.open(`${sketch}/terms`)).to).toBe(`/contracts/${contract?.id ?? ''}`);
    expect((await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-2b' })).to).toContain(contract?.id);
  });

  it('begins once, however often the first page is sent', async () => {
    const attempt = uuid();
    const send = () => manager.send('/contracts/new', { partnershipId: p.partnerships.aG1 }, attempt);
    expect((await send()).to).toBe((await send()).to);
  });

  it('says what other terms do to the group and asks why, before anything else', async () => {
    const sketch = await begun();
    await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-3' });
    const arrears = { timing: 'in_arrears', rhythm: 'quarterly', paymentDays: '30' };
    expect((await manager.send(`${sketch}/terms`, arrears)).to).toBe(`${sketch}/why`);
    const { html } = await manager.open(`${sketch}/why`);
    expect(html).toContain('The group works for 119 days before its first payment comes.');
    const empty = await manager.send(`${sketch}/why`, { deviationReason: '' });
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('Say why it is not paid monthly')]);
    expect((await manager.send(`${sketch}/draft`, {})).to).toBe(`${sketch}/why`);
    expect(await contracts('S-3')).toEqual([]);
  });

  it('keeps the reason only while the terms need one', async () => {
    const sketch = await answered('S-4', { timing: 'in_arrears', rhythm: 'monthly', paymentDays: '14' });
    expect((await manager.send(`${sketch}/terms`, USUAL)).to).toBe(`${sketch}/check`);
    await manager.send(`${sketch}/draft`, {});
    expect(await contracts('S-4')).toMatchObject([{ timing: 'in_advance', deviation_reason: null }]);
  });

  it('refuses on the page itself what no plan can be made of, and keeps the answers', async () => {
    const sketch = await begun();
    const wrong = await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-5', endsOn: '2027-03-01' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#endsOn"');
    expect(wrong.html).toContain('value="Winter drop-ins"');
    await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-5' });
    const stages = { timing: 'on_milestone', rhythm: 'once', milestones: '2027-06-30 100.00 Start' };
    const sum = await manager.send(`${sketch}/terms`, stages);
    expect([sum.status, sum.html]).toEqual([422, expect.stringContaining('The milestones add up to £100.00')]);
  });

  it('shows what is wrong where a change of one answer spoils another', async () => {
    const stages = { timing: 'on_milestone', rhythm: 'once', milestones: '2027-06-30 12,000.00 All of it' };
    const sketch = await answered('S-6', stages);
    await manager.send(`${sketch}/what`, { ...WHAT, reference: 'S-6', value: '13,000' });
    const { status, html } = await manager.open(`${sketch}/check`);
    expect([status, html]).toEqual([422, expect.stringContaining('make them equal')]);
    expect(html).not.toContain('Make the draft');
  });

  it('says when the reference is taken, and drafts nothing by halves', async () => {
    const sketch = await answered('S-2');
    const { status, html } = await manager.send(`${sketch}/draft`, {});
    expect([status, html]).toEqual([409, expect.stringContaining('Another contract has the reference S-2')]);
  });

  it('is the health body’s own: no other body and no group finds it, and giving it up removes it', async () => {
    const sketch = await begun();
    const other = await Reader.as(test, 'partnership_manager', p.healthBodies.b);
    expect((await other.open(`${sketch}/what`)).status).toBe(404);
    expect((await other.send(`${sketch}/discard`, {})).status).toBe(404);
    const colleague = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
    expect((await colleague.open(`${sketch}/what`)).status).toBe(200);
    expect((await colleague.send(`${sketch}/discard`, {})).to).toBe('/contracts/new');
    expect((await manager.open(`${sketch}/what`)).status).toBe(404);
  });
});
