import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Conditions, orderBy, pageOf, seekPast, sortBy, TenantService } from '../platform';
import type { Actor, ListQuery, Page, Role, Tx } from '../platform';
import { MembershipRow } from './membership.entity';
import { checkRole } from './roles';
import { newSecret, sha256 } from './secrets';

const LINK_DAYS = 14;

export interface UserRow {
  membership_id: string;
  account_id: string;
  email: string;
  role: Role;
  disabled: boolean;
  has_password: boolean;
  created_at: Date;
}

export interface NewUser {
  membershipId: string;
  role: Role;
  /** To set a password with, once; null when the person has an account already and signs in with that. */
  linkToken: string | null;
  linkExpiresAt: Date | null;
}

// To the millisecond, as the cursor of the next page says it.
const SORTS = { createdAt: `date_trunc('milliseconds', m.created_at)` };

/** The people who may sign in for an organisation. A group's users are made only by the group. */
@Injectable()
export class UsersService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  add(actor: Actor, email: string, role: string): Promise<NewUser> {
    return this.tenant.transaction(actor, (tx) => this.addWith(tx, email, role));
  }

  /** In a transaction that is open already. Throws DomainError when the organisation has no such role. */
  async addWith(tx: Tx, email: string, wantedRole: string): Promise<NewUser> {
    const { organisationId, side } = tx.actor;
    const organisationKind = side === 'health' ? 'health_body' : 'group';
    const role = checkRole(organisationKind, wantedRole);
    const [account] = await tx.asServer<{ account_id: string; made: boolean }>(
      'select * from account_for_email($1, $2)',
      [uuid(), email.trim().toLowerCase()],
    );
    if (account === undefined) throw new Error('account_for_email answered nothing');
    const membershipId = uuid();
    await tx.manager.insert(MembershipRow, {
      organisationId,
      id: membershipId,
      organisationKind,
      accountId: account.account_id,
      role,
    });
    await this.audit.record(tx, { action: 'user.added', subjectId: membershipId, detail: { role } });
    return { membershipId, role, ...(await this.linkFor(tx, account.account_id)) };
  }

  /** Somebody who has a password needs no link; the answer says so only to those who keep this organisation's users. */
  private async linkFor(tx: Tx, accountId: string): Promise<Pick<NewUser, 'linkToken' | 'linkExpiresAt'>> {
    const [known] = await tx.asServer<{ has_password: boolean }>(
      'select has_password from account_emails_of($1) where account_id = $2',
      [tx.actor.organisationId, accountId],
    );
    if (known?.has_password === true) return { linkToken: null, linkExpiresAt: null };
    const linkToken = newSecret();
    const linkExpiresAt = new Date(Date.now() + LINK_DAYS * 86_400_000);
    await tx.asServer('select one_time_link_add($1, $2, $3, $4)', [
      sha256(linkToken),
      accountId,
      'set_password',
      linkExpiresAt,
    ]);
    return { linkToken, linkExpiresAt };
  }

  list(actor: Actor, query: ListQuery): Promise<Page<UserRow>> {
    const conditions = new Conditions();
    const sort = sortBy('createdAt', SORTS);
    conditions.add('m.ended_at is null');
    const counting = `select count(*)::integer as total from membership m ${conditions.where}`;
    seekPast(query.cursor, sort, 'm.id', conditions);
    return this.tenant.transaction(actor, async (tx) => {
      const [all] = query.count ? await tx.query<{ total: number }>(counting) : [];
      const rows = await tx.query<Omit<UserRow, 'email' | 'disabled' | 'has_password'>>(
        `select m.id as membership_id, m.account_id, m.role, m.created_at from membership m
         ${conditions.where} ${orderBy(sort, 'm.id')} limit ${conditions.value(query.limit + 1)}`,
        conditions.values,
      );
      const accounts = await tx.asServer<Pick<UserRow, 'account_id' | 'email' | 'disabled' | 'has_password'>>(
        'select * from account_emails_of($1) where account_id = any($2)',
        [actor.organisationId, rows.map(({ account_id }) => account_id)],
      );
      const byId = new Map(accounts.map((account) => [account.account_id, account]));
      const users = rows.flatMap((row) => {
        const account = byId.get(row.account_id);
        return account === undefined ? [] : [{ ...row, ...account }];
      });
      const page = pageOf(
        users,
        query,
        sort,
        (row) => [row.created_at.toISOString(), row.membership_id],
        (row) => row,
      );
      return all === undefined ? page : { ...page, count: all.total };
    });
  }
}
