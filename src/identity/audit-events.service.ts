import { Injectable } from '@nestjs/common';
import { Conditions, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import type { AuditEventListQuery, AuditEventRow } from './audit-events.dto';

/** What a page may ask for besides what the API takes. */
export interface AuditEventFilter extends AuditEventListQuery {
  /** What it is about: what stands before the point of an action. */
  about?: string;
  /** Done by any of these. */
  actorIds?: readonly string[];
}

/** Ids go up with time, so they are the order; the subject only makes the cursor's second part. */
const SORTS = { happenedAt: 'e.id' };

/** Whoever keeps people and settings sees no partnership content: not in the record either. */
const ADMINISTRATION = 'user|api-token|setting|bank-holiday|bank-rate|organisation|group-recovery';

/** What happened in an organisation, and who did it: for those who answer for that. */
@Injectable()
export class AuditEventsService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: AuditEventFilter): Promise<Page<AuditEventRow>> {
    const conditions = filter(actor, query);
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(
          actor,
          `select count(*)::integer as total from audit_event e ${conditions.where}`,
          [...conditions.values],
        )
      : [];
    const sort = sortBy('-happenedAt', SORTS);
    seekPast(query.cursor, sort, 'e.subject_id', conditions);
    const seesAll = conditions.value(actor.roles.some((role) => role !== 'administrator'));
    const rows = await this.reads.rows<AuditEventRow>(
      actor,
      `select e.id, e.happened_at, e.actor_kind, e.actor_id, e.action, e.subject_id, e.request_id,
         case when ${seesAll}::boolean or e.action ~ '^(${ADMINISTRATION})\\.' then e.detail end as detail
       from audit_event e ${conditions.where} ${orderBy(sort, 'e.subject_id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.id, row.subject_id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all.total };
  }
}

function filter(actor: Actor, query: AuditEventFilter): Conditions {
  const conditions = new Conditions();
  conditions.add('e.organisation_id = ?', actor.organisationId);
  conditions.addIf(query.subjectId, 'e.subject_id = ?');
  conditions.addIf(query.action, 'e.action = ?');
  conditions.addIf(query.actorId, 'e.actor_id = ?');
  conditions.addIf(query.about, 'e.about = ?');
  conditions.addIf(query.actorIds, 'e.actor_id = any(?::uuid[])');
  conditions.addIf(query.from, `e.happened_at >= ?::date::timestamp at time zone 'Europe/London'`);
  conditions.addIf(query.to, `e.happened_at < (?::date + 1)::timestamp at time zone 'Europe/London'`);
  return conditions;
}
