import { Injectable } from '@nestjs/common';
import {
  InvoiceListQuery,
  InvoicesService,
  PaymentReadiness,
  PurchaseOrdersService,
  toInvoiceView,
} from '../../payments';
import type { InvoiceView } from '../../payments';
import { ReadsService } from '../../platform';
import type { Actor, Side } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { financialYearName } from '../../shared/financial-year';
import { asked } from '../group/asked';
import { fileSize, INVOICE_TAGS, invoiceSentence, moveSentence } from './paper-words.rules';

/** An invoice as pages show it. */
export interface ShownInvoice extends InvoiceView {
  tag: { text: string; colour: string };
  sentence: string | null;
  moves: string[];
  sizes: Record<string, string>;
}

/** A contract that an invoice can be for. */
export interface ContractToInvoice {
  id: string;
  reference: string;
  other: string;
}

/** A payment that an invoice can ask for. */
export interface PaymentToInvoice {
  id: string;
  dueOn: CalendarDate;
  amountPence: number;
}

/** By the payee name for the health side: finance sees no other, and the choice is of its own contracts anyway. */
const contractsFor = (other: string) => `
  select c.id, c.reference, ${other} as other
  from contract c
  join organisation h on h.id = c.health_body_id
  join organisation g on g.id = c.group_id
  where c.state not in ('draft', 'withdrawn') and exists (select 1 from instalment i
    where i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id
      and i.settled_on is null and i.state <> 'cancelled')
  order by c.reference, c.id limit 500`;

const CONTRACTS: Record<Side, string> = {
  health: contractsFor('coalesce(g.payee_name, g.name)'),
  group: contractsFor('h.name'),
};

const PAYMENTS = `
  select i.id, i.due_on as "dueOn", i.amount_pence::text as pence from instalment i
  where i.health_body_id = (select c.health_body_id from contract c where c.id = $1)
    and i.group_id = (select c.group_id from contract c where c.id = $1) and i.contract_id = $1
    and i.state not in ('cancelled', 'exported', 'paid')
    and not exists (select 1 from invoice_instalment n where n.health_body_id = i.health_body_id
      and n.group_id = i.group_id and n.instalment_id = i.id and n.live)
  order by i.due_on, i.number limit 60`;

@Injectable()
export class InvoiceReader {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly readiness: PaymentReadiness,
    private readonly reads: ReadsService,
    private readonly purchaseOrders: PurchaseOrdersService,
  ) {}

  async list(actor: Actor, filter: Partial<InvoiceListQuery>): Promise<{ items: ShownInvoice[]; next: string | null }> {
    const { items, next } = await this.invoices.list(actor, asked(InvoiceListQuery, filter));
    return { items: items.map((row) => shown(toInvoiceView(row))), next };
  }

  /** Throws DomainError `not-found` for one that is not there, or another tenant's. */
  async one(actor: Actor, id: string): Promise<ShownInvoice> {
    return shown(toInvoiceView(await this.invoices.one(actor, id)));
  }

  contracts(actor: Actor): Promise<ContractToInvoice[]> {
    return this.reads.rows<{ id: string; reference: string; other: string }>(actor, CONTRACTS[actor.side]);
  }

  /** Throws DomainError `not-found` for a contract that is not there, or another tenant's. */
  async payments(actor: Actor, contractId: string): Promise<PaymentToInvoice[]> {
    await this.readiness.of(actor, contractId);
    const rows = await this.reads.rows<{ id: string; dueOn: CalendarDate; pence: string }>(actor, PAYMENTS, [
      contractId,
    ]);
    return rows.map(({ id, dueOn, pence }) => ({ id, dueOn, amountPence: Number(pence) }));
  }

  /** What an invoice of the contract can quote. Throws DomainError `not-found`. */
  async orders(actor: Actor, contractId: string): Promise<{ value: string; text: string }[]> {
    const { items } = await this.purchaseOrders.of(actor, contractId);
    return items.map(({ id, number, financialYear }) => ({
      value: id,
      text: `${number}, ${financialYearName(financialYear)}`,
    }));
  }
}

function shown(view: InvoiceView): ShownInvoice {
  return Object.assign(view, {
    tag: INVOICE_TAGS[view.state],
    sentence: invoiceSentence(view),
    moves: view.history.map((move, index) => moveSentence(move, index === 0)),
    sizes: Object.fromEntries(view.documents.map(({ id, sizeBytes }) => [id, fileSize(sizeBytes)])),
  });
}
