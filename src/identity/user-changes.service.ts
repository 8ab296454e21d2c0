import { Injectable } from '@nestjs/common';
import { AuditService, MailCarrier, TenantService } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import { endPlace, endWaysIn, keepKeeper, placeToChange, revokeTokensOf } from './places';
import { checkRole } from './roles';
import { endOfNewLink, UsersService } from './users.service';
import type { NewUser } from './users.service';

/** Roles that change, people who leave and people who lost their way in, each for the actor's own organisation. */
@Injectable()
export class UserChangesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly users: UsersService,
    private readonly carrier: MailCarrier,
  ) {}

  /** Throws DomainError when nobody else could keep the users, or the organisation has no such role. */
  async changeRole(actor: Actor, id: string, version: number, wanted: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const place = await placeToChange(tx, id, version);
      const role = checkRole(actor.side === 'health' ? 'health_body' : 'group', wanted);
      if (place.role === role) return;
      await keepKeeper(tx, place);
      await tx.query('update membership set role = $3, version = version + 1 where organisation_id = $1 and id = $2', [
        actor.organisationId,
        id,
        role,
      ]);
      await revokeTokensOf(tx, this.audit, place);
      await this.audit.record(tx, { action: 'user.changed', subjectId: id, detail: { role } });
    });
  }

  /** What they were signed in with, and the tokens they made, stop at once. Throws DomainError as changeRole does. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const place = await placeToChange(tx, id, version);
      await endPlace(tx, this.audit, place);
      await endWaysIn(tx, place.account_id);
    });
  }

  /** A new way in for somebody who lost theirs; links of before stop working. Throws DomainError when they are not here. */
  newLink(actor: Actor, id: string, version: number): Promise<NewUser> {
    return this.tenant.onceShown(actor, async (tx) => {
      const place = await placeToChange(tx, id, version);
      await tx.asServer('select one_time_links_end($1, $2)', [place.account_id, actor.organisationId]);
      const link = await this.users.newLink(tx, place.account_id);
      await this.audit.record(tx, { action: 'user.link-made', subjectId: id });
      return { membershipId: id, role: place.role, ...link };
    });
  }

  /** The same, sent to their own address: whoever keeps the users does not see it. Throws DomainError as newLink does. */
  async emailLink(actor: Actor, id: string, version: number): Promise<void> {
    if (!this.carrier.carries)
      throw new DomainError('conflict', 'This server sends no emails: make a link to pass on.');
    await this.tenant.once(actor, async (tx) => {
      const place = await placeToChange(tx, id, version);
      await tx.asServer('select one_time_links_end($1, $2)', [place.account_id, actor.organisationId]);
      await tx.asServer('select mail_first_link($1, $2, $3)', [place.account_id, actor.organisationId, endOfNewLink()]);
      await this.audit.record(tx, { action: 'user.link-emailed', subjectId: id });
      return id;
    });
  }
}
