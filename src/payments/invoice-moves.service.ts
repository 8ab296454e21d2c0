import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { lockInvoice } from './invoice-lock';
import type { LockedInvoice } from './invoice-lock';
import { checkInvoiceMove } from './invoices.rules';
import type { InvoiceMove } from './invoices.rules';
import type { DisputeInvoiceDto } from './invoices.dto';

/** What becomes of an invoice. The history of its states is written by the database with each. */
@Injectable()
export class InvoiceMovesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** It may be paid. Throws DomainError `not-found`, `conflict` (see `checkInvoiceMove`), `stale`; so do the others. */
  validate(actor: Actor, id: string, version: number): Promise<string> {
    return this.move(actor, { id, version, move: 'validate', action: 'invoice.validated' }, (tx, { healthBodyId }) =>
      tx.change(`update invoice set state = 'valid', version = version + 1 where health_body_id = $1 and id = $2`, [
        healthBodyId,
        id,
      ]),
    );
  }

  /** It is not paid as it is; the group reads why. Throws DomainError `invalid` for a day on which it cannot have been told. */
  dispute(actor: Actor, id: string, version: number, request: DisputeInvoiceDto): Promise<string> {
    const toldOn = request.groupToldOn ?? this.clock.today();
    if (toldOn > this.clock.today()) throw toldWrong('The group cannot have been told after today.');
    return this.move(actor, { id, version, move: 'dispute', action: 'invoice.disputed' }, async (tx, invoice) => {
      if (toldOn < invoice.receivedOn)
        throw toldWrong('The group cannot have been told before the invoice was received.');
      await tx.change(
        `update invoice set state = 'disputed', dispute_reason = $3, group_told_on = $4, version = version + 1
         where health_body_id = $1 and id = $2`,
        [invoice.healthBodyId, id, request.reason, toldOn],
      );
    });
  }

  /** It was taken back, by a credit note or as a mistake: it asks for nothing, and its payments can have another. */
  credit(actor: Actor, id: string, version: number): Promise<string> {
    return this.move(actor, { id, version, move: 'credit', action: 'invoice.credited' }, (tx, { healthBodyId }) =>
      tx.change(`update invoice set state = 'credited', version = version + 1 where health_body_id = $1 and id = $2`, [
        healthBodyId,
        id,
      ]),
    );
  }

  private move(
    actor: Actor,
    { id, version, move, action }: { id: string; version: number; move: InvoiceMove; action: string },
    change: (tx: Tx, invoice: LockedInvoice) => Promise<unknown>,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const invoice = await lockInvoice(tx, id);
      checkInvoiceMove(move, invoice);
      checkVersion(invoice.version, version);
      await change(tx, invoice);
      await this.audit.record(tx, { action, subjectId: id });
      return id;
    });
  }
}

function toldWrong(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/groupToldOn', detail }]);
}
