import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform';
import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { BankAccounts } from '../bank-accounts';
import type { BankAccount, OwnAccount } from '../bank-accounts';
import { fingerprintOf, openAccount } from './sealed-account';
import type { Sealed, SealedRow } from './sealed-account';
import { VaultKeys } from './vault-keys.service';
import type { OpenVault } from './vault-keys.service';

interface InForce extends SealedRow, Sealed {
  group_id: string;
}

/** In force at a moment, whether or not anybody has written that down yet: the last whose rest is over. */
const OF_GROUPS = `
  select distinct on (d.group_id) d.health_body_id, d.group_id, d.id, p.id as partnership_id, d.sealed_account,
    d.sealed_name, d.fingerprint
  from bank_detail d join partnership p on p.health_body_id = d.health_body_id and p.group_id = d.group_id
  where d.health_body_id = $1 and d.group_id = any($2::uuid[]) and d.state in ('confirmed', 'in_force')
    and d.effective_at <= $3
  order by d.group_id, d.effective_at desc, d.id desc`;
const OWN = `
  select d.health_body_id, d.id, null as partnership_id, d.sealed_account, d.sealed_name, d.fingerprint,
    d.service_user_number
  from bank_detail d
  where d.health_body_id = $1 and d.group_id is null and d.state in ('confirmed', 'in_force') and d.effective_at <= $2
  order by d.effective_at desc, d.id desc limit 1`;

/** Bank accounts for files that banks read, opened for as long as the export's own transaction. */
@Injectable()
export class VaultBankAccounts extends BankAccounts {
  constructor(
    private readonly keys: VaultKeys,
    private readonly clock: Clock,
  ) {
    super();
  }

  async of(tx: Tx, healthBodyId: string, groupIds: readonly string[]): Promise<Map<string, BankAccount>> {
    const vault = await this.keys.open(tx);
    const rows = await tx.query<InForce>(OF_GROUPS, [healthBodyId, groupIds, this.clock.now()]);
    return new Map(rows.map((row) => [row.group_id, opened(vault, row)]));
  }

  async ownAccount(tx: Tx): Promise<OwnAccount> {
    const vault = await this.keys.open(tx);
    const values = [tx.actor.organisationId, this.clock.now()];
    const [row] = await tx.query<InForce & { service_user_number: string | null }>(OWN, values);
    if (row === undefined) {
      throw new DomainError('conflict', 'The account that your organisation pays from is not in the vault yet.');
    }
    return { ...opened(vault, row), serviceUserNumber: row.service_user_number };
  }
}

/** Throws DomainError `conflict` when anything about it was changed outside Accord. */
function opened({ key }: OpenVault, row: SealedRow & Sealed): BankAccount {
  const account = openAccount(key, row);
  if (fingerprintOf(key, account).equals(row.fingerprint)) return account;
  throw new DomainError('conflict', 'Bank details and their fingerprint differ: tell whoever runs the server.');
}
