export type ImportFileKind = 'contracts' | 'payments' | 'contacts';

/** The columns of each file, in the order of its template. */
export const COLUMNS = {
  contracts: [
    'Health body',
    'ODS code',
    'Group',
    'Charity number',
    'Company number',
    'Legal form',
    'Contract reference',
    'Title',
    'Instrument',
    'Value',
    'Start date',
    'End date',
    'Payment timing',
    'Payment frequency',
    'Reason not monthly in advance',
    'Health lead name',
    'Health lead email',
    'Health lead last day',
    'Health deputy name',
    'Health deputy email',
    'Group lead name',
    'Group lead email',
    'Purchase order',
    'Supplier number',
    'VAT',
    'Invoice needed',
    'Payment days',
    'Payment day',
  ],
  payments: [
    'Health body',
    'Contract reference',
    'Due date',
    'Amount',
    'Date received',
    'Date sent',
    'Payment reference',
  ],
  contacts: [
    'Health body',
    'Contract reference',
    'Date',
    'Channel',
    'Started by',
    'Health person email',
    'Group person email',
    'Two-way',
    'Purpose',
    'Outcome',
  ],
} as const satisfies Record<ImportFileKind, readonly string[]>;

export type ColumnOf<K extends ImportFileKind> = (typeof COLUMNS)[K][number];

/** The columns without which a file is not read at all; each entry lists the names of which one must be there. */
export const REQUIRED: { readonly [K in ImportFileKind]: readonly (readonly ColumnOf<K>[])[] } = {
  contracts: [
    ['Health body'],
    ['Group'],
    ['Contract reference'],
    ['Title'],
    ['Instrument'],
    ['Value'],
    ['Start date'],
    ['End date'],
    ['Health lead name'],
    ['Health lead email'],
    ['Group lead name'],
    ['Group lead email'],
  ],
  payments: [['Contract reference'], ['Amount'], ['Date received', 'Date sent']],
  contacts: [
    ['Contract reference'],
    ['Date'],
    ['Channel'],
    ['Started by'],
    ['Health person email'],
    ['Group person email'],
    ['Two-way'],
  ],
};

/** What a file of rows to mend has as its last column. The importer knows it and passes over it. */
export const PROBLEM_COLUMN = 'Problem';

/** The header line of each file, to download and fill in. */
export const TEMPLATES: Readonly<Record<ImportFileKind, string>> = {
  contracts: headerLine(COLUMNS.contracts),
  payments: headerLine(COLUMNS.payments),
  contacts: headerLine(COLUMNS.contacts),
};

function headerLine(columns: readonly string[]): string {
  return `${columns.join(',')}\r\n`;
}
