import { Injectable } from '@nestjs/common';
import { Clock, NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ContractDetailRow } from './contract-detail.dto';
import { contractColumns, NAMED } from './contracts.service';
import { ReadinessService } from './readiness.service';

type FoundRow = Omit<ContractDetailRow, 'readiness'>;

/** One contract with its money, its people and its history, in one query; of a draft also what is missing. */
@Injectable()
export class ContractDetailService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly readiness: ReadinessService,
  ) {}

  /** Throws DomainError when there is no such contract, or it is another tenant's. */
  async one(actor: Actor, id: string, asOf?: string): Promise<ContractDetailRow> {
    const [row] = await this.reads.rows<FoundRow>(actor, QUERY[actor.side], [
      id,
      asOf ?? this.clock.today(),
      actor.organisationId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { ...row, readiness: row.stored_state === 'draft' ? await this.readiness.of(actor, id) : null };
  }
}

/** `offset 0` keeps each sum of the ledger from being worked out once for every use of it. */
const MONEY = `
  select count(*) filter (where p.state <> 'cancelled') as instalments, coalesce(sum(p.received), 0) as received_pence,
    coalesce(sum(p.amount_pence - p.received) filter (where p.state <> 'cancelled'), 0) as outstanding_pence
  from (
    select i.state, i.amount_pence, (
      select coalesce(sum(case r.kind when 'receipt' then r.amount_pence else -r.amount_pence end), 0)
      from receipt r
      where r.health_body_id = i.health_body_id and r.group_id = i.group_id and r.instalment_id = i.id
        and r.received_on <= $2::date) as received
    from instalment i
    where i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id offset 0) p`;

const HISTORY = `
  select coalesce(json_agg(json_build_object('state', s.to_state, 'effectiveOn', s.effective_on, 'reason', s.reason,
      'reasonCode', s.reason_code, 'approvedByContactId', s.approved_by_contact_id, 'approvedBy', k.name,
      'groupToldOn', s.group_told_on)
    order by s.position), '[]') as history
  from contract_state_change s
  left join contact k
    on k.health_body_id = s.health_body_id and k.group_id = s.group_id and k.id = s.approved_by_contact_id
  where s.health_body_id = c.health_body_id and s.contract_id = c.id`;

const AGREEMENT = `
  select
    (select coalesce(json_agg(json_build_object('side', k.side, 'how', k.how, 'confirmedOn', k.confirmed_on,
        'toldHow', k.told_how, 'evidence', k.evidence) order by k.recorded_at, k.id), '[]')
      from contract_confirmation k
      where k.health_body_id = c.health_body_id and k.contract_id = c.id and k.terms_version = c.terms_version
        and k.withdrawn_at is null) as confirmations,
    (select coalesce(json_agg(json_build_object('check', w.check_name, 'reason', w.reason, 'acceptedOn', w.accepted_on)
        order by w.check_name), '[]')
      from contract_readiness_gap w where w.health_body_id = c.health_body_id and w.contract_id = c.id) as gaps`;

/** A departure is its own side's, and only health bodies are told here: groups' queries never touch the column. */
const leads = (side: Side) => `
  select coalesce(json_agg(json_build_object('side', l.side, 'role', l.role, 'contactId', k.id, 'name', k.name,
      'email', k.email${side === 'health' ? `, 'lastDayOn', p.last_day_on` : ''})
    order by l.side desc, array_position(array['lead', 'deputy', 'mentor', 'sponsor'], l.role), l.id), '[]') as leads
  from named_lead l
  join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id
  ${side === 'health' ? 'left join person p on p.organisation_id = k.person_organisation_id and p.id = k.person_id' : ''}
  where l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id
    and daterange(l.from_on, l.to_on, '[]') @> $2::date`;

/** The tenant's column leads, so that one row is found by its primary key or by the group's unique index. */
const queryFor = (side: Side) => `
  select ${contractColumns('$2')}, c.schedule_version, c.state as stored_state, c.terms_version,
    c.state = 'draft' and coalesce(g.legal_form in ('unincorporated', 'unregistered'), false) as signer_answers, m.*, l.leads,
    s.history, a.confirmations, a.gaps
  from contract c ${NAMED}
  cross join lateral (${MONEY}) m cross join lateral (${leads(side)}) l cross join lateral (${HISTORY}) s
  cross join lateral (${AGREEMENT}) a
  where c.id = $1 and ${side === 'health' ? 'c.health_body_id' : 'c.group_id'} = $3`;

const QUERY: Record<Side, string> = { health: queryFor('health'), group: queryFor('group') };
