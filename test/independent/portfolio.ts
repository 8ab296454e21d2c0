import type { Day } from './days';

/** What three spreadsheets say, with the truth that names and spellings hide: which body and which group a row is of. */
export interface Portfolio {
  contracts: Contract[];
  payments: Payment[];
  contacts: Contact[];
}

export type Timing = 'advance' | 'arrears';
export type Frequency = 'monthly' | 'quarterly' | 'annually' | 'once';
export type Vat = 'outside_scope' | 'exempt' | 'zero' | 'standard';

export interface Contract {
  body: number;
  /** Counted within the body: the same human group at two bodies is two here. */
  group: number;
  /** The names as this row spells them, and the reference as the register has it. */
  bodyName: string;
  odsCode: string;
  groupName: string;
  charityNumber: string;
  companyNumber: string;
  reference: string;
  instrument: 'contract' | 'grant';
  valuePence: number;
  startsOn: Day;
  endsOn: Day;
  timing: Timing;
  frequency: Frequency;
  reason: string;
  lead: Person;
  /** As this row has it: another row may know it when this one does not. */
  leadLastDay: Day | null;
  deputy: Person | null;
  groupLead: Person;
  vat: Vat;
  paymentDays: number | null;
  paymentDay: number | null;
}

export interface Person {
  name: string;
  /** Lower case; empty where a group's contact has none. */
  email: string;
}

export interface Payment {
  contract: number;
  namedDate: Day | null;
  amountPence: number;
  receivedOn: Day | null;
  sentOn: Day | null;
  reference: string;
}

export interface Contact {
  contract: number;
  date: Day;
  channel: string;
  startedBy: 'health' | 'group';
  healthEmail: string;
  groupEmail: string;
  twoWay: boolean;
  purpose: string;
}

export function contractAt(contracts: Contract[], index: number): Contract {
  const contract = contracts[index];
  if (contract === undefined) throw new Error(`There is no contract ${index}`);
  return contract;
}
