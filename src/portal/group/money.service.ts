import { Injectable } from '@nestjs/common';
import { payeeLine } from '../../finance';
import { OrganisationsService } from '../../organisations';
import { InstalmentListQuery, InstalmentsService, toInstalmentDetailView } from '../../payments';
import type { InstalmentDetailView } from '../../payments';
import type { Actor } from '../../platform';
import { addDays, addMonths, calendarDate, type CalendarDate } from '../../shared/calendar-date';
import { cashFlowView } from '../pictures/cash-flow-view.rules';
import type { CashFlowView } from '../pictures/cash-flow-view.rules';
import { asked } from './asked';
import { toListed } from './contract-reading.service';
import { paymentLine } from './payment-line';
import type { PaymentLine } from './payment-line';
import { PaymentLines } from './payment-lines.service';
import { stoppedWords } from './payment-words.rules';
import type { MoneyNow } from './payment-words.rules';

/** More late payments than this are told by their number and sum elsewhere; no group has had so many. */
const MOST_LATE = 200;
const A_PAGE = 12;
/** A picture of more would show nothing any more. */
const MOST_DRAWN = 600;

/** Which payments are asked for. */
export interface PaymentChoice {
  /** Only under this contract. */
  contractId?: string;
  cursor?: string;
}

/** How payments to a group show on bank statements. */
export interface Payee {
  /** Empty when banks can carry nothing of the name. */
  line: string;
  /** Whether the group said in whose name its account is. */
  given: boolean;
  example: string | null;
}

export interface Year {
  picture: CashFlowView | null;
  next: InstalmentDetailView | undefined;
}

/** A group's payments, over all its payers or under one contract. */
@Injectable()
export class GroupMoney {
  constructor(
    private readonly instalments: InstalmentsService,
    private readonly organisations: OrganisationsService,
    private readonly lines: PaymentLines,
  ) {}

  /** Lists of payments as the page shows them, with what may be claimed for each. */
  shown(actor: Actor, lists: readonly (readonly InstalmentDetailView[])[]): Promise<PaymentLine[][]> {
    return this.lines.ofEach(actor, lists);
  }

  /** In whose name payments are made out, as bank statements show it; `next` gives the example of a reference. */
  async payee(actor: Actor, next: InstalmentDetailView | undefined): Promise<Payee> {
    const { payee_name: given, name } = await this.organisations.one(actor, actor.organisationId);
    const example = next === undefined ? null : payeeLine(`${next.contractReference}/${String(next.number)}`);
    return { line: payeeLine(given ?? name), given: given !== null, example };
  }

  /** What is overdue, oldest first. */
  async late(actor: Actor, choice: PaymentChoice = {}): Promise<InstalmentDetailView[]> {
    return (await this.list(actor, { ...choice, overdue: true, limit: MOST_LATE })).items;
  }

  /** What falls due today or later, next first. */
  upcoming(actor: Actor, today: CalendarDate, choice: PaymentChoice, limit = A_PAGE) {
    return this.list(actor, { ...choice, dueFrom: today, limit });
  }

  /** What fell due before today, newest first, paid or not. */
  earlier(actor: Actor, today: CalendarDate, choice: PaymentChoice) {
    return this.list(actor, { ...choice, dueTo: addDays(today, -1), sort: '-dueOn', limit: A_PAGE });
  }

  /** What is agreed for a year back and a year ahead: the picture, null where nothing is, and the next of it. */
  async year(actor: Actor, today: CalendarDate, choice: PaymentChoice): Promise<Year> {
    const [from, to] = [addMonths(today, -12), addMonths(today, 12)];
    const { items } = await this.list(actor, { ...choice, dueFrom: from, dueTo: to, limit: MOST_DRAWN });
    const agreed = items.filter(({ counts }) => counts);
    const next = agreed.find((payment) => payment.dueOn >= today && isToCome(payment));
    return { picture: cashFlowView(agreed.map(toListed), today, 'money'), next };
  }

  private async list(actor: Actor, filter: Partial<InstalmentListQuery>) {
    const query = asked(InstalmentListQuery, filter);
    const { page, judge } = await this.instalments.list(actor, query);
    return { items: page.items.map((row) => toInstalmentDetailView(row, judge)), next: page.next };
  }
}

/** Agreed, and not all of it has come. */
export function isToCome({ counts, outstandingPence }: InstalmentDetailView): boolean {
  return counts && outstandingPence > 0;
}

export function nextOf(first: InstalmentDetailView | undefined): MoneyNow['next'] {
  if (first === undefined) return null;
  const { outstandingPence: pence, dueOn, healthBody: payer } = first;
  return { pence, on: calendarDate(dueOn), payer, stopped: stoppedWords(first) };
}

/** Without what the group may claim. */
export function linesOf(views: readonly InstalmentDetailView[], today: CalendarDate): PaymentLine[] {
  return views.map((view) => paymentLine(view, today));
}

/** What is late in all, for the first sentence. */
export function lateNow(late: readonly InstalmentDetailView[]): MoneyNow['late'] {
  const [oldest] = late;
  if (oldest === undefined) return null;
  return {
    pence: late.reduce((sum, { outstandingPence }) => sum + outstandingPence, 0),
    payments: late.length,
    oldestDueOn: calendarDate(oldest.dueOn),
    payers: [...new Set(late.map(({ healthBody }) => healthBody))],
  };
}
