import { contact, contract, payment } from './support/csv';
import type { Cells } from './support/csv';
import { Importing, lineOf, placesOf } from './support/importing';

let importing: Importing;

beforeAll(async () => {
  importing = await Importing.start();
});
afterAll(() => importing.close());

/** The ledger of a contract: instalment, pence, day, whether estimated. */
async function ledgerOf(reference: string): Promise<string[]> {
  const rows = await importing.rows<{ line: string }>(
    `select concat_ws(' ', i.number, r.amount_pence, r.received_on, case when r.estimated then 'estimated' end) as line
     from receipt r join instalment i on i.id = r.instalment_id join contract c on c.id = r.contract_id
     where c.reference = $1 order by i.number, r.received_on, r.amount_pence`,
    reference,
  );
  return rows.map(({ line }) => line);
}

/** Brings in payments of a new contract, each for £1,000.00 unless its amount is given. */
async function pay(reference: string, rows: readonly Cells[], rest: Cells = {}) {
  return importing.bring({ contracts: [contract('Paying Board', reference, rest)], payments: rows });
}

describe('the day on which a payment is received', () => {
  it('is the second banking day after it was sent, marked estimated and counted', async () => {
    const sent = (day: string) => payment('PA-1', '1000', '', { 'Date sent': day });
    const { warnings } = await pay('PA-1', [sent('2026-04-01'), sent('30/4/2026'), sent('2026-05-30')]);
    expect(warnings).toEqual([expect.stringMatching(/^3 payments say when they were sent/)]);
    expect(await ledgerOf('PA-1')).toEqual([
      // over Good Friday and Easter Monday, over the early May holiday, from a Saturday
      '1 100000 2026-04-07 estimated',
      '2 100000 2026-05-05 estimated',
      '3 100000 2026-06-02 estimated',
    ]);
  });

  it('is what the file says where it has both days', async () => {
    await pay('PA-2', [payment('PA-2', '1000', '2026-04-03', { 'Date sent': '2026-04-01' })]);
    expect(await ledgerOf('PA-2')).toEqual(['1 100000 2026-04-03']);
  });

  it('may be after the day of the import: it is taken, and does not count yet', async () => {
    const report = await importing.bring({
      contracts: [contract('Paying Board', 'PA-3')],
      payments: [payment('PA-3', '1000', '2026-11-22'), payment('PA-3', '1000', '2026-11-23')],
      contacts: [contact('PA-3', '2026-11-22'), contact('PA-3', '2026-11-23')],
    });
    expect(report.warnings).toEqual([
      '1 payments are dated after the day of this import; they were taken and do not count yet.',
      '1 contacts are dated after the day of this import; they were taken and do not count yet.',
    ]);
    expect(report.created).toBe(5);
  });

  it('cannot be worked out past the table of bank holidays', async () => {
    const found = await importing.errors({
      contracts: [contract('Paying Board', 'PA-4')],
      payments: [payment('PA-4', '1000', '', { 'Date sent': '29/12/2028' }), payment('PA-4', '1000', '')],
    });
    expect(found.map(lineOf)).toEqual([
      expect.stringMatching(/^payments\.csv 2 Date sent: 29\/12\/2028: .*2018 to 2028/),
      expect.stringMatching(/^payments\.csv 3 Date received: : the cell is empty/),
    ]);
  });
});

