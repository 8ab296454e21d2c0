import type { Tx } from '../platform';

export interface BankAccount {
  /** Six digits. */
  sortCode: string;
  /** Eight digits. */
  accountNumber: string;
  /** The account holder as the bank has it. */
  accountName: string;
}

/** The account that a health body pays from. */
export interface OwnAccount extends BankAccount {
  /** Six digits; null until Bacs gave the health body one: without it no Standard 18 file can be made. */
  serviceUserNumber: string | null;
}

/** Where the formats that carry bank details find them. Until a health body keeps a vault, each asking is refused. */
export abstract class BankAccounts {
  /** By group. A group without details that may be used yet is left out. Throws DomainError `conflict` without a vault. */
  abstract of(tx: Tx, healthBodyId: string, groupIds: readonly string[]): Promise<Map<string, BankAccount>>;

  /** Of the health body that acts. Throws DomainError `conflict` without a vault, or without an account in it. */
  abstract ownAccount(tx: Tx): Promise<OwnAccount>;
}
