import type { CalendarDate } from './calendar-date';

/** A payment of the plan, without VAT, which is not the group's to spend. */
export interface PlannedMoney {
  dueOn: CalendarDate;
  netPence: number;
}

/** What a plan asks a group to lay out of its own. */
export interface Strain {
  /** The most that is spent and not yet paid, whole pence, if work costs the same each day. */
  deepestPence: number;
  /** The due date of the payment that ends it. */
  until: CalendarDate;
  /** Days from the first day of work to the first payment; 0 where the money is there before. */
  daysToFirst: number;
}

/** What is proposed to a group. */
export interface ProposedTerms {
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  /** In the order of their due dates. */
  plan: readonly PlannedMoney[];
  /** Whether nothing is paid without the number of an order; null where nobody has said. */
  purchaseOrderNeeded: boolean | null;
  purchaseOrder: string | null;
}

export const ORDER_STATES = ['not_needed', 'there', 'missing', 'not_said'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What proposed terms do to a group before it agrees to them. */
export interface FundingImpact {
  startsOn: CalendarDate;
  firstPaymentOn: CalendarDate;
  /** From the first day of work to the first payment; 0 where the money is there before. */
  daysToFirst: number;
  /** The most that is spent and not yet paid, whole pence, if work costs the same each day; and the payment that ends it. */
  gapPence: number;
  gapUntil: CalendarDate;
  purchaseOrder: OrderState;
  /** Null where the group has not said, or not for this reader, what it has and needs. */
  reserves: ReservesImpact | null;
}

export interface ReservesImpact {
  /** Whole weeks of all its monthly costs. */
  weeks: number;
  /** The first day for which nothing is left, counted from the first day of work, if no money comes. */
  lastUntil: CalendarDate;
  /** Whether they last to the first payment. */
  enough: boolean;
  /** Whole pence of the gap that they do not cover. */
  uncoveredPence: number;
}

/** What a contract's terms and what its plan would leave a group with, for either side to see before it is agreed. */
export interface ContractImpact {
  terms: ProposedTerms;
  /** Null where no payment is planned. */
  impact: FundingImpact | null;
}
