import { Injectable } from '@nestjs/common';
import { Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { groupNameFor } from './instalments.service';
import type { ReceiptRow } from './receipt-view.dto';
import type { ReceiptListQuery } from './receipts.dto';

const SORTS = { receivedOn: 'r.received_on' };

/** Names are looked up only for the rows that are shown. */
const view = (found: string, groupName: string) => `
  select r.id, r.received_on as "receivedOn", r.amount_pence as "amountPence", r.kind, r.estimated, r.reference, r.source,
    r.reverses_id as "reversesId", r.reason, r.recorded_at as "recordedAt", r.instalment_id as "instalmentId",
    i.due_on as "instalmentDueOn", r.contract_id as "contractId", c.reference as "contractReference",
    r.health_body_id as "healthBodyId", h.name as "healthBody", r.group_id as "groupId", ${groupName} as "group",
    exists (select 1 from receipt v where v.health_body_id = r.health_body_id and v.reverses_id = r.id) as reversed
  from (${found}) r
  join instalment i on i.health_body_id = r.health_body_id and i.group_id = r.group_id and i.id = r.instalment_id
  join contract c on c.health_body_id = r.health_body_id and c.group_id = r.group_id and c.id = r.contract_id
  join organisation h on h.id = r.health_body_id
  join organisation g on g.id = r.group_id`;

/** By its health body too: the ledger of an instalment is found by an index that begins with that. */
const OF_INSTALMENT = `r.instalment_id = ?
  and r.health_body_id = (select i.health_body_id from instalment i where i.id = ?)`;
const OF_CONTRACT = `r.instalment_id = any (array(select i.id from instalment i where i.contract_id = ?))
  and r.health_body_id = (select c.health_body_id from contract c where c.id = ?)`;
const OF_PARTNERSHIP = `r.health_body_id = (select p.health_body_id from partnership p where p.id = ?)
  and r.group_id = (select p.group_id from partnership p where p.id = ?)`;

/** The receipts ledger as both sides read it. */
@Injectable()
export class ReceiptsService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: ReceiptListQuery): Promise<Page<ReceiptRow>> {
    const conditions = filter(query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'r.id', conditions);
    const order = orderBy(sort, 'r.id');
    const rows = await this.reads.rows<ReceiptRow>(
      actor,
      `${view(`select r.* from receipt r ${conditions.where} ${order} ${limitOf(query)}`, groupNameFor(actor))} ${order}`,
      conditions.values,
    );
    const keyOf = (row: ReceiptRow): [string, string] => [row.receivedOn, row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such entry in the ledger, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<ReceiptRow> {
    const tenant = actor.side === 'health' ? 'r.health_body_id' : 'r.group_id';
    const found = `select r.* from receipt r where r.id = $1 and ${tenant} = $2`;
    const values = [id, actor.organisationId];
    const [row] = await this.reads.rows<ReceiptRow>(actor, view(found, groupNameFor(actor)), values);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from receipt r ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

function filter({ instalmentId, contractId, partnershipId, from, to }: ReceiptListQuery): Conditions {
  const conditions = new Conditions();
  if (instalmentId !== undefined) conditions.add(OF_INSTALMENT, instalmentId, instalmentId);
  if (contractId !== undefined) conditions.add(OF_CONTRACT, contractId, contractId);
  if (partnershipId !== undefined) conditions.add(OF_PARTNERSHIP, partnershipId, partnershipId);
  conditions.addIf(from, 'r.received_on >= ?');
  conditions.addIf(to, 'r.received_on <= ?');
  return conditions;
}
