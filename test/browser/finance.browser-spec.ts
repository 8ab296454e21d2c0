import type { Visitor, Width } from './browser';
import type { Upload } from './keys';
import { PASSWORD, person, signIn } from './people';
import { DemoSite, WESTMERE } from './portfolio-on-pages';
import { codeContracts } from '../support/finance';
import { TODAY } from '../support/start-app';
import { camt } from '../support/statements';

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
async function visit(email: string, width: Width, options = {}): Promise<Visitor> {
  const visitor = await demo.site.visitor(width, options);
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

const follow = (visitor: Visitor, name: string) =>
  visitor.follow(visitor.page.getByRole('link', { name, exact: true }).first());
const newOfficer = () => person(demo.site.test, { role: 'finance_officer', organisationId: healthBody });
const ENOUGH = 100_000_000_000;

/** What the bank says of the first line of a run: that it was paid. */
async function statementOf(runId: string): Promise<Upload> {
  const [line] = await demo.site.test.db.rows<{ pence: string; reference: string; payee: string }>(
    `select amount_pence as pence, reference, payee_name as payee from payment_run_line where run_id = $1
     order by position limit 1`,
    [runId],
  );
  if (line === undefined) throw new Error('The run has no line.');
  const { reference, payee } = line;
  const told = { reference, payee: payee.toUpperCase().slice(0, 18), bookedOn: TODAY };
  const content = camt([{ ...told, pence: Number(line.pence) }]);
  return { name: 'bank.xml', mimeType: 'application/xml', buffer: Buffer.from(content) };
}

/** From what must be sent to a receipt: built, looked through, approved by a second person, exported, reconciled. */
async function wholeWalk(officer: Visitor, email: string, day: string): Promise<void> {
  await officer.press('Build a payment run');
  await officer.fill({ 'Everything that must be sent by': day });
  expect(await officer.lookAt('finance-new-run')).toEqual([]);
  await officer.press('Build the run');
  expect(await officer.heading()).toMatch(/^Payment run \d+ DRAFT$/i);
  expect(await officer.text()).toContain('The run is built.');
  const run = officer.at().replace(/\?.*/, '');

  await officer.press(/^Take out/);
  expect(await officer.text()).toContain('It was taken out of this run by hand.');
  await follow(officer, 'Add payments by hand');
  await officer.press('Add them to the run');
  expect(await officer.text()).toContain('Choose the payments to add');
  expect(await officer.lookAt('finance-additions')).toEqual([]);
  await officer.page.getByRole('checkbox').first().check();
  await officer.press('Add them to the run');
  expect(await officer.text()).toContain('The payments are in the run.');
  expect(await officer.lookAt('finance-run-draft')).toEqual([]);
  await officer.press(/^Submit £/);
  expect(await officer.text()).toContain('Whoever prepares a run does not approve it');
  expect(await officer.lookAt('finance-run-submitted')).toEqual([]);

  await handOver(officer, await approver(100));
  expect(await officer.text()).toMatch(/You cannot approve it\. This run is £.* and you may approve up to £1\.00\./);
  expect(await officer.lookAt('finance-home-approver-limited')).toEqual([]);

  const second = officer;
  await handOver(second, await approver(ENOUGH));
  await second.follow(/^Look at run \d+ and approve it$/);
  await second.press(/^Approve £/);
  expect(await second.page.title()).toMatch(/^Error: Approve payment run/);
  expect(await second.lookAt('finance-approve-undeclared')).toEqual([]);
  await second.page.getByLabel(/I have checked the payees/).check();
  await second.press(/^Approve £/);
  expect(await second.text()).toContain('The run is approved.');

  await handOver(officer, email);
  await second.follow(/export its file$/);
  expect(await officer.lookAt('finance-export')).toEqual([]);
  await officer.press(/^Make the file/);
  expect(await officer.text()).toMatch(/SHA-256 [0-9a-f]{64}/);
  expect(await officer.lookAt('finance-exported')).toEqual([]);
  const file = (await officer.page.getByRole('link', { name: /^Download/ }).getAttribute('href')) ?? '';
  const [once, again] = [await officer.page.request.get(file), await officer.page.request.get(file)];
  expect(once.headers()['content-disposition']).toMatch(/payables\.csv/);
  expect(await again.body()).toEqual(await once.body());

  await officer.goTo(run);
  expect(await officer.text()).toMatch(/0 of \d+ have arrived or come back/);
  await follow(officer, 'See what arrived');
  await officer.attach('Statement', await statementOf(run.split('/').at(-1) ?? ''));
  await officer.press('Send the statement');
  expect(await officer.text()).toContain('1 matched exactly');
  expect(await officer.lookAt('finance-receipt')).toEqual([]);
  await officer.goTo(run);
  expect(await officer.text()).toMatch(/1 of \d+ have arrived or come back/);
  expect(await officer.lookAt('finance-run-sent')).toEqual([]);
}

describe('finance on both screens', () => {
  it('sends what must be sent, by two people and step by step, and sees it arrive', async () => {
    const email = await newOfficer();
    const officer = await visit(email, 'both');
    expect(await officer.heading()).toBe('Finance');
    expect(await officer.text()).toContain('Nobody who may approve any of these payments is there in time.');
    expect(await officer.lookAt('finance-home')).toEqual([]);
    await follow(officer, 'What cannot be sent yet, and why');
    expect(await officer.lookAt('finance-not-ready')).toEqual([]);
    await follow(officer, 'Finance');
    await wholeWalk(officer, email, '2026-11-27');
    await follow(officer, 'Finance');
    await follow(officer, 'All runs');
    expect(await officer.lookAt('finance-runs')).toEqual([]);
    await follow(officer, 'Closed');
    expect(await officer.text()).toContain('There is none like this just now.');
    await officer.close();
  });

  it('asks for another sign-in before it shows what can be approved, and comes back', async () => {
    const email = await approver(100_000);
    const visitor = await visit(email, 'both');
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
    const visitor = await demo.signedIn('administrator', WESTMERE, 'both');
    await visitor.goTo(`${visitor.at()}/finance/approval-limits`);
    const one = visitor.page.locator('.accord-care__item').filter({ hasText: email });
    await one.getByRole('textbox').fill('a lot');
    await one.getByRole('button').click();
    await visitor.page.waitForLoadState();
    expect(await visitor.page.title()).toBe('Error: Approval limits – Accord');
    expect(await visitor.lookAt('finance-limits-wrong')).toEqual([]);
    await one.getByRole('textbox').fill('25,000.50');
    await one.getByRole('button').click();
    await visitor.page.waitForLoadState();
    expect(await visitor.text()).toContain('The limit is set.');
    expect(await one.innerText()).toContain('£25,000.50');
    expect(await visitor.lookAt('finance-limits')).toEqual([]);
    await visitor.close();
  });

  it('says what stands in the way when a reason is missing', async () => {
    const officer = await demo.signedIn('finance_officer', WESTMERE, 'both');
    await officer.goTo(`/o/${healthBody}/finance/runs/new`);
    await officer.fill({ 'Everything that must be sent by': '2026-12-10' });
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

it('works without script, the whole way, on a narrow screen', async () => {
  const email = await newOfficer();
  const officer = await visit(email, 'narrow', { script: false });
  await wholeWalk(officer, email, '2026-12-29');
  expect(await officer.heading()).toMatch(/SENT$/i);
  await officer.close();
});

it('works by keyboard alone, from the run to the receipt', async () => {
  const email = await newOfficer();
  const officer = await visit(email, 'wide');
  await officer.keys.press('Build a payment run');
  await officer.keys.fill({ 'Everything that must be sent by': '2027-01-29' });
  await officer.keys.press('Build the run');
  expect(await officer.text()).toContain('The run is built.');
  const run = officer.at().replace(/\?.*/, '');
  await officer.keys.press(/^Submit £/);
  expect(await officer.text()).toContain('The run is submitted.');
  await officer.keys.press('Sign out');

  const second = await visit(await approver(ENOUGH), 'wide');
  await second.keys.follow(/^Look at run \d+ and approve it$/);
  await second.keys.choose(await second.page.locator('label', { hasText: 'I have checked the payees' }).innerText());
  await second.keys.press(/^Approve £/);
  expect(await second.text()).toContain('The run is approved.');
  expect(await second.lookAt('finance-run-approved')).toEqual([]);
  await second.close();

  await officer.keys.fill({ 'Email address': email, Password: PASSWORD });
  await officer.keys.press('Sign in');
  await officer.keys.follow(/export its file$/);
  await officer.keys.press(/^Make the file/);
  expect(await officer.text()).toMatch(/SHA-256 [0-9a-f]{64}/);
  await officer.keys.follow('Back to the run');
  await officer.keys.follow('See what arrived');
  await officer.keys.attach('Statement', await statementOf(run.split('/').at(-1) ?? ''));
  await officer.keys.press('Send the statement');
  expect(await officer.text()).toContain('1 matched exactly');
  expect(await officer.lookAt('finance-receipt-by-keyboard')).toEqual([]);
  await officer.close();
});
