import { partsOf, textOf, two } from './days';
import type { Day } from './days';
import type { Dice } from './dice';
import { contractAt } from './portfolio';
import type { Contact, Contract, Payment, Person, Portfolio } from './portfolio';

/** The three files as three people's programs might save them. */
export interface Spreadsheets {
  contracts: Buffer;
  payments: Buffer;
  contacts: Buffer;
}

type Row = Record<string, string>;

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

export function writeSpreadsheets(dice: Dice, portfolio: Portfolio): Spreadsheets {
  const { contracts, payments, contacts } = portfolio;
  const habits = new Writer(dice);
  return {
    contracts: habits.file(
      CONTRACT_COLUMNS,
      contracts.map((contract) => contractRow(habits, contract)),
    ),
    payments: habits.file(
      PAYMENT_COLUMNS,
      payments.map((payment) => paymentRow(habits, contracts, payment)),
    ),
    contacts: habits.file(
      CONTACT_COLUMNS,
      contacts.map((contact) => contactRow(habits, contracts, contact)),
    ),
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
    'Health body': firstNameOf(contracts, body),
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
    'Health body': firstNameOf(contracts, body),
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

function firstNameOf(contracts: Contract[], body: number): string {
  return contracts.find((contract) => contract.body === body)?.bodyName ?? '';
}

/** One person's habits of writing, and their program's of saving. */
class Writer {
  private readonly separator: string;
  private readonly lineEnd: string;
  private readonly start: string;
  private readonly quotesAll: boolean;

  constructor(private readonly dice: Dice) {
    this.separator = dice.one([',', ',', ';', '\t']);
    this.lineEnd = dice.one(['\n', '\r\n']);
    this.start = dice.one(['', '\uFEFF']);
    this.quotesAll = dice.percent(30);
  }

  date(day: Day): string {
    const { year, month, dayOfMonth } = partsOf(day);
    const forms = [textOf(day), `${dayOfMonth}/${month}/${year}`, `${two(dayOfMonth)}/${two(month)}/${year}`];
    return this.dice.one(forms);
  }

  money(pence: number): string {
    const [pounds, pennies] = [String(Math.floor(pence / 100)), two(pence % 100)];
    const grouped = pounds.replace(/\B(?=(\d{3})+$)/g, ',');
    const forms = [`${pounds}.${pennies}`, `${grouped}.${pennies}`, `£${grouped}.${pennies}`, `£ ${pounds}.${pennies}`];
    if (pence % 10 === 0) forms.push(`${pounds}.${pennies.slice(0, 1)}`);
    if (pence % 100 === 0) forms.push(pounds, `£\u00A0${grouped}`);
    return this.dice.one(forms);
  }

  word(text: string): string {
    return this.dice.one([text, text, text.toUpperCase(), ` ${text} `, text.toLowerCase()]);
  }

  /** What an empty cell means is written or left empty. */
  usual(text: string, empty: string): string {
    return text === empty && this.dice.percent(50) ? '' : this.word(text);
  }

  yesOrNo(answer: boolean): string {
    return this.word(this.dice.one(answer ? ['yes', 'y', 'true', '1'] : ['no', 'n', 'false', '0']));
  }

  /** With columns in any order, a row here and there twice, and lines left empty. */
  file(names: string[], rows: Row[]): Buffer {
    const columns = this.dice.shuffled(names);
    const lines = rows.map((row) => columns.map((column) => this.cell(row[column] ?? '')).join(this.separator));
    const repeated = lines.flatMap((line) => (this.dice.percent(3) ? [line, line] : [line]));
    const blank = repeated.flatMap((line) => (this.dice.percent(2) ? [line, ''] : [line]));
    const header = columns.map((column) => this.heading(column)).join(this.separator);
    return Buffer.from(`${this.start}${[header, ...blank].join(this.lineEnd)}${this.lineEnd}`, 'utf8');
  }

  private heading(column: string): string {
    return this.dice.one([column, column.toUpperCase(), column.replace(/[ -]/g, '_'), column.replace(/ /g, '')]);
  }

  private cell(text: string): string {
    const isQuoted = this.quotesAll || text.includes(this.separator) || /["\r\n]/.test(text);
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  }
}
