import type { ContractRow, LegalForm } from '../import/reading';

/** An invented health body, and the invented groups that it works with. */
export interface DemoBody {
  name: string;
  odsCode: string;
  groups: readonly DemoGroup[];
}

export interface DemoGroup {
  name: string;
  /** Outside the ranges that the registers have given out, so that none belongs to anybody. */
  charityNumber?: string;
  companyNumber?: string;
  legalForm: LegalForm;
  supplierNumber?: string;
  lead: { name: string; email: string };
  contracts: readonly DemoContract[];
}

/** Somebody of a health body. */
export interface Officer {
  name: string;
  email: string;
  /** Days from the day judged to their last day, negative when that has passed; null when they stay. */
  lastDayIn: number | null;
}

export interface DemoContract {
  reference: string;
  title: string;
  instrument: ContractRow['instrument'];
  /** Of the whole contract, in pounds. */
  pounds: number;
  starts: Start;
  /** How long it was agreed for. */
  months: number;
  /** Monthly in advance when left out. */
  terms?: { timing: ContractRow['timing']; rhythm: ContractRow['rhythm']; reason?: string };
  lead: Officer;
  deputy?: Officer;
  purchaseOrder?: string;
  /** By number of the instalments that have fallen due, 1 for the newest: what went wrong. All others came in time. */
  trouble?: Readonly<Record<number, Trouble>>;
  /** Instalments that fall due in the next days have not been sent yet. */
  notSentYet?: boolean;
  contact?: ContactPattern;
}

/** A month that begins as the calendar's do, or one whose day falls so many days before (negative: after) the day judged. */
type Start = { monthsAgo: number } | { monthsAgo: number; aPeriodBegan: { daysAgo: number } | 'in five banking days' };

export type Trouble = { daysLate: number } | { percentReceived: number };

export interface ContactPattern {
  everyDays: number;
  /** Taken in turn; somebody who has left is passed over. */
  with: readonly Officer[];
  /** Each so-manieth attempt was not answered; left out: all were. */
  unansweredEach?: number;
}

/** "Orla Fennimore" at westmere.example. Names are put together from several languages and belong to nobody. */
export function officer(name: string, domain: string, lastDayIn: number | null = null): Officer {
  return { name, email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}`, lastDayIn };
}
