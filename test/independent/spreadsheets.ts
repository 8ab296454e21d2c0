import { Writer } from './writer';
import type { Row, Written } from './writer';
import { contractAt } from './portfolio';
import type { Contact, Contract, Payment, Person, Portfolio } from './portfolio';

/** The rows of the three files, as three people have them on their screens. */
export interface Sheets {
  contracts: Row[];
  payments: Row[];
  contacts: Row[];
}

/** The three files as their programs save them. */
export type Spreadsheets = Record<keyof Sheets, Written>;

const CONTRACT_COLUMNS = [
  ...['Health body', 'ODS code', 'Group', 'Charity number', 'Company number', 'Contract reference', 'Title'],
  ...['Instrument', 'Value', 'Start date', 'End date', 'Payment timing', 'Payment frequency'],
  ...['Reason not monthly in advance', 'Health lead name', 'Health lead email', 'Health lead last day'],
  ...['Health deputy name', 'Health deputy email', 'Group lead name', 'Group lead email', 'VAT'],
  ...['Payment days', 'Payment day'],
];
const PAYMENT_COLUMNS = [
  ...['Health body', 'Contract reference', 'Due date', 'Amount', 'Date received', 'Date sent', 'Payment reference'],
];
const CONTACT_COLUMNS = [
  ...['Health body', 'Contract reference', 'Date', 'Channel', 'Started by', 'Health person email'],
  ...['Group person email', 'Two-way', 'Purpose', 'Outcome'],
];

export function sheetsOf(write: Writer, { contracts, payments, contacts }: Portfolio): Sheets {
  return {
    contracts: contracts.map((contract) => contractRow(write, contract)),
    payments: payments.map((payment) => paymentRow(write, contracts, payment)),
    contacts: contacts.map((contact) => contactRow(write, contracts, contact)),
  };
}

export function save(write: Writer, { contracts, payments, contacts }: Sheets): Spreadsheets {
  return {
    contracts: write.file(CONTRACT_COLUMNS, contracts),
    payments: write.file(PAYMENT_COLUMNS, payments),
    contacts: write.file(CONTACT_COLUMNS, contacts),
  };
}

function contractRow(write: Writer, contract: Contract): Row {
  const { deputy } = contract;
  return {
    'Health body': contract.bodyName,
    'ODS code': contract.odsCode,
    Group: contract.groupName,
    'Charity number': contract.charityNumber,
    'Company number': contract.companyNumber,
    'Contract reference': contract.reference,
    Title: `Work under ${contract.reference}`,
    Instrument: write.word(contract.instrument),
    Value: write.money(contract.valuePence),
    'Start date': write.date(contract.startsOn),
    'End date': write.date(contract.endsOn),
    'Payment timing': write.usual(contract.timing, 'advance'),
    'Payment frequency': write.usual(contract.frequency, 'monthly'),
    'Reason not monthly in advance': contract.reason,
    ...personCells(write, 'Health lead', contract.lead),
    'Health lead last day': contract.leadLastDay === null ? '' : write.date(contract.leadLastDay),
    ...personCells(write, 'Health deputy', deputy ?? { name: '', email: '' }),
    ...personCells(write, 'Group lead', contract.groupLead),
    VAT: write.usual(contract.vat, 'outside_scope'),
    'Payment days': String(contract.paymentDays ?? ''),
    'Payment day': String(contract.paymentDay ?? ''),
  };
}

function personCells(write: Writer, role: string, { name, email }: Person): Row {
  return { [`${role} name`]: name, [`${role} email`]: write.word(email) };
}

function paymentRow(write: Writer, contracts: Contract[], payment: Payment): Row {
  const { body, reference } = contractAt(contracts, payment.contract);
  return {
    'Health body': write.one(namesOf(contracts, body)),
    'Contract reference': write.word(reference),
    'Due date': payment.namedDate === null ? '' : write.date(payment.namedDate),
    Amount: write.money(payment.amountPence),
    'Date received': payment.receivedOn === null ? '' : write.date(payment.receivedOn),
    'Date sent': payment.sentOn === null ? '' : write.date(payment.sentOn),
    'Payment reference': payment.reference,
  };
}

function contactRow(write: Writer, contracts: Contract[], contact: Contact): Row {
  const { body, reference } = contractAt(contracts, contact.contract);
  return {
    'Health body': write.one(namesOf(contracts, body)),
    'Contract reference': write.word(reference),
    Date: write.date(contact.date),
    Channel: write.word(contact.channel),
    'Started by': write.word(contact.startedBy),
    'Health person email': write.word(contact.healthEmail),
    'Group person email': write.word(contact.groupEmail),
    'Two-way': write.yesOrNo(contact.twoWay),
    Purpose: contact.purpose,
    Outcome: 'Noted,\nand agreed',
  };
}

/** Any name that the register gives a health body: by its ODS code they are all the same one. */
function namesOf(contracts: Contract[], body: number): string[] {
  return contracts.filter((contract) => contract.body === body).map(({ bodyName }) => bodyName);
}
