import type { CalendarDate } from '../shared/calendar-date';
import type { Presence } from '../shared/presence';
import type { Side } from '../shared/side';
import type { MentoringFacts, OpenIntroduction } from './mentoring-facts';
import type { NameUseFacts } from './name-use-facts';
import type { ContractFacts, PartnershipFacts, PersonKey } from './partnership-facts';
import type { AnchoringFacts } from './anchoring-facts';
import type { TogetherFacts } from './together-facts';

/** What the rules that watch from day to day need besides. */
export interface WatchedFacts extends PartnershipFacts {
  contracts: readonly WatchedContract[];
  /** Each person as a contact of this partnership. */
  contactIds: ReadonlyMap<PersonKey, string>;
  /** Contact in the log that both sides see: all that a rule may rest on when the group reads its findings. */
  shared: Pick<PartnershipFacts, 'engagements' | 'contact'>;
  /** The latest day with a two-way contact in the shared log; null when there never was one. */
  lastTwoWayOn: CalendarDate | null;
  /** How often the two agreed to be in touch, in days; null when they did not agree on it. */
  contactEveryDays: number | null;
  /** Of contracts that count, not fully received by the day, and due before it or to be sent soon. */
  instalments: readonly OpenInstalment[];
  leads: readonly NamedLeadFacts[];
  openVariations: readonly OpenVariation[];
  /** What the group has asked about and is still open. */
  lateCases: readonly OpenLateCase[];
  /** Sent or received by the record, and not arrived by what the group last said. */
  missed: readonly MissedPayment[];
  /** Soon to be sent and lacking something, in the order in which they fall due. */
  unprepared: readonly UnpreparedPayment[];
  unread: readonly UnreadSchedule[];
  approval: ApprovalFacts;
  leaving: LeavingFacts;
  together: TogetherFacts;
  /** Where the group’s name is used from the day on. */
  nameUses: readonly NameUseFacts[];
  anchoring: AnchoringFacts;
  mentoring: MentoringFacts;
  /** What the group asked to be introduced to, and waits for. */
  introductions: readonly OpenIntroduction[];
  /** The first later day on which these facts are others though nobody writes anything; null when there is none. */
  changesOn: CalendarDate | null;
}

export interface WatchedContract extends ContractFacts {
  /** The day on which both sides had agreed in Accord; null for a draft and for one that was brought in as agreed. */
  agreedOn: CalendarDate | null;
  /** When each side confirmed the present terms of a draft. */
  confirmedOn: Readonly<Record<Side, CalendarDate | null>>;
  /** Checks that the health body went on without and that are still not met, by name. */
  unmetChecks: readonly string[];
}

/** A change of a contract's terms that nobody has answered. */
export interface OpenVariation {
  id: string;
  contractId: string;
  proposedBy: Side;
  proposedOn: CalendarDate;
}

/** Amounts in pence. */
export interface OpenInstalment {
  id: string;
  contractId: string;
  number: number;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  /** The day from which it is at risk: five banking days before it must be sent. */
  atRiskFromOn: CalendarDate;
  /** With the bank, and not back from it. */
  sent: boolean;
  amountPence: number;
  receivedPence: number;
}

/** A payment that was sent, or received in full by the ledger, of which the group last said that it has not arrived. */
export interface MissedPayment {
  id: string;
  contractId: string;
  /** Which payment of its contract. */
  number: number;
  dueOn: CalendarDate;
  /** In pence. */
  amountPence: number;
  receivedPence: number;
  /** By the ledger; null while it was only sent. */
  settledOn: CalendarDate | null;
  /** The last day on which the group looked at its account. */
  lookedOn: CalendarDate;
}

/** The last day in Accord of a group that leaves, or of one that has left and not joined again; null where it stays. */
export interface LeavingFacts {
  leavesOn: CalendarDate | null;
  leftOn: CalendarDate | null;
}

/** Somebody who is named as lead of contracts on the day. */
export interface NamedLeadFacts {
  contactId: string;
  side: Side;
  contractIds: readonly string[];
  verifiedOn: CalendarDate | null;
  /** The day of the last verification; where there was none, the day from which they are lead, or are known. */
  knownSince: CalendarDate;
  /** Known of the health side only. */
  lastDayOn: CalendarDate | null;
}

/** A case of a late payment that the group opened and that is still open. */
export interface OpenLateCase {
  id: string;
  contractId: string;
  instalmentId: string;
  /** Which payment of its contract. */
  number: number;
  dueOn: CalendarDate;
  openedOn: CalendarDate;
  /** The day of the first answer; null while there is none. */
  repliedOn: CalendarDate | null;
}

/** A payment that is soon to be sent and lacks something; the earliest of each contract first. */
export interface UnpreparedPayment {
  id: string;
  contractId: string;
  /** Which payment of its contract. */
  number: number;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  /** Twenty banking days before it must be sent. */
  watchedFromOn: CalendarDate;
  /** In pence. */
  amountPence: number;
  /** By whose they are to see to; what the payments module calls them. */
  missing: { healthBody: readonly string[]; group: readonly string[] };
}

/** A schedule that its group has not said it has read. */
export interface UnreadSchedule {
  contractId: string;
}

/** What still needs somebody to approve it, and everybody of the health body who may, the highest limit first. */
export interface ApprovalFacts {
  /** The first to be sent first. */
  payments: readonly PaymentToApprove[];
  approvers: readonly ApproverFacts[];
}

/** Somebody who may approve runs up to a limit, in pence. */
export interface ApproverFacts extends Presence {
  limitPence: number;
}

export interface PaymentToApprove {
  id: string;
  contractId: string;
  /** Which payment of its contract. */
  number: number;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  /** What is outstanding, in pence. */
  amountPence: number;
  /** The banking days on which it can be approved in time, from the day it is watched. */
  approvalDays: readonly CalendarDate[];
}
