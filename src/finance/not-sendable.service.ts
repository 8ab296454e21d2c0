import { Injectable } from '@nestjs/common';
import { Clock, Conditions, orderBy, pageOf, ReadsService, seekPast } from '../platform';
import type { Actor, ListQuery, Page, Sort } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { leftOutInWords } from './left-out.rules';
import type { LeftOutReason } from './left-out.rules';
import { candidates } from './run-candidates';

const BY_SEND_BY: Sort = { name: 'sendByOn', column: 'j.send_by_on', descending: false };

interface Row {
  id: string;
  contract_id: string;
  payee_name: string;
  reference: string;
  outstanding: string;
  send_by_on: CalendarDate;
  reason: LeftOutReason;
  missing: string[];
}

/** A payment that a run would leave out, and why. Amounts in pence. */
export interface NotSendable {
  id: string;
  contractId: string;
  payeeName: string;
  reference: string;
  amountPence: number;
  sendByOn: CalendarDate;
  reason: LeftOutReason;
  why: string;
}

/** What a run would leave out, before one is built: so that it is mended in time. */
@Injectable()
export class NotSendables {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Of what must be sent by the day, the most pressing first. */
  async list(actor: Actor, sendByOn: CalendarDate, query: ListQuery): Promise<Page<NotSendable>> {
    const conditions = new Conditions();
    conditions.value(actor.organisationId);
    conditions.value(this.clock.today());
    const dueBy = `i.send_by_on <= ${conditions.value(sendByOn)}::date`;
    conditions.add(`j.reason not in ('in_run', 'contract_not_counting')`);
    seekPast(query.cursor, BY_SEND_BY, 'j.id', conditions);
    const rows = await this.reads.rows<Row>(
      actor,
      `select j.* from (${candidates(dueBy)}) j ${conditions.where} ${orderBy(BY_SEND_BY, 'j.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    return pageOf(rows, query, BY_SEND_BY, (row) => [row.send_by_on, row.id], toNotSendable);
  }
}

function toNotSendable(row: Row): NotSendable {
  const { id, reference, reason, missing } = row;
  return {
    id,
    contractId: row.contract_id,
    payeeName: row.payee_name,
    reference,
    amountPence: penceFromDatabase(row.outstanding),
    sendByOn: row.send_by_on,
    reason,
    why: leftOutInWords({ reason, inRun: null, missing }),
  };
}
