import { Injectable } from '@nestjs/common';
import { ContractDetailService, toContractDetailView } from '../../contracts';
import type { ContractDetailView } from '../../contracts';
import { InstalmentListQuery, InstalmentsService, toInstalmentDetailView } from '../../payments';
import type { InstalmentDetailView } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, type CalendarDate } from '../../shared/calendar-date';
import type { ServedSection } from '../strategy/strategy-reading.service';
import { cashFlowView } from '../pictures/cash-flow-view.rules';
import type { CashFlowView, ListedPayment } from '../pictures/cash-flow-view.rules';
import { asked } from './asked';
import { ContractAims } from './contract-aims.service';
import type { Aims } from './contract-aims.service';
import type { ShownImpact } from './funding-impact-words.rules';
import { LeadCards } from './lead-cards.service';
import type { LeadCard } from './lead-cards.service';
import { entitlementWords, paymentWords, periodWords } from './payment-words.rules';
import type { PaymentFacts, PaymentWords } from './payment-words.rules';
import { instrumentWords, moveWords, stateTag, termsWords, vatWords } from './terms-words.rules';

/** No plan has more: sixty months, or as many milestones as a form takes. */
const MOST_PAYMENTS = 500;

/** A payment as the pages show it. */
export interface PaymentLine {
  id: string;
  period: string;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  /** Whether money is still to be sent for it. */
  toSend: boolean;
  /** Late, so that the group may ask where it is. */
  askable: boolean;
  amountPence: number;
  receivedPence: number;
  words: PaymentWords;
  entitlement: string | null;
  payer: string;
  reference: string;
  contractId: string;
}

/** What a contract says: the terms, when it is paid, and whom to talk to. */
export interface ContractOffer {
  contract: ContractDetailView;
  state: { text: string; colour: string };
  /** Terms in plain words. */
  terms: { timing: string; instrument: string; vat: string };
  cards: { health: LeadCard[]; group: LeadCard[] };
  payments: PaymentLine[];
}

/** A contract with all that either side's page shows of it. */
export interface ContractReading extends ContractOffer, ServedSection {
  latePence: number;
  picture: CashFlowView | null;
  /** Before it is agreed. */
  impact: ShownImpact | null;
  history: string[];
  /** Whether it asks for what the group says it does. */
  fit: Aims['fit'];
}

@Injectable()
export class ContractReader {
  constructor(
    private readonly contracts: ContractDetailService,
    private readonly instalments: InstalmentsService,
    private readonly leadCards: LeadCards,
    private readonly aims: ContractAims,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async read(actor: Actor, id: string): Promise<ContractReading> {
    const today = this.clock.today();
    const [read, { fit, served }] = await Promise.all([this.facts(actor, id, today), this.aims.of(actor, id)]);
    const { contract, payments } = read;
    const proposed = contract.state === 'draft';
    const drawn = proposed || contract.state === 'withdrawn' ? [] : payments.map(toListed);
    return {
      ...served,
      ...offerOf(read, today),
      latePence: payments
        .filter(({ overdue }) => overdue)
        .reduce((sum, { outstandingPence }) => sum + outstandingPence, 0),
      picture: cashFlowView(drawn, today, 'money'),
      impact: proposed ? await this.aims.impact(actor, id) : null,
      fit,
      history: contract.history.map(({ state, effectiveOn }) => moveWords(state, calendarDate(effectiveOn))),
    };
  }

  /** Only what is agreed to. Throws as `read` does. */
  async offer(actor: Actor, id: string): Promise<ContractOffer> {
    const today = this.clock.today();
    return offerOf(await this.facts(actor, id, today), today);
  }

  private async facts(actor: Actor, id: string, today: CalendarDate): Promise<Facts> {
    const query = asked(InstalmentListQuery, { contractId: id, limit: MOST_PAYMENTS });
    const [row, { page, judge }, cards] = await Promise.all([
      this.contracts.one(actor, id),
      this.instalments.list(actor, query),
      this.leadCards.ofContract(actor, id, today),
    ]);
    const payments = page.items.map((item) => toInstalmentDetailView(item, judge));
    return { contract: toContractDetailView(row), payments, cards };
  }
}

interface Facts {
  contract: ContractDetailView;
  payments: InstalmentDetailView[];
  cards: LeadCard[];
}

function offerOf({ contract, payments, cards }: Facts, today: CalendarDate): ContractOffer {
  return {
    contract,
    state: stateTag(contract.state),
    terms: {
      timing: termsWords(contract),
      instrument: instrumentWords(contract.instrument),
      vat: vatWords(contract.vatTreatment),
    },
    cards: { health: cards.filter(isOf('health')), group: cards.filter(isOf('group')) },
    payments: payments.map((payment) => paymentLine(payment, today)),
  };
}

function isOf(side: LeadCard['side']): (card: LeadCard) => boolean {
  return (card) => card.side === side;
}

/** For the picture of what was expected and paid. */
export function toListed({ dueOn, amountPence, state, receipts }: InstalmentDetailView): ListedPayment {
  return {
    dueOn: calendarDate(dueOn),
    amountPence,
    state,
    receipts: receipts.map((entry) => ({
      receivedOn: calendarDate(entry.receivedOn),
      amountPence: entry.amountPence,
      kind: entry.kind,
    })),
  };
}

export function paymentLine(view: InstalmentDetailView, today: CalendarDate): PaymentLine {
  const facts = factsOf(view);
  return {
    id: view.id,
    period: periodWords(calendarDate(view.periodStartsOn), calendarDate(view.periodEndsOn)),
    dueOn: facts.dueOn,
    sendByOn: calendarDate(view.sendByOn),
    toSend: view.counts && view.outstandingPence > 0,
    askable: view.overdue,
    amountPence: view.amountPence,
    receivedPence: view.receivedPence,
    words: paymentWords(facts),
    entitlement: entitlementWords(facts, today),
    payer: view.healthBody,
    reference: view.contractReference,
    contractId: view.contractId,
  };
}

function factsOf(view: InstalmentDetailView): PaymentFacts {
  return {
    state: view.state,
    counts: view.counts,
    dueOn: calendarDate(view.dueOn),
    amountPence: view.amountPence,
    receivedPence: view.receivedPence,
    outstandingPence: view.outstandingPence,
    overdue: view.overdue,
    daysOverdue: view.daysOverdue,
    settledOn: dateOrNull(view.settledOn),
    interestStartsOn: dateOrNull(view.interestStartsOn),
    statutoryInterestPence: view.statutoryInterestPence,
    fixedSumPence: view.fixedSumPence,
  };
}

function dateOrNull(text: string | null): CalendarDate | null {
  return text === null ? null : calendarDate(text);
}
