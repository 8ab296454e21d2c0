import { sameHolder } from './bank-text.rules';
import type { AccountFacts, PayableLine } from './payable';

/** What keeps a line from being paid into the account that is known; null when nothing does. */
export function accountProblem({ account, payeeName }: PayableLine): string | null {
  if (account === null) return 'there are no bank details that may be used yet.';
  if (!isAccount(account)) return 'the bank details are not a sort code of six figures and an account of eight.';
  if (!sameHolder(account.accountName, payeeName)) {
    return 'the bank details are in another name than the payment was approved for.';
  }
  return null;
}

export function isAccount({ sortCode, accountNumber }: AccountFacts): boolean {
  return /^\d{6}$/.test(sortCode) && /^\d{8}$/.test(accountNumber);
}
