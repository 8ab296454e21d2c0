import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  Clock,
  Conditions,
  Database,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
  TOKEN_REFUSED,
} from '../platform';
import type { Actor, ListQuery, Page, Role, Scope, Side, UnseenToken } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { ApiToken } from './api-token.entity';
import { checkRole } from './roles';
import type { OrganisationKind } from './roles';
import { newSecret, sha256 } from './secrets';

const PREFIX = 'accord_';
/** A few thousand services; the eldest makes room. */
const MOST_REMEMBERED = 5_000;
const MILLISECONDS_A_DAY = 86_400_000;

export interface KnownToken {
  id: string;
  organisationId: string;
  side: Side;
  role: Role;
  scopes: Scope[];
  /** Known from an earlier request: whether it is still good is asked before anything is answered. */
  unseen?: UnseenToken;
}

export interface TokenRequest {
  label: string;
  role: string;
  scopes: Scope[];
  /** How many days it works. */
  days: number;
}

export interface TokenRow {
  id: string;
  label: string;
  role: Role;
  scopes: Scope[];
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  /** To the day; null before it was ever used. */
  last_used_on: CalendarDate | null;
}

const COLUMNS = 'id, label, role, scopes, created_at, expires_at, revoked_at, last_used_on';
// To the millisecond, as the cursor of the next page says it.
const SORTS = { createdAt: `date_trunc('milliseconds', created_at)` };

/** Keys of services: hashed, scoped, expiring, and shown once. */
@Injectable()
export class ApiTokensService {
  private readonly remembered = new Map<string, KnownToken>();
  /** Tokens whose use is noted for the day. */
  private readonly noted = { on: '', tokens: new Set<string>() };

  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * The token behind a secret. With `mayWait` one that was good before comes at once, as what is true of it for ever, and
   * unseen. Throws DomainError `unauthenticated` when it is unknown, expired or revoked.
   */
  async find(secret: string, mayWait = false): Promise<KnownToken> {
    const hash = sha256(secret);
    const known = mayWait ? this.remembered.get(hash.toString('base64')) : undefined;
    const found = known ?? (await this.look(hash));
    await this.noteUse(hash);
    if (known !== undefined) return { ...known, unseen: { hash, seen: false } };
    this.remember(hash, found);
    return found;
  }

  /** Once a day and server, so that a call costs no write. */
  private async noteUse(hash: Buffer): Promise<void> {
    const today = this.clock.today();
    if (this.noted.on !== today) {
      this.noted.on = today;
      this.noted.tokens.clear();
    }
    const token = hash.toString('base64');
    if (this.noted.tokens.has(token)) return;
    this.noted.tokens.add(token);
    await this.database.server('select api_token_used($1, $2)', [hash, today]);
  }

  /** Throws DomainError `unauthenticated` unless it is good now. */
  async check({ hash }: UnseenToken): Promise<void> {
    await this.look(hash);
  }

  private async look(hash: Buffer): Promise<KnownToken> {
    const [found] = await this.database.server<{
      token_id: string;
      organisation_id: string;
      organisation_kind: OrganisationKind;
      role: Role;
      scopes: Scope[];
    }>('select * from api_token_actor($1)', [hash]);
    if (found === undefined) throw new DomainError('unauthenticated', TOKEN_REFUSED);
    const side = found.organisation_kind === 'health_body' ? 'health' : 'group';
    return { id: found.token_id, organisationId: found.organisation_id, side, role: found.role, scopes: found.scopes };
  }

  /** Organisation, role and scopes of a token never change: a side may only revoke it. */
  private remember(hash: Buffer, token: KnownToken): void {
    const [eldest] = this.remembered.keys();
    if (this.remembered.size >= MOST_REMEMBERED && eldest !== undefined) this.remembered.delete(eldest);
    this.remembered.set(hash.toString('base64'), token);
  }

  /** Returns the secret, once. Throws DomainError when the organisation has no such role. */
  create(actor: Actor, request: TokenRequest): Promise<{ secret: string; token: ApiToken }> {
    const organisationKind = actor.side === 'health' ? 'health_body' : 'group';
    const role = checkRole(organisationKind, request.role);
    const secret = PREFIX + newSecret();
    return this.tenant.onceShown(actor, async (tx) => {
      const token = tx.manager.create(ApiToken, {
        organisationId: actor.organisationId,
        id: uuid(),
        organisationKind,
        tokenHash: sha256(secret),
        label: request.label,
        role,
        scopes: request.scopes,
        madeBy: actor.kind === 'account' ? actor.id : null,
        expiresAt: new Date(Date.now() + request.days * MILLISECONDS_A_DAY),
      });
      await tx.manager.insert(ApiToken, token);
      await this.audit.record(tx, { action: 'api-token.created', subjectId: token.id, detail: { role } });
      return { secret, token };
    });
  }

  async list(actor: Actor, query: ListQuery): Promise<Page<TokenRow>> {
    const conditions = new Conditions();
    const sort = sortBy('-createdAt', SORTS);
    seekPast(query.cursor, sort, 'id', conditions);
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(actor, 'select count(*)::integer as total from api_token')
      : [];
    const rows = await this.reads.rows<TokenRow>(
      actor,
      `select ${COLUMNS} from api_token
       ${conditions.where} ${orderBy(sort, 'id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all.total };
  }

  /** Throws DomainError when there is no such token here. */
  async one(actor: Actor, id: string): Promise<TokenRow> {
    const [row] = await this.reads.rows<TokenRow>(
      actor,
      `select ${COLUMNS} from api_token where organisation_id = $1 and id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** It stops working at once. Throws DomainError when there is no such token here. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const revoked = await tx.change(
        'update api_token set revoked_at = coalesce(revoked_at, now()) where organisation_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      if (revoked === 0) throw new DomainError('not-found', NOT_FOUND);
      await this.audit.record(tx, { action: 'api-token.revoked', subjectId: id });
    });
  }
}
