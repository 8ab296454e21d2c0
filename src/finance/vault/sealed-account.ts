import type { DataKey, Place } from '../../platform';
import type { BankAccount } from '../bank-accounts';
import { opening } from './vault-keys.service';

/** Whose details a row holds: the partnership stays the same when a listed group joins and its rows move along. */
export interface SealedRow {
  health_body_id: string;
  id: string;
  /** Null for the account that the health body pays from. */
  partnership_id: string | null;
}

export interface Sealed {
  sealed_account: Buffer;
  sealed_name: Buffer;
  fingerprint: Buffer;
}

export function sealAccount(key: DataKey, row: SealedRow, account: BankAccount): Sealed {
  const { sortCode, accountNumber, accountName } = account;
  return {
    sealed_account: key.seal(placeIn(row, 'sealed_account'), sortCode + accountNumber),
    sealed_name: key.seal(placeIn(row, 'sealed_name'), accountName),
    fingerprint: fingerprintOf(key, account),
  };
}

/** Throws DomainError `conflict` when a part was changed, or belongs to another payee, row or column. */
export function openAccount(key: DataKey, row: SealedRow & Sealed): BankAccount {
  return opening(() => {
    const digits = key.open(placeIn(row, 'sealed_account'), row.sealed_account);
    const accountName = key.open(placeIn(row, 'sealed_name'), row.sealed_name);
    return { sortCode: digits.slice(0, 6), accountNumber: digits.slice(6), accountName };
  });
}

export function fingerprintOf(key: DataKey, { sortCode, accountNumber, accountName }: BankAccount): Buffer {
  return key.fingerprint(sortCode, accountNumber, accountName);
}

function placeIn({ health_body_id, id, partnership_id }: SealedRow, column: string): Place {
  return { table: 'bank_detail', column, row: id, tenant: [health_body_id, partnership_id ?? 'own account'] };
}
