import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { PriorityView } from './strategies.dto';
import { lockedStrategy } from './strategies.service';

const MOST = 50;

/** What a strategy puts first: short titles that work with groups is linked to. */
@Injectable()
export class Priorities {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such priority, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<PriorityView & { strategyId: string }> {
    const [row] = await this.reads.rows<PriorityView & { strategyId: string }>(
      actor,
      `select p.id, p.title, p.version, p.document_id as "strategyId", (select count(*)::integer from strategy_link l
         where l.health_body_id = p.health_body_id and l.priority_id = p.id) as links
       from strategy_priority p where p.health_body_id = $1 and p.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Answers the strategy's id. Throws DomainError `not-found`, and `conflict` for one too many. */
  add(actor: Actor, strategyId: string, title: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      await lockedStrategy(tx, strategyId);
      const [row] = await tx.query<{ held: number; last: number }>(
        `select count(*)::integer as held, coalesce(max(position), 0)::integer as last from strategy_priority
         where health_body_id = $1 and document_id = $2`,
        [actor.organisationId, strategyId],
      );
      if ((row?.held ?? 0) >= MOST) {
        throw new DomainError('conflict', `A strategy has at most ${String(MOST)} priorities.`);
      }
      const id = uuid();
      await tx.query(
        'insert into strategy_priority (health_body_id, document_id, id, position, title) values ($1, $2, $3, $4, $5)',
        [actor.organisationId, strategyId, id, (row?.last ?? 0) + 1, title],
      );
      await this.audit.record(tx, { action: 'strategy-priority.added', subjectId: id, detail: { strategyId } });
      return strategyId;
    });
  }

  /** Answers the strategy's id. Throws DomainError `not-found`, `stale`. */
  async rename(actor: Actor, id: string, version: number, title: string): Promise<string> {
    return this.tenant.transaction(actor, async (tx) => {
      const strategyId = await lockedPriority(tx, id, version);
      await tx.change(
        'update strategy_priority set title = $3, version = version + 1 where health_body_id = $1 and id = $2',
        [actor.organisationId, id, title],
      );
      await this.audit.record(tx, { action: 'strategy-priority.renamed', subjectId: id, detail: { strategyId } });
      return strategyId;
    });
  }

  /** Answers the strategy's id. Throws DomainError `not-found`, `stale`, and `conflict` once something is linked to it. */
  async remove(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.transaction(actor, async (tx) => {
      const strategyId = await lockedPriority(tx, id, version);
      const key = [actor.organisationId, id];
      const linked = await tx.query(
        'select 1 from strategy_link where health_body_id = $1 and priority_id = $2 limit 1',
        key,
      );
      if (linked.length > 0) {
        throw new DomainError('conflict', 'Work with groups is linked to this priority: take those links away first.');
      }
      await tx.change('delete from strategy_priority where health_body_id = $1 and id = $2', key);
      await this.audit.record(tx, { action: 'strategy-priority.removed', subjectId: id, detail: { strategyId } });
      return strategyId;
    });
  }
}

async function lockedPriority(tx: Tx, id: string, version: number): Promise<string> {
  const [row] = await tx.query<{ document_id: string; version: number }>(
    'select document_id, version from strategy_priority where health_body_id = $1 and id = $2 for update',
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  checkVersion(row.version, version);
  return row.document_id;
}
