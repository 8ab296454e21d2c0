import type { Dice } from './dice';
import { save } from './spreadsheets';
import type { Sheets, Spreadsheets } from './spreadsheets';
import type { Row, Writer } from './writer';

/** Cells that cannot be taken, by the column that is to be blamed. */
type Spoilings = [blamed: string, cells: Row][];

const BAD_MONEY = ['0', '-5', '1e5', '12.375,50', 'abc', '(500)', '$5', '12,37', '1.234', ''];
const BAD_DATES = ['1/2/25', '31/2/2025', '2025-13-01', '45000', '1/1/2025 10:00', '3 Jan 2025', '2/30/2025'];

const OF_CONTRACTS: Spoilings = [
  ...BAD_MONEY.map((text): [string, Row] => ['Value', { Value: text }]),
  ...BAD_DATES.map((text): [string, Row] => ['Start date', { 'Start date': text }]),
  ['End date', { 'Start date': '2/1/2024', 'End date': '1/1/2024' }],
  ['Start date', { 'Start date': '5/6/2017', 'End date': '4/6/2018', 'Payment timing': 'Advance' }],
  ['End date', { 'Start date': '5/6/2027', 'End date': '4/6/2029', 'Payment frequency': 'Monthly' }],
  ['Value', { 'Start date': '1/4/2024', 'End date': '31/3/2025', 'Payment frequency': 'Monthly', Value: '£0.11' }],
  ['Instrument', { Instrument: 'loan' }],
  ['Payment timing', { 'Payment timing': 'later' }],
  ['Payment frequency', { 'Payment frequency': 'weekly' }],
  ['Health lead email', { 'Health lead email': '' }],
  ['Group lead name', { 'Group lead name': '' }],
  ['Title', { Title: '' }],
  ['Health body', { 'Health body': '' }],
  ['Health deputy email', { 'Health deputy name': 'Sam Deputy', 'Health deputy email': '' }],
  ['Payment days', { 'Payment timing': 'Arrears', 'Payment days': '31' }],
  ['Payment day', { 'Payment day': '29' }],
];

const OF_PAYMENTS: Spoilings = [
  ...BAD_MONEY.map((text): [string, Row] => ['Amount', { Amount: text }]),
  ...BAD_DATES.map((text): [string, Row] => ['Date received', { 'Date received': text }]),
  ...BAD_DATES.map((text): [string, Row] => ['Due date', { 'Due date': text }]),
  ['Due date', { 'Due date': '9/9/2009' }],
  ['Contract reference', { 'Contract reference': 'NOBODY/KNOWS' }],
  ['Contract reference', { 'Contract reference': '' }],
  ['Amount', { 'Due date': '', Amount: '£ 1,000,000,000,000.5' }],
];

const OF_CONTACTS: Spoilings = [
  ...BAD_DATES.map((text): [string, Row] => ['Date', { Date: text }]),
  ['Channel', { Channel: 'fax' }],
  ['Started by', { 'Started by': 'them' }],
  ['Two-way', { 'Two-way': 'maybe' }],
  ['Health person email', { 'Health person email': '' }],
  ['Contract reference', { 'Contract reference': 'NOBODY/KNOWS' }],
];

/** A refused contract's own payments and contacts wait for it: they are not taken, and not told either. */
const WAITS = 'waits';

/** Bad rows among good ones, and the errors to expect, each as file, row, column and the cell as it stands there. */
export function spoil(dice: Dice, write: Writer, sheets: Sheets): { files: Spreadsheets; errors: string[] } {
  const contracts = badRows(dice, OF_CONTRACTS, sheets.contracts, 'Contract reference').map(underAnotherName);
  const [waitsFor] = contracts;
  const mixed: Sheets = {
    contracts: among(dice, sheets.contracts, contracts),
    payments: among(dice, sheets.payments, [
      ...badRows(dice, OF_PAYMENTS, sheets.payments, 'Payment reference'),
      ...waiting(sheets.payments, waitsFor),
    ]),
    contacts: among(dice, sheets.contacts, [
      ...badRows(dice, OF_CONTACTS, sheets.contacts, 'Purpose'),
      ...waiting(sheets.contacts, waitsFor),
    ]),
  };
  const files = save(write, mixed);
  const kinds = ['contracts', 'payments', 'contacts'] as const;
  return { files, errors: kinds.flatMap((kind) => errorsOf(kind, mixed[kind], files[kind].numbers)) };
}

/** A row that is not taken gives its health body no name either. */
function underAnotherName(row: Row): Row {
  const { 'Health body': name, 'ODS code': odsCode } = row;
  return name === '' || odsCode === '' ? row : { ...row, 'Health body': `Draft of ${name ?? ''}` };
}

function waiting([like]: Row[], contract: Row | undefined): Row[] {
  if (like === undefined || contract === undefined) return [];
  return [{ ...like, 'Contract reference': contract['Contract reference'] ?? '', '#': WAITS }];
}

function errorsOf(kind: keyof Sheets, rows: Row[], numbers: number[]): string[] {
  return rows.flatMap((row, index) => {
    const column = row['#'];
    if (column === undefined || column === WAITS) return [];
    return [`${kind}.csv ${numbers[index] ?? 0} ${column}: ${row[column] ?? ''}`];
  });
}

function badRows(dice: Dice, spoilings: Spoilings, [like]: Row[], told: string): Row[] {
  if (like === undefined) return [];
  return Array.from({ length: dice.from(1, 6) }, (_, at) => {
    const [column, cells] = dice.one(spoilings);
    return { ...like, [told]: `Bad ${at}`, ...cells, '#': column };
  });
}

function among(dice: Dice, good: Row[], bad: Row[]): Row[] {
  const mixed = [...good];
  for (const row of bad) mixed.splice(dice.from(0, mixed.length), 0, row);
  return mixed;
}
