import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { peopleIn } from './private-people.service';
import type { MatterListQuery, MatterReplyView, MatterView, SendMatterDto } from './private.dto';

const VIEW = `
  m.id, h.name as "healthBody", g.name as "group", m.kind, m.words, m.sent_on as "sentOn", m.read_on as "readOn",
  m.settled_on as "settledOn"`;

type Bare = Omit<MatterView, 'replies'>;

const NAMED = (source: string) => `
  select ${VIEW} from ${source} m
  join organisation h on h.id = m.health_body_id join organisation g on g.id = m.group_id`;

const REPLIES = `
  select r.matter_id, r.number, r.side, r.words, r.settles, r.written_on as "writtenOn"
  from private_reply r where r.matter_id = any ($1) and `;

interface Reply {
  words: string | null;
  settles: boolean;
}

/**
 * What groups tell one person of a health body in private. Behind the walls stands what is so: that person's account and
 * the users of the group read it. The tables themselves write what happened on the group's record.
 */
@Injectable()
export class PrivateMatters {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Those that the actor reads: of a health body, only those that were sent to this very person. */
  async list(actor: Actor, query: MatterListQuery): Promise<Page<MatterView>> {
    const conditions = ownOf(actor);
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(
          actor,
          `select count(*)::integer as total from private_matter m ${conditions.where}`,
          conditions.values,
        )
      : [];
    const sort = sortBy(query.sort, { sentOn: 'm.sent_on' });
    seekPast(query.cursor, sort, 'm.id', conditions);
    const order = orderBy(sort, 'm.id');
    const page = `select m.* from private_matter m ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<Bare>(actor, `${NAMED(`(${page})`)} ${order}`, conditions.values);
    const read = await this.whole(actor, rows);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.sentOn, row.id],
      (row) => row,
    );
    const shown = { ...found, items: found.items.map((row) => read.get(row.id) ?? { ...row, replies: [] }) };
    return all === undefined ? shown : { ...shown, count: all.total };
  }

  /** Throws DomainError `not-found` for whoever does not read it. */
  async one(actor: Actor, id: string): Promise<MatterView> {
    const conditions = ownOf(actor);
    conditions.add('m.id = ?', id);
    const rows = await this.reads.rows<Bare>(
      actor,
      `${NAMED('private_matter')} ${conditions.where}`,
      conditions.values,
    );
    const found = (await this.whole(actor, rows)).get(id);
    if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
    return found;
  }

  /** How many are not settled, for whoever reads them. */
  async open(actor: Actor): Promise<number> {
    const conditions = ownOf(actor);
    conditions.add('m.settled_on is null');
    const [row] = await this.reads.rows<{ open: number }>(
      actor,
      `select count(*)::integer as open from private_matter m ${conditions.where}`,
      conditions.values,
    );
    return row?.open ?? 0;
  }

  /** Answers the matter's id. Throws DomainError `conflict` where nobody is named who can be told in Accord. */
  send(actor: Actor, { healthBodyId, kind, words }: SendMatterDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const people = await peopleIn(tx);
      if (!people.some((person) => person.healthBodyId === healthBodyId && person.inAccord)) {
        throw new DomainError('conflict', 'This health body has named nobody who can be told in Accord.');
      }
      const id = uuid();
      await tx.query(
        `insert into private_matter (health_body_id, group_id, id, kind, words, sent_on, sent_account_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [healthBodyId, actor.organisationId, id, kind, words, this.clock.today(), actor.id],
      );
      return id;
    });
  }

  /**
   * Writes on, or, for the group, says that it is settled, with words or without. Answers the matter's id. Throws
   * DomainError `not-found` for whoever does not read it, `conflict` once it is settled, `invalid` for the health side
   * settling it.
   */
  reply(actor: Actor, id: string, { words, settles }: Reply): Promise<string> {
    if (settles && actor.side === 'health') {
      const detail = 'The group says when it is settled.';
      throw new DomainError('invalid', detail, [{ pointer: '/settles', detail }]);
    }
    return this.tenant.once(actor, async (tx) => {
      const matter = await matterIn(tx, id);
      if (matter.settled_on !== null) throw new DomainError('conflict', 'This matter is settled.');
      await tx.query(
        `insert into private_reply (health_body_id, group_id, matter_id, side, words, settles, written_on, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [matter.health_body_id, matter.group_id, id, actor.side, words, settles, this.clock.today(), actor.id],
      );
      return id;
    });
  }

  /** With all that was written; that the person at the health body reads it is put on the group's record. */
  private async whole(actor: Actor, rows: readonly Bare[]): Promise<Map<string, MatterView>> {
    const found = new Map<string, MatterView>(rows.map((row) => [row.id, { ...row, replies: [] }]));
    if (found.size === 0) return found;
    const ids = [...found.keys()];
    if (actor.side === 'health' && rows.some(({ readOn }) => readOn === null)) {
      await this.tenant.transaction(actor, (tx) =>
        tx.asServer('select private_matters_read($1, $2)', [ids, this.clock.today()]),
      );
    }
    const own = actor.side === 'health' ? 'r.health_body_id' : 'r.group_id';
    const replies = await this.reads.rows<MatterReplyView & { matter_id: string }>(
      actor,
      `${REPLIES} ${own} = $2 order by r.matter_id, r.number`,
      [ids, actor.organisationId],
    );
    for (const { matter_id, ...reply } of replies) found.get(matter_id)?.replies.push(reply);
    return found;
  }
}

function ownOf({ side, organisationId, id }: Actor): Conditions {
  const conditions = new Conditions();
  if (side === 'group') {
    conditions.add('m.group_id = ?', organisationId);
    return conditions;
  }
  conditions.add('m.health_body_id = ?', organisationId);
  conditions.add('m.to_account_id = ?', id);
  return conditions;
}

interface MatterRow {
  health_body_id: string;
  group_id: string;
  settled_on: string | null;
}

async function matterIn(tx: Tx, id: string): Promise<MatterRow> {
  const own = tx.actor.side === 'health' ? 'm.health_body_id' : 'm.group_id';
  const [row] = await tx.query<MatterRow>(
    `select m.health_body_id, m.group_id, m.settled_on from private_matter m where m.id = $1 and ${own} = $2`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}
