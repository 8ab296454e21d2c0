/** Why a payment is late, as each side says it. */
export const LATE_CAUSES = [
  'payer_process',
  'purchase_order_missing',
  'budget_not_released',
  'approver_absent',
  'invoice_missing',
  'invoice_disputed',
  'bank_details',
  'bank_error',
  'group_paperwork',
  'other',
] as const;
export type LateCause = (typeof LATE_CAUSES)[number];

/** Whose cause it is. `unclear` names nobody. The same is written in SQL as `late_cause_party`. */
export type CauseParty = 'payer' | 'group' | 'bank' | 'unclear';

const PARTIES: Record<LateCause, CauseParty> = {
  payer_process: 'payer',
  purchase_order_missing: 'payer',
  budget_not_released: 'payer',
  approver_absent: 'payer',
  invoice_missing: 'group',
  bank_details: 'group',
  group_paperwork: 'group',
  bank_error: 'bank',
  invoice_disputed: 'unclear',
  other: 'unclear',
};

export function partyOf(cause: LateCause): CauseParty {
  return PARTIES[cause];
}

/** What both sides said. */
export interface SaidCauses {
  byHealth: LateCause | null;
  byGroup: LateCause | null;
}

/**
 * Whose cause it is by what was said; null while nobody has said anything. Where the two name different parties it is
 * disputed, and then it counts against nobody. Two causes of one party are no dispute: an absent approver and a slow
 * process are both the payer's.
 */
export function whoseCause({ byHealth, byGroup }: SaidCauses): CauseParty | 'disputed' | null {
  const said = [byHealth, byGroup].flatMap((cause) => (cause === null ? [] : [partyOf(cause)]));
  const [one, other] = said;
  if (one === undefined) return null;
  return other === undefined || other === one ? one : 'disputed';
}
