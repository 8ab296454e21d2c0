import { csvLine } from '../formats/csv-cell.rules';
import type { CsvStyle } from '../formats/csv-cell.rules';
import type { AgreedDayFigures, GroupKind } from './agreed-day.rules';
import type { NoticeFigures, PaymentCodeFigures, Share } from './invoice-figures.rules';
import type { Amount } from './rounding.rules';

/** What the file holds, as the service gives it. */
interface Figures {
  healthBody: string;
  from: string;
  to: string;
  judgedOn: string;
  agreedDay: { all: AgreedDayFigures; byKind: { kind: GroupKind; figures: AgreedDayFigures | null }[] };
  paymentCode: { nonNhs: PaymentCodeFigures; nhs: PaymentCodeFigures; notMeasurable: Amount };
  notice: NoticeFigures & { notMeasurablePaid: Amount; notMeasurablePayable: Amount };
  statement: { name: string; jobTitle: string; approvedOn: string; changedSince: boolean } | null;
  regimeNotRecorded: Amount;
  yearly: Share & {
    leftOut: Amount;
    notMeasurable: Amount;
    interestLiabilityPence: number | null;
    missingRates: string[];
    interestPaidPence: number;
  };
}

const STYLE: CsvStyle = { separator: 'comma', lineEnding: 'crlf', quoting: 'needed' };

export const KIND_WORDS: Record<GroupKind, string> = {
  unincorporated: 'Unincorporated and unregistered groups',
  incorporated: 'Groups with a legal body of their own',
  not_recorded: 'Groups whose legal form is not recorded',
};

/** The figures as a table of one measure a line: by number, by value in pounds, and in per cent of what is measured. */
export function* figuresCsv(figures: Figures): Generator<string> {
  const { healthBody, from, to, judgedOn } = figures;
  const line = (...cells: string[]) => csvLine(cells, STYLE);
  yield line(
    'Figure',
    'Of',
    'Measure',
    'Number',
    'Value in pounds',
    'Per cent by number',
    'Per cent by value',
    'Other',
  );
  yield line('Report', healthBody, `${from} to ${to}`, '', '', '', '', `Judged on ${judgedOn}`);
  for (const [figure, of, measure, cells] of rowsOf(figures)) yield line(figure, of, measure, ...cells);
}

type Cells = [number: string, value: string, byNumber: string, byValue: string, other: string];
type Row = [figure: string, of: string, measure: string, cells: Cells];

function rowsOf({ agreedDay, paymentCode, notice, statement, yearly, regimeNotRecorded }: Figures): Row[] {
  return [
    ...agreedRows('All groups', agreedDay.all),
    ...agreedDay.byKind.flatMap(({ kind, figures }) =>
      figures === null ? [fewGroups(kind)] : agreedRows(KIND_WORDS[kind], figures),
    ),
    ...codeRows('Non-NHS payables', paymentCode.nonNhs),
    ...codeRows('NHS payables', paymentCode.nhs),
    [CODE, 'All', 'Not measurable: no invoice', amount(paymentCode.notMeasurable)],
    ...noticeRows(notice),
    ...statementRows(statement),
    ...yearlyRows(yearly),
    ['Neither', 'Contracts whose rules nobody has recorded', 'Paid in the period', amount(regimeNotRecorded)],
  ];
}

const AGREED = 'Agreed day';
const CODE = 'Better Payment Practice Code';
const NOTICE = 'Payments compliance notice';
const YEARLY = 'Regulation 113';
const ACT = 'Contracts under the Procurement Act 2023';
const PCR = 'Contracts under the Public Contracts Regulations 2015';

function agreedRows(of: string, figures: AgreedDayFigures): Row[] {
  const { percentByNumber, percentByValue } = figures;
  return [
    [AGREED, of, 'Due in the period and judged', amount(figures.judged)],
    [AGREED, of, 'On or before the agreed day', amount(figures.onTime, percentByNumber, percentByValue)],
    [AGREED, of, 'Late', amount(figures.late)],
    [AGREED, of, 'Mean days late, of what is late', other(figures.meanDaysLate)],
    [AGREED, of, 'Not late yet', amount(figures.notYetDue)],
    [AGREED, of, 'Left out: cause disputed', amount(figures.leftOut)],
  ];
}

