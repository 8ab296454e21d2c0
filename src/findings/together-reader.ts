import { isSilenceEnough } from '../decisions';
import type { KindTerms } from '../decisions';
import type { Tx } from '../platform';
import { isLight } from '../contracts';
import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { byGroup } from './by-group';
import type {
  DecisionAgainst,
  OpenChallenge,
  OpenCommencement,
  OpenDecision,
  OpenProcess,
  TogetherFacts,
} from './together-facts';

const COMMENCEMENTS = `
  select k.group_id, k.contract_id as "contractId", k.number, k.proposed_by as "proposedBy", k.proposed_on as "proposedOn",
    c.state = 'draft' and ${isLight('c')} as "onOnePage"
  from commencement k
  join contract c on c.health_body_id = k.health_body_id and c.group_id = k.group_id and c.id = k.contract_id
  where k.group_id = any ($1) and k.agreed_on is null and not exists (
    select 1 from commencement n where n.health_body_id = k.health_body_id and n.contract_id = k.contract_id
      and n.number > k.number)
  order by k.contract_id`;

const PROCESSES = `
  select q.group_id, q.id, q.contract_id as "contractId", q.number, q.proposed_by as "proposedBy",
    q.proposed_on as "proposedOn", c.state = 'draft' and ${isLight('c')} as "onOnePage"
  from decision_process q
  join contract c on c.health_body_id = q.health_body_id and c.group_id = q.group_id and c.id = q.contract_id
  where q.group_id = any ($1) and q.state = 'open'
  order by q.contract_id`;

/** A light contract may do without a process of its own, or a register just brought in were all findings. */
const WITH_PROCESS = `
  select q.group_id, q.contract_id as "contractId" from decision_process q
  where q.group_id = any ($2) and q.state = 'signed' and q.in_force_on <= $1
  union
  select c.group_id, c.id from contract c
  where c.group_id = any ($2) and ${isLight('c')}`;

const OPEN = `
  select d.group_id, d.id, d.contract_id as "contractId", d.number, d.kind, d.proposed_on as "proposedOn",
    d.answer_by as "answerBy", d.health_stance is not null as health, d.group_stance is not null as "group",
    k.decides, k.without_answer as "withoutAnswer"
  from decision d
  left join decision_process_kind k on k.health_body_id = d.health_body_id and k.kind = d.kind
    and k.process_id = decision_process_on(d.health_body_id, d.contract_id, $1)
  where d.group_id = any ($2) and d.state = 'open'
  order by d.proposed_on, d.id`;

/** Taken up again means by a decision that revisits it, or one that revisits that. */
const AGAINST = `
  select d.group_id, d.id, d.contract_id as "contractId", d.number, d.kind, d.closed_on as "closedOn",
    d.closed_by as "closedBy"
  from decision d
  where d.group_id = any ($1) and d.state = 'without_agreement' and not exists (
    with recursive later as (
      select n.id, n.state from decision n where n.health_body_id = d.health_body_id and n.revisits_id = d.id
      union
      select n.id, n.state from later l
      join decision n on n.health_body_id = d.health_body_id and n.revisits_id = l.id)
    select 1 from later where later.state = 'agreed')
  order by d.closed_on, d.id`;

const CHALLENGES = `
  select h.group_id, h.id, h.number, h.contract_id as "contractId", h.raised_by as "raisedBy", h.raised_on as "raisedOn",
    h.answer_by as "answerBy"
  from challenge h
  where h.group_id = any ($1) and h.state = 'raised'
  order by h.raised_on, h.id`;

type Of<Row> = Row & { group_id: string };

interface OpenRow extends Omit<OpenDecision, 'answered' | 'healthMayBeSilent'>, Record<Side, boolean> {
  kind: KindTerms['kind'];
  decides: KindTerms['decides'] | null;
  withoutAnswer: KindTerms['withoutAnswer'] | null;
}

/** How the two sides work and decide together, by group. */
export async function readTogether(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[],
): Promise<(groupId: string) => TogetherFacts> {
  const commencements = byGroup(await tx.query<Of<OpenCommencement>>(COMMENCEMENTS, [groupIds]));
  const unsigned = byGroup(await tx.query<Of<OpenProcess>>(PROCESSES, [groupIds]));
  const processes = byGroup(await tx.query<Of<{ contractId: string }>>(WITH_PROCESS, [asOf, groupIds]));
  const open = byGroup(await tx.query<Of<OpenRow>>(OPEN, [asOf, groupIds]));
  const against = byGroup(await tx.query<Of<DecisionAgainst>>(AGAINST, [groupIds]));
  const challenges = byGroup(await tx.query<Of<OpenChallenge>>(CHALLENGES, [groupIds]));
  return (groupId) => ({
    openCommencements: commencements.get(groupId) ?? [],
    openProcesses: unsigned.get(groupId) ?? [],
    withProcess: (processes.get(groupId) ?? []).map(({ contractId }) => contractId),
    openDecisions: (open.get(groupId) ?? []).map(openDecision),
    against: against.get(groupId) ?? [],
    challenges: challenges.get(groupId) ?? [],
  });
}

function openDecision({ health, group, kind, decides, withoutAnswer, ...decision }: OpenRow): OpenDecision {
  const terms = decides === null || withoutAnswer === null ? null : { decides, withoutAnswer };
  return {
    ...decision,
    answered: { health, group },
    healthMayBeSilent: isSilenceEnough(kind, 'health', terms),
  };
}
