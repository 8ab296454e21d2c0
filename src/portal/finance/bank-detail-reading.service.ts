import { Injectable } from '@nestjs/common';
import { BankDetailCalls, BankDetailsService, mayConfirm, mayMove, toBankDetailView } from '../../finance';
import type { BankDetailView, DetailMove } from '../../finance';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { PageData } from '../frame/pages';
import { callWords, eventWords, LOOK_REASONS, modulusWords, REASONS, stateWords } from './bank-detail-words.rules';

/** What the page of one change shows, and what whoever reads it may do next. */
@Injectable()
export class BankDetailReading {
  constructor(
    private readonly clock: Clock,
    private readonly details: BankDetailsService,
    private readonly calls: BankDetailCalls,
  ) {}

  /** Throws DomainError when there are no such details. */
  async mustBeThere(actor: Actor, id: string): Promise<void> {
    await this.details.one(actor, id);
  }

  async page(actor: Actor, id: string): Promise<PageData> {
    const row = await this.details.one(actor, id);
    const view = toBankDetailView(row, this.clock.now());
    const own = view.groupId === null;
    const next = movesOf(actor, view);
    const [history, calls, numbers] = await Promise.all([
      this.details.history(actor, row),
      this.details.calls(actor, id),
      next.call ? this.calls.numbers(actor, id) : [],
    ]);
    const root = `/o/${actor.organisationId}/finance/bank-details`;
    return {
      title: 'Bank details',
      breadcrumbs: [{ text: 'Bank details', href: root }],
      root,
      item: view,
      own,
      words: stateWords(view.state, own),
      reason: REASONS.find(({ value }) => value === view.reasonCode)?.text ?? '',
      modulus: modulusWords(view.modulus),
      effectiveAt: row.effective_at,
      next,
      numbers: numbers.map(({ verified_on, ...number }) => ({ ...number, verifiedOn: calendarDate(verified_on) })),
      calls: calls.map((call) => ({ ...call, result: callWords(call.result) })),
      history: history.map((event) => ({ text: eventWords(event), at: event.happened_at })),
      lookReasons: LOOK_REASONS,
      whole: null,
    };
  }
}

/** What is open, and to whom: whoever proposed or called is told that somebody else confirms. */
function movesOf(actor: Actor, view: BankDetailView) {
  const own = view.groupId === null;
  const approver = actor.roles.includes('finance_approver');
  const may = (move: DetailMove) => mayMove(move, view.state, own);
  return {
    call: may('call-back'),
    confirm: may('confirmation') && approver && isSecond(actor, view),
    waitsForSecond: may('confirmation') && !(approver && isSecond(actor, view)),
    refuse: approver && may('refusal'),
    cancel: may('cancellation'),
    end: approver && may('end'),
    look: view.closedAt === null && view.state !== 'superseded',
  };
}

function isSecond({ id }: Actor, { proposedBy, calledBy }: BankDetailView): boolean {
  return mayConfirm(id, { proposedBy: proposedBy ?? '', calledBy });
}
