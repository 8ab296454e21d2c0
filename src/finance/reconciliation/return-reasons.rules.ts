/** Why a bank sent a payment back, as the payments module names it. */
type ReturnReason =
  'invalid_details' | 'no_account' | 'account_closed' | 'account_transferred' | 'asked_back' | 'other';

/** ISO 20022 external return reasons, and the one-character codes of the Bacs returns service (ARUCS). */
const REASONS: Readonly<Record<string, ReturnReason>> = {
  AC01: 'invalid_details',
  AC03: 'invalid_details',
  AC14: 'invalid_details',
  BE01: 'invalid_details',
  RC01: 'invalid_details',
  AC04: 'account_closed',
  AC07: 'account_closed',
  AC05: 'account_closed',
  CUST: 'asked_back',
  FOCR: 'asked_back',
  DS02: 'asked_back',
  '0': 'invalid_details',
  '3': 'account_transferred',
  '5': 'no_account',
  B: 'account_closed',
  C: 'asked_back',
};

export interface ReturnWhy {
  reasonCode: ReturnReason;
  /** The bank's own code, where it is one that can be kept. */
  bankCode: string | null;
}

/** Why a payment came back, from the code in a statement. */
export function returnReason(code: string | null): ReturnWhy {
  const clean = (code ?? '').trim().toUpperCase();
  const known = Object.hasOwn(REASONS, clean) ? REASONS[clean] : undefined;
  return { reasonCode: known ?? 'other', bankCode: /^[A-Z0-9]{1,10}$/.test(clean) ? clean : null };
}
