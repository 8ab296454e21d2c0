import { Inject, Injectable } from '@nestjs/common';
import { SealBrokenError, SETTINGS } from '../../platform';
import type { DataKey, MasterKey, Place, Settings, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';

export interface OpenVault {
  vaultId: string;
  key: DataKey;
}

export const VAULT_OFF =
  'Your organisation does not keep bank details in Accord: an administrator can turn on the bank-detail vault.';
const NO_MASTER_KEY =
  'This server has no master key, so nothing can be put in a vault: whoever runs it sets ACCORD_MASTER_KEY.';
const OTHER_MASTER_KEY =
  'The vault was locked with another master key than this server has: whoever runs it sets ACCORD_MASTER_KEY to that one.';

/** The data key of a health body, for as long as a transaction uses it. */
@Injectable()
export class VaultKeys {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'masterKey'>) {}

  get ready(): boolean {
    return this.settings.masterKey !== null;
  }

  /** Throws DomainError `conflict` when the vault is off, or this server lacks the key to it. */
  async open(tx: Tx): Promise<OpenVault> {
    const [vault] = await tx.query<{ id: string; master_key_id: string; wrapped_key: Buffer }>(
      'select id, master_key_id, wrapped_key from bank_vault where health_body_id = $1 and turned_off_at is null',
      [tx.actor.organisationId],
    );
    if (vault === undefined) throw new DomainError('conflict', VAULT_OFF);
    const masterKey = this.masterKey();
    if (masterKey.id !== vault.master_key_id) throw new DomainError('conflict', OTHER_MASTER_KEY);
    const place = placeOfKey(tx.actor.organisationId, vault.id);
    return { vaultId: vault.id, key: opening(() => masterKey.unwrap(place, vault.wrapped_key)) };
  }

  /** A new data key for a vault. Throws DomainError `conflict` without a master key. */
  newKey(healthBodyId: string, vaultId: string): { masterKeyId: string; wrapped: Buffer } {
    const masterKey = this.masterKey();
    return { masterKeyId: masterKey.id, wrapped: masterKey.newWrappedKey(placeOfKey(healthBodyId, vaultId)) };
  }

  private masterKey(): MasterKey {
    const { masterKey } = this.settings;
    if (masterKey === null) throw new DomainError('conflict', NO_MASTER_KEY);
    return masterKey;
  }
}

export function placeOfKey(healthBodyId: string, vaultId: string): Place {
  return { table: 'bank_vault', column: 'wrapped_key', row: vaultId, tenant: [healthBodyId] };
}

/** Throws DomainError `conflict` in place of SealBrokenError: whoever sees it can do nothing but tell somebody. */
export function opening<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
    throw new DomainError(
      'conflict',
      'What is kept here does not open: it was changed outside Accord. Pay nobody by it, and tell whoever runs the server.',
    );
  }
}
