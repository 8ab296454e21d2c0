import type { CalendarDate } from '../../../shared/calendar-date';
import type { ColumnOf } from './columns.rules';
import { readDate } from './date.rules';
import { readMoney } from './money.rules';
import { Mistake, named } from './problem.rules';
import type { RowCells } from './row-cells.rules';
import {
  choiceOf,
  readCharityNumber,
  readCompanyNumber,
  readEmail,
  readName,
  readOdsCode,
  readText,
  readYesNo,
  wholeNumberTo,
} from './words.rules';

export type LegalForm =
  | 'unincorporated'
  | 'unregistered'
  | 'charitable_incorporated_organisation'
  | 'charitable_company'
  | 'charitable_trust'
  | 'company_limited_by_guarantee'
  | 'community_interest_company'
  | 'registered_society'
  | 'charity'
  | 'other';

/** A row of the contract register. */
export interface ContractRow {
  healthBody: string;
  odsCode: string | null;
  group: string;
  charityNumber: string | null;
  companyNumber: string | null;
  legalForm: LegalForm | null;
  reference: string;
  title: string;
  instrument: 'contract_for_services' | 'grant';
  /** Over the whole contract, in pence. */
  valuePence: number;
  startsOn: CalendarDate;
  /** The last day, included. */
  endsOn: CalendarDate;
  timing: 'in_advance' | 'in_arrears';
  rhythm: 'monthly' | 'quarterly' | 'annually' | 'once';
  deviationReason: string | null;
  healthLead: { name: string; email: string; lastDayOn: CalendarDate | null };
  healthDeputy: { name: string | null; email: string } | null;
  groupLead: { name: string; email: string | null };
  purchaseOrder: string | null;
  supplierNumber: string | null;
  vat: 'outside_scope' | 'exempt' | 'zero' | 'standard' | null;
  invoiceNeeded: boolean | null;
  /** In arrears only: paid by this day after the period, 1 to 30. */
  paymentDays: number | null;
  /** Paid by this day of the month, 1 to 28. */
  paymentDay: number | null;
}

type Cells = RowCells<ColumnOf<'contracts'>>;

/** What stands in for a wrong start and a wrong end: the end is never before the start because of them. */
const FIRST_DAY = '1900-01-01' as CalendarDate;
const LAST_DAY = '2200-12-31' as CalendarDate;

export function readContractRow(cells: Cells): ContractRow {
  const timing = cells.optional('Payment timing', readTiming) ?? 'in_advance';
  return {
    ...parties(cells),
    reference: cells.required('Contract reference', readName, ''),
    title: cells.required('Title', readText, ''),
    instrument: cells.required('Instrument', readInstrument, 'grant'),
    valuePence: cells.required('Value', readMoney, 0),
    ...term(cells),
    timing,
    rhythm: cells.optional('Payment frequency', readRhythm) ?? 'monthly',
    deviationReason: cells.optional('Reason not monthly in advance', readText),
    ...people(cells),
    purchaseOrder: cells.optional('Purchase order', readText),
    supplierNumber: cells.optional('Supplier number', readText),
    vat: cells.optional('VAT', readVat),
    invoiceNeeded: cells.optional('Invoice needed', readYesNo),
    paymentDays: paymentDays(cells, timing),
    paymentDay: cells.optional('Payment day', readPaymentDay),
  };
}

function parties(cells: Cells) {
  return {
    healthBody: cells.required('Health body', readName, ''),
    odsCode: cells.optional('ODS code', readOdsCode),
    group: cells.required('Group', readName, ''),
    charityNumber: cells.optional('Charity number', readCharityNumber),
    companyNumber: cells.optional('Company number', readCompanyNumber),
    legalForm: legalForm(cells),
  };
}

function term(cells: Cells) {
  const startsOn = cells.required('Start date', readDate, FIRST_DAY);
  const endsOn = cells.required('End date', readDate, LAST_DAY);
  if (endsOn < startsOn) {
    cells.refuse('End date', `the end date is before the start date, ${british(startsOn)}; correct one of the two`);
  }
  return { startsOn, endsOn };
}

function people(cells: Cells) {
  return {
    healthLead: {
      name: cells.required('Health lead name', readName, ''),
      email: cells.required('Health lead email', readEmail, ''),
      lastDayOn: cells.optional('Health lead last day', readDate),
    },
    healthDeputy: healthDeputy(cells),
    groupLead: {
      name: cells.required('Group lead name', readName, ''),
      email: cells.optional('Group lead email', readEmail),
    },
  };
}

/** A deputy is known by the email: without one nobody could tell who it is. */
function healthDeputy(cells: Cells): ContractRow['healthDeputy'] {
  const name = cells.optional('Health deputy name', readName);
  const before = cells.problems.length;
  const email = cells.optional('Health deputy email', readEmail);
  if (email !== null) return { name, email };
  if (name !== null && cells.problems.length === before) {
    cells.refuse('Health deputy email', 'the cell is empty and a deputy is named; write the deputy’s email address');
  }
  return null;
}

/** A group's form is never a reason to turn its contract away. */
function legalForm(cells: Cells): LegalForm | null {
  const text = cells.optional('Legal form', readText);
  if (text === null) return null;
  const form = readLegalForm(text);
  if (!(form instanceof Mistake)) return form;
  cells.warn('Legal form', `${named(text)} is not a legal form that Accord knows; it is kept as “other”`);
  return 'other';
}

function paymentDays(cells: Cells, timing: ContractRow['timing']): number | null {
  const days = cells.optional('Payment days', readPaymentDays);
  if (days === null || timing === 'in_arrears') return days;
  cells.warn(
    'Payment days',
    'payment days are for payment in arrears; this contract is paid in advance, so they do not count',
  );
  return null;
}

function british(date: CalendarDate): string {
  return `${String(Number(date.slice(8)))}/${String(Number(date.slice(5, 7)))}/${date.slice(0, 4)}`;
}

const readInstrument = choiceOf({ contract_for_services: ['contract', 'contract for services'], grant: ['grant'] });
const readTiming = choiceOf({ in_advance: ['advance', 'in advance'], in_arrears: ['arrears', 'in arrears'] });
const readRhythm = choiceOf({
  monthly: ['monthly'],
  quarterly: ['quarterly'],
  annually: ['annually', 'annual'],
  once: ['once'],
});
const readVat = choiceOf({
  outside_scope: ['outside scope', 'outside the scope'],
  exempt: ['exempt'],
  zero: ['zero', 'zero rated'],
  standard: ['standard', 'standard rated'],
});
const readLegalForm = choiceOf<LegalForm>({
  unincorporated: ['unincorporated', 'unincorporated association'],
  unregistered: ['unregistered'],
  charitable_incorporated_organisation: ['charitable incorporated organisation', 'CIO'],
  charitable_company: ['charitable company'],
  charitable_trust: ['charitable trust'],
  company_limited_by_guarantee: ['company limited by guarantee', 'CLG'],
  community_interest_company: ['community interest company', 'CIC'],
  registered_society: ['registered society'],
  charity: ['charity'],
  other: ['other'],
});
const readPaymentDays = wholeNumberTo(30);
const readPaymentDay = wholeNumberTo(28);
