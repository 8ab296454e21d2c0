import { Injectable } from '@nestjs/common';
import { GroupMeans } from '../../organisations';
import { NOT_FOUND, ReadsService } from '../../platform';
import type { Actor, Side } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import type { ContractImpact } from '../../shared/funding-impact';
import { fundingImpact } from './funding-impact.rules';

interface TermsRow {
  groupId: string;
  startsOn: string;
  endsOn: string;
  purchaseOrderNeeded: boolean | null;
  purchaseOrder: string | null;
  plan: { dueOn: string; netPence: number }[];
}

const OWN: Record<Side, string> = { health: 'c.health_body_id', group: 'c.group_id' };

const terms = (side: Side) => `
  select c.group_id as "groupId", c.starts_on as "startsOn", c.ends_on as "endsOn",
    c.purchase_order_needed as "purchaseOrderNeeded",
    coalesce(c.purchase_order, (select min(o.number) from purchase_order o where o.health_body_id = c.health_body_id
      and o.group_id = c.group_id and o.contract_id = c.id)) as "purchaseOrder",
    (select coalesce(json_agg(json_build_object('dueOn', i.due_on, 'netPence', i.net_pence) order by i.due_on, i.number),
      '[]') from instalment i where i.health_body_id = c.health_body_id and i.group_id = c.group_id
        and i.contract_id = c.id and i.state <> 'cancelled') as plan
  from contract c where c.id = $1 and ${OWN[side]} = $2`;

@Injectable()
export class FundingImpacts {
  constructor(
    private readonly reads: ReadsService,
    private readonly means: GroupMeans,
  ) {}

  /** Of its reserves a health body reads what the group shares. Throws DomainError `not-found`. */
  async of(actor: Actor, contractId: string): Promise<ContractImpact> {
    const [row] = await this.reads.rows<TermsRow>(actor, terms(actor.side), [contractId, actor.organisationId]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const proposed = {
      ...{ purchaseOrderNeeded: row.purchaseOrderNeeded, purchaseOrder: row.purchaseOrder },
      ...{ startsOn: calendarDate(row.startsOn), endsOn: calendarDate(row.endsOn) },
      plan: row.plan.map(({ dueOn, netPence }) => ({ dueOn: calendarDate(dueOn), netPence })),
    };
    return { terms: proposed, impact: fundingImpact(proposed, await this.means.of(actor, row.groupId)) };
  }
}
