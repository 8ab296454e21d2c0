import { Injectable } from '@nestjs/common';
import { Documents, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Document, ReceivedFile, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { InvoiceState } from './invoices.rules';

const MOST_FILES = 5;

interface InvoiceOfFile {
  healthBodyId: string;
  groupId: string;
  contractId: string;
  invoiceId: string;
  state: InvoiceState;
  frozen: boolean;
  files: number;
}

const COLUMNS = `v.health_body_id as "healthBodyId", v.group_id as "groupId", v.contract_id as "contractId",
  v.id as "invoiceId", v.state, invoice_is_frozen(v) as frozen,
  (select count(*)::int from invoice_document f
    join document d on d.health_body_id = f.health_body_id and d.id = f.document_id
    where f.health_body_id = v.health_body_id and f.invoice_id = v.id and d.removed_at is null) as files`;
const TENANT: Record<Side, string> = { health: 'v.health_body_id', group: 'v.group_id' };

/** The photos and PDF of an invoice. */
@Injectable()
export class InvoiceFilesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly documents: Documents,
  ) {}

  /** Answers the file's id. Throws DomainError `not-found`, `conflict` where the invoice takes no file any more. */
  add(actor: Actor, invoiceId: string, file: ReceivedFile): Promise<string> {
    // The body that a key stands for is the file itself, which is in no request body.
    const { attempt } = actor;
    const keyed = attempt === undefined ? actor : { ...actor, attempt: { ...attempt, bodyHash: file.sha256 } };
    return this.tenant.once(keyed, (tx) => this.addIn(tx, invoiceId, file));
  }

  /** The same in the caller's transaction. */
  async addIn(tx: Tx, invoiceId: string, file: ReceivedFile): Promise<string> {
    const { side, organisationId } = tx.actor;
    const [invoice] = await tx.query<InvoiceOfFile>(
      `select ${COLUMNS} from invoice v where v.id = $1 and ${TENANT[side]} = $2`,
      [invoiceId, organisationId],
    );
    if (invoice === undefined) throw new DomainError('not-found', NOT_FOUND);
    assertTakesFiles(invoice, side);
    const id = await this.documents.add(tx, invoice, file);
    await tx.change(
      `insert into invoice_document (health_body_id, group_id, contract_id, invoice_id, document_id)
       values ($1, $2, $3, $4, $5)`,
      [invoice.healthBodyId, invoice.groupId, invoice.contractId, invoiceId, id],
    );
    return id;
  }

  /** Throws DomainError `not-found` when there is no such file of an invoice, it is another tenant's, or it was removed. */
  async read(actor: Actor, id: string): Promise<Document> {
    await this.invoiceOf(actor, id);
    return this.documents.read(actor, id);
  }

  /** Throws DomainError `not-found` when there is no such file of an invoice, or it is another tenant's. */
  async invoiceOf(actor: Actor, id: string): Promise<string> {
    const [found] = await this.reads.rows<{ invoiceId: string }>(
      actor,
      `select v.invoice_id as "invoiceId" from invoice_document v where v.document_id = $1 and ${TENANT[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
    return found.invoiceId;
  }

  /** Throws DomainError `not-found`, `forbidden` for a file of the other side, `conflict` where somebody relies on it. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const [invoice] = await tx.query<InvoiceOfFile>(
        `select ${COLUMNS} from invoice_document k
         join invoice v on v.health_body_id = k.health_body_id and v.id = k.invoice_id
         where k.document_id = $1 and ${TENANT[actor.side]} = $2`,
        [id, actor.organisationId],
      );
      if (invoice === undefined) throw new DomainError('not-found', NOT_FOUND);
      if (invoice.state === 'valid' || invoice.frozen) {
        throw new DomainError('conflict', 'The invoice was checked by this file, so the file stays.');
      }
      await this.documents.remove(tx, id);
    });
  }
}

function assertTakesFiles({ state, files }: InvoiceOfFile, side: Side): void {
  if (state === 'credited')
    throw new DomainError('conflict', 'This invoice was taken back: it takes no files any more.');
  if (state === 'valid' && side === 'group') {
    throw new DomainError('conflict', 'The health body has checked this invoice: it needs no further file.');
  }
  if (files < MOST_FILES) return;
  throw new DomainError('conflict', `An invoice has at most ${String(MOST_FILES)} files: take one away first.`);
}
