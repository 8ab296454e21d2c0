import type { Portfolio } from '../support/portfolio';
import { camt, paid, sentRun } from '../support/statements';
import type { SentLine } from '../support/statements';
import type { Site, Visitor } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';

let site: Site;
let p: Portfolio;
let run = 10;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
});
afterAll(() => site.close());

async function begin(visitor: Visitor, role: 'finance_officer' | 'auditor' = 'finance_officer'): Promise<void> {
  await visitor.bring(await site.test.session(role, p.healthBodies.a));
  await visitor.goTo(`/o/${p.healthBodies.a}/finance/reconcile`);
}

async function sendFile(visitor: Visitor, name: string, content: string): Promise<void> {
  await visitor.page.getByLabel('Statement').setInputFiles({
    name,
    mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/xml',
    buffer: Buffer.from(content),
  });
  await visitor.press('Send the statement');
}

async function newRun(): Promise<SentLine[]> {
  run += 1;
  return sentRun(site.test.db, p, {
    number: run,
    amounts: [1_234_567_890 + run, 20_000 + run, 30_000 + run, 30_000 + run],
  });
}

async function stateOf({ instalmentId }: SentLine): Promise<string | undefined> {
  const [row] = await site.test.db.rows<{ state: string }>('select state from instalment where id = $1', [
    instalmentId,
  ]);
  return row?.state;
}

/** What no statement tells of: a part of the payment by cheque, taken out again, and what went back of the rest. */
async function byHand(visitor: Visitor, line: SentLine): Promise<void> {
  await visitor.goTo(`/o/${p.healthBodies.a}/payments/${line.instalmentId}`);
  await visitor.follow('Record money that arrived');
  expect(await visitor.lookAt('by-hand')).toEqual([]);
  await visitor.fill({ Amount: '9,999.00', 'Day on which it was in the group’s account': '2026-11-23' });
  await visitor.press('Continue');
  expect(await visitor.page.title()).toMatch(/^Error: /);
  expect(await visitor.text()).toMatch(/The amount must be £\d+\.\d\d or less/);
  await visitor.fill({ Amount: '50', 'Day on which it was in the group’s account': '0026-11-20' });
  await visitor.press('Continue');
  expect(await visitor.text()).toContain('Enter the day, with its whole year');
  expect(await visitor.lookAt('by-hand-error')).toEqual([]);
  await visitor.fill({
    'Day on which it was in the group’s account': '2026-11-21',
    'Reference (optional)': `Cheque ${line.reference}`,
  });
  await visitor.press('Continue');
  expect(await visitor.text()).toContain('1 day after it was due');
  expect(await visitor.lookAt('by-hand-check')).toEqual([]);
  await visitor.press('Change the answers');
  expect(await visitor.page.getByLabel('Reference (optional)').inputValue()).toBe(`Cheque ${line.reference}`);
  await visitor.press('Continue');
  await visitor.press('Record it');
  expect(await visitor.text()).toContain('It is on record that the money arrived.');
  expect(await stateOf(line)).toBe('exported');
  expect(await visitor.lookAt('by-hand-recorded')).toEqual([]);

  await visitor.follow('Record money that went back');
  await visitor.fill({ Amount: '20.00', 'Day on which it left the group’s account': '2026-11-22' });
  await visitor.press('Continue');
  expect(await visitor.text()).toContain('Say why it went back');
  expect(await visitor.lookAt('by-hand-back-error')).toEqual([]);
  await visitor.press('Continue');
  await visitor.fill({ 'Why it went back': 'The cheque was for too much.' });
  await visitor.press('Continue');
  await visitor.press('Record it');
  expect(await visitor.text()).toContain('It is on record that the money went back.');

  await visitor.follow('£50.00 arrived on 21 November 2026');
  await visitor.press('Take it out');
  expect(await visitor.text()).toContain('Say what was wrong');
  expect(await visitor.lookAt('receipt-error')).toEqual([]);
  await visitor.page.getByLabel('What was wrong').fill('The cheque was not honoured.');
  await visitor.press('Take it out');
  expect(await visitor.text()).toContain('Some of this money was taken back later, so it did come.');
  await visitor.goTo(`/o/${p.healthBodies.a}/payments/${line.instalmentId}/receipts/new`);
  await visitor.fill({
    Amount: '50',
    'Day on which it was in the group’s account': '2026-11-21',
    'Reference (optional)': `cheque  ${line.reference.toLowerCase()}`,
  });
  await visitor.press('Continue');
  await visitor.press('Record it');
  expect(await visitor.text()).toContain('is this another payment?');
  expect(await visitor.lookAt('by-hand-alike')).toEqual([]);
  await visitor.page.getByLabel('This is another payment').check();
  await visitor.press('Continue');
  await visitor.press('Record it');
  await visitor.follow(visitor.page.getByRole('link', { name: '£50.00 arrived on 21 November 2026' }).last());
  await visitor.page.getByLabel('What was wrong').fill('It was the same cheque.');
  await visitor.press('Take it out');
  expect(await visitor.text()).toContain('It is taken out: it does not count any more.');
}

