import { calendarDate } from '../../shared/calendar-date';
import { csvLine } from '../formats/csv-cell.rules';
import { amountIn, dateIn, USUAL_AP_TEMPLATE } from '../formats/export-template.rules';

/** What the file says of the whole; days as YYYY-MM-DD. */
export interface RemittanceFacts {
  number: number;
  healthBody: string;
  payeeName: string;
  paymentDate: string;
}

/** One payment in it. */
export interface RemittanceLineFacts {
  reference: string;
  invoiceNumber: string | null;
  periodStartsOn: string;
  periodEndsOn: string;
  /** Whole pence. */
  amountPence: number;
}

const HEADERS = [
  'Remittance',
  'From',
  'Paid to',
  'Payment date',
  'Reference',
  'Invoice number',
  'Period from',
  'Period to',
  'Amount',
];

/** A remittance for a spreadsheet: a header line, and a line for each payment in it. */
export function* remittanceCsv(remittance: RemittanceFacts, lines: Iterable<RemittanceLineFacts>): Generator<string> {
  const date = (day: string) => dateIn('DD/MM/YYYY', calendarDate(day));
  yield csvLine(HEADERS, USUAL_AP_TEMPLATE);
  for (const line of lines) {
    const cells = [
      String(remittance.number),
      remittance.healthBody,
      remittance.payeeName,
      date(remittance.paymentDate),
      line.reference,
      line.invoiceNumber ?? '',
      date(line.periodStartsOn),
      date(line.periodEndsOn),
      amountIn('pounds', line.amountPence),
    ];
    yield csvLine(cells, USUAL_AP_TEMPLATE);
  }
}
