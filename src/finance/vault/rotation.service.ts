import { Injectable } from '@nestjs/common';
import { MasterKey, SealBrokenError, TenantService } from '../../platform';
import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { placeOfKey } from './vault-keys.service';

interface WrappedKey {
  health_body_id: string;
  id: string;
  master_key_id: string;
  wrapped_key: Buffer;
}

export interface VaultCount {
  masterKeyId: string;
  vaults: number;
}

/** The operator changes the master key for another: every data key is wrapped anew, and what it sealed stays as it is. */
@Injectable()
export class RotationService {
  constructor(private readonly tenant: TenantService) {}

  /** How many vaults are on, by the master key that they need. */
  status(): Promise<VaultCount[]> {
    return this.tenant.operatorTransaction((tx) =>
      tx.asServer<VaultCount>(
        `select master_key_id as "masterKeyId", count(*)::integer as vaults from operator_vaults() group by 1 order by 1`,
      ),
    );
  }

  /**
   * All or nothing. What is wrapped by the new key already stays, so that it can be asked for again. Returns how many
   * were wrapped anew. Throws DomainError `conflict` when one is wrapped by neither key; nothing is changed then.
   */
  rotate(from: MasterKey, to: MasterKey): Promise<number> {
    return this.tenant.operatorTransaction(async (tx) => {
      const vaults = await tx.asServer<WrappedKey>('select * from operator_vaults()');
      const waiting = vaults.filter(({ master_key_id: id }) => id !== to.id);
      for (const vault of waiting) await rewrap(tx, vault, from, to);
      return waiting.length;
    });
  }
}

async function rewrap(tx: Tx, vault: WrappedKey, from: MasterKey, to: MasterKey): Promise<void> {
  const { health_body_id: body, id, wrapped_key: wrapped } = vault;
  const again = wrappedAnew(vault, from, to);
  const [row] = await tx.asServer<{ done: boolean }>('select operator_vault_rewrap($1, $2, $3, $4, $5) as done', [
    body,
    id,
    wrapped,
    again,
    to.id,
  ]);
  if (row?.done !== true) throw new DomainError('conflict', 'A vault was changed at the same moment: run this again.');
}

function wrappedAnew({ health_body_id, id, wrapped_key, master_key_id }: WrappedKey, from: MasterKey, to: MasterKey) {
  try {
    return from.rewrap(placeOfKey(health_body_id, id), wrapped_key, to);
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
    throw new DomainError(
      'conflict',
      `Nothing was changed: the vault ${id} needs the master key ${master_key_id}, and the old key given is ${from.id}.`,
    );
  }
}
