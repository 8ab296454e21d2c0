import { Injectable } from '@nestjs/common';
import { Clock, Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast } from '../platform';
import type { Actor, ListQuery, Page, Side, Sort } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { MentoringDetailView, MentoringPeriodView, MentoringView } from './mentoring.dto';
import { isNewPartner, isReviewDue, NEW_FOR_DAYS } from './mentoring.rules';

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

/**
 * New partners without a mentor, or whose mentor has left, and mentors of whom it is to be asked whether they are still
 * needed; oldest first.
 */
const TO_DO = `
  from partnership p
  left join mentoring m on m.health_body_id = p.health_body_id and m.group_id = p.group_id ${NAMES}
  left join person n on n.organisation_id = k.person_organisation_id and n.id = k.person_id
  left join (select c.group_id, min(c.starts_on) as since from contract c
    where c.health_body_id = $1 and c.state not in ('draft', 'withdrawn') group by c.group_id) c on c.group_id = p.group_id`;

const IS_TO_DO = `p.health_body_id = $1 and (m.review_on <= $2::date
    or ((m.from_on is null or n.last_day_on < $2::date) and m.declined_reason is null
    and coalesce(m.new_partner, c.since + ${String(NEW_FOR_DAYS)} > $2::date)))`;

/** Who is new by the health body's word alone, and has no contract yet, comes last. */
const NO_DAY = 'infinity';
const OLDEST_FIRST: Sort = {
  name: 'oldest',
  column: `coalesce(m.review_on, c.since, '${NO_DAY}'::date)`,
  descending: false,
};

const PERIODS = `
  select p.id as "partnershipId", m.number, m.contact_id as "contactId",
    coalesce(k.name, k.email, m.other_party, 'Name not known') as mentor, m.from_on as "fromOn", m.to_on as "toOn"
  from mentoring_period m
  join partnership p on p.health_body_id = m.health_body_id and p.group_id = m.group_id
  left join contact k on k.health_body_id = m.health_body_id and k.group_id = m.group_id and k.id = m.contact_id`;

type Row = Omit<MentoringView, 'isNew' | 'reviewDue'>;
type PeriodRow = MentoringPeriodView & { partnershipId: string };

/** Who mentors a new partner, and until when. */
@Injectable()
export class Mentorings {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not-found` when there is no such partnership, or it is another tenant's. */
  async of(actor: Actor, partnershipId: string): Promise<MentoringDetailView> {
    const [row] = await this.reads.rows<Row>(actor, `${OF_ONE} where p.id = $1 and ${OWN[actor.side]} = $2`, [
      partnershipId,
      actor.organisationId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const periods = await this.periods(actor, 'p.id = $2', partnershipId);
    return Object.assign(toView(row, this.clock.today()), { mentors: periods.map(toPeriod) });
  }

  /** What a health body has to see to, a page at a time. */
  async toDo(actor: Actor, query: Pick<ListQuery, 'limit' | 'cursor'>): Promise<Page<MentoringView>> {
    const today = this.clock.today();
    const conditions = new Conditions();
    conditions.value(actor.organisationId);
    conditions.value(today);
    conditions.add(IS_TO_DO);
    seekPast(query.cursor, OLDEST_FIRST, 'p.id', conditions);
    const rows = await this.reads.rows<Row>(
      actor,
      `select ${COLUMNS} ${TO_DO} ${conditions.where} ${orderBy(OLDEST_FIRST, 'p.id')} ${limitOf(query)}`,
      conditions.values,
    );
    const keyOf = (row: Row): [string, string] => [row.reviewOn ?? row.since ?? NO_DAY, row.partnershipId];
    return pageOf(rows, query, OLDEST_FIRST, keyOf, (row) => toView(row, today));
  }

  /** How many of it want a mentor, and of how many it is to be asked whether theirs is still needed. */
  async toDoCount(actor: Actor): Promise<{ without: number; toAsk: number }> {
    const [row] = await this.reads.rows<{ without: number; toAsk: number }>(
      actor,
      `select count(*) filter (where m.from_on is null)::integer as without,
         count(*) filter (where m.from_on is not null)::integer as "toAsk" ${TO_DO} where ${IS_TO_DO}`,
      [actor.organisationId, this.clock.today()],
    );
    return row ?? { without: 0, toAsk: 0 };
  }

  /** For a group: its partnerships in which somebody mentors it, or has, each with all who did. */
  async ofGroup(actor: Actor): Promise<MentoringDetailView[]> {
    const rows = await this.reads.rows<Row>(
      actor,
      `${OF_ONE} where p.group_id = $1 and exists (select 1 from mentoring_period d
         where d.health_body_id = p.health_body_id and d.group_id = p.group_id)
       order by m.from_on is null, h.name_key`,
      [actor.organisationId],
    );
    const periods = rows.length === 0 ? [] : await this.periods(actor, 'p.group_id = $2', actor.organisationId);
    return rows.map((row) => {
      const own = periods.filter(({ partnershipId }) => partnershipId === row.partnershipId);
      return Object.assign(toView(row, this.clock.today()), { mentors: own.map(toPeriod) });
    });
  }

  /** The latest first. */
  private periods(actor: Actor, which: string, value: string): Promise<PeriodRow[]> {
    return this.reads.rows<PeriodRow>(
      actor,
      `${PERIODS} where ${OWN[actor.side]} = $1 and ${which} order by p.id, m.to_on is not null, m.number desc`,
      [actor.organisationId, value],
    );
  }
}

function toView(row: Row, today: CalendarDate): MentoringView {
  const since = row.since === null ? null : calendarDate(row.since);
  const reviewOn = row.reviewOn === null ? null : calendarDate(row.reviewOn);
  return { ...row, isNew: isNewPartner(row.newPartner, since, today), reviewDue: isReviewDue(reviewOn, today) };
}

function toPeriod({ number, contactId, mentor, fromOn, toOn }: PeriodRow): MentoringPeriodView {
  return { number, contactId, mentor, fromOn, toOn };
}
