import { contact, contract, payment } from './support/csv';
import type { Cells } from './support/csv';
import { Importing, lineOf, placesOf } from './support/importing';

let importing: Importing;
const bring = (...args: Parameters<Importing['bring']>) => importing.bring(...args);

beforeAll(async () => {
  importing = await Importing.start();
});
afterAll(() => importing.close());

/** The instalments of a contract, as version, number, due date, pence owed and state. */
async function planOf(reference: string): Promise<string[]> {
  const rows = await importing.rows<{ line: string }>(
    `select concat_ws(' ', i.schedule_version, i.number, i.due_on, i.amount_pence, i.state) as line
     from instalment i join contract c on c.id = i.contract_id where c.reference = $1
     order by i.schedule_version, i.number`,
    reference,
  );
  return rows.map(({ line }) => line);
}

describe('the same files again', () => {
  const contracts = [
    contract('Azure Board', 'AZ-1', {
      'ODS code': 'QZ9',
      'Charity number': '998001',
      'Company number': '123',
      'Legal form': 'CIO',
      'Health lead last day': '2027-01-31',
      'Health deputy name': 'Sam Tillard',
      'Health deputy email': 'sam@health.example',
      'Purchase order': 'PO-1',
      'Supplier number': 'S-1',
      'Invoice needed': 'yes',
    }),
    contract('Azure Board', 'AZ-2', { Group: 'Group, of AZ-1', 'Charity number': '998001', Instrument: 'grant' }),
    contract('Azure Board', 'AZ-3', { 'Payment timing': 'arrears', 'Payment frequency': 'quarterly', VAT: 'standard' }),
    contract('Blue Board', 'BL-1', { 'Group lead email': '' }),
  ];
  const payments = [
    payment('AZ-1', '1000', '2026-04-01', { 'Due date': '2026-04-01', 'Payment reference': 'BACS 1' }),
    payment('AZ-1', '400', '2026-05-01'),
    payment('AZ-1', '600', '', { 'Date sent': '2026-05-05' }),
    payment('AZ-1', '400', '2026-05-01'),
    payment('BL-1', '1000', '2028-01-04'),
  ];
  const contacts = [
    contact('AZ-1', '2026-10-01'),
    contact('AZ-1', '2026-10-01', { Purpose: '' }),
    contact('BL-1', '2026-10-01', { 'Group person email': '', Outcome: 'Line one\nline two' }),
    contact('BL-1', '2027-10-01'),
  ];

  it('change nothing in any table, and say so', async () => {
    const first = await bring({ contracts, payments, contacts });
    expect(first).toMatchObject({ created: 12, updated: 0, unchanged: 0, skipped: 1 });
    const before = await importing.everything();
    const again = await importing.attempt({ contracts, payments, contacts });
    expect(again).toMatchObject({ changed: false, importId: null });
    expect(again.report).toMatchObject({ created: 0, updated: 0, unchanged: 12, skipped: 1, errors: [] });
    expect(await importing.everything()).toEqual(before);
  });

  it('change nothing in another order, other capitals and another file format', async () => {
    const before = await importing.everything();
    const shout = (row: Cells) => ({ ...row, 'Contract reference': row['Contract reference']?.toLowerCase() ?? '' });
    await bring({
      contracts: [...contracts].reverse().map(shout),
      payments: [...payments].reverse().map(shout),
      contacts: [...contacts].reverse().map(shout),
    });
    expect(await importing.everything()).toEqual(before);
  });
});

