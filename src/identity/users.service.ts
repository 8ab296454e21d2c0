import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Conditions, NOT_FOUND, orderBy, pageOf, seekPast, sortBy, TenantService } from '../platform';
import type { Actor, ListQuery, Page, Role, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
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
  /** Whether they act for this organisation with the password that they have now. */
  vouched: boolean;
  created_at: Date;
  version: number;
}

type MembershipFacts = Omit<UserRow, 'email' | 'disabled' | 'has_password'>;
type AccountFacts = Pick<UserRow, 'account_id' | 'email' | 'disabled' | 'has_password'>;

const COLUMNS = 'm.id as membership_id, m.account_id, m.role, m.vouched, m.created_at, m.version';

export interface NewUser {
  membershipId: string;
  role: Role;
  /** To set a password with, or to show the one they have; null when they act for this organisation already. */
  linkToken: string | null;
  linkExpiresAt: Date | null;
}

// To the millisecond, as the cursor of the next page says it.
const SORTS = { createdAt: `date_trunc('milliseconds', m.created_at)` };

/** When a one-time link that is made now runs out. */
export function endOfNewLink(): Date {
  return new Date(Date.now() + LINK_DAYS * 86_400_000);
}

/** The people who may sign in for an organisation. A group's users are made only by the group. */
@Injectable()
export class UsersService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  add(actor: Actor, email: string, role: string): Promise<NewUser> {
    return this.tenant.onceShown(actor, (tx) => this.addWith(tx, email, role));
  }

  /** In a transaction that is open already. Throws DomainError when the organisation has no such role. */
  async addWith(tx: Tx, email: string, wantedRole: string): Promise<NewUser> {
    const accountId = await this.accountFor(tx, email);
    const { membershipId, role } = await this.addPlace(tx, accountId, wantedRole);
    return { membershipId, role, ...(await this.linkFor(tx, accountId)) };
  }

  /** The account with this address, which is made where there is none. */
  async accountFor(tx: Tx, email: string): Promise<string> {
    const [account] = await tx.asServer<{ account_id: string; made: boolean }>(
      'select * from account_for_email($1, $2)',
      [uuid(), email.trim().toLowerCase()],
    );
    if (account === undefined) throw new Error('account_for_email answered nothing');
    return account.account_id;
  }

  /** Throws DomainError when the organisation has no such role. */
  async addPlace(tx: Tx, accountId: string, wanted: string): Promise<Pick<NewUser, 'membershipId' | 'role'>> {
    const { organisationId, side } = tx.actor;
    const organisationKind = side === 'health' ? 'health_body' : 'group';
    const role = checkRole(organisationKind, wanted);
    const membershipId = uuid();
    const [known] = await tx.asServer<{ vouched: boolean }>('select account_vouched($1, $2) as vouched', [
      accountId,
      organisationId,
    ]);
    await tx.manager.insert(MembershipRow, {
      organisationId,
      id: membershipId,
      organisationKind,
      accountId,
      role,
      vouched: known?.vouched === true,
    });
    await this.audit.record(tx, { action: 'user.added', subjectId: membershipId, detail: { role } });
    return { membershipId, role };
  }

  /** Somebody who acts for this organisation already needs no link. Whether they act elsewhere, nobody is told. */
  async linkFor(tx: Tx, accountId: string): Promise<Pick<NewUser, 'linkToken' | 'linkExpiresAt'>> {
    const [acting] = await tx.asServer(
      `select 1 from account_emails_of($1) where account_id = $2 and has_password and account_vouched($2, $1)`,
      [tx.actor.organisationId, accountId],
    );
    return acting === undefined ? this.newLink(tx, accountId) : { linkToken: null, linkExpiresAt: null };
  }

  /** In a transaction that is open already. This organisation alone vouches for whoever uses the link. */
  async newLink(tx: Tx, accountId: string): Promise<{ linkToken: string; linkExpiresAt: Date }> {
    const linkToken = newSecret();
    const linkExpiresAt = endOfNewLink();
    await tx.asServer('select one_time_link_add($1, $2, $3, $4)', [
      sha256(linkToken),
      accountId,
      tx.actor.organisationId,
      linkExpiresAt,
    ]);
    return { linkToken, linkExpiresAt };
  }

  list(actor: Actor, query: ListQuery): Promise<Page<UserRow>> {
    const conditions = new Conditions();
    const sort = sortBy('createdAt', SORTS);
    conditions.add('m.organisation_id = ?', actor.organisationId);
    conditions.add('m.ended_at is null');
    const counting = `select count(*)::integer as total from membership m ${conditions.where}`;
    const counted = [...conditions.values];
    seekPast(query.cursor, sort, 'm.id', conditions);
    return this.tenant.transaction(actor, async (tx) => {
      const [all] = query.count ? await tx.query<{ total: number }>(counting, counted) : [];
      const rows = await tx.query<MembershipFacts>(
        `select ${COLUMNS} from membership m
         ${conditions.where} ${orderBy(sort, 'm.id')} limit ${conditions.value(query.limit + 1)}`,
        conditions.values,
      );
      const page = pageOf(
        await withAccounts(tx, rows),
        query,
        sort,
        (row) => [row.created_at.toISOString(), row.membership_id],
        (row) => row,
      );
      return all === undefined ? page : { ...page, count: all.total };
    });
  }

  /** Throws DomainError when there is no such user here, or they have left. */
  one(actor: Actor, id: string): Promise<UserRow> {
    return this.tenant.transaction(actor, async (tx) => {
      const rows = await tx.query<MembershipFacts>(
        `select ${COLUMNS} from membership m where m.organisation_id = $1 and m.id = $2 and m.ended_at is null`,
        [actor.organisationId, id],
      );
      const [user] = await withAccounts(tx, rows);
      if (user === undefined) throw new DomainError('not-found', NOT_FOUND);
      return user;
    });
  }
}

/** Accounts are nobody's table: the server asks for those of this organisation. */
async function withAccounts(tx: Tx, rows: readonly MembershipFacts[]): Promise<UserRow[]> {
  if (rows.length === 0) return [];
  const accounts = await tx.asServer<AccountFacts>('select * from account_emails_of($1) where account_id = any($2)', [
    tx.actor.organisationId,
    rows.map(({ account_id }) => account_id),
  ]);
  const byId = new Map(accounts.map((account) => [account.account_id, account]));
  return rows.flatMap((row) => {
    const account = byId.get(row.account_id);
    return account === undefined ? [] : [{ ...row, ...account }];
  });
}
