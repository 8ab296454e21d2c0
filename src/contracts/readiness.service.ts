import { Injectable } from '@nestjs/common';
import { Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { StoredContractState } from './contract-state.rules';
import { ContractContributions } from './contributions';
import type { ContractToAgree } from './contributions';
import { isLight } from './is-light';
import { inOrder, readinessOf } from './readiness.rules';
import type { Readiness, ReadinessCheck, ReadinessFacts } from './readiness.rules';

const LEAD_OF = (side: string) => `exists (
  select 1 from named_lead l
  where l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id and l.role = 'lead'
    and l.side = '${side}' and daterange(l.from_on, l.to_on, '[]') @> greatest(c.starts_on, $1::date))`;

const CONFIRMED_BY = (side: string) => `exists (
  select 1 from contract_confirmation k
  where k.health_body_id = c.health_body_id and k.contract_id = c.id and k.side = '${side}'
    and k.terms_version = c.terms_version and k.withdrawn_at is null)`;

const FACTS = `
  select c.id as "contractId", c.health_body_id as "healthBodyId", c.group_id as "groupId", c.state,
    (select count(*)::int from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
      and i.schedule_version = c.schedule_version and i.state <> 'cancelled') as instalments,
    ${LEAD_OF('health')} as "leadOfHealthBody", ${LEAD_OF('group')} as "leadOfGroup",
    ${CONFIRMED_BY('health')} as "confirmedByHealthBody", ${CONFIRMED_BY('group')} as "confirmedByGroup",
    g.joined_at is not null as "groupHasJoined",
    ${isLight('c')} as light
  from contract c join organisation g on g.id = c.group_id`;

interface FactsRow extends ReadinessFacts {
  healthBodyId: string;
  groupId: string;
  state: StoredContractState;
  light: boolean;
}

/** What is still missing before a contract is agreed, as this module and those to the right of it see it. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly contributions: ContractContributions,
  ) {}

  /**
   * Of a draft; null for a contract that is none any more. Throws DomainError `not-found` when there is no
   * such contract, or it is another tenant's.
   */
  async of(actor: Actor, contractId: string): Promise<Readiness | null> {
    const tenant = actor.side === 'health' ? 'c.health_body_id' : 'c.group_id';
    const [facts] = await this.reads.rows<FactsRow>(actor, `${FACTS} where c.id = $2 and ${tenant} = $3`, [
      this.clock.today(),
      contractId,
      actor.organisationId,
    ]);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    if (facts.state !== 'draft') return null;
    const checks = inOrder([...readinessOf(facts), ...(await this.contributed(actor, facts))]);
    return { light: facts.light, checks };
  }

  /** The same inside a transaction, of a contract in any state. */
  async checksIn(tx: Tx, contract: ContractToAgree): Promise<ReadinessCheck[]> {
    const [facts] = await tx.query<FactsRow>(`${FACTS} where c.health_body_id = $2 and c.group_id = $3 and c.id = $4`, [
      this.clock.today(),
      contract.healthBodyId,
      contract.groupId,
      contract.id,
    ]);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    const { light } = facts;
    return [...readinessOf(facts), ...(await this.contributions.checks(tx, { ...contract, light }))];
  }

  private async contributed(
    actor: Actor,
    { contractId: id, healthBodyId, groupId, light }: FactsRow,
  ): Promise<ReadinessCheck[]> {
    if (this.contributions.areNone) return [];
    return this.tenant.snapshot(actor, (tx) => this.contributions.checks(tx, { id, healthBodyId, groupId, light }));
  }
}
