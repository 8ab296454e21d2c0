import { WIDTHS } from './browser';
import type { Visitor, Width } from './browser';
import { person, signIn } from './people';
import { DemoSite, WESTMERE } from './portfolio-on-pages';
import { codeContracts } from '../support/finance';

let demo: DemoSite;
let healthBody: string;

beforeAll(async () => {
  demo = await DemoSite.open();
  healthBody = await demo.idOf(WESTMERE);
  const { db } = demo.site.test;
  await db.rows(`update organisation set payee_name = name where kind = 'group'`);
  await db.rows(
    `insert into partnership_supplier (health_body_id, group_id, supplier_number)
     select health_body_id, group_id, 'S-' || left(group_id::text, 6) from partnership where health_body_id = $1
     on conflict do nothing`,
    [healthBody],
  );
  await codeContracts(db, healthBody);
  await db.rows(`update contract set invoice_needed = false where health_body_id = $1`, [healthBody]);
});
afterAll(() => demo.close());

/** Each begins with no draft under way, and with nobody who may approve anything. */
beforeEach(async () => {
  const { db } = demo.site.test;
  await db.rows(`update payment_run set state = 'cancelled', reason = 'Between two tests' where state = 'draft'`);
  await db.rows('delete from approval_limit');
});

/** Whoever comes next to the same browser. */
async function handOver(visitor: Visitor, email: string): Promise<void> {
  await visitor.press('Sign out');
  await signIn(visitor, email);
}

/** Somebody on their home page. */
async function visit(email: string, width: Width): Promise<Visitor> {
  const visitor = await demo.site.visitor(width);
  await visitor.goTo('/');
  await signIn(visitor, email);
  return visitor;
}

async function approver(limitPence: number | null): Promise<string> {
  const email = await person(demo.site.test, { role: 'finance_approver', organisationId: healthBody });
  if (limitPence !== null) {
    await demo.site.test.db.rows(
      `insert into approval_limit (health_body_id, account_id, limit_pence, set_by)
       select $1, id, $2, gen_random_uuid() from account where email = $3`,
      [healthBody, limitPence, email],
    );
  }
  return email;
}

const follow = async (visitor: Visitor, name: string) => {
  await visitor.page.getByRole('link', { name, exact: true }).first().click();
  await visitor.page.waitForLoadState();
};

