import { Injectable } from '@nestjs/common';
import { Clock, Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { groupNameFor } from './instalments.service';
import type { InvoiceRow } from './invoice-view.dto';
import type { InvoiceListQuery } from './invoices.dto';

const SORTS = { receivedOn: 'v.received_on' };

/** By the tenant of the reader, so that its own index finds what belongs to an invoice. */
const OF_INVOICE = (table: string) => `${table}.health_body_id = v.health_body_id and ${table}.invoice_id = v.id`;

const PAYMENTS = `
  select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'dueOn', i.due_on,
    'amountPence', i.amount_pence, 'state', i.state) order by i.due_on, i.number), '[]') as payments
  from invoice_instalment n
  join instalment i on i.health_body_id = n.health_body_id and i.group_id = n.group_id and i.id = n.instalment_id
  where ${OF_INVOICE('n')}`;

const DOCUMENTS = `
  select coalesce(json_agg(json_build_object('id', d.id, 'fileName', d.file_name, 'mediaType', d.media_type,
    'sizeBytes', d.size_bytes, 'addedBy', d.side, 'addedOn', d.added_on) order by d.added_at, d.id), '[]') as documents
  from invoice_document f
  join document d on d.health_body_id = f.health_body_id and d.group_id = f.group_id and d.id = f.document_id
  where ${OF_INVOICE('f')} and d.removed_at is null`;

const HISTORY = `
  select coalesce(json_agg(json_build_object('state', m.to_state, 'bySide', m.by_side, 'reason', m.reason,
    'groupToldOn', m.group_told_on, 'recordedAt', to_char(m.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    order by m.position), '[]') as history
  from invoice_move m where ${OF_INVOICE('m')}`;

/** Names are looked up only for the rows that are shown. The first parameter is today. */
const view = (found: string, groupName: string) => `
  select v.id, v.contract_id as "contractId", c.reference as "contractReference", v.health_body_id as "healthBodyId",
    h.name as "healthBody", v.group_id as "groupId", ${groupName} as "group", v.number, v.dated_on as "datedOn",
    v.received_on as "receivedOn", v.net_pence as "netPence", v.vat_pence as "vatPence", v.total_pence as "totalPence",
    v.purchase_order_id as "purchaseOrderId", o.number as "purchaseOrder", v.state, v.dispute_reason as "disputeReason",
    v.group_told_on as "groupToldOn", v.entered_by_side as "enteredBy", v.version, n.payments, f.documents, m.history,
    $1::date as today
  from (${found}) v
  join contract c on c.health_body_id = v.health_body_id and c.group_id = v.group_id and c.id = v.contract_id
  join organisation h on h.id = v.health_body_id
  join organisation g on g.id = v.group_id
  left join purchase_order o on o.health_body_id = v.health_body_id and o.group_id = v.group_id
    and o.id = v.purchase_order_id
  cross join lateral (${PAYMENTS}) n cross join lateral (${DOCUMENTS}) f cross join lateral (${HISTORY}) m`;

/** Invoices as both sides read them. */
@Injectable()
export class InvoicesService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: InvoiceListQuery): Promise<Page<InvoiceRow>> {
    const conditions = new Conditions();
    conditions.value(this.clock.today());
    conditions.addIf(query.state, 'v.state = ?');
    conditions.addIf(query.contractId, 'v.contract_id = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'v.id', conditions);
    const order = orderBy(sort, 'v.id');
    const rows = await this.reads.rows<InvoiceRow>(
      actor,
      `${view(`select v.* from invoice v ${conditions.where} ${order} ${limitOf(query)}`, groupNameFor(actor))} ${order}`,
      conditions.values,
    );
    const keyOf = (row: InvoiceRow): [string, string] => [row.receivedOn, row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such invoice, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<InvoiceRow> {
    const tenant = actor.side === 'health' ? 'v.health_body_id' : 'v.group_id';
    const found = `select v.* from invoice v where v.id = $2 and ${tenant} = $3`;
    const values = [this.clock.today(), id, actor.organisationId];
    const [row] = await this.reads.rows<InvoiceRow>(actor, view(found, groupNameFor(actor)), values);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, $1::date from invoice v ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}
