import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { LinkToPriorityDto, StrategyLinkListQuery, StrategyLinkView } from './strategy-links.dto';

const OWN: Record<Side, string> = { health: 'l.health_body_id', group: 'l.group_id' };

const named = (from: string) => `
  select l.id, l.contract_id as "contractId", c.reference as "contractReference", l.decision_id as "decisionId",
    l.priority_id as "priorityId", l.priority_title as priority, l.document_id as "strategyId",
    l.document_title as strategy, l.from_on as "fromOn", l.to_on as "toOn", l.web_address as "webAddress",
    l.has_file as "hasFile", l.how, l.linked_on as "linkedOn"
  from ${from} l join contract c on c.health_body_id = l.health_body_id and c.id = l.contract_id`;

/** What a link is made from: a contract as a whole, or one decision under it. */
export interface Linked {
  kind: 'contract' | 'decision';
  id: string;
}

const ALONE: Record<Linked['kind'], string> = {
  contract: 'l.contract_id = $2 and l.decision_id is null',
  decision: 'l.decision_id = $2',
};

/** How contracts and decisions serve what a health body has set itself: said by its side, read by both. */
@Injectable()
export class StrategyLinks {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: StrategyLinkListQuery): Promise<Page<StrategyLinkView>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'l.contract_id = ?');
    conditions.addIf(query.decisionId, 'l.decision_id = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { linkedOn: 'l.linked_on' });
    seekPast(query.cursor, sort, 'l.id', conditions);
    const order = orderBy(sort, 'l.id');
    const page = `select l.* from strategy_link l ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<StrategyLinkView>(actor, `${named(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.linkedOn, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** All of a contract itself, without those of its decisions, or all of a decision. */
  of(actor: Actor, { kind, id }: Linked): Promise<StrategyLinkView[]> {
    return this.reads.rows<StrategyLinkView>(
      actor,
      `${named('strategy_link')} where ${OWN[actor.side]} = $1 and ${ALONE[kind]} order by l.linked_on, l.id`,
      [actor.organisationId, id],
    );
  }

  /** Throws DomainError `not-found` when there is no such link, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<StrategyLinkView> {
    const [row] = await this.reads.rows<StrategyLinkView>(
      actor,
      `${named('strategy_link')} where ${OWN[actor.side]} = $1 and l.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /**
   * Answers the link's id. Throws DomainError `not-found`, `conflict` for a contract that is over or what is linked so
   * already, `invalid` for a priority that is none of the health body's.
   */
  link(actor: Actor, of: Linked, { priorityId, how }: LinkToPriorityDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockedContract(tx, of);
      await assertNew(tx, contract, of, priorityId);
      const id = uuid();
      const decisionId = of.kind === 'decision' ? of.id : null;
      await tx.query(
        `insert into strategy_link (health_body_id, group_id, contract_id, decision_id, id, priority_id, how, linked_on,
           linked_account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[contract.health_body_id, contract.group_id, contract.id, decisionId, id, priorityId, how],
          ...[this.clock.today(), actor.kind === 'account' ? actor.id : null],
        ],
      );
      const detail = { contractId: contract.id, decisionId, priorityId };
      await this.audit.record(tx, { action: 'strategy-link.made', subjectId: id, detail });
      return id;
    });
  }

  /** Throws DomainError `not-found`. */
  async unlink(actor: Actor, id: string): Promise<StrategyLinkView> {
    const link = await this.one(actor, id);
    await this.tenant.transaction(actor, async (tx) => {
      const gone = await tx.query('delete from strategy_link where health_body_id = $1 and id = $2 returning 1', [
        actor.organisationId,
        id,
      ]);
      if (gone.length === 0) throw new DomainError('not-found', NOT_FOUND);
      const { contractId, decisionId, priorityId } = link;
      const detail = { contractId, decisionId, priorityId };
      await this.audit.record(tx, { action: 'strategy-link.removed', subjectId: id, detail });
    });
    return link;
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from strategy_link l ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

interface ContractRow {
  id: string;
  health_body_id: string;
  group_id: string;
}

/** The contract, so that nobody ends it meanwhile. */
async function lockedContract(tx: Tx, { kind, id }: Linked): Promise<ContractRow> {
  const [decision] =
    kind === 'contract'
      ? [{ contract_id: id }]
      : await tx.query<{ contract_id: string }>(
          'select contract_id from decision where health_body_id = $1 and id = $2',
          [tx.actor.organisationId, id],
        );
  if (decision === undefined) throw new DomainError('not-found', NOT_FOUND);
  const [contract] = await tx.asServer<Omit<ContractRow, 'id'> & { state: string }>(
    'select health_body_id, group_id, state from contract_to_change($1)',
    [decision.contract_id],
  );
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (!['draft', 'agreed', 'suspended'].includes(contract.state)) {
    throw new DomainError('conflict', 'This contract is over, so nothing more is linked to it.');
  }
  const { health_body_id, group_id } = contract;
  return { id: decision.contract_id, health_body_id, group_id };
}

async function assertNew(tx: Tx, contract: ContractRow, of: Linked, priorityId: string): Promise<void> {
  const [priority] = await tx.query('select 1 from strategy_priority where health_body_id = $1 and id = $2', [
    contract.health_body_id,
    priorityId,
  ]);
  if (priority === undefined) {
    const detail = 'Choose one of the priorities of your strategies.';
    throw new DomainError('invalid', detail, [{ pointer: '/priorityId', detail }]);
  }
  const held = await tx.query(
    `select 1 from strategy_link l where l.health_body_id = $1 and ${ALONE[of.kind]} and l.priority_id = $3`,
    [contract.health_body_id, of.id, priorityId],
  );
  if (held.length > 0) throw new DomainError('conflict', 'It is linked to this priority already.');
}
