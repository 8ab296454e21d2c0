import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { foldName } from '../../shared/text';
import { signedAmount } from './amounts.rules';
import { UnreadableEntry } from './entry';
import type { EntryFacts } from './entry';

export const DATE_FORMATS = ['DD/MM/YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD', 'YYYYMMDD', 'DD MON YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];
export const AMOUNT_FORMATS = ['pounds', 'pence'] as const;
export type AmountFormat = (typeof AMOUNT_FORMATS)[number];
export const AMOUNT_STYLES = ['out_is_negative', 'out_is_positive', 'debit_credit'] as const;
export type AmountStyle = (typeof AMOUNT_STYLES)[number];

/** How one bank or ledger writes its CSV: the names in its header line, and its days and amounts. */
export interface MappingFacts {
  dateColumn: string;
  dateFormat: DateFormat;
  amountFormat: AmountFormat;
  amountStyle: AmountStyle;
  amountColumn: string | null;
  debitColumn: string | null;
  creditColumn: string | null;
  referenceColumn: string;
  payeeColumn: string | null;
  entryColumn: string | null;
}

type Cell = (column: string | null) => string;

/** Reads the rows below one header line. */
export class CsvMapping {
  private readonly places: ReadonlyMap<string, number>;
  /** By column: the sign of its first amount. */
  private readonly signs = new Map<string | null, number>();

  /** Throws UnreadableEntry when a column is not there. */
  constructor(
    private readonly mapping: MappingFacts,
    private readonly header: readonly string[],
  ) {
    this.places = new Map(header.map((name, place) => [foldName(name), place]));
    const { dateColumn, amountColumn, debitColumn, creditColumn, referenceColumn, payeeColumn, entryColumn } = mapping;
    const wanted = [dateColumn, amountColumn, debitColumn, creditColumn, referenceColumn, payeeColumn, entryColumn];
    const names = wanted.filter((name) => name !== null);
    const twice = names.find((name) => header.filter((one) => foldName(one) === foldName(name)).length > 1);
    if (twice !== undefined) {
      throw new UnreadableEntry(`the header line has the column "${twice}" more than once: give each its own name`);
    }
    const missing = names.find((name) => !this.places.has(foldName(name)));
    if (missing === undefined) return;
    throw new UnreadableEntry(
      `the header line has no column "${missing}"; its columns are ${header.slice(0, 20).join(', ').slice(0, 300)}`,
    );
  }

  /** Null for a row that moves no money: an opening balance, or a total. Throws UnreadableEntry with what is wrong. */
  read(cells: readonly string[]): EntryFacts | null {
    if (cells.slice(this.header.length).some((more) => more.trim() !== '')) {
      throw new UnreadableEntry(
        'it has more cells than the header line: a name with a comma stands in quotation marks',
      );
    }
    const cell: Cell = (column) => this.at(cells, column);
    const { out, column, sign } = amountOut(this.mapping, cell);
    if (out === 0) return null;
    const payee = cell(this.mapping.payeeColumn);
    return {
      bookedOn: dayOf(cell(this.mapping.dateColumn), this.mapping.dateFormat),
      amountPence: Math.abs(out),
      currency: 'GBP',
      direction: out > 0 ? 'debit' : 'credit',
      reversal: false,
      returnCode: null,
      endToEndId: null,
      reference: textOf(cell(this.mapping.referenceColumn)),
      names: payee === '' ? [] : [payee],
      number: textOf(cell(this.mapping.entryColumn)),
      batchIds: [],
      flaw: this.isOfItsColumn(column, sign) ? null : 'sign_differs',
    };
  }

  /** In a column of one direction some banks write all amounts with a minus: what is not like the first is doubtful. */
  private isOfItsColumn(column: string | null, sign: number): boolean {
    const first = this.signs.get(column) ?? sign;
    this.signs.set(column, first);
    return sign === first;
  }

  private at(cells: readonly string[], column: string | null): string {
    const place = column === null ? undefined : this.places.get(foldName(column));
    return place === undefined ? '' : (cells[place] ?? '').trim().slice(0, LONGEST);
  }
}

const LONGEST = 140;

/** What left the account, in pence; negative for what came in. Of a column of one direction, with which sign it stood. */
function amountOut(
  { amountStyle, amountFormat, ...columns }: MappingFacts,
  cell: Cell,
): { out: number; column: string | null; sign: number } {
  const read = (column: string | null): number => {
    const value = signedAmount(cell(column), amountFormat);
    if (value === null) throw new UnreadableEntry(`"${cell(column).slice(0, 40)}" in ${column ?? ''} is not an amount`);
    return value;
  };
  if (amountStyle !== 'debit_credit') {
    const column = columns.amountColumn;
    // CR and DR say by themselves where money went.
    const negative = amountStyle === 'out_is_negative' || /[CD]R$/i.test(cell(column));
    return { out: negative ? -read(column) + 0 : read(column), column, sign: 0 };
  }
  const [out, came] = [read(columns.debitColumn), read(columns.creditColumn)];
  if (out !== 0 && came !== 0) throw new UnreadableEntry('it has an amount both going out and coming in');
  const column = out === 0 ? columns.creditColumn : columns.debitColumn;
  return { out: Math.abs(out) - Math.abs(came), column, sign: Math.sign(out + came) };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const PATTERNS: Readonly<Record<DateFormat, RegExp>> = {
  'DD/MM/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'DD-MM-YYYY': /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  'DD MON YYYY': /^(?<day>\d{1,2})[ -](?<month>[A-Za-z]{3})[a-z]*[ -](?<year>\d{4})$/,
};

function dayOf(text: string, format: DateFormat): CalendarDate {
  const { day = '', month = '', year = '' } = PATTERNS[format].exec(text)?.groups ?? {};
  const number = format === 'DD MON YYYY' ? String(MONTHS.indexOf(month.toLowerCase()) + 1) : month;
  const date = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDate(date)) throw new UnreadableEntry(`"${text.slice(0, 40)}" is not a day written ${format}`);
  return date;
}

function textOf(text: string): string | null {
  return text === '' ? null : text;
}
