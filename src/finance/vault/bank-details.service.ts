import { Injectable } from '@nestjs/common';
import { groupNameFor } from '../../payments';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../../platform';
import type { Actor, Page, Side } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { BankDetailListQuery } from './bank-details.dto';
import { foldName } from '../../shared/text';
import type { BankDetailCall, BankDetailEvent, BankDetailRow, Payee } from './bank-detail-rows';

const MOST_PAYEES = 20;
const SORTS = { proposedAt: 'd.proposed_at' };
const TENANT: Record<Side, string> = { health: 'd.health_body_id', group: 'd.group_id' };

/** What both sides may read, and then what health bodies alone may. */
const COLUMNS = `d.id, d.health_body_id, h.name as health_body, d.group_id, d.state, d.reason_code, d.sort_code_ends,
  d.account_ends, d.proposed_at, d.called_at, d.confirmed_at, d.effective_at, d.in_force_at, d.closed_at, d.version`;
const OWN_COLUMNS: Record<Side, readonly string[]> = {
  health: ['service_user_number', 'modulus', 'modulus_version', 'proposed_by', 'called_by', 'confirmed_by'],
  group: [],
};
const ALL_OWN = OWN_COLUMNS.health;

/** `$1` is the organisation and `$2` the moment. */
function select(actor: Actor, rows: string): string {
  const own = ALL_OWN.map((name) => (OWN_COLUMNS[actor.side].includes(name) ? `d.${name}` : `null as ${name}`));
  return `
    select ${COLUMNS}, ${own.join(', ')}, ${groupNameFor(actor)} as payee,
      d.state = 'in_force' and exists (select 1 from bank_detail n where n.health_body_id = d.health_body_id
        and n.group_id is not distinct from d.group_id and n.state = 'confirmed'
        and n.effective_at <= $2::timestamptz) as overtaken
    from (${rows}) d
    join organisation h on h.id = d.health_body_id
    left join organisation g on g.id = d.group_id`;
}

/** Only what the side may read: a group's role may not even name the sealed columns. */
function source(side: Side): string {
  const shared = `d.health_body_id, d.group_id, d.id, d.state, d.reason_code, d.sort_code_ends, d.account_ends,
    d.proposed_at, d.called_at, d.confirmed_at, d.effective_at, d.in_force_at, d.closed_at, d.version`;
  return [shared, ...OWN_COLUMNS[side].map((name) => `d.${name}`)].join(', ');
}

/** Bank details as both sides see them: masked, with how far a change has come and what happened to it. */
@Injectable()
export class BankDetailsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: BankDetailListQuery): Promise<Page<BankDetailRow>> {
    const conditions = new Conditions();
    conditions.add(`${TENANT[actor.side]} = ?`, actor.organisationId);
    const now = conditions.value(this.clock.now());
    conditions.addIf(query.groupId, 'd.group_id = ?');
    if (query.open === true) conditions.add('d.closed_at is null');
    const total = query.count ? await this.count(actor, conditions, now) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'd.id', conditions);
    const order = orderBy(sort, 'd.id');
    const found = `select ${source(actor.side)} from bank_detail d ${conditions.where} ${order}
      limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<BankDetailRow>(actor, `${select(actor, found)} ${order}`, conditions.values);
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.proposed_at.toISOString(), row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Payees by a part of their name, with whether something is kept or on its way. For finance. */
  payees(actor: Actor, search: string): Promise<Payee[]> {
    return this.reads.rows<Payee>(
      actor,
      `select g.id, ${groupNameFor(actor)} as name, exists (select 1 from bank_detail d
         where d.health_body_id = p.health_body_id and d.group_id = p.group_id and d.closed_at is null) as kept
       from partnership p join organisation g on g.id = p.group_id
       where p.health_body_id = $1 and (position($2 in g.name_key) > 0 or position($2 in lower(g.payee_name)) > 0)
       order by g.name_key, g.id limit ${String(MOST_PAYEES)}`,
      [actor.organisationId, foldName(search)],
    );
  }

  /** Throws DomainError when there is no such payee. */
  async payee(actor: Actor, groupId: string): Promise<string> {
    const [row] = await this.reads.rows<{ name: string }>(
      actor,
      `select ${groupNameFor(actor)} as name from partnership p join organisation g on g.id = p.group_id
       where p.health_body_id = $1 and p.group_id = $2`,
      [actor.organisationId, groupId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row.name;
  }

  /** Throws DomainError when there are no such details, or they are another tenant's. */
  async one(actor: Actor, id: string): Promise<BankDetailRow> {
    const found = `select ${source(actor.side)} from bank_detail d where ${TENANT[actor.side]} = $1 and d.id = $3`;
    const values = [actor.organisationId, this.clock.now(), id];
    const [row] = await this.reads.rows<BankDetailRow>(actor, select(actor, found), values);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** What happened, newest first. Who looked or changed is for finance alone. */
  history(
    actor: Actor,
    { id, health_body_id }: Pick<BankDetailRow, 'id' | 'health_body_id'>,
  ): Promise<BankDetailEvent[]> {
    const who = actor.side === 'health' ? 'e.account_id' : 'null::uuid as account_id';
    return this.reads.rows<BankDetailEvent>(
      actor,
      `select e.what, e.happened_at, e.why, ${who} from bank_detail_event e
       where e.health_body_id = $1 and e.bank_detail_id = $2 order by e.position desc limit 200`,
      [health_body_id, id],
    );
  }

  /** The calls that were made about a change. For finance. */
  calls(actor: Actor, id: string): Promise<BankDetailCall[]> {
    return this.reads.rows<BankDetailCall>(
      actor,
      `select k.name as contact, c.number_ending, c.called_by, c.called_at, c.result
       from bank_detail_call c left join contact k on k.health_body_id = c.health_body_id and k.id = c.contact_id
       where c.health_body_id = $1 and c.bank_detail_id = $2 order by c.called_at desc, c.id desc`,
      [actor.organisationId, id],
    );
  }

  private async count(actor: Actor, conditions: Conditions, now: string): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, ${now}::timestamptz from bank_detail d ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}
