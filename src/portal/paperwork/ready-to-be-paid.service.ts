import { Injectable } from '@nestjs/common';
import { PaymentReadiness } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { readyToBePaid } from './paper-words.rules';
import type { ReadyToBePaid } from './paper-words.rules';

/** What a contract's page says of whether its payments can be sent. */
@Injectable()
export class ReadyToBePaidReader {
  constructor(
    private readonly readiness: PaymentReadiness,
    private readonly clock: Clock,
  ) {}

  /** Null where nothing is to be sent. Throws DomainError `not-found` for a contract that is not there. */
  async of(actor: Actor, contractId: string): Promise<ReadyToBePaid | null> {
    const root = `/o/${actor.organisationId}`;
    const read = await this.readiness.of(actor, contractId);
    const paperwork = `${root}/contracts/${contractId}/paperwork`;
    const paths =
      actor.side === 'health'
        ? {
            invoice: `${root}/invoices/new?contract=${contractId}`,
            invoice_to_check: `${root}/invoices?state=received`,
            payee_name: `${paperwork}#setup`,
            supplier_number: `${paperwork}#setup`,
            purchase_order: `${paperwork}#orders`,
            coding: `${paperwork}#coding`,
          }
        : {
            payee_name: `${root}/payee-name`,
            invoice: `${root}/invoices/new?contract=${contractId}`,
            schedule_acknowledged: '#payments',
          };
    return readyToBePaid(read, actor.side, { paths, today: this.clock.today() });
  }
}
