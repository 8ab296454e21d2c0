import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { lockMaterial, accountOf } from './reading';

/** A group's yes to the use of its name in one version of a material. It alone gives it, and takes it back at once. */
@Injectable()
export class NameConsents {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Answers the version's id; where the yes holds already, nothing more is done. Throws DomainError `not-found`. */
  give(actor: Actor, versionId: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const materialId = await materialOf(tx, versionId);
      const { health_body_id, group_id } = await lockMaterial(tx, materialId);
      const added = await tx.change(
        `insert into name_consent (health_body_id, group_id, material_id, version_id, id, given_on, account_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        [health_body_id, group_id, materialId, versionId, uuid(), this.clock.today(), accountOf(actor)],
      );
      if (added > 0) await this.record(tx, 'name-consent.given', versionId, materialId);
      return versionId;
    });
  }

  /** Answers the version's id; where none holds, nothing more is done. Throws DomainError `not-found`. */
  withdraw(actor: Actor, versionId: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const materialId = await materialOf(tx, versionId);
      const { health_body_id } = await lockMaterial(tx, materialId);
      const ended = await tx.change(
        `update name_consent set ended_on = $3, ended_how = 'withdrawn'
         where health_body_id = $1 and version_id = $2 and ended_on is null`,
        [health_body_id, versionId, this.clock.today()],
      );
      if (ended > 0) await this.record(tx, 'name-consent.withdrawn', versionId, materialId);
      return versionId;
    });
  }

  private record(tx: Tx, action: string, subjectId: string, materialId: string): Promise<void> {
    return this.audit.record(tx, { action, subjectId, detail: { materialId } });
  }
}

async function materialOf(tx: Tx, versionId: string): Promise<string> {
  const [row] = await tx.query<{ material_id: string }>(
    'select material_id from material_version where id = $1 and group_id = $2',
    [versionId, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row.material_id;
}
