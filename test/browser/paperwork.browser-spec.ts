import type { Visitor } from './browser';
import { DemoSite, WESTMERE } from './portfolio-on-pages';

let demo: DemoSite;

beforeAll(async () => {
  demo = await DemoSite.open();
});
afterAll(() => demo.close());

const GROUP = 'Marlpit Circle';
const PDF = Buffer.from('%PDF-1.7\nAn invoice\n%%EOF\n');

/** A contract of the group with a payment that is still to be sent. */
const contract = () =>
  demo.one(
    `select c.id from contract c join organisation g on g.id = c.group_id join organisation h on h.id = c.health_body_id
     where g.name = $1 and h.name = $2 and c.state = 'agreed' and exists (select 1 from instalment i
       where i.contract_id = c.id and i.settled_on is null) order by c.ends_on desc limit 1`,
    [GROUP, WESTMERE],
  );

const choose = (visitor: Visitor, bytes: Buffer, name = 'invoice 14.pdf', mimeType = 'application/pdf') =>
  visitor.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: bytes });

async function open(visitor: Visitor, path: string): Promise<void> {
  await visitor.goTo(visitor.at().replace(/^(\/o\/[^/?]+).*$/, `$1${path}`));
}

/** From the menu to an invoice that is on record. */
async function send(visitor: Visitor, number: string): Promise<void> {
  await open(visitor, `/invoices/new?contract=${await contract()}`);
  await choose(visitor, PDF);
  await visitor.page.locator('#number').fill(number);
  await visitor.page.locator('#datedOn').fill('20/11/2026');
  await visitor.page.locator('#netPence').fill('3,500.00');
  await visitor.press('Send the invoice');
}

describe('invoices', () => {
  const number = 'G-both';

  it('are sent by a group with a photo, and mended where something is missing', async () => {
    const visitor = await demo.signedIn('group_member', GROUP, 'both');
    await open(visitor, '/invoices?state=valid');
    expect(await visitor.text()).toContain('There is none under “Right”.');
    expect(await visitor.lookAt('group-invoices-none')).toEqual([]);

    await open(visitor, `/invoices/new?contract=${await contract()}`);
    expect(await visitor.lookAt('group-invoice-new')).toEqual([]);
    await choose(visitor, Buffer.from('MZ this is a program'), 'invoice.exe', 'application/octet-stream');
    await visitor.page.locator('#number').fill(number);
    await visitor.press('Send the invoice');
    expect(await visitor.text()).toContain('This is not a PDF or a photo');
    expect(await visitor.page.locator('#number').inputValue()).toBe(number);
    expect(await visitor.lookAt('group-invoice-wrong-file')).toEqual([]);

    await choose(visitor, PDF);
    await visitor.press('Send the invoice');
    expect(await visitor.text()).toContain('Say the date that stands on the invoice');
    expect(await visitor.lookAt('group-invoice-refused')).toEqual([]);

    await send(visitor, number);
    expect(await visitor.heading()).toContain(`Invoice ${number}`);
    expect(await visitor.text()).toContain('To be checked');
    expect(await visitor.text()).toContain('invoice 14.pdf');
    expect(await visitor.lookAt('group-invoice')).toEqual([]);
    await visitor.close();
  });

  it('are disputed by finance, put right by the group, and then are right', async () => {
    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    await open(officer, '/invoices');
    expect(await officer.lookAt('finance-invoices')).toEqual([]);
    await officer.follow(officer.page.getByRole('link', { name: number, exact: true }));
    expect(await officer.lookAt('finance-invoice')).toEqual([]);
    await officer.press('Tell the group');
    expect(await officer.text()).toContain('Say what is wrong with it');
    expect(await officer.lookAt('finance-invoice-refused')).toEqual([]);
    await officer.page.locator('#reason').fill('It quotes last year’s order.');
    await officer.press('Tell the group');
    expect(await officer.text()).toContain('0 days after the invoice came');
    const address = officer.at().replace(/^\/o\/[^/]+|\?.*$/g, '');

    const group = await demo.signedIn('group_lead', GROUP, 'both');
    await open(group, address);
    expect(await group.text()).toContain('It quotes last year’s order.');
    expect(await group.lookAt('group-invoice-disputed')).toEqual([]);
    await group.follow('Put it right');
    expect(await group.lookAt('group-invoice-correction')).toEqual([]);
    await group.page.locator('#netPence').fill('not yet');
    await group.press('Put it right');
    expect(await group.text()).toContain('Say the amount in pounds and pence');
    await group.page.locator('#netPence').fill('3500');
    await group.page.locator('#number').fill(`${number}-b`);
    await group.press('Put it right');
    expect(await group.text()).toContain('The invoice was corrected');

    await open(officer, address);
    await officer.press('It is right and may be paid');
    expect(await officer.text()).toContain('The invoice is right, and may be paid.');
    expect(await officer.lookAt('finance-invoice-right')).toEqual([]);
    await open(group, address);
    await group.page.getByText('It should not be there').click();
    await group.press('Take the invoice back');
    expect(await group.text()).toContain('Taken back');
    await officer.close();
    await group.close();
  });
});

