import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
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
import type { ChangeStrategyDto, NewStrategyDto, StrategyListQuery, StrategyView } from './strategies.dto';
import { assertStrategy } from './strategy.rules';
import type { StrategyTerms } from './strategy.rules';

const PRIORITIES = `(
  select coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'version', p.version, 'links',
    (select count(*) from strategy_link l where l.health_body_id = p.health_body_id and l.priority_id = p.id))
    order by p.position), '[]')
  from strategy_priority p where p.health_body_id = d.health_body_id and p.document_id = d.id)`;

const VIEW = `
  d.id, d.title, d.from_on as "fromOn", d.to_on as "toOn", d.web_address as "webAddress", d.published,
  (select f.file_name from own_file f where f.organisation_id = d.health_body_id and f.id = d.file_id) as "fileName",
  ${PRIORITIES} as priorities, d.version`;

const NAMES = ['title', 'fromOn', 'toOn', 'webAddress', 'published'] as const;

/** A priority with the strategy that it is of, to choose from. */
export interface PriorityChoice {
  id: string;
  title: string;
  strategy: string;
}

/** Strategies of a health body: what they are called, when they hold, and where they can be read. */
@Injectable()
export class Strategies {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: StrategyListQuery): Promise<Page<StrategyView>> {
    const conditions = new Conditions();
    conditions.add('d.health_body_id = ?', actor.organisationId);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { fromOn: 'd.from_on' });
    seekPast(query.cursor, sort, 'd.id', conditions);
    const rows = await this.reads.rows<StrategyView>(
      actor,
      `select ${VIEW} from strategy_document d ${conditions.where} ${orderBy(sort, 'd.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.fromOn, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError `not-found` when there is no such strategy, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<StrategyView> {
    const [row] = await this.reads.rows<StrategyView>(
      actor,
      `select ${VIEW} from strategy_document d where d.health_body_id = $1 and d.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Every priority, the newest strategy first. */
  choices(actor: Actor): Promise<PriorityChoice[]> {
    return this.reads.rows<PriorityChoice>(
      actor,
      `select p.id, p.title, d.title as strategy
       from strategy_document d
       join strategy_priority p on p.health_body_id = d.health_body_id and p.document_id = d.id
       where d.health_body_id = $1 order by d.from_on desc, d.id desc, p.position`,
      [actor.organisationId],
    );
  }

  /** Answers the strategy's id. Throws DomainError `invalid`: see assertStrategy. */
  enter(actor: Actor, { title, fromOn, toOn = null, webAddress = null, published }: NewStrategyDto): Promise<string> {
    assertStrategy({ title, fromOn, toOn, webAddress, published });
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      await tx.query(
        `insert into strategy_document (health_body_id, id, title, from_on, to_on, web_address, published)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [actor.organisationId, id, title, fromOn, toOn, webAddress, published],
      );
      await this.audit.record(tx, { action: 'strategy.entered', subjectId: id, detail: { published } });
      return id;
    });
  }

  /** Changes what is given. Throws DomainError `not-found`, `stale`, `invalid`. */
  async change(actor: Actor, id: string, version: number, wanted: ChangeStrategyDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const before = await lockedStrategy(tx, id, version);
      const changed = NAMES.filter((name) => wanted[name] !== undefined && wanted[name] !== before[name]);
      const given = Object.fromEntries(changed.map((name) => [name, wanted[name]])) as Partial<StrategyTerms>;
      const after: StrategyTerms = { ...before, ...given };
      assertStrategy(after);
      if (changed.length === 0) return;
      await tx.change(
        `update strategy_document set title = $3, from_on = $4, to_on = $5, web_address = $6, published = $7,
           version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, after.title, after.fromOn, after.toOn, after.webAddress, after.published],
      );
      const detail = { changed: changed.join(', '), published: after.published };
      await this.audit.record(tx, { action: 'strategy.changed', subjectId: id, detail });
    });
  }

  /** Takes away one that was entered by mistake. Throws DomainError `not-found`, `stale`, and `conflict` once it is linked. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      await lockedStrategy(tx, id, version);
      const linked = await tx.query(
        'select 1 from strategy_link where health_body_id = $1 and document_id = $2 limit 1',
        [actor.organisationId, id],
      );
      if (linked.length > 0) {
        throw new DomainError('conflict', 'Work with groups is linked to this strategy: take those links away first.');
      }
      const key = [actor.organisationId, id];
      await tx.query('delete from strategy_priority where health_body_id = $1 and document_id = $2', key);
      await tx.change('delete from strategy_document where health_body_id = $1 and id = $2', key);
      await this.audit.record(tx, { action: 'strategy.removed', subjectId: id });
    });
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from strategy_document d ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

/** Throws DomainError `not-found` and `stale`. */
export async function lockedStrategy(tx: Tx, id: string, version?: number): Promise<StrategyTerms> {
  const [row] = await tx.query<StrategyTerms & { version: number }>(
    `select title, from_on as "fromOn", to_on as "toOn", web_address as "webAddress", published, version
     from strategy_document where health_body_id = $1 and id = $2 for update`,
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  const { version: current, ...terms } = row;
  if (version !== undefined) checkVersion(current, version);
  return terms;
}