describe('which instalment a payment is for', () => {
  it('is the oldest not fully received, by the day received and then the order of the file', async () => {
    await pay('PB-1', [
      payment('PB-1', '250', '2026-06-02'),
      payment('PB-1', '1000', '2026-04-01'),
      payment('PB-1', '750', '2026-06-02'),
      payment('PB-1', '1000', '2026-06-03'),
    ]);
    expect(await ledgerOf('PB-1')).toEqual([
      '1 100000 2026-04-01',
      '2 25000 2026-06-02',
      '2 75000 2026-06-02',
      '3 100000 2026-06-03',
    ]);
  });

  it('is the one that its due date names; those without one come after those of the same or an earlier day', async () => {
    await pay('PB-2', [
      payment('PB-2', '1000', '2026-05-01'),
      payment('PB-2', '1000', '2026-05-01', { 'Due date': '2026-04-01', 'Payment reference': 'first' }),
      payment('PB-2', '1000', '2026-05-02', { 'Due date': '1/8/2026', 'Payment reference': 'third' }),
    ]);
    expect(await ledgerOf('PB-2')).toEqual(['1 100000 2026-05-01', '2 100000 2026-05-01', '5 100000 2026-05-02']);
  });

  it('is the one paid in advance for a period from that day, though its due date is before', async () => {
    await pay('PB-3', [payment('PB-3', '1000', '2026-07-30', { 'Due date': '2026-08-01' })]);
    expect(await ledgerOf('PB-3')).toEqual(['5 100000 2026-07-30']);
  });

  it('is none: the first day of a period that is paid in arrears, or a day that means nothing', async () => {
    const arrears = contract('Paying Board', 'PB-4', {
      'Payment timing': 'arrears',
      'Reason not monthly in advance': 'r',
    });
    const due = ['2026-05-01', '2026-05-29', '3/3/2026'].map((day, n) =>
      payment('PB-4', '1000', `2026-06-0${String(n + 1)}`, { 'Due date': day }),
    );
    const found = await importing.errors({ contracts: [arrears], payments: due });
    expect(placesOf(found)).toEqual(['payments.csv 2 Due date', 'payments.csv 4 Due date']);
    expect(found[1]).toMatchObject({ value: '3/3/2026', problem: expect.stringContaining('2026-03-03') });
  });

  it('cannot hold more than is outstanding', async () => {
    const found = await importing.errors({
      contracts: [contract('Paying Board', 'PB-5', { 'End date': '2026-05-31', Value: '2000' })],
      payments: [
        payment('PB-5', '£1,000.01', '2026-04-01'),
        payment('PB-5', '600', '2026-04-02', { 'Due date': '2026-04-01' }),
        payment('PB-5', '400.01', '2026-04-03', { 'Due date': '2026-04-01' }),
        payment('PB-5', '400', '2026-04-04'),
        payment('PB-5', '1000', '2026-04-05'),
        payment('PB-5', '0.01', '2026-04-06'),
      ],
    });
    expect(found.map(({ row, column, value }) => `${String(row)} ${String(column)} ${value}`)).toEqual([
      '2 Amount £1,000.01',
      '4 Amount 400.01',
      '7 Amount 0.01',
    ]);
  });

  it('is reckoned from what earlier files brought in', async () => {
    await pay('PB-6', [payment('PB-6', '600', '2026-04-01')]);
    await importing.bring({ payments: [payment('PB-6', '400', '2026-04-02'), payment('PB-6', '1000', '2026-04-03')] });
    expect(await ledgerOf('PB-6')).toEqual(['1 60000 2026-04-01', '1 40000 2026-04-02', '2 100000 2026-04-03']);
  });
});

describe('the same payment', () => {
  it('is one by contract, amount, date and reference in any capitals; another reference is another payment', async () => {
    const bacs = (reference: string) => payment('PC-1', '1000', '2026-04-01', { 'Payment reference': reference });
    const report = await pay('PC-1', [bacs('BACS 1'), bacs('bacs 1'), bacs('BACS 2'), bacs('')]);
    expect(report).toMatchObject({ created: 4, skipped: 1 });
    expect(await ledgerOf('PC-1')).toHaveLength(3);
    expect(await importing.bring({ payments: [bacs('Bacs 2')] })).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('for another due date is an error that asks for a reference', async () => {
    const due = (day: string, reference = '') =>
      payment('PC-2', '1000', '2026-04-01', { 'Due date': day, 'Payment reference': reference });
    const sheets = { contracts: [contract('Paying Board', 'PC-2')] };
    const found = await importing.errors({ ...sheets, payments: [due('2026-04-01'), due('2026-05-01')] });
    expect(placesOf(found)).toEqual(['payments.csv 3 Payment reference']);
    expect(found[0]?.problem).toMatch(/^row 2 has the same contract, amount, date and reference for another due date/);
    const told = [due('2026-04-01', 'a'), due('2026-05-01', 'b')];
    expect(await importing.bring({ ...sheets, payments: told })).toMatchObject({ created: 3 });
  });

  it('on two contracts is two payments', async () => {
    const report = await importing.bring({
      contracts: [contract('Paying Board', 'PC-3'), contract('Paying Board', 'PC-4')],
      payments: ['PC-3', 'PC-4'].map((reference) => payment(reference, '1000', '2026-04-01')),
    });
    expect(report).toMatchObject({ created: 4, skipped: 0 });
  });
});

describe('the same contact', () => {
  it('is one by contract, date, channel, both people and purpose', async () => {
    const log = (rest: Cells) => contact('PD-1', '2026-10-01', rest);
    const sheets = {
      contracts: [contract('Paying Board', 'PD-1')],
      contacts: [
        log({}),
        log({ Channel: 'Email' }),
        log({ Purpose: 'Something else' }),
        log({ 'Health person email': 'sam@health.example' }),
        log({ 'Group person email': '' }),
        log({ Outcome: 'Another outcome', 'Two-way': 'no', 'Started by': 'GROUP' }),
      ],
    };
    expect(await importing.bring(sheets)).toMatchObject({ created: 6, skipped: 1 });
  });
});