describe('a register that changes', () => {
  it('updates what a contract is called and carries, and keeps what it leaves empty', async () => {
    const rest = { 'Purchase order': 'PO-1', 'Supplier number': 'S-1', 'Reason not monthly in advance': 'Agreed so' };
    await bring({ contracts: [contract('Coral Board', 'CO-1', rest)] });
    const next = { Title: 'Another title', 'Purchase order': 'PO-2', 'Supplier number': 'S-2' };
    const report = await bring({
      contracts: [contract('Coral Board', 'CO-1', { ...next, 'Invoice needed': 'no' })],
      payments: [payment('CO-1', '1000', '2026-04-01')],
    });
    expect(report).toMatchObject({ created: 1, updated: 1 });
    await bring({ contracts: [contract('Coral Board', 'CO-1', { Title: 'With money', 'Purchase order': 'PO-3' })] });
    const found = await importing.rows(
      `select c.title, c.purchase_order, c.deviation_reason, c.invoice_needed, c.schedule_version, s.supplier_number
       from contract c join partnership_supplier s on s.group_id = c.group_id where c.reference = 'CO-1'`,
    );
    expect(found).toEqual([
      {
        title: 'With money',
        purchase_order: 'PO-3',
        deviation_reason: 'Agreed so',
        invoice_needed: false,
        schedule_version: 1,
        supplier_number: 'S-2',
      },
    ]);
  });

  it('plans again while no money has come: the old instalments stay, cancelled', async () => {
    const short = { 'End date': '2026-06-30', Value: '3000' };
    await bring({ contracts: [contract('Denim Board', 'DE-1', short)] });
    await bring({
      contracts: [contract('Denim Board', 'DE-1', { ...short, Value: '300', 'Payment frequency': 'once' })],
    });
    expect(await planOf('DE-1')).toEqual([
      '1 1 2026-04-01 100000 cancelled',
      '1 2 2026-05-01 100000 cancelled',
      '1 3 2026-06-01 100000 cancelled',
      '2 1 2026-04-01 30000 planned',
    ]);
    expect(await bring({ payments: [payment('DE-1', '300', '2026-04-01')] })).toMatchObject({ created: 1 });
  });

  it.each([
    ['Value', '13000'],
    ['Start date', '2026-05-01'],
    ['End date', '30/4/2027'],
    ['Payment timing', 'arrears'],
    ['Payment frequency', 'quarterly'],
    ['Instrument', 'grant'],
    ['VAT', 'standard'],
    ['Payment day', '15'],
  ])('refuses another %s once money has come', async (column, value) => {
    const reference = `EB-${column}`;
    await bring({
      contracts: [contract('Ebony Board', reference)],
      payments: [payment(reference, '10', '2026-04-01')],
    });
    const before = await importing.everything();
    const found = await importing.errors({ contracts: [contract('Ebony Board', reference, { [column]: value })] });
    expect(found).toMatchObject([{ row: 2, column, value, problem: expect.stringContaining('use a variation') }]);
    expect(await importing.everything()).toEqual(before);
  });

  it('leaves alone what is being agreed, or was agreed by both sides, in Accord', async () => {
    await bring({ contracts: [contract('Elder Board', 'EL-1'), contract('Elder Board', 'EL-2')] });
    await importing.rows(`update contract set state = 'draft' where reference = 'EL-1'`);
    await importing.rows(`
      insert into contract_confirmation (health_body_id, group_id, contract_id, id, side, terms_version, how, confirmed_on)
      select health_body_id, group_id, id, gen_random_uuid(), 'health', terms_version, 'in_accord', '2026-03-01'
      from contract where reference = 'EL-2'`);
    const before = await importing.everything();
    const found = await importing.errors({
      contracts: [
        contract('Elder Board', 'EL-1', { Title: 'Another title' }),
        contract('Elder Board', 'EL-2', { Value: '13000' }),
      ],
    });
    expect(found.map(lineOf)).toEqual([
      expect.stringMatching(/^contracts\.csv 2 Contract reference: EL-1: this contract is a draft/),
      expect.stringMatching(/^contracts\.csv 3 Value: 13000: both sides agreed this contract in Accord/),
    ]);
    expect(await importing.everything()).toEqual(before);
  });

  it('does not move a contract to another group', async () => {
    await bring({ contracts: [contract('Flax Board', 'FL-1'), contract('Flax Board', 'FL-2')] });
    const found = await importing.errors({
      contracts: [
        contract('Flax Board', 'FL-1', { Group: 'Group of FL-2' }),
        contract('Flax Board', 'FL-2', { Group: 'New' }),
      ],
    });
    expect(found.map(lineOf)).toEqual([
      expect.stringMatching(/^contracts\.csv 2 Group: Group of FL-2: this contract is with "Group of FL-1"/),
      expect.stringMatching(/^contracts\.csv 3 Group: New: this contract is with "Group of FL-2"/),
    ]);
  });

  it('does not touch the numbers and legal form of a group that has joined, and says so', async () => {
    const rest = { Group: 'Grebe Nest', 'Charity number': '998101', 'Legal form': 'CIO' };
    await bring({ contracts: [contract('Green Board', 'GR-1', rest)] });
    await importing.rows(`update organisation set joined_at = now() where name = 'Grebe Nest'`);
    const before = await importing.everything();
    const other = { 'Company number': '5566', 'Legal form': 'CIC' };
    const report = await bring({ contracts: [contract('Green Board', 'GR-1', { ...rest, ...other })] });
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(report.warnings).toEqual([
      expect.stringMatching(/row 2.*numbers.*"Grebe Nest" stayed as known/),
      expect.stringMatching(/row 2.*legal form.*"Grebe Nest" stayed as known/),
    ]);
    expect(await importing.everything()).toEqual(before);
  });
});