describe('the paperwork of a contract', () => {
  it('is kept by finance: orders, coding, and what is still missing', async () => {
    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    await open(officer, `/contracts/${await contract()}/paperwork`);
    expect(await officer.text()).toContain('Ready to be paid?');
    expect(await officer.lookAt('finance-paperwork')).toEqual([]);
    await officer.press('Add the order');
    expect(await officer.text()).toContain('Say the number of the order');
    expect(await officer.lookAt('finance-paperwork-refused')).toEqual([]);
    await officer.page.locator('#number').fill('PO-2026-000071-WESTMERE');
    await officer.page.locator('#valuePence').fill('£12,345,678.90');
    await officer.press('Add the order');
    expect(await officer.text()).toContain('£12,345,678.90');
    await officer.follow('PO-2026-000071-WESTMERE');
    await officer.page.locator('#valuePence').fill('nothing');
    await officer.press('Change the order');
    expect(await officer.text()).toContain('Say it in pounds and pence');
    expect(await officer.lookAt('finance-order-refused')).toEqual([]);
    await officer.page.locator('#valuePence').fill('60,000');
    await officer.press('Change the order');
    expect(await officer.text()).toContain('The order is changed.');
    await officer.page.locator('#supplierNumber').fill('S-20402-B');
    await officer.page.getByLabel('Yes: no payment leaves without one').check();
    await officer.press('Save');
    expect(await officer.text()).toContain('It is on record how payments are set up.');
    expect(await officer.page.locator('#supplierNumber').inputValue()).toBe('S-20402-B');
    await officer.page.locator('#costCentre').fill('C10420');
    await officer.page.locator('#accountCode').fill('52161077');
    await officer.press('Set the coding');
    expect(await officer.text()).toContain('52161077');
    expect(await officer.lookAt('finance-paperwork-set')).toEqual([]);
    await open(officer, `/invoices/new?contract=${await contract()}`);
    await officer.page.getByLabel('Purchase order that it quotes').selectOption({ index: 1 });
    await officer.page.locator('#number').fill('CAME-1');
    await officer.page.locator('#datedOn').fill('20/11/2026');
    await officer.page.locator('#netPence').fill('3,500.00');
    expect(await officer.lookAt('finance-invoice-new')).toEqual([]);
    await officer.press('Write it down');
    expect(await officer.text()).toContain('PO-2026-000071-WESTMERE');
    await open(officer, `/contracts/${await contract()}/paperwork`);
    await officer.follow('PO-2026-000071-WESTMERE');
    await officer.press('Take the order out');
    expect(await officer.text()).toContain('An invoice quotes this order, so it stays.');
    await officer.close();
  });

  it('has the name on the bank account, which a manager writes down until the group has joined and says it', async () => {
    const { db } = demo.site.test;
    await db.rows('update organisation set joined_at = null, payee_name = null where name = $1', [GROUP]);
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await open(manager, `/contracts/${await contract()}/paperwork`);
    await manager.follow('Write it down');
    await manager.press('Save the name');
    expect(await manager.text()).toContain('Write the name of the account holder');
    expect(await manager.lookAt('manager-payee-name')).toEqual([]);
    await manager.page.getByLabel('Name of the account holder').fill('Marlpit Circle CIO');
    await manager.press('Save the name');
    expect(await manager.text()).toContain('The payee name is on record.');
    await manager.close();

    await db.rows('update organisation set joined_at = now() where name = $1', [GROUP]);
    const group = await demo.signedIn('group_lead', GROUP, 'both');
    await open(group, '/payee-name');
    await group.page.getByLabel('Name of the account holder').fill('Märlpit Circle CIO');
    await group.press('This is right');
    expect(await group.text()).toContain('Payments are made out to this name from now on.');
    expect(await group.lookAt('group-payee-name')).toEqual([]);
    await group.close();
  });

  it('shows on the contract of both sides, and a group says with one button that it has read when it is paid', async () => {
    const id = await contract();
    await demo.site.test.db.rows('delete from schedule_acknowledgement where contract_id = $1', [id]);
    await demo.site.test.db.rows('update organisation set joined_at = now() where name = $1', [GROUP]);
    const group = await demo.signedIn('group_member', GROUP, 'both');
    await open(group, `/contracts/${id}`);
    expect(await group.text()).toContain('Ready to be paid?');
    expect(await group.text()).not.toContain('Cost centre');
    expect(await group.lookAt('group-contract-ready')).toEqual([]);
    await group.press('We have read when we are paid');
    expect(await group.text()).toContain('Thank you.');
    expect(await group.page.getByRole('button', { name: 'We have read when we are paid' }).count()).toBe(0);
    const manager = await demo.signedIn('partnership_manager', WESTMERE, 'both');
    await open(manager, `/contracts/${id}`);
    expect(await manager.text()).toContain('The group said on');
    expect(await manager.lookAt('manager-contract-ready')).toEqual([]);
    await group.close();
    await manager.close();
  });
});

describe('without script', () => {
  it('a group sends an invoice and adds a second photo to it', async () => {
    const visitor = await demo.signedIn('group_member', GROUP, 'narrow', { script: false });
    await send(visitor, 'G-plain');
    expect(await visitor.heading()).toContain('Invoice G-plain');
    await choose(visitor, Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), 'page 2.jpg', 'image/jpeg');
    await visitor.press('Add the file');
    expect(await visitor.text()).toContain('page 2.jpg');
    expect(await visitor.lookAt('group-invoice-two-files')).toEqual([]);
    await visitor.press(/^Take away page 2\.jpg/);
    expect(await visitor.text()).toContain('The file is gone.');
    await visitor.close();
  });
});
