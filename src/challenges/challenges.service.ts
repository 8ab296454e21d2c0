import { Injectable } from '@nestjs/common';
import { Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ChallengeDetailView, ChallengeStepView, ChallengeView } from './challenge-view.dto';
import type { ChallengeSubject } from './challenge.rules';
import type { ChallengeListQuery } from './challenges.dto';
import { KEPT, subjectSql } from './subjects';

const OWN: Record<Side, string> = { health: 'd.health_body_id', group: 'd.group_id' };

/** What each thing is called that can be challenged. */
const NAMES = `
  c.reference as "contractReference", i.number as "paymentNumber", v.number as "invoiceNumber",
  e.happened_on as "contactOn", n.title as "decisionTitle", m.title as "materialTitle",
  t.entry_name as "introductionTo", f.rule as "findingRule"`;

const VIEW = `
  d.id, p.id as "partnershipId", h.name as "healthBody", g.name as "group", d.number, d.about,
  coalesce(d.instalment_id, d.invoice_id, d.engagement_id, d.decision_id, d.material_id, d.introduction_id, d.finding_id,
    d.contract_id, p.id) as "subjectId", ${NAMES},
  d.fact, d.words, d.wanted, d.raised_by as "raisedBy", d.raised_on as "raisedOn",
  d.answer_by as "answerBy", d.state, d.answered_on as "answeredOn", d.changed, d.closed_on as "closedOn", d.version`;

const JOINED = `
  join partnership p on p.health_body_id = d.health_body_id and p.group_id = d.group_id
  join organisation h on h.id = d.health_body_id join organisation g on g.id = d.group_id
  left join contract c on c.health_body_id = d.health_body_id and c.id = d.contract_id
  left join instalment i on i.health_body_id = d.health_body_id and i.id = d.instalment_id
  left join engagement e on e.health_body_id = d.health_body_id and e.id = d.engagement_id
  left join invoice v on v.health_body_id = d.health_body_id and v.id = d.invoice_id
  left join material m on m.health_body_id = d.health_body_id and m.id = d.material_id
  left join introduction t on t.health_body_id = d.health_body_id and t.id = d.introduction_id
  left join decision n on n.health_body_id = d.health_body_id and n.id = d.decision_id
  left join finding f on f.health_body_id = d.health_body_id and f.id = d.finding_id`;

const named = (source: string) => `select ${VIEW} from ${source} d ${JOINED}`;

/** Of a record that is not challenged yet, by the same joins. */
const namedSubject = (sql: string) => `
  select h.name as "healthBody", g.name as "group", d.joined, ${NAMES}, null as fact
  from (select s."healthBodyId" as health_body_id, s."groupId" as group_id, s.joined,
      ${Object.entries(KEPT)
        .map(([id, column]) => `s."${id}" as ${column}`)
        .join(', ')} from (${sql}) s) d ${JOINED}`;

/** A record that somebody may challenge, by the names that a challenge shows. */
export type ChallengeSubjectView = Pick<
  ChallengeView,
  | 'healthBody'
  | 'group'
  | 'about'
  | 'subjectId'
  | 'contractReference'
  | 'paymentNumber'
  | 'invoiceNumber'
  | 'contactOn'
  | 'decisionTitle'
  | 'materialTitle'
  | 'introductionTo'
  | 'findingRule'
  | 'fact'
> & {
  /** Whether the group signs in to Accord, so that it can answer. */
  joined: boolean;
};

const STEPS = `
  select s.number, s.side, s.move, s.words, s.changed, s.done_on as "doneOn"
  from challenge d join challenge_step s on s.health_body_id = d.health_body_id and s.challenge_id = d.id
  where d.id = $1`;

/** Challenges as both sides read them. */
@Injectable()
export class Challenges {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: ChallengeListQuery): Promise<Page<ChallengeView>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    if (query.partnershipId !== undefined) {
      const pair = await this.pairOf(actor, query.partnershipId);
      conditions.add('d.health_body_id = ?', pair.health_body_id);
      conditions.add('d.group_id = ?', pair.group_id);
    }
    // Written out, so that the index of what is open serves it.
    if (query.open === 'true') conditions.add('d.closed_on is null');
    conditions.addIf(query.state, 'd.state = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { raisedOn: 'd.raised_on' });
    seekPast(query.cursor, sort, 'd.id', conditions);
    const order = orderBy(sort, 'd.id');
    const page = `select d.* from challenge d ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<ChallengeView>(actor, `${named(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.raisedOn, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is no such challenge, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<ChallengeDetailView> {
    const [row] = await this.reads.rows<ChallengeView>(
      actor,
      `${named('challenge')} where d.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const steps = await this.reads.rows<ChallengeStepView>(
      actor,
      `${STEPS} and ${OWN[actor.side]} = $2 order by s.number`,
      [id, actor.organisationId],
    );
    return Object.assign(row, { steps });
  }

  /** What a challenge would be about. Throws DomainError `not-found` for what the other side does not read, too. */
  async subject(actor: Actor, about: ChallengeSubject, id: string): Promise<ChallengeSubjectView> {
    const [row] = await this.reads.rows<ChallengeSubjectView>(actor, namedSubject(subjectSql(about, actor.side)), [
      id,
      actor.organisationId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { ...row, about, subjectId: id };
  }

  /** Nobody's partnership has no challenges: the list is empty, as for one that there is not. */
  private async pairOf(
    actor: Actor,
    partnershipId: string,
  ): Promise<{ health_body_id: string | null; group_id: string | null }> {
    const [pair] = await this.reads.rows<{ health_body_id: string; group_id: string }>(
      actor,
      `select d.health_body_id, d.group_id from partnership d where d.id = $1 and ${OWN[actor.side]} = $2`,
      [partnershipId, actor.organisationId],
    );
    return pair ?? { health_body_id: null, group_id: null };
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from challenge d ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}
