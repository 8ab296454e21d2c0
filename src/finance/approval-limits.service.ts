import { Injectable } from '@nestjs/common';
import {
  AuditService,
  checkVersion,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, ListQuery, Page, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import type { ApprovalLimit } from './approval-limits.dto';

interface LimitRow {
  account_id: string;
  limit_pence: string | null;
  set_by: string | null;
  set_at: Date | null;
  version: number;
}

const APPROVERS = `
  from membership m left join approval_limit l on l.health_body_id = m.organisation_id and l.account_id = m.account_id`;
const COLUMNS = `m.account_id, l.limit_pence, l.set_by, l.set_at, coalesce(l.version, 0) as version`;

/** The scheme of delegation: up to how much each approver may approve at once. Without a limit they may approve nothing. */
@Injectable()
export class ApprovalLimits {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** Everybody who is an approver now, those without a limit too. */
  list(actor: Actor, query: ListQuery): Promise<Page<ApprovalLimit>> {
    const conditions = approversOf(actor);
    const sort = sortBy('id', { id: 'm.account_id' });
    const counting = `select count(*)::integer as total ${APPROVERS} ${conditions.where}`;
    const counted = [...conditions.values];
    seekPast(query.cursor, sort, 'm.account_id', conditions);
    return this.tenant.transaction(actor, async (tx) => {
      const [all] = query.count ? await tx.query<{ total: number }>(counting, counted) : [];
      const rows = await tx.query<LimitRow>(
        `select ${COLUMNS} ${APPROVERS} ${conditions.where} ${orderBy(sort, 'm.account_id')}
         limit ${conditions.value(query.limit + 1)}`,
        conditions.values,
      );
      const emails = await emailsOf(tx);
      const page = pageOf(rows, query, sort, keyOf, (row) => toLimit(row, emails));
      return all === undefined ? page : { ...page, count: all.total };
    });
  }

  /** The sign-ins of everybody at the health body, by account. */
  emails(actor: Actor): Promise<ReadonlyMap<string, string>> {
    return this.tenant.transaction(actor, emailsOf);
  }

  /** Throws DomainError `not-found` when this is no approver of the health body. */
  one(actor: Actor, accountId: string): Promise<ApprovalLimit> {
    return this.tenant.transaction(actor, async (tx) => toLimit(await approver(tx, accountId), await emailsOf(tx)));
  }

  /**
   * Sets the limit of an approver. Throws DomainError `not-found`, `stale`, and `forbidden` for the person's own: nobody
   * decides how much they may approve themselves.
   */
  set(actor: Actor, accountId: string, version: number, limitPence: number): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      const before = await this.toChange(tx, accountId, version);
      await tx.query(
        `insert into approval_limit (health_body_id, account_id, limit_pence, set_by) values ($1, $2, $3, $4)
         on conflict (health_body_id, account_id) do update set limit_pence = excluded.limit_pence,
           set_by = excluded.set_by, set_at = now(), version = approval_limit.version + 1`,
        [actor.organisationId, accountId, limitPence, actor.id],
      );
      const detail = { limitPence, before: before.limit_pence === null ? null : Number(before.limit_pence) };
      await this.audit.record(tx, { action: 'approval-limit.set', subjectId: accountId, detail });
    });
  }

  /** Takes the limit away: they may approve nothing from now on. Throws as `set` does. */
  remove(actor: Actor, accountId: string, version: number): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      const before = await this.toChange(tx, accountId, version);
      if (before.limit_pence === null) throw new DomainError('not-found', NOT_FOUND);
      await tx.change('delete from approval_limit where health_body_id = $1 and account_id = $2', [
        actor.organisationId,
        accountId,
      ]);
      const detail = { before: Number(before.limit_pence) };
      await this.audit.record(tx, { action: 'approval-limit.removed', subjectId: accountId, detail });
    });
  }

  private async toChange(tx: Tx, accountId: string, version: number): Promise<LimitRow> {
    const row = await approver(tx, accountId, 'for no key update of m');
    checkVersion(row.version, version);
    if (accountId !== tx.actor.id) return row;
    throw new DomainError('forbidden', 'Nobody sets their own limit: ask another administrator.');
  }
}

/** In pence; null where none is set. */
export async function limitOf(tx: Tx, accountId: string | null): Promise<number | null> {
  const [row] = await tx.query<{ limit_pence: string }>(
    'select limit_pence from approval_limit where health_body_id = $1 and account_id = $2',
    [tx.actor.organisationId, accountId],
  );
  return row === undefined ? null : penceFromDatabase(row.limit_pence);
}

/** Of everybody who acts for the health body, or did; they are few. */
export async function emailsOf(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.asServer<{ account_id: string; email: string }>('select * from account_emails_of($1)', [
    tx.actor.organisationId,
  ]);
  return new Map(rows.map(({ account_id, email }) => [account_id, email]));
}

function approversOf({ organisationId }: Actor): Conditions {
  const conditions = new Conditions();
  conditions.add('m.organisation_id = ?', organisationId);
  conditions.add(`m.role = 'finance_approver' and m.ended_at is null`);
  return conditions;
}

async function approver(tx: Tx, accountId: string, lock = ''): Promise<LimitRow> {
  const conditions = approversOf(tx.actor);
  conditions.add('m.account_id = ?', accountId);
  const [row] = await tx.query<LimitRow>(
    `select ${COLUMNS} ${APPROVERS} ${conditions.where} ${lock}`,
    conditions.values,
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

function keyOf({ account_id }: LimitRow): [string, string] {
  return [account_id, account_id];
}

function toLimit(row: LimitRow, emails: ReadonlyMap<string, string>): ApprovalLimit {
  return {
    accountId: row.account_id,
    email: emails.get(row.account_id) ?? '',
    limitPence: row.limit_pence === null ? null : penceFromDatabase(row.limit_pence),
    setBy: row.set_by,
    setAt: row.set_at,
    version: row.version,
  };
}
