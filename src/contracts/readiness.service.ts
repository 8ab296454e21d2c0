import { Injectable } from '@nestjs/common';
import { Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { ContractContributions } from './contributions';
import type { ContractToAgree } from './contributions';
import { readinessOf } from './readiness.rules';
import type { ReadinessCheck, ReadinessFacts } from './readiness.rules';

const LEAD_OF = (side: string) => `exists (
  select 1 from named_lead l
  where l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id and l.role = 'lead'
    and l.side = '${side}' and daterange(l.from_on, l.to_on, '[]') @> greatest(c.starts_on, $4::date))`;

const CONFIRMED_BY = (side: string) => `exists (
  select 1 from contract_confirmation k
  where k.health_body_id = c.health_body_id and k.contract_id = c.id and k.side = '${side}'
    and k.terms_version = c.terms_version and k.withdrawn_at is null)`;

const FACTS = `
  select c.id as "contractId",
    (select count(*)::int from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
      and i.schedule_version = c.schedule_version and i.state <> 'cancelled') as instalments,
    ${LEAD_OF('health')} as "leadOfHealthBody", ${LEAD_OF('group')} as "leadOfGroup",
    ${CONFIRMED_BY('health')} as "confirmedByHealthBody", ${CONFIRMED_BY('group')} as "confirmedByGroup",
    g.joined_at is not null as "groupHasJoined"
  from contract c join organisation g on g.id = c.group_id
  where c.health_body_id = $1 and c.group_id = $2 and c.id = $3`;

/** What is still missing before a contract is agreed, as this module and those to the right of it see it. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly contributions: ContractContributions,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  of(actor: Actor, contractId: string): Promise<ReadinessCheck[]> {
    return this.tenant.snapshot(actor, async (tx) => {
      const [contract] = await tx.query<ContractToAgree>(
        `select id, health_body_id as "healthBodyId", group_id as "groupId" from contract
         where id = $1 and ${actor.side === 'health' ? 'health_body_id' : 'group_id'} = $2`,
        [contractId, actor.organisationId],
      );
      if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
      return this.checksIn(tx, contract);
    });
  }

  async checksIn(tx: Tx, contract: ContractToAgree): Promise<ReadinessCheck[]> {
    const values = [contract.healthBodyId, contract.groupId, contract.id, this.clock.today()];
    const [facts] = await tx.query<ReadinessFacts>(FACTS, values);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    return [...readinessOf(facts), ...(await this.contributions.checks(tx, contract))];
  }
}