describe.each([['both', true] as const, ['narrow', false] as const])(
  'reconciling on a %s screen (scripts: %s)',
  (width, script) => {
    it('takes a statement in, shows what waits beside what was sent, books what a person chooses, and takes it back', async () => {
      const [first, second, third, fourth] = (await newRun()) as [SentLine, SentLine, SentLine, SentLine];
      const visitor = await site.visitor(width, { script });
      await begin(visitor);
      expect(await visitor.lookAt('reconcile-empty')).toEqual([]);

      await sendFile(visitor, 'wrong.xml', '<Document xmlns="urn:other"/>');
      expect(await visitor.page.title()).toMatch(/^Error: /);
      expect(await visitor.text()).toContain('not a camt.053 statement');
      expect(await visitor.lookAt('reconcile-wrong-file')).toEqual([]);

      const content = camt([
        paid(first),
        paid(second, { pence: second.pence - 1 }),
        paid(third, { reference: 'A reference that nobody can make anything of at all, and long' }),
        paid(fourth, { payee: 'SOMEBODY ELSE', reference: fourth.reference }),
        { pence: 99_000, reference: 'RENT', payee: 'A LANDLORD' },
        paid(first),
      ]);
      await sendFile(visitor, 'statement-of-november-2026-account-ending-1234.xml', content);
      expect(visitor.at()).toMatch(/\?done=taken$/);
      expect(await visitor.text()).toContain('1 matched exactly');
      expect(await stateOf(first)).toBe('paid');
      expect(await visitor.lookAt('reconcile-statement')).toEqual([]);

      await visitor.page
        .getByRole('button', { name: `It is this payment ${fourth.reference}` })
        .last()
        .click();
      await visitor.page.waitForLoadState();
      expect(await visitor.text()).toContain('It is booked.');
      expect(await stateOf(fourth)).toBe('paid');

      await visitor.follow('Set aside, or another day for entry 5');
      await visitor.press('Set it aside');
      expect(await visitor.text()).toContain('Say why');
      expect(await visitor.lookAt('reconcile-entry-error')).toEqual([]);
      await visitor.page.getByLabel('Why it is none of your payments').fill('The rent.');
      await visitor.press('Set it aside');
      expect(await visitor.text()).toContain('It is set aside.');

      await visitor.follow('Set aside, or another day for entry 2');
      await visitor.page.getByLabel('Day on which it was').fill('2026-11-21');
      expect(await visitor.lookAt('reconcile-entry')).toEqual([]);
      await visitor.press('Book it');
      expect(await visitor.text()).toContain('It is booked.');

      await visitor.follow('1 entry');
      expect(visitor.at()).toContain('show=suggested');
      await visitor.goTo(visitor.at().replace(/\?.*/, '?show=matched'));
      expect(await visitor.lookAt('reconcile-matched')).toEqual([]);
      await visitor.goTo(`/o/${p.healthBodies.a}/finance/reconcile`);
      await sendFile(visitor, 'again.xml', content);
      expect(await visitor.text()).toContain('This very file was sent before');

      await visitor.page.getByLabel('Why').fill('It is of another account.');
      await visitor.press('Take it back');
      expect(await visitor.text()).toContain('This statement was taken back: It is of another account.');
      expect(await stateOf(first)).toBe('exported');
      expect(await visitor.lookAt('reconcile-taken-back')).toEqual([]);
      await visitor.goTo(`/o/${p.healthBodies.a}/finance/reconcile`);
      expect(await visitor.lookAt('reconcile')).toEqual([]);
      await visitor.close();
    });

    it('reads a CSV file by a layout that was saved once', async () => {
      const [first, second] = (await newRun()) as [SentLine, SentLine];
      const visitor = await site.visitor(width, { script });
      await begin(visitor);
      await visitor.follow('Add a layout');
      await visitor.press('Save the layout');
      expect(await visitor.text()).toContain('Give it a name');
      expect(await visitor.lookAt('reconcile-layout-error')).toEqual([]);
      const name = `Our bank ${width} ${String(script)}`;
      await visitor.fill({
        Name: name,
        'Column with the day': 'Date',
        'Column with the reference': 'Reference',
        'Column with who was paid': 'Payee',
        'Column with the amount': 'Amount',
      });
      await visitor.press('Save the layout');
      expect(await visitor.text()).toContain('The layout is saved');
      await visitor.page.getByLabel('What kind of file it is').selectOption({ label: `CSV: ${name}` });
      const amount = (first.pence / 100).toFixed(2);
      await sendFile(
        visitor,
        'bank.csv',
        `Date,Payee,Reference,Amount\n20/11/2026,Harbourlight Collective,${first.reference},-${amount}\n` +
          `20/11/2026,Harbourlight Collective,${first.reference},${amount}\n`,
      );
      expect(await visitor.text()).toContain('1 matched exactly');
      expect(await stateOf(first)).toBe('paid');
      const back = `This payment came back ${first.reference} for entry 2`;
      expect(await visitor.page.getByRole('button', { name: back }).count()).toBe(1);
      await byHand(visitor, second);
      await visitor.close();
    });
  },
);

it('shows an auditor what became of it, and nothing to do', async () => {
  const visitor = await site.visitor('wide');
  await begin(visitor, 'auditor');
  expect(await visitor.page.getByRole('button', { name: 'Send the statement' }).count()).toBe(0);
  await visitor.follow(visitor.page.getByRole('table').getByRole('link').first());
  expect(await visitor.page.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
  expect(await visitor.lookAt('reconcile-auditor')).toEqual([]);
  await visitor.close();
});
