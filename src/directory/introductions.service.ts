import { Injectable } from '@nestjs/common';
import { Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { IntroductionListQuery } from './introductions.dto';
import type { IntroductionView } from './introductions-view.dto';

const OWN: Record<Side, string> = { health: 'i.health_body_id', group: 'i.group_id' };

const named = (from: string) => `
  select i.id, p.id as "partnershipId", h.name as "healthBody", g.name as "group", i.entry_id as "entryId",
    i.entry_name as "entryName", i.why, i.asked_on as "askedOn", i.answer_by as "answerBy", i.state, i.answered_on as "answeredOn",
    i.introduced_to as "introducedTo", i.introduced_on as "introducedOn", i.reason, i.version
  from ${from} i
  join partnership p on p.health_body_id = i.health_body_id and p.group_id = i.group_id
  join organisation h on h.id = i.health_body_id join organisation g on g.id = i.group_id`;

/** Who asked to be introduced to whom, as both sides read it. */
@Injectable()
export class Introductions {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: IntroductionListQuery): Promise<Page<IntroductionView>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.entryId, 'i.entry_id = ?');
    // Written out, so that the index of what is open serves every value.
    if (query.state === 'open') conditions.add(`i.state = 'open'`);
    else conditions.addIf(query.state, 'i.state = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { askedOn: 'i.asked_on' });
    seekPast(query.cursor, sort, 'i.id', conditions);
    const order = orderBy(sort, 'i.id');
    const page = `select i.* from introduction i ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<IntroductionView>(actor, `${named(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.askedOn, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is none, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<IntroductionView> {
    const [row] = await this.reads.rows<IntroductionView>(
      actor,
      `${named('introduction')} where i.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** How many wait for an answer, and since when the first of them. */
  async waiting(actor: Actor): Promise<{ count: number; oldest: string | null }> {
    const [row] = await this.reads.rows<{ count: string; oldest: string | null }>(
      actor,
      `select count(*), min(i.asked_on) as oldest from introduction i
       where ${OWN[actor.side]} = $1 and i.state = 'open'`,
      [actor.organisationId],
    );
    return { count: Number(row?.count ?? 0), oldest: row?.oldest ?? null };
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from introduction i ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}
