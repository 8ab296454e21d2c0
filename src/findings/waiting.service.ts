import { Injectable } from '@nestjs/common';
import { Clock, Conditions, orderBy, pageOf, ReadsService, seekPast } from '../platform';
import type { Actor, ListQuery, Page, Sort } from '../platform';
import type { UnjudgedRow, WaitingRow } from './waiting.dto';

/** What has waited longest comes first. The column begins with the severity, and what waits on a group has none: "4". */
const LONGEST_FIRST: Sort = { name: 'since', column: 'f.worst_first', descending: false };
const WITHOUT_SEVERITY = '4';

const BY_GROUP: Sort = { name: 'group', column: 's.group_id', descending: false };

/** What needs no judgement: what is asked of a group, and what cannot be judged yet. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** For a group: what its payers wait for, but for what it lets rest. */
  async waiting(actor: Actor, query: ListQuery): Promise<Page<WaitingRow>> {
    const conditions = new Conditions();
    conditions.add(`f.group_id = ? and f.cleared_on is null and f.acts_on = 'group'`, actor.organisationId);
    conditions.add('f.worst_first >= ?', WITHOUT_SEVERITY);
    conditions.add(
      `not exists (select 1 from finding_response r where r.group_id = f.group_id and r.finding_id = f.id
        and r.health_body_id = f.health_body_id and r.side = 'group' and r.snoozed_until >= ?)`,
      this.clock.today(),
    );
    const total = query.count ? await this.count(actor, 'finding f', conditions) : undefined;
    seekPast(query.cursor, LONGEST_FIRST, 'f.id', conditions);
    const order = orderBy(LONGEST_FIRST, 'f.id');
    const rows = await this.reads.rows<WaitingRow>(
      actor,
      `select f.id, f.rule, f.worst_first, coalesce((f.evidence ->> 'confirmedOn')::date, (f.evidence ->> 'proposedOn')::date, f.first_seen_on) as since,
         h.name as health_body, p.id as partnership_id, f.contract_id, c.reference as contract_reference,
         f.instalment_id, f.evidence
       from (select f.* from finding f ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}) f
       join partnership p on p.health_body_id = f.health_body_id and p.group_id = f.group_id
       join organisation h on h.id = f.health_body_id
       left join contract c on c.health_body_id = f.health_body_id and c.group_id = f.group_id and c.id = f.contract_id
       ${order}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      LONGEST_FIRST,
      (row) => [row.worst_first, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** For a health body: the partnerships of which nobody can say yet on whom they rest. */
  async unjudged(actor: Actor, query: ListQuery): Promise<Page<UnjudgedRow>> {
    const conditions = new Conditions();
    conditions.add(`s.health_body_id = ? and s.evidence_gaps <> '{}'`, actor.organisationId);
    const total = query.count ? await this.count(actor, 'finding_subject s', conditions) : undefined;
    seekPast(query.cursor, BY_GROUP, 's.group_id', conditions);
    const order = orderBy(BY_GROUP, 's.group_id');
    const rows = await this.reads.rows<UnjudgedRow>(
      actor,
      `select p.id, s.group_id, g.name as "group", s.evidence_gaps
       from (select s.* from finding_subject s ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}) s
       join partnership p on p.health_body_id = s.health_body_id and p.group_id = s.group_id
       join organisation g on g.id = s.group_id
       ${order}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      BY_GROUP,
      (row) => [row.group_id, row.group_id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  private async count(actor: Actor, table: string, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from ${table} ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}
