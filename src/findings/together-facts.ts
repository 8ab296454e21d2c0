import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';

/** How the two sides agreed to work and to decide together, as far as something of it is missing or waits. */
export interface TogetherFacts {
  openCommencements: readonly OpenCommencement[];
  openProcesses: readonly OpenProcess[];
  /** Contracts of which a process that both signed is in force on the day, and those too small to need one. */
  withProcess: readonly string[];
  openDecisions: readonly OpenDecision[];
  /** Closed without agreement, and not agreed on since. */
  against: readonly DecisionAgainst[];
  /** What one side said is not right and the other has not answered. */
  challenges: readonly OpenChallenge[];
}

/** The newest version of how both work together, which the side that proposed it has confirmed, and the other has not. */
export interface OpenCommencement {
  contractId: string;
  number: number;
  proposedBy: Side;
  proposedOn: CalendarDate;
  /** Of a light draft, whose one page asks for this as well. */
  onOnePage: boolean;
}

/** How to decide together, which the side that proposed it has signed, and the other has not. */
export interface OpenProcess {
  id: string;
  contractId: string;
  number: number;
  proposedBy: Side;
  proposedOn: CalendarDate;
  /** Of a light draft, whose one page asks for this as well. */
  onOnePage: boolean;
}

export interface OpenDecision {
  id: string;
  contractId: string;
  /** Which decision of its contract. */
  number: number;
  proposedOn: CalendarDate;
  /** The last day of those that the process gives. */
  answerBy: CalendarDate;
  answered: Readonly<Record<Side, boolean>>;
  /** Whether the process needs no word of the health body once the days are over. */
  healthMayBeSilent: boolean;
}

export interface DecisionAgainst {
  id: string;
  contractId: string;
  /** Which decision of its contract. */
  number: number;
  kind: string;
  closedOn: CalendarDate;
  closedBy: Side;
}

export interface OpenChallenge {
  id: string;
  /** Which challenge of its partnership. */
  number: number;
  /** The contract that it is about, or that what it is about belongs to; null for the partnership as a whole. */
  contractId: string | null;
  raisedBy: Side;
  raisedOn: CalendarDate;
  /** The last of the days that the other side has. */
  answerBy: CalendarDate;
}
