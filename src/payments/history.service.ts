import { Injectable } from '@nestjs/common';
import { Clock, NOT_FOUND, ReadsService } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { HistoryRow } from './history.dto';
import { HOLD_ROW } from './holds.dto';
import { IMPACT_ROW } from './impact.service';
import { ledgerOf } from './instalment-standing.service';
import { knowsPartners } from './instalments.service';

/** SQL: the rows of a table of one instalment `i`, under a letter of their own, as a JSON array in an order. */
const all = (row: string, table: string, as: string, order: string): string => `
  (select coalesce(json_agg(${row} order by ${order}), '[]') from ${table} ${as}
   where ${as}.health_body_id = i.health_body_id and ${as}.group_id = i.group_id and ${as}.instalment_id = i.id)`;

const MOVE_ROW = `json_build_object('position', v.position, 'fromState', v.from_state, 'toState', v.to_state,
  'reasonCode', v.reason_code, 'reason', v.reason, 'happenedOn', v.happened_on, 'recordedAt', v.recorded_at)`;

const STATEMENT_ROW = `json_build_object('id', s.id, 'said', s.said, 'aboutOn', s.about_on, 'note', s.note,
  'saidAt', s.said_at)`;

/** All that happened to one payment, for both sides. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Finance sees no report of what waiting meant. Throws DomainError `not-found`. */
  async of(actor: Actor, instalmentId: string): Promise<HistoryRow> {
    const tenant = actor.side === 'health' ? 'i.health_body_id' : 'i.group_id';
    const impact = knowsPartners(actor) ? all(IMPACT_ROW, 'impact_report', 'm', 'm.reported_at, m.id') : `'[]'::json`;
    const [row] = await this.reads.rows<HistoryRow>(
      actor,
      `select i.id, i.contract_id, ${all(MOVE_ROW, 'instalment_move', 'v', 'v.position')} as moves,
         ${all(HOLD_ROW, 'instalment_hold', 'h', 'h.recorded_at, h.id')} as holds, r.receipts,
         ${all(STATEMENT_ROW, 'arrival_statement', 's', 's.said_at, s.id')} as statements, ${impact} as impact
       from instalment i cross join lateral (${ledgerOf('i', '$3::date')}) r
       where i.id = $1 and ${tenant} = $2`,
      [instalmentId, actor.organisationId, this.clock.today()],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }
}
