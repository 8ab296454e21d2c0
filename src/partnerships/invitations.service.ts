import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { newSecret, sha256 } from '../identity';
import {
  AuditService,
  checkVersion,
  Clock,
  Conditions,
  MailCarrier,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { InvitationListQuery, InvitationRow, InviteDto } from './invitations.dto';
import { INVITATION_DAYS, whyNotInvited } from './invitations.rules';
import type { Invited } from './invitations.rules';

const STATE = `coalesce(i.answer, case when i.expires_at <= now() then 'run_out' else 'open' end)`;
const COLUMNS = `i.id, i.group_id, g.name as "group", i.contact_id, k.name as contact, i.told_on, ${STATE} as state,
  i.created_at, i.created_at::text as created_key, i.expires_at, i.answered_at, i.version`;
const SOURCE = `invitation i
  join organisation g on g.id = i.group_id
  join contact k on k.health_body_id = i.health_body_id and k.id = i.contact_id`;
const SORTS = { createdAt: 'i.created_at' };

type ContactRow = Omit<Invited, 'toldOn'> & { group_id: string };

/** A health body's invitations to groups that it has listed. What the group answers is in InvitationAnswersService. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly carrier: MailCarrier,
  ) {}

  /** Returns the token of the link, once. An earlier open invitation is withdrawn. Throws DomainError. */
  invite(actor: Actor, { contactId, toldOn }: InviteDto): Promise<{ id: string; token: string }> {
    const today = this.clock.today();
    return this.tenant.onceShown(actor, async (tx) => {
      const contact = await contactOf(tx, contactId);
      const refusal = whyNotInvited({ ...contact, toldOn }, today);
      if (refusal !== null) throw new DomainError(refusal.kind, refusal.detail, [refusal]);
      await this.withdrawOpen(tx, contact.group_id);
      const [id, token] = [uuid(), newSecret()];
      await tx.query(
        `insert into invitation (health_body_id, group_id, id, contact_id, token_hash, told_on, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))`,
        [actor.organisationId, contact.group_id, id, contactId, sha256(token), toldOn, INVITATION_DAYS],
      );
      await this.audit.record(tx, { action: 'invitation.made', subjectId: id, detail: { contactId } });
      return { id, token };
    });
  }

  /** Two managers who invite at once come one after the other: they wait for the partnership's row. */
  private async withdrawOpen(tx: Tx, groupId: string): Promise<void> {
    const values = [tx.actor.organisationId, groupId];
    await tx.query('select 1 from partnership where health_body_id = $1 and group_id = $2 for update', values);
    const withdrawn = await tx.query<{ id: string }>(
      `update invitation set answer = 'withdrawn', answered_at = now(), version = version + 1
       where health_body_id = $1 and group_id = $2 and answer is null returning id`,
      values,
    );
    for (const { id } of withdrawn) await this.audit.record(tx, { action: 'invitation.withdrawn', subjectId: id });
  }

  async list(actor: Actor, query: InvitationListQuery): Promise<Page<InvitationRow>> {
    const conditions = new Conditions();
    conditions.add('i.health_body_id = ?', actor.organisationId);
    conditions.addIf(query.groupId, 'i.group_id = ?');
    conditions.addIf(query.state, `${STATE} = ?`);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy('-createdAt', SORTS);
    seekPast(query.cursor, sort, 'i.id', conditions);
    const rows = await this.reads.rows<InvitationRow>(
      actor,
      `select ${COLUMNS} from ${SOURCE} ${conditions.where} ${orderBy(sort, 'i.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.created_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: number }>(
      actor,
      `select count(*)::integer as total from invitation i ${conditions.where}`,
      conditions.values,
    );
    return row?.total ?? 0;
  }

  /** Throws DomainError when there is no such invitation, or it is another health body's. */
  async one(actor: Actor, id: string): Promise<InvitationRow> {
    const [row] = await this.reads.rows<InvitationRow>(
      actor,
      `select ${COLUMNS} from ${SOURCE} where i.health_body_id = $1 and i.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /**
   * Sends a link of its own to the contact whom it is for; the one that was shown works on. Throws DomainError when it
   * cannot be answered any more, or this server sends no emails.
   */
  email(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [row] = await tx.query<{ open: boolean; expires_at: Date; version: number }>(
        `select answer is null and expires_at > now() as open, expires_at, version from invitation
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id],
      );
      if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(row.version, version);
      if (!row.open) throw new DomainError('conflict', 'This invitation cannot be answered any more: make a new one.');
      if (!this.carrier.carries)
        throw new DomainError('conflict', 'This server sends no emails: pass the link on that you were shown.');
      await tx.asServer('select mail_invite($1, $2, $3)', [actor.organisationId, id, row.expires_at]);
      await this.audit.record(tx, { action: 'invitation.emailed', subjectId: id });
      return id;
    });
  }

  /** The link stops working at once. Throws DomainError when it was answered already. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [row] = await tx.query<{ answer: string | null; version: number }>(
        'select answer, version from invitation where health_body_id = $1 and id = $2 for update',
        [actor.organisationId, id],
      );
      if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(row.version, version);
      if (row.answer !== null) {
        throw new DomainError('conflict', 'This invitation has been answered or withdrawn already.');
      }
      await tx.query(
        `update invitation set answer = 'withdrawn', answered_at = now(), version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id],
      );
      await this.audit.record(tx, { action: 'invitation.withdrawn', subjectId: id });
      return id;
    });
  }
}

async function contactOf(tx: Tx, contactId: string): Promise<ContactRow> {
  const [contact] = await tx.query<ContactRow>(
    `select k.group_id, k.side, k.email, g.joined_at is not null as joined
     from contact k join organisation g on g.id = k.group_id
     where k.health_body_id = $1 and k.id = $2`,
    [tx.actor.organisationId, contactId],
  );
  if (contact !== undefined) return contact;
  const detail = 'There is no such contact in your partnerships.';
  throw new DomainError('invalid', detail, [{ pointer: '/contactId', detail }]);
}
