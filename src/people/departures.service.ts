import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import { PeopleContributions } from './contributions';
import type { Departure } from './departures.dto';
import { findPerson, lockPerson } from './person-record';

/**
 * Somebody's last day and what they leave behind. It is the side's own until they say that the other sides were told;
 * a last day that moves, or is taken back, has been told to nobody.
 */
@Injectable()
export class Departures {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly contributions: PeopleContributions,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError when there is no such person in this organisation. */
  of(actor: Actor, personId: string): Promise<Departure> {
    const seesPartnerships = actor.roles.some((role) => role !== 'administrator');
    return this.tenant.transaction(actor, async (tx) => {
      const person = await findPerson(tx, personId, '');
      if (person === null) throw new DomainError('not-found', NOT_FOUND);
      const holds = seesPartnerships ? await this.contributions.holdingsOf(tx, personId, this.clock.today()) : null;
      const { last_day_on: lastDayOn, departure_told_on: toldOn, version } = person;
      return { lastDayOn, toldOn, holds, version };
    });
  }

  /** Null takes the departure back. Throws DomainError: not-found, or stale. */
  async set(actor: Actor, personId: string, version: number, lastDayOn: string | null): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const person = await lockPerson(tx, personId);
      checkVersion(person.version, version);
      if (person.last_day_on === lastDayOn) return;
      await tx.change(
        'update person set last_day_on = $3, version = version + 1 where organisation_id = $1 and id = $2',
        [actor.organisationId, personId, lastDayOn],
      );
      const action = lastDayOn === null ? 'person.departure-taken-back' : 'person.departure-set';
      await this.audit.record(tx, { action, subjectId: personId });
    });
  }

  /** Marks the other sides as told: from now on they see the last day. Throws DomainError conflict without a departure. */
  tell(actor: Actor, personId: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const person = await lockPerson(tx, personId);
      checkVersion(person.version, version);
      if (person.last_day_on === null) {
        throw new DomainError('conflict', 'There is no last day to tell anybody of: record it first.');
      }
      if (person.departure_told_on !== null) return personId;
      const own = [actor.organisationId, personId];
      await tx.change(
        'update person set departure_told_on = $3, version = version + 1 where organisation_id = $1 and id = $2',
        [...own, this.clock.today()],
      );
      await tx.change(
        `update contact set leaving_on = $3, version = version + 1
         where person_organisation_id = $1 and person_id = $2`,
        [...own, person.last_day_on],
      );
      await this.audit.record(tx, { action: 'person.departure-told', subjectId: personId });
      return personId;
    });
  }
}
