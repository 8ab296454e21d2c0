import { Injectable } from '@nestjs/common';
import { CodingsService, PaymentSetup, PurchaseOrdersService } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { financialYearName, financialYearOf } from '../../shared/financial-year';
import type { PageData } from '../frame/pages';
import { mayEnter } from './invoice-may.rules';
import { ReadyToBePaidReader } from './ready-to-be-paid.service';

/** What the page of a contract's paperwork shows. */
@Injectable()
export class PaperworkReader {
  constructor(
    private readonly orders: PurchaseOrdersService,
    private readonly codings: CodingsService,
    private readonly setup: PaymentSetup,
    private readonly ready: ReadyToBePaidReader,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const [ordered, codings, setup, ready] = await Promise.all([
      this.orders.of(actor, id),
      this.codings.of(actor, id),
      this.setup.of(actor, id),
      this.ready.of(actor, id),
    ]);
    const present = financialYearOf(this.clock.today());
    return {
      title: 'Orders and coding',
      root: `/o/${actor.organisationId}`,
      contractId: id,
      setup,
      mayNamePayee: !setup.groupHasJoined && actor.roles.includes('partnership_manager'),
      ready,
      mayChange: mayEnter(actor),
      orders: ordered.items.map(named),
      years: ordered.years.filter(({ orderedPence }) => orderedPence > 0).map(named),
      codings: codings.map(named),
      choices: [present - 1, present, present + 1].map((year) => ({
        value: String(year),
        text: financialYearName(year),
      })),
      present: String(present),
    };
  }
}

function named<Of extends { financialYear: number }>(each: Of): Of & { year: string } {
  return { ...each, year: financialYearName(each.financialYear) };
}
