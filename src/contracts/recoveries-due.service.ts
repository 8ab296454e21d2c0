import { Injectable } from '@nestjs/common';
import {
  AuditService,
  checkVersion,
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
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { RecoveryDueListQuery, RecoveryDueRow } from './recoveries-due.dto';

const OWN: Record<Side, string> = { health: 'd.health_body_id', group: 'd.group_id' };

/** Finance reads the name that its payment files have. */
const named = (actor: Actor, from: string) => `
  select d.id, d.contract_id, c.reference as contract_reference, d.instalment_id, h.name as health_body,
    ${knowsPartners(actor) ? 'g.name' : `coalesce(g.payee_name, '')`} as "group", d.amount_pence, d.recovered_pence,
    d.never_came_pence, d.for_from, d.for_to, d.reason, d.due_since, d.state, d.receipt_id, d.closed_on, d.waived_reason, d.version
  from ${from} d
  join contract c on c.health_body_id = d.health_body_id and c.id = d.contract_id
  join organisation h on h.id = d.health_body_id join organisation g on g.id = d.group_id`;

/** What was paid in advance for days after the last of a contract that ended early. */
@Injectable()
export class RecoveriesDue {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: RecoveryDueListQuery): Promise<Page<RecoveryDueRow>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'd.contract_id = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { dueSince: 'd.due_since' });
    seekPast(query.cursor, sort, 'd.id', conditions);
    const order = orderBy(sort, 'd.id');
    const page = `select d.* from recovery_due d ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<RecoveryDueRow>(
      actor,
      `${named(actor, `(${page})`)} ${order}`,
      conditions.values,
    );
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.due_since, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found`. */
  async one(actor: Actor, id: string): Promise<RecoveryDueRow> {
    const [row] = await this.reads.rows<RecoveryDueRow>(
      actor,
      `${named(actor, 'recovery_due')} where d.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** The payer lets the group keep what is left of it. Throws DomainError `not-found`, `conflict`, `stale`. */
  waive(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [due] = await tx.query<{ state: string; version: number }>(
        'select state, version from recovery_due where health_body_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      if (due === undefined) throw new DomainError('not-found', NOT_FOUND);
      const waived = await tx.change(
        `update recovery_due set state = 'waived_by_health', closed_on = $3, waived_reason = $4, waived_account_id = $5,
           version = version + 1
         where health_body_id = $1 and id = $2 and state = 'due' and version = $6`,
        [
          ...[actor.organisationId, id, this.clock.today(), reason],
          ...[actor.kind === 'account' ? actor.id : null, version],
        ],
      );
      if (due.state !== 'due') throw new DomainError('conflict', 'Nothing of it is due any more: nothing was changed.');
      if (waived === 0) checkVersion(due.version, version);
      await this.audit.record(tx, { action: 'recovery-due.waived', subjectId: id });
      return id;
    });
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from recovery_due d ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

function knowsPartners({ side, roles }: Actor): boolean {
  return side === 'group' || roles.includes('partnership_manager');
}
