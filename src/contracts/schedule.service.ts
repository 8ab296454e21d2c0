import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ScheduleRow } from './schedule.dto';

/** The tenant's column leads, so that the contract is found by its primary key or by the group's unique index. */
const queryFor = (side: Side) => `
  select s.contract_id, s.version, s.version = c.schedule_version as current, s.planned_at, i.instalments
  from contract c
  join schedule s on s.health_body_id = c.health_body_id and s.contract_id = c.id
    and s.version = coalesce($3, c.schedule_version)
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'label', i.label,
        'periodStartsOn', i.period_starts_on, 'periodEndsOn', i.period_ends_on, 'dueOn', i.due_on,
        'sendByOn', i.send_by_on, 'netPence', i.net_pence::text, 'vatPence', i.vat_pence::text, 'state', i.state)
      order by i.period_starts_on, i.due_on, i.number), '[]') as instalments
    from instalment i
    where i.health_body_id = s.health_body_id and i.group_id = s.group_id and i.contract_id = s.contract_id
      and (i.schedule_version = s.version or exists (select 1 from schedule_kept k
        where k.health_body_id = s.health_body_id and k.contract_id = s.contract_id and k.version = s.version
          and k.instalment_id = i.id))) i
  where c.id = $1 and ${side === 'health' ? 'c.health_body_id' : 'c.group_id'} = $2`;

const QUERY: Record<Side, string> = { health: queryFor('health'), group: queryFor('group') };

/** The plan of payments of a contract, in its versions. */
@Injectable()
export class ScheduleService {
  constructor(private readonly reads: ReadsService) {}

  /** The plan that holds, or an earlier one, each with the payments that it kept from those before. Throws DomainError `not-found` when there is none. */
  async one(actor: Actor, contractId: string, version?: number): Promise<ScheduleRow> {
    const values = [contractId, actor.organisationId, version ?? null];
    const [row] = await this.reads.rows<ScheduleRow>(actor, QUERY[actor.side], values);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }
}
