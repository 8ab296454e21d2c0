import { readContractRow } from './contract-row.rules';
import { RowCells } from './row-cells.rules';

type Cells = Record<string, string>;

function read(cells: Cells) {
  const positions = new Map(Object.keys(cells).map((name, position) => [name, position]));
  const reader = new RowCells<string>('file.csv', positions, 2, Object.values(cells));
  const data = readContractRow(reader);
  return { data, warnings: reader.warnings, problems: reader.problems.map(({ column, problem }) => [column, problem]) };
}

const CONTRACT: Cells = {
  'Health body': 'Northshire ICB',
  'ODS code': '',
  Group: 'Rainbow Group',
  'Charity number': '',
  'Company number': '',
  'Legal form': '',
  'Contract reference': 'C-1',
  Title: 'Peer support',
  Instrument: 'Contract',
  Value: '£12,000',
  'Start date': '1/4/2026',
  'End date': '31/3/2027',
  'Payment timing': '',
  'Payment frequency': '',
  'Reason not monthly in advance': '',
  'Health lead name': 'Sam Lead',
  'Health lead email': 'Sam@ICB.example',
  'Health lead last day': '',
  'Health deputy name': '',
  'Health deputy email': '',
  'Group lead name': 'Alex Lead',
  'Group lead email': '',
  'Purchase order': '',
  'Supplier number': '',
  VAT: '',
  'Invoice needed': '',
  'Payment days': '',
  'Payment day': '',
};
const contract = (changes: Cells = {}) => read({ ...CONTRACT, ...changes });

describe('a row of the contract register', () => {
  it('is monthly in advance unless it says otherwise, and needs few cells', () => {
    expect(contract()).toMatchObject({
      problems: [],
      warnings: [],
      data: {
        healthBody: 'Northshire ICB',
        odsCode: null,
        group: 'Rainbow Group',
        charityNumber: null,
        companyNumber: null,
        legalForm: null,
        reference: 'C-1',
        title: 'Peer support',
        instrument: 'contract_for_services',
        valuePence: 1_200_000,
        startsOn: '2026-04-01',
        endsOn: '2027-03-31',
        timing: 'in_advance',
        rhythm: 'monthly',
        deviationReason: null,
        healthLead: { name: 'Sam Lead', email: 'sam@icb.example', lastDayOn: null },
        healthDeputy: null,
        groupLead: { name: 'Alex Lead', email: null },
        purchaseOrder: null,
        supplierNumber: null,
        vat: null,
        invoiceNeeded: null,
        paymentDays: null,
        paymentDay: null,
      },
    });
  });

  it.each([
    ['Instrument', 'contract for services', { instrument: 'contract_for_services' }],
    ['Instrument', 'GRANT', { instrument: 'grant' }],
    ['Payment timing', 'In arrears', { timing: 'in_arrears' }],
    ['Payment timing', 'advance', { timing: 'in_advance' }],
    ['Payment frequency', 'annual', { rhythm: 'annually' }],
    ['Payment frequency', 'Quarterly', { rhythm: 'quarterly' }],
    ['Payment frequency', 'once', { rhythm: 'once' }],
    ['VAT', 'Outside the scope', { vat: 'outside_scope' }],
    ['VAT', 'zero-rated', { vat: 'zero' }],
    ['VAT', 'Exempt', { vat: 'exempt' }],
    ['VAT', 'standard', { vat: 'standard' }],
    ['Invoice needed', 'n', { invoiceNeeded: false }],
    ['Legal form', 'CIO', { legalForm: 'charitable_incorporated_organisation' }],
    ['Legal form', 'community interest company', { legalForm: 'community_interest_company' }],
    ['Legal form', 'Unregistered', { legalForm: 'unregistered' }],
    ['ODS code', 'qwo', { odsCode: 'QWO' }],
    ['Company number', '1234567', { companyNumber: '01234567' }],
    ['Charity number', '01123456', { charityNumber: '1123456' }],
    ['Health lead last day', '2026-08-31', { healthLead: { lastDayOn: '2026-08-31' } }],
    ['Group lead email', 'ALEX@group.example', { groupLead: { email: 'alex@group.example' } }],
    ['Health deputy email', 'Deputy@icb.example', { healthDeputy: { name: null, email: 'deputy@icb.example' } }],
    ['End date', '1/4/2026', { startsOn: '2026-04-01', endsOn: '2026-04-01' }],
    ['Title', "'=Pride", { title: '=Pride' }],
    ['Payment day', '28', { paymentDay: 28 }],
  ])('reads %s “%s”', (column, cell, data) =>
    expect(contract({ [column]: cell })).toMatchObject({ problems: [], data }),
  );

  it.each([
    'Health body',
    'Group',
    'Contract reference',
    'Title',
    'Instrument',
    'Value',
    'Start date',
    'End date',
    'Health lead name',
    'Health lead email',
    'Group lead name',
  ])('is refused without %s, and for nothing else', (column) =>
    expect(contract({ [column]: '\u00A0' }).problems).toEqual([
      [column, `the cell is empty; “${column}” is needed in every row`],
    ]),
  );

  it.each([
    [
      'End date',
      { 'End date': '31/3/2026' },
      'the end date is before the start date, 1/4/2026; correct one of the two',
    ],
    ['Start date', { 'Start date': '1/4/26' }, '1/4/26 has a year of two digits; write all four, as D/M/YYYY'],
    [
      'Health deputy email',
      { 'Health deputy name': 'Jo' },
      'the cell is empty and a deputy is named; write the deputy’s email address',
    ],
    [
      'Health deputy email',
      { 'Health deputy name': 'Jo', 'Health deputy email': 'jo' },
      'jo is not an email address; write one address like name@example.org',
    ],
    ['VAT', { VAT: '20%' }, '20% is not a word for this column; write outside scope, exempt, zero or standard'],
    [
      'Payment frequency',
      { 'Payment frequency': 'yearly' },
      'yearly is not a word for this column; write monthly, quarterly, annually or once',
    ],
    [
      'Payment timing',
      { 'Payment timing': 'milestone' },
      'milestone is not a word for this column; write advance or arrears',
    ],
    ['Payment day', { 'Payment day': '29' }, '29 is not a whole number from 1 to 28'],
    ['Payment days', { 'Payment days': '31' }, '31 is not a whole number from 1 to 30'],
    [
      'Health lead last day',
      { 'Health lead last day': 'soon' },
      'soon has words in it; write the month as a number: write D/M/YYYY or YYYY-MM-DD',
    ],
  ])('is refused at %s: %p', (column, changes, problem) =>
    expect(contract(changes).problems).toEqual([[column, problem]]),
  );

  it('names every bad cell', () => {
    const { problems } = contract({ Value: '-1', Instrument: 'gift', 'Start date': 'x', Title: '' });
    expect(problems.map(([column]) => column)).toEqual(['Title', 'Instrument', 'Value', 'Start date']);
  });

  it('keeps a legal form it does not know as other, with a warning', () =>
    expect(contract({ 'Legal form': 'guild' })).toMatchObject({
      problems: [],
      data: { legalForm: 'other' },
      warnings: ['file.csv, row 2, Legal form: guild is not a legal form that Accord knows; it is kept as “other”'],
    }));

  it('counts payment days in arrears only, with a warning in advance', () => {
    expect(contract({ 'Payment timing': 'arrears', 'Payment days': '14' })).toMatchObject({
      data: { paymentDays: 14 },
    });
    expect(contract({ 'Payment days': '14' })).toMatchObject({
      data: { paymentDays: null },
      warnings: [expect.stringContaining('row 2, Payment days: payment days are for payment in arrears')],
    });
  });
});
