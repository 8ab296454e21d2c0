import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, ReceivedFile, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { InvoiceFilesService } from './invoice-files.service';
import { lockInvoice } from './invoice-lock';
import type { LockedInvoice } from './invoice-lock';
import { checkInvoiceDays, checkInvoiceMove, checkInvoiceTotal, invoiceNumberKey } from './invoices.rules';
import type { CorrectInvoiceDto, EnterInvoiceDto } from './invoices.dto';

interface Contents {
  number: string;
  datedOn: CalendarDate;
  receivedOn: CalendarDate;
  netPence: number;
  vatPence: number;
  purchaseOrderId: string | null;
}

interface ContractKey {
  healthBodyId: string;
  groupId: string;
  contractId: string;
}

const ENTER = `
  insert into invoice (health_body_id, group_id, contract_id, id, entered_by_side, number, number_key, dated_on,
    received_on, net_pence, vat_pence, purchase_order_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const CORRECT = `
  update invoice set number = $3, number_key = $4, dated_on = $5, received_on = $6, net_pence = $7, vat_pence = $8,
    purchase_order_id = $9, state = 'received', version = version + 1
  where health_body_id = $1 and id = $2`;

/** Entering invoices and putting right what is wrong on them: each side its own. */
@Injectable()
export class InvoiceWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly files: InvoiceFilesService,
  ) {}

  /**
   * Enters an invoice, with its file where one came with it, and answers its id. Throws DomainError `invalid` with the field to mend, `conflict` where the group has
   * an invoice of that number, or a payment has one already.
   */
  enter(actor: Actor, request: EnterInvoiceDto, file: ReceivedFile | null = null): Promise<string> {
    const contents = this.contentsOf(actor, request);
    return this.tenant.once(actor, async (tx) => {
      const contract = await contractOf(tx, request.contractId);
      const id = uuid();
      await this.check(tx, contract, contents, { id, instalmentIds: request.instalmentIds });
      await tx.change(ENTER, [...keyOf(contract), id, actor.side, ...valuesOf(contents)]);
      await link(tx, contract, id, request.instalmentIds);
      if (file !== null) await this.files.addIn(tx, id, file);
      const { netPence, vatPence } = contents;
      await this.audit.record(tx, { action: 'invoice.entered', subjectId: id, detail: { netPence, vatPence } });
      return id;
    });
  }

  /**
   * Puts right what was entered; what was checked or disputed is then to be checked again. Throws DomainError `forbidden` for
   * an invoice of the other side, `conflict` once a payment of it has left, `stale`, and as `enter` does.
   */
  async correct(actor: Actor, id: string, version: number, request: CorrectInvoiceDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const invoice = await lockInvoice(tx, id);
      assertOwn(invoice, actor);
      checkInvoiceMove('correct', invoice);
      checkVersion(invoice.version, version);
      const contents = this.corrected(actor, invoice, request);
      const instalmentIds = request.instalmentIds ?? (await linkedTo(tx, invoice));
      await this.check(tx, invoice, contents, { id, instalmentIds });
      await tx.change(CORRECT, [invoice.healthBodyId, id, ...valuesOf(contents)]);
      if (request.instalmentIds !== undefined) {
        await tx.change('delete from invoice_instalment where health_body_id = $1 and invoice_id = $2', [
          invoice.healthBodyId,
          id,
        ]);
        await link(tx, invoice, id, instalmentIds);
      }
      const { netPence, vatPence } = contents;
      await this.audit.record(tx, { action: 'invoice.corrected', subjectId: id, detail: { netPence, vatPence } });
    });
  }

  private contentsOf(actor: Actor, request: Omit<EnterInvoiceDto, 'contractId' | 'instalmentIds'>): Contents {
    const { number, datedOn, netPence, vatPence = 0, purchaseOrderId = null } = request;
    if (actor.side === 'group' && request.receivedOn !== undefined) throw receivedByHealthOnly();
    return {
      number,
      datedOn,
      receivedOn: request.receivedOn ?? this.clock.today(),
      netPence,
      vatPence,
      purchaseOrderId,
    };
  }

  /** An invoice that was disputed is received, in law, when it comes back right. */
  private corrected(actor: Actor, invoice: LockedInvoice, request: CorrectInvoiceDto): Contents {
    const receivedAgain = invoice.state === 'disputed' ? this.clock.today() : invoice.receivedOn;
    const contents = this.contentsOf(actor, Object.assign(asEntered(invoice), given(request)));
    return { ...contents, receivedOn: request.receivedOn ?? receivedAgain };
  }

  private async check(
    tx: Tx,
    contract: ContractKey,
    contents: Contents,
    { id, instalmentIds }: { id: string; instalmentIds: readonly string[] },
  ): Promise<void> {
    checkInvoiceDays(contents.datedOn, contents.receivedOn, this.clock.today());
    checkInvoiceTotal(contents.netPence, contents.vatPence);
    await assertNumberFree(tx, contract, contents.number, id);
    await assertOrderOfContract(tx, contract, contents.purchaseOrderId);
    await assertPayments(tx, contract, instalmentIds, id);
  }
}

function asEntered({
  number,
  datedOn,
  netPence,
  vatPence,
  purchaseOrderId,
}: LockedInvoice): Omit<Contents, 'receivedOn'> {
  return {
    number,
    datedOn,
    netPence: penceFromDatabase(netPence),
    vatPence: penceFromDatabase(vatPence),
    purchaseOrderId,
  };
}

/** What was left out says nothing. */
function given(request: CorrectInvoiceDto): CorrectInvoiceDto {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}

function assertOwn({ enteredBy }: LockedInvoice, { side }: Actor): void {
  if (enteredBy === side) return;
  throw new DomainError('forbidden', 'The group sent this invoice: dispute it, and the group corrects it.');
}

function receivedByHealthOnly(): DomainError {
  return invalid('/receivedOn', 'receivedOn is for the health body to say: yours is received the day you send it.');
}

async function contractOf(tx: Tx, id: string): Promise<ContractKey> {
  const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
  const [contract] = await tx.query<ContractKey>(
    `select health_body_id as "healthBodyId", group_id as "groupId", id as "contractId" from contract
     where id = $1 and ${tenant} = $2 and state not in ('draft', 'withdrawn')`,
    [id, tx.actor.organisationId],
  );
  if (contract !== undefined) return contract;
  throw invalid('/contractId', 'contractId must be the id of one of your contracts that is agreed.');
}

async function assertNumberFree(tx: Tx, contract: ContractKey, number: string, id: string): Promise<void> {
  const [taken] = await tx.query(
    `select 1 from invoice where health_body_id = $1 and group_id = $2 and number_key = $3 and state <> 'credited' and id <> $4`,
    [contract.healthBodyId, contract.groupId, invoiceNumberKey(number), id],
  );
  if (taken === undefined) return;
  const detail = `There is an invoice with the number ${number} already: has it been sent before?`;
  throw new DomainError('conflict', detail, [{ pointer: '/number', detail }]);
}

async function assertOrderOfContract(tx: Tx, contract: ContractKey, orderId: string | null): Promise<void> {
  if (orderId === null) return;
  const [found] = await tx.query(
    'select 1 from purchase_order where health_body_id = $1 and group_id = $2 and contract_id = $3 and id = $4',
    [...keyOf(contract), orderId],
  );
  if (found === undefined)
    throw invalid('/purchaseOrderId', 'purchaseOrderId must be the id of an order of this contract.');
}

async function assertPayments(tx: Tx, contract: ContractKey, ids: readonly string[], invoiceId: string): Promise<void> {
  const found = await tx.query<{ id: string; dueOn: string; taken: string | null }>(
    `select i.id, i.due_on as "dueOn", (select v.number from invoice_instalment n
       join invoice v on v.health_body_id = n.health_body_id and v.group_id = n.group_id and v.id = n.invoice_id
       where n.health_body_id = i.health_body_id and n.instalment_id = i.id and n.live and v.id <> $5) as taken
     from instalment i
     where i.health_body_id = $1 and i.group_id = $2 and i.contract_id = $3 and i.id = any ($4)
       and i.state <> 'cancelled'`,
    [...keyOf(contract), ids, invoiceId],
  );
  if (found.length < ids.length) {
    throw invalid(
      '/instalmentIds',
      'instalmentIds must be ids of payments under this contract that are not cancelled.',
    );
  }
  const [taken] = found.filter(({ taken: number }) => number !== null);
  if (taken === undefined) return;
  const detail = `The payment due on ${taken.dueOn} has an invoice already: ${taken.taken ?? ''}. Take that one back first.`;
  throw new DomainError('conflict', detail, [{ pointer: '/instalmentIds', detail }]);
}

async function linkedTo(tx: Tx, { healthBodyId, id }: LockedInvoice): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select instalment_id as id from invoice_instalment where health_body_id = $1 and invoice_id = $2',
    [healthBodyId, id],
  );
  return rows.map(({ id: linked }) => linked);
}

async function link(tx: Tx, contract: ContractKey, invoiceId: string, ids: readonly string[]): Promise<void> {
  await tx.change(
    `insert into invoice_instalment (health_body_id, group_id, contract_id, invoice_id, instalment_id)
     select $1, $2, $3, $4, u from unnest($5::uuid[]) u`,
    [...keyOf(contract), invoiceId, ids],
  );
}

function keyOf({ healthBodyId, groupId, contractId }: ContractKey): string[] {
  return [healthBodyId, groupId, contractId];
}

function valuesOf({ number, datedOn, receivedOn, netPence, vatPence, purchaseOrderId }: Contents): unknown[] {
  return [number, invoiceNumberKey(number), datedOn, receivedOn, netPence, vatPence, purchaseOrderId];
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}
