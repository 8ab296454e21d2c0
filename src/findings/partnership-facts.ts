import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';

/** A person as the facts know them: any text that is one person's own within the partnership. */
export type PersonKey = string;

/** All that the rules need to know of one partnership as of a day. Engagements and payments after it are not in here. */
export interface PartnershipFacts {
  contracts: readonly ContractFacts[];
  /** Everybody whom a contract or an engagement names. */
  people: ReadonlyMap<PersonKey, PersonFacts>;
  /** Engagements of the partnership in the window, one-way ones and those on ended contracts included. */
  engagements: number;
  /** The same engagements by the person who took part. */
  contact: Readonly<Record<Side, readonly ContactFacts[]>>;
  /** Two contacts of the group share one address, so nobody can tell who of them wrote. */
  groupSharesMailbox: boolean;
  /** Instalments due in the window that came late or are overdue; of no draft or withdrawn contract. */
  lateInstalments: readonly LateInstalmentFacts[];
}

export interface ContractFacts {
  id: string;
  reference: string;
  stateOn: 'draft' | 'agreed' | 'active' | 'ended' | 'suspended' | 'withdrawn' | 'terminated';
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  timing: string;
  rhythm: string;
  paymentDay: number | null;
  /** The answers of the contracts module, which alone knows what the default terms are and how long is short. */
  leavesDefaultTerms: boolean;
  isShort: boolean;
  deviationReason: string | null;
  named: Readonly<Record<Side, NamedPeople>>;
}

/** Who is named for a side on the day, whether or not they are still there. */
export interface NamedPeople {
  lead: PersonKey | null;
  deputy: PersonKey | null;
}

export interface PersonFacts {
  /** Lower case; null for a contact without one. */
  email: string | null;
  /** The last day at their organisation, on which they are still there; null when none is known. */
  lastDayOn: CalendarDate | null;
}

export interface ContactFacts {
  person: PersonKey;
  /** Engagements of the window that this person took part in. */
  all: number;
  /** Those of them in which both sides spoke. */
  twoWay: number;
}

export interface LateInstalmentFacts {
  contractReference: string;
  number: number;
  dueOn: CalendarDate;
  outcome: 'received_late' | 'overdue';
  daysLate: number;
  /** It was held when it should have been sent, for a cause of the group or for one that is disputed. */
  excused: boolean;
}
