import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { settle } from './settling';
import { VAULT_OFF, VaultKeys } from './vault-keys.service';

/** Whether a health body keeps bank details at all: an administrator turns that on, and off again when nothing is left. */
@Injectable()
export class VaultService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly keys: VaultKeys,
    private readonly clock: Clock,
  ) {}

  /** Returns the vault's id. Throws DomainError `invalid` unless confirmed, `conflict` when it is on, or this server has no master key. */
  turnOn(actor: Actor, confirmed: boolean): Promise<string> {
    refuseUnless(confirmed);
    return this.tenant.once(actor, async (tx) => {
      await oneAtATime(tx);
      if ((await vaultIn(tx)) !== null) throw new DomainError('conflict', 'The vault is turned on already.');
      const id = uuid();
      const { masterKeyId, wrapped } = this.keys.newKey(actor.organisationId, id);
      await tx.query(
        `insert into bank_vault (health_body_id, id, master_key_id, wrapped_key, turned_on_at, turned_on_by)
         values ($1, $2, $3, $4, $5, $6)`,
        [actor.organisationId, id, masterKeyId, wrapped, this.clock.now(), actor.id],
      );
      await this.audit.record(tx, { action: 'bank-vault.turned-on', subjectId: id });
      return id;
    });
  }

  /** Its key goes with it. Throws DomainError `conflict` when it is off, or something is kept in it. */
  async turnOff(actor: Actor, confirmed: boolean): Promise<void> {
    refuseUnless(confirmed);
    await this.tenant.transaction(actor, async (tx) => {
      await oneAtATime(tx);
      const id = await vaultIn(tx);
      if (id === null) throw new DomainError('conflict', VAULT_OFF);
      const now = this.clock.now();
      await settle(tx, now, this.audit);
      const [held] = await tx.query(
        'select 1 from bank_detail where health_body_id = $1 and closed_at is null limit 1',
        [actor.organisationId],
      );
      if (held !== undefined) {
        throw new DomainError(
          'conflict',
          'The vault is not empty: finance ends what is in force, and every change, first.',
        );
      }
      await tx.change(
        'update bank_vault set turned_off_at = $3, turned_off_by = $4 where health_body_id = $1 and id = $2',
        [actor.organisationId, id, now, actor.id],
      );
      await this.audit.record(tx, { action: 'bank-vault.turned-off', subjectId: id });
    });
  }
}

function refuseUnless(confirmed: boolean): void {
  if (confirmed) return;
  const detail = 'Say that you mean it.';
  throw new DomainError('invalid', detail, [{ pointer: '/confirmed', detail }]);
}

async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query('select 1 from organisation where id = $1 for update', [tx.actor.organisationId]);
}

async function vaultIn(tx: Tx): Promise<string | null> {
  const [vault] = await tx.query<{ id: string }>(
    'select id from bank_vault where health_body_id = $1 and turned_off_at is null',
    [tx.actor.organisationId],
  );
  return vault?.id ?? null;
}
