import type { CalendarDate } from '../../shared/calendar-date';
import type { CsvStyle } from './csv-cell.rules';

export const TEMPLATE_KINDS = ['ap_csv', 'journal_csv'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export const DATE_FORMATS = ['YYYY-MM-DD', 'DD/MM/YYYY', 'DD-MM-YYYY', 'DD-MON-YYYY', 'YYYYMMDD', 'DDMMYYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const AMOUNT_FORMATS = ['pounds', 'pence'] as const;
export type AmountFormat = (typeof AMOUNT_FORMATS)[number];

export const SEPARATORS = ['comma', 'semicolon', 'tab', 'bar'] as const satisfies readonly CsvStyle['separator'][];
export const LINE_ENDINGS = ['crlf', 'lf'] as const satisfies readonly CsvStyle['lineEnding'][];
export const QUOTINGS = ['needed', 'always'] as const satisfies readonly CsvStyle['quoting'][];

/** What a column may show of a payment, and what a person calls it. */
export const AP_SOURCES = {
  supplierNumber: 'Supplier number',
  payeeName: 'Payee name',
  amount: 'Amount',
  paymentDate: 'Payment date',
  dueDate: 'Due date',
  reference: 'Reference',
  invoiceNumber: 'Invoice number',
  purchaseOrder: 'Purchase order',
  costCentre: 'Cost centre',
  accountCode: 'Account code',
  analysisCode: 'Analysis code',
  periodFrom: 'Period from',
  periodTo: 'Period to',
  runNumber: 'Run number',
  lineNumber: 'Line number',
  fileNumber: 'File number',
} as const;
export type ApSource = keyof typeof AP_SOURCES;

/** What a column may show of an entry in a journal. */
export const JOURNAL_SOURCES = {
  journalDate: 'Journal date',
  costCentre: 'Cost centre',
  accountCode: 'Account code',
  analysisCode: 'Analysis code',
  debit: 'Debit',
  credit: 'Credit',
  description: 'Description',
  runNumber: 'Run number',
  lineNumber: 'Line number',
  fileNumber: 'File number',
} as const;
export type JournalSource = keyof typeof JOURNAL_SOURCES;

export const SOURCES_OF: Readonly<Record<TemplateKind, Readonly<Record<string, string>>>> = {
  ap_csv: AP_SOURCES,
  journal_csv: JOURNAL_SOURCES,
};

/** A column: its header, and either the fact that it shows or a text that is the same on each line. */
export type TemplateColumn = { header: string; source: string } | { header: string; fixed: string };

/** Where a journal puts the other half of its double entry. */
export interface ControlAccount {
  accountCode: string;
  costCentre: string | null;
  analysisCode: string | null;
}

/** A column set: what a ledger wants its file to look like. */
export interface ExportTemplate extends CsvStyle {
  kind: TemplateKind;
  columns: readonly TemplateColumn[];
  headerLine: boolean;
  dateFormat: DateFormat;
  amountFormat: AmountFormat;
  /** Of a journal; null of a payables file. */
  control: ControlAccount | null;
}

function shown<Source extends string>(
  names: Readonly<Record<Source, string>>,
  sources: readonly NoInfer<Source>[],
): TemplateColumn[] {
  return sources.map((source) => ({ header: names[source], source }));
}

const USUAL_STYLE = {
  headerLine: true,
  dateFormat: 'DD/MM/YYYY',
  amountFormat: 'pounds',
  separator: 'comma',
  lineEnding: 'crlf',
  quoting: 'needed',
} as const;

/** The payables file of a health body that has saved no column set of its own. */
export const USUAL_AP_TEMPLATE: ExportTemplate = {
  ...USUAL_STYLE,
  kind: 'ap_csv',
  columns: shown(AP_SOURCES, [
    'supplierNumber',
    'payeeName',
    'invoiceNumber',
    'reference',
    'dueDate',
    'paymentDate',
    'amount',
    'purchaseOrder',
    'costCentre',
    'accountCode',
    'analysisCode',
  ]),
  control: null,
};

/** What a run paid, for the post that finance sends itself: the payee's name is the only name. */
export const REMITTANCE_TEMPLATE: ExportTemplate = {
  ...USUAL_AP_TEMPLATE,
  columns: shown(AP_SOURCES, [
    'payeeName',
    'paymentDate',
    'reference',
    'invoiceNumber',
    'periodFrom',
    'periodTo',
    'amount',
  ]),
};

/** What a journal usually shows. Each health body has its own control account, so it cannot be used before that is set. */
export const USUAL_JOURNAL_TEMPLATE: ExportTemplate = {
  ...USUAL_STYLE,
  kind: 'journal_csv',
  columns: shown(JOURNAL_SOURCES, [
    'journalDate',
    'lineNumber',
    'costCentre',
    'accountCode',
    'analysisCode',
    'debit',
    'credit',
    'description',
  ]),
  control: null,
};

/** One thing that is wrong with the columns: at which of them, from 0; null for what is wrong with all together. */
export interface ColumnProblem {
  index: number | null;
  detail: string;
}

/** What is wrong with the columns of a template; empty when nothing is. */
export function columnProblems(kind: TemplateKind, columns: readonly TemplateColumn[]): ColumnProblem[] {
  const sources = SOURCES_OF[kind];
  const problems: ColumnProblem[] = [];
  const headers = new Set<string>();
  columns.forEach((column, index) => {
    const header = column.header.trim().toLowerCase();
    if (headers.has(header)) problems.push({ index, detail: `Two columns are called "${column.header}".` });
    headers.add(header);
    if ('source' in column && !Object.hasOwn(sources, column.source)) {
      const choices = Object.keys(sources).join(', ');
      problems.push({ index, detail: `source must be one of ${choices}; for a text of your own use fixed.` });
    }
  });
  return [...problems, ...missingAmount(kind, columns)];
}

/** A payables file without amounts pays nothing, and a journal without both sides does not balance. */
function missingAmount(kind: TemplateKind, columns: readonly TemplateColumn[]): ColumnProblem[] {
  const needed = kind === 'ap_csv' ? ['amount'] : ['debit', 'credit'];
  const absent = needed.filter((source) => !columns.some((column) => 'source' in column && column.source === source));
  return absent.map((source) => ({ index: null, detail: `One column has to show the ${source}.` }));
}

export function dateIn(format: DateFormat, day: CalendarDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const written: Record<DateFormat, string> = {
    'YYYY-MM-DD': day,
    'DD/MM/YYYY': `${date}/${month}/${year}`,
    'DD-MM-YYYY': `${date}-${month}-${year}`,
    'DD-MON-YYYY': `${date}-${MONTHS[Number(month) - 1] ?? ''}-${year}`,
    YYYYMMDD: `${year}${month}${date}`,
    DDMMYYYY: `${date}${month}${year}`,
  };
  return written[format];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** 150050 → "1500.50" or "150050": figures that a ledger reads, without a sign for pounds or thousands. */
export function amountIn(format: AmountFormat, pence: number): string {
  if (format === 'pence') return String(pence);
  return `${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}