describe('a plan', () => {
  it('owes VAT on top where it is standard, each instalment’s own, and the last carries the odd pence', async () => {
    const rest = { Value: '100.01', 'End date': '2026-06-30', VAT: 'standard' };
    await bring({ contracts: [contract('Hazel Board', 'HA-1', rest)] });
    const pence = (await planOf('HA-1')).map((line) => Number(line.split(' ')[3]));
    expect(pence).toEqual([4000, 4000, 4002]);
    const paid = pence.map((amount, n) => payment('HA-1', (amount / 100).toFixed(2), `2026-06-1${String(n)}`));
    expect(await bring({ payments: paid })).toMatchObject({ created: 3 });
  });

  it('names the limits of the table of bank holidays', async () => {
    const found = await importing.errors({
      contracts: [
        contract('Iris Board', 'IR-1', { 'Start date': '2017-12-01', 'End date': '2018-11-30' }),
        contract('Iris Board', 'IR-2', { 'Start date': '1/1/2028', 'End date': '31/1/2029' }),
        contract('Iris Board', 'IR-3', { 'Start date': '2028-01-01', 'End date': '2028-12-31' }),
      ],
    });
    expect(found).toMatchObject([
      { row: 2, column: 'Start date', value: '2017-12-01', problem: expect.stringContaining('2018 to 2028') },
      { row: 3, column: 'End date', value: '31/1/2029', problem: expect.stringContaining('2018 to 2028') },
    ]);
  });

  it('needs a penny for each instalment', async () => {
    const found = await importing.errors({
      contracts: [contract('Jade Board', 'JA-1', { Value: '0.11' }), contract('Jade Board', 'JA-2', { Value: '0.12' })],
    });
    expect(placesOf(found)).toEqual(['contracts.csv 2 Value']);
    expect(found[0]).toMatchObject({ value: '0.11', problem: expect.stringMatching(/penny/) });
  });

  it('holds for the largest amount that a cell may have, and not above', async () => {
    const rest = { VAT: 'standard', 'Payment frequency': 'once' };
    const report = await importing.attempt({
      contracts: [contract('Kohl Board', 'KO-1', { ...rest, Value: '£1,000,000,000,000' })],
      payments: [payment('KO-1', '1000000000000', '2026-04-01'), payment('KO-1', '200000000000', '2026-04-02')],
    });
    expect(report.report).toMatchObject({ created: 3, errors: [] });
    expect(await planOf('KO-1')).toEqual(['1 1 2026-04-01 120000000000000 paid']);
    const found = await importing.errors({
      contracts: [contract('Kohl Board', 'KO-2', { Value: '1000000000000.01' })],
    });
    expect(placesOf(found)).toEqual(['contracts.csv 2 Value']);
  });
});