function fewGroups(kind: GroupKind): Row {
  return [AGREED, KIND_WORDS[kind], 'Not shown apart: too few groups', ['', '', '', '', '']];
}

function codeRows(of: string, figures: PaymentCodeFigures): Row[] {
  const { percentByNumber, percentByValue } = figures;
  return [
    [CODE, of, 'Paid in the period', amount(figures.of)],
    [CODE, of, 'Paid within target', amount(figures.part, percentByNumber, percentByValue)],
    [CODE, of, 'Target of 95% met', ['', '', yesNo(figures.targetMetByNumber), yesNo(figures.targetMetByValue), '']],
    [CODE, of, 'Left out: invoice disputed', amount(figures.leftOut)],
  ];
}

function noticeRows(notice: Figures['notice']): Row[] {
  const { of, part, percentByNumber, percentByValue } = notice.notPaid;
  return [
    [NOTICE, ACT, 'Paid in the period', amount(notice.paid)],
    [NOTICE, ACT, 'Mean days to pay', other(notice.meanDaysToPay)],
    ...notice.paidInDays.map(({ days, paid, percent }): Row => [
      NOTICE,
      ACT,
      `Paid in days ${days}`,
      amount(paid, percent),
    ]),
    [NOTICE, ACT, 'Became payable in the period', amount(of)],
    [NOTICE, ACT, 'Of those, not paid within the period', amount(part, percentByNumber, percentByValue)],
    [NOTICE, ACT, 'Left out: invoice disputed', amount(notice.leftOut)],
    [NOTICE, ACT, 'Not measurable: paid without an invoice', amount(notice.notMeasurablePaid)],
    [NOTICE, ACT, 'Not measurable: due without an invoice', amount(notice.notMeasurablePayable)],
  ];
}

function statementRows(statement: Figures['statement']): Row[] {
  if (statement === null) return [[NOTICE, ACT, 'Approved by', other('Nobody yet')]];
  const { name, jobTitle, approvedOn, changedSince } = statement;
  return [
    [NOTICE, ACT, 'Approved by', other(`${name}, ${jobTitle}`)],
    [NOTICE, ACT, 'Approved on', other(approvedOn)],
    [NOTICE, ACT, 'Changed since they were approved', other(changedSince ? 'yes' : 'no')],
  ];
}

function yearlyRows(yearly: Figures['yearly']): Row[] {
  const liability =
    yearly.interestLiabilityPence === null
      ? `Not known: no Bank Rate for ${yearly.missingRates.join(', ')}`
      : pounds(yearly.interestLiabilityPence);
  return [
    [YEARLY, PCR, 'Paid in the period, or to be paid in it', amount(yearly.of)],
    [YEARLY, PCR, 'Paid within 30 days', amount(yearly.part, yearly.percentByNumber, yearly.percentByValue)],
    [YEARLY, PCR, 'Interest accrued on late payment, in pounds', other(liability)],
    [YEARLY, PCR, 'Interest paid, in pounds', other(pounds(yearly.interestPaidPence))],
    [YEARLY, PCR, 'Left out: invoice disputed', amount(yearly.leftOut)],
    [YEARLY, PCR, 'Not measurable: paid without an invoice', amount(yearly.notMeasurable)],
  ];
}

function amount({ count, pence }: Amount, byNumber?: number | null, byValue?: number | null): Cells {
  return [String(count), pounds(pence), text(byNumber), text(byValue), ''];
}

function other(value: number | string | null): Cells {
  return ['', '', '', '', text(value)];
}

function text(value: number | string | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function yesNo(met: boolean | null): string {
  if (met === null) return '';
  return met ? 'yes' : 'no';
}

/** 1234567 → "12345.67": a number for a spreadsheet. */
function pounds(pence: number): string {
  return `${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}