describe.each(WIDTHS)('finance on a %s screen', (width) => {
  it('sends what must be sent, by two people and step by step', async () => {
    const email = await person(demo.site.test, { role: 'finance_officer', organisationId: healthBody });
    const officer = await visit(email, width);
    expect(await officer.heading()).toBe('Finance');
    expect(await officer.text()).toContain('No approver');
    expect(await officer.lookAt('finance-home')).toEqual([]);
    await officer.press('Build a payment run');
    await officer.fill({ 'Everything that must be sent by': width === 'wide' ? '2026-11-27' : '2026-12-29' });
    expect(await officer.lookAt('finance-new-run')).toEqual([]);
    await officer.press('Build the run');
    expect(await officer.heading()).toMatch(/^Payment run \d+ DRAFT$/i);
    expect(await officer.text()).toContain('The run is built.');
    expect(await officer.lookAt('finance-run-draft')).toEqual([]);
    const run = officer.at().replace(/\?.*/, '');

    await officer.page
      .getByRole('button', { name: /^Take out/ })
      .first()
      .click();
    expect(await officer.text()).toContain('It was taken out of this run by hand.');
    await officer.page.getByRole('button', { name: /^Submit £/ }).click();
    expect(await officer.text()).toContain('Whoever prepares a run does not approve it');
    expect(await officer.lookAt('finance-run-submitted')).toEqual([]);

    await handOver(officer, await approver(100));
    await officer.goTo(run);
    expect(await officer.text()).toMatch(
      /You cannot approve this run\. This run is £.* and you may approve up to £1\.00\./,
    );

    const second = officer;
    await handOver(second, await approver(100_000_000_000));
    expect(await second.heading()).toBe('Finance');
    await second.goTo(run);
    await follow(second, 'A second person approves it');
    await second.page.getByRole('button', { name: /^Approve £/ }).click();
    expect(await second.page.title()).toMatch(/^Error: Approve payment run/);
    expect(await second.lookAt('finance-approve-undeclared')).toEqual([]);
    await second.page.getByLabel(/I have checked the payees/).check();
    await second.page.getByRole('button', { name: /^Approve £/ }).click();
    expect(await second.text()).toContain('The run is approved.');

    await handOver(officer, email);
    await officer.goTo(run);
    await follow(officer, 'Export the file');
    expect(await officer.lookAt('finance-export')).toEqual([]);
    await officer.page.getByRole('button', { name: /^Make the file/ }).click();
    expect(await officer.text()).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(await officer.lookAt('finance-exported')).toEqual([]);
    const file = await officer.page.getByRole('link', { name: /^Download/ }).getAttribute('href');
    const download = await officer.page.request.get(file ?? '');
    expect(download.headers()['content-disposition']).toMatch(/payables\.csv/);
    await officer.goTo(run);
    expect(await officer.text()).toMatch(/0 of \d+ have arrived or come back/);
    expect(await officer.lookAt('finance-run-sent')).toEqual([]);
    await officer.close();
  });

  it('asks for another sign-in before it shows what can be approved, and comes back', async () => {
    const email = await approver(100_000);
    const visitor = await visit(email, width);
    const [run] = await demo.site.test.db.rows<{ id: string }>('select id from payment_run limit 1');
    await demo.site.test.db.rows(
      `update session set created_at = now() - interval '6 minutes'
       where account_id = (select id from account where email = $1)`,
      [email],
    );
    const path = `/o/${healthBody}/finance/runs/${run?.id ?? ''}/approve`;
    await visitor.goTo(path);
    expect(await visitor.text()).toContain('needs a sign-in of the last five minutes');
    expect(await visitor.lookAt('finance-sign-in-again')).toEqual([]);
    await signIn(visitor, email);
    expect(visitor.at()).toBe(path);
    expect(await visitor.heading()).toMatch(/^Approve payment run/);
    await visitor.close();
  });

  it('lets an administrator say who may approve how much', async () => {
    const email = await approver(null);
    const visitor = await demo.signedIn('administrator', WESTMERE, width);
    await visitor.goTo(`${visitor.at()}/finance/approval-limits`);
    const one = visitor.page.locator('.accord-care__item').filter({ hasText: email });
    await one.getByRole('textbox').fill('a lot');
    await one.getByRole('button').click();
    expect(await visitor.page.title()).toBe('Error: Approval limits – Accord');
    expect(await visitor.lookAt('finance-limits-wrong')).toEqual([]);
    await one.getByRole('textbox').fill('25,000.50');
    await one.getByRole('button').click();
    expect(await visitor.text()).toContain('The limit is set.');
    expect(await one.innerText()).toContain('£25,000.50');
    expect(await visitor.lookAt('finance-limits')).toEqual([]);
    await visitor.close();
  });

  it('says what stands in the way when a reason is missing', async () => {
    const officer = await demo.signedIn('finance_officer', WESTMERE, width);
    await officer.goTo(`/o/${healthBody}/finance/runs/new`);
    await officer.fill({ 'Everything that must be sent by': '2027-03-31' });
    await officer.press('Build the run');
    await officer.press('Cancel the run');
    expect(await officer.page.title()).toMatch(/^Error: Payment run/);
    expect(await officer.lookAt('finance-cancel-empty')).toEqual([]);
    await officer.fill({ Why: 'Built for a later day.' });
    await officer.press('Cancel the run');
    expect(await officer.text()).toContain('It was cancelled: Built for a later day.');
    expect(await officer.lookAt('finance-run-cancelled')).toEqual([]);
    await officer.close();
  });
});

it('works without script', async () => {
  const officer = await demo.signedIn('finance_officer', WESTMERE, 'narrow', { script: false });
  await officer.press('Build a payment run');
  await officer.fill({ 'Everything that must be sent by': '2027-03-31' });
  await officer.press('Build the run');
  expect(await officer.text()).toContain('The run is built.');
  await officer.page
    .getByRole('button', { name: /^Take out/ })
    .first()
    .click();
  expect(await officer.text()).toContain('The line is taken out.');
  expect(await officer.lookAt('finance-run')).toEqual([]);
  await officer.close();
});
