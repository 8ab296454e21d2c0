import { Injectable } from '@nestjs/common';
import {
  CAUSES,
  HistoryService,
  HOLD_REASONS,
  InstalmentsService,
  LateCaseListQuery,
  LateCasesService,
  MOVES,
  RETURN_REASONS,
  toHistoryView,
  toInstalmentDetailView,
} from '../../payments';
import type { InstalmentAction, InstalmentDetailView, InstalmentHistoryView } from '../../payments';
import { ACCESS_TABLE, Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, dayInLondon } from '../../shared/calendar-date';
import type { PageData } from '../frame/pages';
import { asked } from '../group/asked';
import { PaymentLines } from '../group/payment-lines.service';
import { CAUSE_WORDS, HOLD_WORDS, historyLines, RETURN_WORDS } from './history-words.rules';
import { nextStep } from './next-step.rules';

const MOST_CASES = 5;

/** What people of the health body do on the page, by the route that does it. */
const ROUTES: Readonly<Record<InstalmentAction, string>> = {
  approve: 'approval',
  unapprove: 'approval-end',
  hold: 'hold',
  release: 'release',
  return: 'return',
  attempt: 'new-attempt',
};

/** One payment as its page shows it, to either side and to finance. */
@Injectable()
export class PaymentReader {
  constructor(
    private readonly instalments: InstalmentsService,
    private readonly histories: HistoryService,
    private readonly lines: PaymentLines,
    private readonly cases: LateCasesService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not-found`. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const { payment, history } = await this.read(actor, id);
    const today = this.clock.today();
    const root = `/o/${actor.organisationId}`;
    const inGroup = actor.side === 'group';
    const { hold } = payment;
    const [line] = await this.lines.of(actor, [payment]);
    const holdKind = hold === null ? null : HOLD_WORDS[hold.reasonCode];
    return {
      title: 'Payment',
      ...(inGroup && { breadcrumbs: [{ text: 'Payments', href: `${root}/payments` }] }),
      root,
      at: `${root}/payments/${id}`,
      payment,
      line,
      closedCases: await this.closedCases(actor, id),
      hold,
      holdKind,
      causeWords: CAUSE_WORDS,
      causes: CAUSES.map((value) => ({ value, text: capital(CAUSE_WORDS[value] ?? value) })),
      holdReasons: HOLD_REASONS.map((value) => ({ value, text: capital(HOLD_WORDS[value] ?? value) })),
      returnReasons: RETURN_REASONS.map((value) => ({ value, text: capital(RETURN_WORDS[value] ?? value) })),
      other: inGroup ? payment.healthBody : payment.group,
      seesContract: isOpenTo(actor, 'GET /o/:org/contracts/:id'),
      next: nextStep(payment, actor.side),
      may: mayDo(actor, payment),
      maySayArrival: inGroup && isAwaited(payment, today),
      maySayImpact: inGroup && hadToWait(payment),
      reports: inGroup ? history.impactReports.filter(({ withdrawnAt }) => withdrawnAt === null).map(reportLine) : [],
      maySayCause: hold !== null && isOpenTo(actor, 'POST /o/:org/payments/:id/cause'),
      byHand: byHand(actor, payment),
      history: historyLines(history),
      today,
    };
  }

  /** How it was late before, newest first, for those who may read what was said about it. */
  private async closedCases(actor: Actor, instalmentId: string): Promise<{ id: string; on: string }[]> {
    if (!isOpenTo(actor, 'GET /o/:org/late-payments/:id')) return [];
    const query = asked(LateCaseListQuery, { instalmentId, state: 'closed', sort: '-openedOn', limit: MOST_CASES });
    const { items } = await this.cases.list(actor, query);
    return items.map(({ id, openedOn }) => ({ id, on: openedOn }));
  }

  async read(actor: Actor, id: string): Promise<{ payment: InstalmentDetailView; history: InstalmentHistoryView }> {
    const [{ row, judge }, history] = await Promise.all([
      this.instalments.one(actor, id),
      this.histories.of(actor, id),
    ]);
    return { payment: toInstalmentDetailView(row, judge), history: toHistoryView(history) };
  }
}

/** What is offered: in this state, and to this role. */
function mayDo(actor: Actor, { state }: InstalmentDetailView): Record<string, boolean> {
  const actions = Object.keys(MOVES) as InstalmentAction[];
  return Object.fromEntries(
    actions.map((action) => [
      action,
      MOVES[action].from.includes(state) && isOpenTo(actor, `POST /o/:org/payments/:id/${ROUTES[action]}`),
    ]),
  );
}

/** What arrived, and what may be recorded of it by hand; null for whoever records no money. */
function byHand(actor: Actor, payment: InstalmentDetailView): object | null {
  if (!isOpenTo(actor, 'POST /o/:org/payments/:id/receipts/new')) return null;
  const counting = payment.receipts.filter(({ kind, reversed }) => kind === 'receipt' && !reversed);
  const shown = {
    receipts: counting.map(({ id, amountPence, receivedOn, reference }) => {
      return { id, amountPence, on: calendarDate(receivedOn), reference };
    }),
    record: payment.state !== 'cancelled' && payment.outstandingPence > 0,
    recover: payment.receivedPence > 0,
  };
  return shown.receipts.length > 0 || shown.record ? shown : null;
}

/** Of one that is neither due nor sent, or not agreed, there is nothing to say yet. */
function isAwaited({ state, counts, dueOn }: InstalmentDetailView, today: string): boolean {
  return counts && state !== 'cancelled' && (dueOn <= today || state === 'paid' || state === 'exported');
}

/** It is late, came late, or is said not to have come. */
function hadToWait({ overdue, settledOn, dueOn, arrivalSaid }: InstalmentDetailView): boolean {
  return overdue || (settledOn !== null && settledOn > dueOn) || arrivalSaid === 'not_arrived';
}

function reportLine({ id, reportedAt }: InstalmentHistoryView['impactReports'][number]): { id: string; on: string } {
  return { id, on: dayInLondon(new Date(reportedAt)) };
}

function isOpenTo({ roles }: Actor, route: string): boolean {
  const who = ACCESS_TABLE[route]?.who;
  return Array.isArray(who) && roles.some((role) => who.includes(role));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
