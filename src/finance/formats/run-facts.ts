import type { CalendarDate } from '../../shared/calendar-date';

/** The kinds of file that a payment run can be sent in. */
export const EXPORT_KINDS = ['ap_csv', 'bacs_18', 'pain_001', 'journal_csv', 'remittance_csv'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** What is paid on one day of a run: known from the run's lines before the first of them is written. */
export interface DayTotals {
  /** The day on which the money is to be in the payees' accounts. */
  payOn: CalendarDate;
  lineCount: number;
  totalPence: number;
}

/** What a file says of the whole run. Nothing in it is read from a clock: the same facts give the same bytes. */
export interface RunFacts {
  /** The run's number at its health body. */
  number: number;
  /** The number of this file among the body's files of its kind, from 1, without gaps. */
  sequence: number;
  /** When the file is made. */
  madeAt: Date;
  /** The day in London on which it is made. */
  madeOn: CalendarDate;
  /** The health body's own name. */
  payerName: string;
  /** In order of day. One for a run that is paid on a single day; at least one. */
  days: readonly DayTotals[];
}

/** One payment of a run, as it was approved. Lines come in order of `payOn`, then `position`. */
export interface LineFacts {
  /** From 1, unique in the run: what a message calls the line. */
  position: number;
  groupId: string;
  /** A day that `RunFacts.days` has. */
  payOn: CalendarDate;
  dueOn: CalendarDate;
  periodStartsOn: CalendarDate | null;
  periodEndsOn: CalendarDate | null;
  /** Whole pence, above 0. */
  amountPence: number;
  /** The account holder as the bank has it: the only name of a payee in any file. */
  payeeName: string;
  supplierNumber: string | null;
  reference: string;
  invoiceNumber: string | null;
  purchaseOrderNumber: string | null;
  costCentre: string | null;
  accountCode: string | null;
  analysisCode: string | null;
}

/** A text that a file cannot carry as it is, and what is written in its place. A change of capitals only is none. */
export interface MappedText {
  /** The line's position; null for what the file says of the payer. */
  line: number | null;
  field: 'payeeName' | 'payerName' | 'reference';
  before: string;
  after: string;
}

/**
 * Writes one kind of file piece by piece: nothing is collected, however many lines there are. It fails at the end with
 * DomainError `invalid`, which names each line that cannot go into such a file, or `conflict` when the lines do not add
 * up to the run's totals; what was written until then must not be kept. So write inside the transaction of the export.
 */
export interface RunWriter {
  readonly mediaType: string;
  /** Says nothing of whose payments they are. */
  readonly fileName: string;
  write(lines: AsyncIterable<LineFacts>, mapped: (text: MappedText) => void): AsyncIterable<string>;
}
