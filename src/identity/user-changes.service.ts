import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Role, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { checkRole } from './roles';
import { UsersService } from './users.service';
import type { NewUser } from './users.service';

/** Who keeps the users of an organisation. One of them always stays. */
const KEEPER: Record<Side, Role> = { health: 'administrator', group: 'group_lead' };

interface Place {
  id: string;
  account_id: string;
  role: Role;
  version: number;
  vouched: boolean;
}

/** Roles that change, people who leave and people who lost their way in, each for the actor's own organisation. */
@Injectable()
export class UserChangesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly users: UsersService,
  ) {}

  /** Throws DomainError when nobody else could keep the users, or the organisation has no such role. */
  async changeRole(actor: Actor, id: string, version: number, wanted: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const place = await this.placeToChange(tx, id, version);
      const role = checkRole(actor.side === 'health' ? 'health_body' : 'group', wanted);
      if (place.role === role) return;
      await this.keepKeeper(tx, place);
      await tx.query('update membership set role = $3, version = version + 1 where organisation_id = $1 and id = $2', [
        actor.organisationId,
        id,
        role,
      ]);
      await this.revokeTokensOf(tx, place);
      await this.audit.record(tx, { action: 'user.changed', subjectId: id, detail: { role } });
    });
  }

  /** What they were signed in with, and the tokens they made, stop at once. Throws DomainError as changeRole does. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const place = await this.placeToChange(tx, id, version);
      await this.keepKeeper(tx, place);
      await tx.query(
        'update membership set ended_at = now(), version = version + 1 where organisation_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      await this.revokeTokensOf(tx, place);
      await tx.asServer('select sessions_end_of_leaver($1)', [place.account_id]);
      await this.audit.record(tx, { action: 'user.removed', subjectId: id, detail: { role: place.role } });
    });
  }

  /** A new way in for somebody who lost theirs; links of before stop working. Throws DomainError when they are not here. */
  newLink(actor: Actor, id: string, version: number): Promise<NewUser> {
    return this.tenant.onceShown(actor, async (tx) => {
      const place = await this.placeToChange(tx, id, version);
      await tx.asServer('select one_time_links_end($1, $2)', [place.account_id, actor.organisationId]);
      const link = await this.users.newLink(tx, place.account_id);
      await this.audit.record(tx, { action: 'user.link-made', subjectId: id });
      return { membershipId: id, role: place.role, ...link };
    });
  }

  /** Two who remove each other at once come one after the other: both take the rows of all keepers, in one order. */
  private async placeToChange(tx: Tx, id: string, version: number): Promise<Place> {
    const places = await tx.query<Place>(
      `select id, account_id, role, version, vouched from membership
       where organisation_id = $1 and ended_at is null and (id = $2 or role = $3) order by id for update`,
      [tx.actor.organisationId, id, KEEPER[tx.actor.side]],
    );
    const place = places.find((known) => known.id === id);
    if (place === undefined) throw new DomainError('not-found', NOT_FOUND);
    checkVersion(place.version, version);
    return place;
  }

  private async keepKeeper(tx: Tx, place: Place): Promise<void> {
    const keeper = KEEPER[tx.actor.side];
    if (place.role !== keeper) return;
    // A second role of the same person would leave with them; one who never came in keeps nothing.
    const others = await tx.query<{ account_id: string }>(
      `select account_id from membership
       where organisation_id = $1 and ended_at is null and role = $2 and vouched and account_id <> $3`,
      [tx.actor.organisationId, keeper, place.account_id],
    );
    const [able] = await tx.asServer(
      'select 1 from account_emails_of($1) where account_id = any($2) and has_password and not disabled',
      [tx.actor.organisationId, others.map(({ account_id }) => account_id)],
    );
    if (able !== undefined) return;
    throw new DomainError(
      'conflict',
      `Somebody has to keep the users: first give another person the role ${keeper} and have them sign in once.`,
    );
  }

  /** A token works no longer than the person who made it keeps the users. */
  private async revokeTokensOf(tx: Tx, place: Place): Promise<void> {
    if (place.role !== KEEPER[tx.actor.side]) return;
    const revoked = await tx.query<{ id: string }>(
      `update api_token set revoked_at = now() where organisation_id = $1 and made_by = $2 and revoked_at is null
       returning id`,
      [tx.actor.organisationId, place.account_id],
    );
    for (const { id } of revoked) await this.audit.record(tx, { action: 'api-token.revoked', subjectId: id });
  }
}
