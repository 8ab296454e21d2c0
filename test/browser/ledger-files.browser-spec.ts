import type { Portfolio } from '../support/portfolio';
import type { Site, Width } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';

let site: Site;
let p: Portfolio;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
});
afterAll(() => site.close());

const signedIn: Site['signedIn'] = (...of) => site.signedIn(...of);

const placeOf = (organisationId: string) => `/o/${organisationId}`;

describe.each<Width>(['both'])('a finance officer, on %s screens', (width) => {
  const name = `Ledger seen ${width}`;

  it('starts from the usual columns, looks at a preview, saves, changes and takes away a column set', async () => {
    const visitor = await signedIn('finance_officer', p.healthBodies.a, width);
    const { page } = visitor;
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/finance/export-templates`);
    expect(await visitor.lookAt('column-sets')).toEqual([]);

    await visitor.press('New for payables files');
    expect(await visitor.heading()).toBe('New column set');
    await visitor.press('Save');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await visitor.text()).toContain('Enter a name for this column set');
    expect(await visitor.lookAt('column-set-refused')).toEqual([]);

    await visitor.fill({ Name: name });
    await page.locator('#columns-11-header').fill('TYPE');
    await page.locator('#columns-11-source').selectOption({ label: 'The same text each time' });
    await page.locator('#columns-11-fixed').fill('GRANT');
    await page.locator('#columns-11-place').fill('0.5');
    await page.getByLabel('Between columns').selectOption({ label: 'Semicolon' });
    await visitor.press('Preview');
    const file = await page.locator('pre').innerText();
    expect(file).toContain('TYPE;Supplier number;Payee name');
    expect(file).toContain('GRANT;0098;"Example ""Third"" Payee";\'=12');
    expect(await page.locator('#columns-0-header').inputValue()).toBe('TYPE');
    expect(await visitor.lookAt('column-set-preview')).toEqual([]);

    await visitor.press('Save');
    expect(await visitor.text()).toContain('The column set is saved.');
    await visitor.follow(name);
    await page.locator('#columns-0-header').fill('');
    await visitor.press('Save');
    expect(await visitor.text()).toContain('Enter a name for column 1');
    await page.locator('#columns-0-header').fill('KIND');
    await visitor.press('Save');
    expect(await visitor.text()).toContain('The column set is changed');
    await visitor.follow(name);
    expect(await page.locator('#columns-0-header').inputValue()).toBe('KIND');
    await page.getByText('Take it away').click();
    expect(await visitor.lookAt('column-set')).toEqual([]);
    await visitor.press('Take this column set away');
    expect(await visitor.text()).toContain('The column set is taken away.');
    expect(await page.getByRole('link', { name }).count()).toBe(0);
    await visitor.close();
  });

  it('is asked for the control account of a journal', async () => {
    const visitor = await signedIn('finance_officer', p.healthBodies.a, width);
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/finance/export-templates/new?kind=journal_csv`);
    await visitor.fill({ Name: `Journal ${width}` });
    await visitor.press('Preview');
    expect(await visitor.text()).toContain('Enter the control account that the journal credits');
    await visitor.fill({ 'Account code': '9900' });
    await visitor.press('Preview');
    expect(await visitor.page.locator('pre').innerText()).toContain('9900,,,12083.55,"Payment run 12, 3 payments"');
    expect(await visitor.lookAt('column-set-journal')).toEqual([]);
    await visitor.press('Save');
    expect(await visitor.text()).toContain('The column set is saved.');
    await visitor.close();
  });

  it('chooses a column set for a run', async () => {
    const visitor = await signedIn('finance_officer', p.healthBodies.a, width);
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/finance`);
    await visitor.page.getByRole('link', { name: 'Column sets' }).waitFor();
    await visitor.press('Build a payment run');
    await visitor.page.getByLabel('Columns of a payables file').selectOption({ label: 'Ledger of long ago' });
    expect(await visitor.lookAt('new-run-with-column-set')).toEqual([]);
    await visitor.close();
  });

  it('reads what was paid to whom', async () => {
    const visitor = await signedIn('finance_officer', p.healthBodies.a, width);
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/remittances`);
    expect(await visitor.text()).toContain('Payee of long ago');
    expect(await visitor.lookAt('remittances-of-finance')).toEqual([]);
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/finance/runs/${p.paymentRuns.ofA}`);
    await visitor.follow('Remittances of this run');
    expect(await visitor.text()).toContain('What one payment run paid');
    await visitor.goTo(`${placeOf(p.healthBodies.a)}/finance/runs/${p.paymentRuns.ofA}/mapped-texts`);
    expect(await visitor.text()).toContain('PAYEE OF LONG AGO');
    expect(await visitor.lookAt('mapped-texts')).toEqual([]);
    await visitor.close();
  });
});

describe.each<Width>(['both'])('a group, on %s screens', (width) => {
  it('reads what each payment was for, keeps it as a file, and knows what its bank statement will say', async () => {
    const visitor = await signedIn('group_member', p.groups.g1, width);
    await visitor.goTo(`${placeOf(p.groups.g1)}/payments`);
    expect(await visitor.text()).toContain('How payments show on bank statements');
    expect(await visitor.lookAt('group-payments-payee-line')).toEqual([]);
    await visitor.follow('Remittances: what each payment was for');
    expect(await visitor.lookAt('remittances')).toEqual([]);
    await visitor.follow(/1 April 2025/);
    const text = await visitor.text();
    expect(text).toContain('PAYEE OF LONG AGO');
    expect(text).toContain('£1,200.00');
    expect(await visitor.lookAt('remittance')).toEqual([]);
    const [download] = await Promise.all([
      visitor.page.waitForEvent('download'),
      visitor.page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('remittance.csv');
    await visitor.close();
  });
});

it('works without a script', async () => {
  const officer = await signedIn('finance_officer', p.healthBodies.b, 'narrow', { script: false });
  await officer.goTo(`${placeOf(p.healthBodies.b)}/finance/export-templates/new`);
  await officer.fill({ Name: 'No script' });
  await officer.press('Add columns');
  expect(await officer.page.locator('fieldset.accord-column').count()).toBe(16);
  await officer.press('Save');
  expect(await officer.text()).toContain('The column set is saved.');
  expect(await officer.lookAt('column-sets')).toEqual([]);
  await officer.close();
  const group = await signedIn('group_lead', p.groups.g3, 'narrow', { script: false });
  await group.goTo(`${placeOf(p.groups.g3)}/remittances`);
  expect(await group.text()).toContain('£1,000.00');
  expect(await group.lookAt('remittances')).toEqual([]);
  await group.close();
});
