import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { KeepMentoringDto, MentoringView } from './mentoring.dto';
import { isNewPartner, mentoringOf, NEW_FOR_DAYS } from './mentoring.rules';
import type { Mentoring } from './mentoring.rules';

const OWN: Record<Side, string> = { health: 'p.health_body_id', group: 'p.group_id' };

const COLUMNS = `
  p.id as "partnershipId", h.name as "healthBody", g.name as "group", m.new_partner as "newPartner",
  c.since, m.contact_id as "contactId", coalesce(k.name, k.email) as mentor, m.other_party as "otherParty",
  m.from_on as "fromOn", m.review_on as "reviewOn", m.declined_reason as "declinedReason",
  coalesce(m.version, 1) as version`;

const NAMES = `
  join organisation h on h.id = p.health_body_id
  join organisation g on g.id = p.group_id
  left join contact k on k.health_body_id = m.health_body_id and k.id = m.contact_id`;

const OF_ONE = `
  select ${COLUMNS} from partnership p
  left join mentoring m on m.health_body_id = p.health_body_id and m.group_id = p.group_id ${NAMES}
  cross join lateral (select min(c.starts_on) as since from contract c
    where c.health_body_id = p.health_body_id and c.group_id = p.group_id and c.state not in ('draft', 'withdrawn')) c`;

/** New partners without a mentor, and mentors of whom it is to be asked whether they are still needed; oldest first. */
const TO_DO = `
  select ${COLUMNS} from partnership p
  left join mentoring m on m.health_body_id = p.health_body_id and m.group_id = p.group_id ${NAMES}
  left join (select c.group_id, min(c.starts_on) as since from contract c
    where c.health_body_id = $1 and c.state not in ('draft', 'withdrawn') group by c.group_id) c on c.group_id = p.group_id
  where p.health_body_id = $1 and (m.review_on <= $2::date or (m.from_on is null and m.declined_reason is null
    and coalesce(m.new_partner, c.since + ${String(NEW_FOR_DAYS)} > $2::date)))
  order by coalesce(m.review_on, c.since), p.id limit 200`;

type Row = Omit<MentoringView, 'isNew'>;

/** Who mentors a new partner, and until when. */
@Injectable()
export class Mentorings {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such partnership, or it is another tenant's. */
  async of(actor: Actor, partnershipId: string): Promise<MentoringView> {
    const [row] = await this.reads.rows<Row>(actor, `${OF_ONE} where p.id = $1 and ${OWN[actor.side]} = $2`, [
      partnershipId,
      actor.organisationId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toView(row, this.clock.today());
  }

  /** What a health body has to see to: the first 200. */
  async toDo(actor: Actor): Promise<MentoringView[]> {
    const today = this.clock.today();
    const rows = await this.reads.rows<Row>(actor, TO_DO, [actor.organisationId, today]);
    return rows.map((row) => toView(row, today));
  }

  /** Those who mentor a group. */
  async ofGroup(actor: Actor): Promise<MentoringView[]> {
    const rows = await this.reads.rows<Row>(
      actor,
      `${OF_ONE} where m.group_id = $1 and m.from_on is not null order by h.name_key`,
      [actor.organisationId],
    );
    return rows.map((row) => toView(row, this.clock.today()));
  }

  /** Keeps all of it. Throws DomainError: not-found, stale, invalid. */
  async keep(actor: Actor, partnershipId: string, version: number, request: KeepMentoringDto): Promise<void> {
    const kept = mentoringOf(wanted(request), this.clock.today());
    await this.tenant.transaction(actor, async (tx) => {
      const groupId = await lockPartnership(tx, partnershipId, version);
      await assertOurs(tx, groupId, kept.contactId);
      await tx.change(
        `insert into mentoring as m (health_body_id, group_id, new_partner, contact_id, other_party, from_on, review_on,
           declined_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (health_body_id, group_id) do update set new_partner = excluded.new_partner,
           contact_id = excluded.contact_id, other_party = excluded.other_party, from_on = excluded.from_on,
           review_on = excluded.review_on, declined_reason = excluded.declined_reason, version = m.version + 1`,
        [
          ...[actor.organisationId, groupId, kept.newPartner, kept.contactId, kept.otherParty],
          ...[kept.fromOn, kept.reviewOn, kept.declinedReason],
        ],
      );
      const detail = { named: kept.fromOn !== null, reviewOn: kept.reviewOn };
      await this.audit.record(tx, { action: 'partnership.mentoring-kept', subjectId: partnershipId, detail });
    });
  }
}

function toView(row: Row, today: CalendarDate): MentoringView {
  const since = row.since === null ? null : calendarDate(row.since);
  return { ...row, isNew: isNewPartner(row.newPartner, since, today) };
}

function wanted(request: KeepMentoringDto): Mentoring {
  const { newPartner = null, contactId = null, otherParty = null } = request;
  const { fromOn = null, reviewOn = null, declinedReason = null } = request;
  return { newPartner, contactId, otherParty, fromOn, reviewOn, declinedReason };
}

/** Answers the group. Two managers come one after the other. */
async function lockPartnership(tx: Tx, id: string, version: number): Promise<string> {
  const [row] = await tx.query<{ group_id: string }>(
    'select group_id from partnership where health_body_id = $1 and id = $2 for update',
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  const [kept] = await tx.query<{ version: number }>(
    'select version from mentoring where health_body_id = $1 and group_id = $2',
    [tx.actor.organisationId, row.group_id],
  );
  checkVersion(kept?.version ?? 1, version);
  return row.group_id;
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
