import { Injectable } from '@nestjs/common';
import { Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { VariationRow } from './variation-view.dto';
import type { VariationListQuery } from './variations.dto';

const terms = (which: 'old' | 'new') => `json_build_object('valuePence', v.${which}_value_pence::text,
  'startsOn', v.${which}_starts_on, 'endsOn', v.${which}_ends_on, 'timing', v.${which}_timing,
  'rhythm', v.${which}_rhythm, 'paymentDays', v.${which}_payment_days, 'paymentDay', v.${which}_payment_day,
  'deviationReason', v.${which}_deviation_reason, 'advanceBasis', v.${which}_advance_basis)`;

/** The columns of a VariationRow but for the names. */
const COLUMNS = `
  v.id, v.health_body_id, v.group_id, v.contract_id, v.number, v.proposed_by, v.proposed_on, v.reason, v.effective_on,
  ${terms('old')} as before, ${terms('new')} as after, v.new_milestones as milestones, v.state, v.answered_on,
  v.decline_reason, v.how, v.told_how, v.evidence, v.schedule_version, v.version`;

const named = (from: string) => `
  select ${COLUMNS}, h.name as health_body, g.name as "group", c.reference as contract_reference
  from ${from} v
  join contract c on c.health_body_id = v.health_body_id and c.id = v.contract_id
  join organisation h on h.id = v.health_body_id join organisation g on g.id = v.group_id`;

const OWN: Record<Side, string> = { health: 'v.health_body_id', group: 'v.group_id' };

/** Variations as both sides read them. */
@Injectable()
export class VariationsService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: VariationListQuery): Promise<Page<VariationRow>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'v.contract_id = ?');
    // Written out, so that the index of what is open serves every value.
    if (query.state === 'open') conditions.add(`v.state = 'open'`);
    else conditions.addIf(query.state, 'v.state = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { proposedOn: 'v.proposed_on' });
    seekPast(query.cursor, sort, 'v.id', conditions);
    const order = orderBy(sort, 'v.id');
    const page = `select v.* from contract_variation v ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<VariationRow>(actor, `${named(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.proposed_on, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is no such variation, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<VariationRow> {
    const [row] = await this.reads.rows<VariationRow>(
      actor,
      `${named('contract_variation')} where v.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Those of one contract that its terms came from, oldest first. */
  accepted(actor: Actor, contractId: string): Promise<VariationRow[]> {
    return this.reads.rows<VariationRow>(
      actor,
      `${named('contract_variation')}
       where v.contract_id = $1 and ${OWN[actor.side]} = $2 and v.state = 'accepted' order by v.number`,
      [contractId, actor.organisationId],
    );
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from contract_variation v ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}
