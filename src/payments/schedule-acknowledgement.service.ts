import { Injectable } from '@nestjs/common';
import { AuditService, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';

interface ContractRow {
  healthBodyId: string;
  version: number | null;
  state: string;
}

/** That a group has read when it will be paid. It is asked for each version of the schedule, and never holds a payment up. */
@Injectable()
export class ScheduleAcknowledgements {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Answers the contract's id; done before, it stays as it was. Throws DomainError `not-found`, `conflict` for a version that
   * is not the one that holds, so that nobody says so of a plan that they have not seen.
   */
  acknowledge(actor: Actor, contractId: string, scheduleVersion: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (contract.state === 'draft') {
        throw new DomainError(
          'conflict',
          'This contract is a draft: by confirming it you also confirm when you are paid.',
        );
      }
      if (contract.version !== scheduleVersion) {
        throw new DomainError('conflict', 'The payments were planned again since you read them. Read them once more.');
      }
      return this.write(tx, contractId, contract);
    });
  }

  /** Of the version that holds, inside the transaction in which the group agrees to the contract. Throws `not-found`. */
  async acknowledgeIn(tx: Tx, contractId: string): Promise<string> {
    return this.write(tx, contractId, await contractOf(tx, contractId));
  }

  private async write(tx: Tx, contractId: string, { healthBodyId, version }: ContractRow): Promise<string> {
    if (version === null) return contractId;
    const { actor } = tx;
    const account = actor.kind === 'account' ? actor.id : null;
    const added = await tx.change(
      `insert into schedule_acknowledgement (health_body_id, group_id, contract_id, schedule_version, acknowledged_on,
         account_id)
       values ($1, $2, $3, $4, $5, $6) on conflict (health_body_id, contract_id, schedule_version) do nothing`,
      [healthBodyId, actor.organisationId, contractId, version, this.clock.today(), account],
    );
    if (added > 0) {
      const detail = { scheduleVersion: version };
      await this.audit.record(tx, { action: 'contract.schedule-acknowledged', subjectId: contractId, detail });
    }
    return contractId;
  }
}

async function contractOf(tx: Tx, id: string): Promise<ContractRow> {
  const [contract] = await tx.query<ContractRow>(
    `select health_body_id as "healthBodyId", schedule_version as version, state from contract
     where group_id = $1 and id = $2`,
    [tx.actor.organisationId, id],
  );
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  return contract;
}
