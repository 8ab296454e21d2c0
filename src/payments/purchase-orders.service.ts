import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { CalendarDate } from '../shared/calendar-date';
import { firstDayOfYear, lastDayOfYear } from '../shared/financial-year';
import { penceFromDatabase } from '../shared/money';
import { foldName } from '../shared/text';
import { orderedYears } from './purchase-orders.rules';
import type { OrderedPayment } from './purchase-orders.rules';
import type {
  AddPurchaseOrderDto,
  ChangePurchaseOrderDto,
  PurchaseOrdersView,
  PurchaseOrderView,
} from './paperwork.dto';

/** An order as a row has it: its value as text, for it may be any bigint. */
type StoredOrder = Omit<OrderRow, 'valuePence'> & { valuePence: string };

const COLUMNS = `o.id, o.contract_id as "contractId", o.number, o.financial_year as "financialYear",
  o.value_pence as "valuePence", o.valid_to as "validTo", o.version`;

interface OrderRow extends Omit<PurchaseOrderView, 'validTo'> {
  validTo: CalendarDate;
}

const OF_CONTRACT = (tenant: string) => `
  select
    (select coalesce(json_agg(json_build_object('id', o.id, 'contractId', o.contract_id, 'number', o.number,
        'financialYear', o.financial_year, 'valuePence', o.value_pence, 'validTo', o.valid_to, 'version', o.version)
      order by o.financial_year desc, o.valid_to, o.number), '[]') from purchase_order o
      where o.health_body_id = c.health_body_id and o.group_id = c.group_id and o.contract_id = c.id) as orders,
    (select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'dueOn', i.due_on,
        'amountPence', i.amount_pence)), '[]') from instalment i
      where i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id
        and i.state <> 'cancelled') as payments
  from contract c where c.id = $1 and ${tenant} = $2`;

/** The health body's orders under a contract, and how far they go. */
@Injectable()
export class PurchaseOrdersService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, contractId: string): Promise<PurchaseOrdersView> {
    const [row] = await this.reads.rows<{ orders: OrderRow[]; payments: OrderedPayment[] }>(
      actor,
      OF_CONTRACT(actor.side === 'health' ? 'c.health_body_id' : 'c.group_id'),
      [contractId, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const years = orderedYears(row.orders, row.payments).map((year) => ({
      ...year,
      notCovered: year.notCovered.map(({ id }) => id),
    }));
    return { items: row.orders, years };
  }

  /** Answers the order's id. Throws DomainError `not-found`, `invalid`, `conflict` where the contract has it already. */
  add(actor: Actor, contractId: string, request: AddPurchaseOrderDto): Promise<string> {
    const { number, financialYear, valuePence } = request;
    const validTo = request.validTo ?? lastDayOfYear(financialYear);
    checkValidTo(validTo, financialYear);
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      const added = await tx.change(
        `insert into purchase_order (health_body_id, group_id, contract_id, id, number, number_key, financial_year,
           value_pence, valid_to)
         select c.health_body_id, c.group_id, c.id, $3, $4, $5, $6, $7, $8
         from contract c where c.health_body_id = $1 and c.id = $2
         on conflict (health_body_id, contract_id, financial_year, number_key) do nothing`,
        [actor.organisationId, contractId, id, number, foldName(number), financialYear, valuePence, validTo],
      );
      if (added === 0) throw await refusal(tx, contractId, number);
      await this.audit.record(tx, {
        action: 'purchase-order.added',
        subjectId: id,
        detail: { contractId, financialYear, valuePence },
      });
      return id;
    });
  }

  /** Throws DomainError `not-found`, `stale`, `invalid`. */
  async change(actor: Actor, id: string, version: number, request: ChangePurchaseOrderDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const order = await lock(tx, id);
      checkVersion(order.version, version);
      const {
        number = order.number,
        valuePence = penceFromDatabase(order.valuePence),
        validTo = order.validTo,
      } = request;
      checkValidTo(validTo, order.financialYear);
      await tx.change(
        `update purchase_order set number = $3, number_key = $4, value_pence = $5, valid_to = $6, version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, number, foldName(number), valuePence, validTo],
      );
      await this.audit.record(tx, {
        action: 'purchase-order.changed',
        subjectId: id,
        detail: { valuePence },
      });
    });
  }

  /** One that was entered by mistake. Throws DomainError `not-found`, `conflict` where an invoice quotes it. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      await lock(tx, id);
      const [quoted] = await tx.query('select 1 from invoice where health_body_id = $1 and purchase_order_id = $2', [
        actor.organisationId,
        id,
      ]);
      if (quoted !== undefined) throw new DomainError('conflict', 'An invoice quotes this order, so it stays.');
      await tx.change('delete from purchase_order where health_body_id = $1 and id = $2', [actor.organisationId, id]);
      await this.audit.record(tx, { action: 'purchase-order.removed', subjectId: id });
    });
  }

  /** Throws DomainError `not-found`. */
  async one(actor: Actor, id: string): Promise<PurchaseOrderView> {
    const [order] = await this.reads.rows<StoredOrder>(
      actor,
      `select ${COLUMNS} from purchase_order o where o.health_body_id = $1 and o.id = $2`,
      [actor.organisationId, id],
    );
    if (order === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { ...order, valuePence: penceFromDatabase(order.valuePence) };
  }
}

async function lock(tx: Tx, id: string): Promise<StoredOrder> {
  const [order] = await tx.query<StoredOrder>(
    `select ${COLUMNS} from purchase_order o where o.health_body_id = $1 and o.id = $2 for update`,
    [tx.actor.organisationId, id],
  );
  if (order === undefined) throw new DomainError('not-found', NOT_FOUND);
  return order;
}

function checkValidTo(validTo: CalendarDate, financialYear: number): void {
  if (validTo >= firstDayOfYear(financialYear)) return;
  const detail = 'validTo must not be before the financial year of the order.';
  throw new DomainError('invalid', detail, [{ pointer: '/validTo', detail }]);
}

/** Nothing was added: there is no such contract here, or it has the order already. */
async function refusal(tx: Tx, contractId: string, number: string): Promise<DomainError> {
  const [contract] = await tx.query('select 1 from contract where health_body_id = $1 and id = $2', [
    tx.actor.organisationId,
    contractId,
  ]);
  if (contract === undefined) return new DomainError('not-found', NOT_FOUND);
  const detail = `The contract has the order ${number} for that year already.`;
  return new DomainError('conflict', detail, [{ pointer: '/number', detail }]);
}
