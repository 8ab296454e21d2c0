import { Injectable } from '@nestjs/common';
import { ContractDetailService, toContractDetailView } from '../../contracts';
import type { ContractDetailView } from '../../contracts';
import type { InstalmentDetailView } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, type CalendarDate } from '../../shared/calendar-date';
import type { ServedSection } from '../strategy/strategy-reading.service';
import { cashFlowView } from '../pictures/cash-flow-view.rules';
import type { CashFlowView, ListedPayment } from '../pictures/cash-flow-view.rules';
import { ContractAims } from './contract-aims.service';
import type { Aims } from './contract-aims.service';
import type { ShownImpact } from './funding-impact-words.rules';
import { LeadCards } from './lead-cards.service';
import type { LeadCard } from './lead-cards.service';
import type { PaymentLine } from './payment-line';
import { PaymentLines } from './payment-lines.service';
import { instrumentWords, moveWords, stateTag, termsWords, vatWords } from './terms-words.rules';

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
    private readonly lines: PaymentLines,
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
      ...offerOf(read),
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
    return offerOf(await this.facts(actor, id, today));
  }

  private async facts(actor: Actor, id: string, today: CalendarDate): Promise<Facts> {
    const [row, { views, lines }, cards] = await Promise.all([
      this.contracts.one(actor, id),
      this.lines.ofContract(actor, id),
      this.leadCards.ofContract(actor, id, today),
    ]);
    return { contract: toContractDetailView(row), payments: views, lines, cards };
  }
}

interface Facts {
  contract: ContractDetailView;
  payments: InstalmentDetailView[];
  lines: PaymentLine[];
  cards: LeadCard[];
}

function offerOf({ contract, lines, cards }: Facts): ContractOffer {
  return {
    contract,
    state: stateTag(contract.state),
    terms: {
      timing: termsWords(contract),
      instrument: instrumentWords(contract.instrument),
      vat: vatWords(contract.vatTreatment),
    },
    cards: { health: cards.filter(isOf('health')), group: cards.filter(isOf('group')) },
    payments: lines,
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
