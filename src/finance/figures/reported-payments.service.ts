import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { contractCounts, groupNameFor } from '../../payments';
import { Clock, StreamService } from '../../platform';
import type { Actor } from '../../platform';
import type { Period } from './invoice-figures.rules';

const setting = (name: string) => `current_setting('app.figures_${name}')::date`;

/** A constant: what the caller typed comes to it through the settings only. The tenant's column leads both indexes. */
const payments = (groupName: string) => `
  select csv_safe(c.reference) as "Contract reference", csv_safe(${groupName}) as "Payee", i.number as "Payment number",
    c.regime as "Regime", c.instrument as "Instrument", i.due_on as "Agreed day",
    i.settled_on as "Fully received on", i.amount_pence * 0.01 as "Amount", csv_safe(v.number) as "Invoice",
    v.received_on as "Invoice received on", v.total_pence * 0.01 as "Invoice total", v.state as "Invoice state",
    i.state as "State", i.id as "Payment id"
  from instalment i
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  join organisation g on g.id = i.group_id
  left join invoice_instalment n on n.health_body_id = i.health_body_id and n.instalment_id = i.id and n.live
  left join invoice v on v.health_body_id = n.health_body_id and v.id = n.invoice_id
  where i.health_body_id = nullif(current_setting('app.tenant'), '')::uuid and i.state <> 'cancelled'
    and (i.due_on between ${setting('from')} and ${setting('to')}
      or i.settled_on between ${setting('from')} and ${setting('to')})
    and ${contractCounts('c', setting('today'))}
  order by i.due_on, i.id`;

/** The payments behind the figures, so that anybody who may read them can add them up again. */
@Injectable()
export class ReportedPayments {
  constructor(
    private readonly streams: StreamService,
    private readonly clock: Clock,
  ) {}

  /** As CSV, row by row. Throws DomainError `too-many` while other exports are under way. */
  csv(actor: Actor, { from, to }: Period): Promise<Readable> {
    return this.streams.copy(actor, payments(groupNameFor(actor)), {
      format: 'csv',
      settings: { 'app.figures_from': from, 'app.figures_to': to, 'app.figures_today': this.clock.today() },
    });
  }
}
