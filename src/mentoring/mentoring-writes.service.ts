import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { KeepMentoringDto, ReviewMentoringDto } from './mentoring.dto';
import { mentoringOf, reviewed } from './mentoring.rules';
import type { Mentoring } from './mentoring.rules';

const UPSERT = `
  insert into mentoring as m (health_body_id, group_id, new_partner, contact_id, other_party, from_on, review_on,
    declined_reason, said_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (health_body_id, group_id) do update set new_partner = excluded.new_partner,
    contact_id = excluded.contact_id, other_party = excluded.other_party, from_on = excluded.from_on,
    review_on = excluded.review_on, declined_reason = excluded.declined_reason, said_on = excluded.said_on,
    version = m.version + 1`;

const NOBODY: Mentoring = {
  ...{ newPartner: null, contactId: null, otherParty: null, fromOn: null, reviewOn: null, declinedReason: null },
};

/** A health body names who mentors a group, asks whether it is still needed, and ends it. */
@Injectable()
export class MentoringWrites {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Keeps all of it. Throws DomainError: not-found, stale, invalid. */
  async keep(actor: Actor, partnershipId: string, version: number, request: KeepMentoringDto): Promise<void> {
    const kept = mentoringOf(wanted(request), this.clock.today());
    await this.tenant.transaction(actor, async (tx) => {
      const { groupId } = await lockPartnership(tx, partnershipId, version);
      await assertOurs(tx, groupId, kept.contactId);
      await this.save(tx, groupId, kept);
      const detail = { named: kept.fromOn !== null, reviewOn: kept.reviewOn };
      await this.audit.record(tx, { action: 'partnership.mentoring-kept', subjectId: partnershipId, detail });
    });
  }

  /** Throws DomainError: not-found, stale, conflict where nobody mentors, invalid for a day that has come. */
  review(actor: Actor, partnershipId: string, version: number, request: ReviewMentoringDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { groupId, now } = await lockPartnership(tx, partnershipId, version);
      const after = reviewed(now, request, this.clock.today());
      await this.save(tx, groupId, after);
      const detail = { stillNeeded: request.stillNeeded, reviewOn: after.reviewOn };
      await this.audit.record(tx, { action: 'partnership.mentoring-reviewed', subjectId: partnershipId, detail });
      return partnershipId;
    });
  }

  private async save(tx: Tx, groupId: string, kept: Mentoring): Promise<void> {
    await tx.change(UPSERT, [
      ...[tx.actor.organisationId, groupId, kept.newPartner, kept.contactId, kept.otherParty],
      ...[kept.fromOn, kept.reviewOn, kept.declinedReason, this.clock.today()],
    ]);
  }
}

function wanted(request: KeepMentoringDto): Mentoring {
  const { newPartner = null, contactId = null, otherParty = null } = request;
  const { fromOn = null, reviewOn = null, declinedReason = null } = request;
  return { newPartner, contactId, otherParty, fromOn, reviewOn, declinedReason };
}

/** Two managers come one after the other. */
async function lockPartnership(tx: Tx, id: string, version: number): Promise<{ groupId: string; now: Mentoring }> {
  const [row] = await tx.query<{ group_id: string }>(
    'select group_id from partnership where health_body_id = $1 and id = $2 for update',
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  const [kept] = await tx.query<Mentoring & { version: number }>(
    `select new_partner as "newPartner", contact_id as "contactId", other_party as "otherParty", from_on as "fromOn",
       review_on as "reviewOn", declined_reason as "declinedReason", version
     from mentoring where health_body_id = $1 and group_id = $2`,
    [tx.actor.organisationId, row.group_id],
  );
  checkVersion(kept?.version ?? 1, version);
  return { groupId: row.group_id, now: kept ?? NOBODY };
}

async function assertOurs(tx: Tx, groupId: string, contactId: string | null): Promise<void> {
  if (contactId === null) return;
  const [found] = await tx.query(
    `select 1 from contact where health_body_id = $1 and group_id = $2 and id = $3 and side = 'health'`,
    [tx.actor.organisationId, groupId, contactId],
  );
  if (found !== undefined) return;
  const detail = 'Name somebody of your side whom this partnership knows.';
  throw new DomainError('invalid', detail, [{ pointer: '/contactId', detail }]);
}
