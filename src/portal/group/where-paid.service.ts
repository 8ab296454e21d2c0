import { Injectable } from '@nestjs/common';
import { BankDetailListQuery, BankDetailsService, toBankDetailView } from '../../finance';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { eventWords, groupStateWords } from '../finance/bank-detail-words.rules';
import { asked } from './asked';

const MOST = 50;
const EVENTS_SHOWN = 10;
/** For so long a group's home says that where it is paid has changed. */
const TOLD_DAYS = 30;
const DAY = 86_400_000;

/** Where a group is paid, as its payers keep it: masked, with what happened to it. */
@Injectable()
export class WherePaid {
  constructor(
    private readonly clock: Clock,
    private readonly details: BankDetailsService,
  ) {}

  async open(actor: Actor) {
    const now = this.clock.now();
    const { items } = await this.details.list(actor, asked(BankDetailListQuery, { limit: MOST, open: true }));
    return items
      .map((row) => ({ row, view: toBankDetailView(row, now) }))
      .filter(({ view }) => view.state !== 'superseded')
      .map(({ row, view }) => ({
        row,
        id: view.id,
        version: view.version,
        state: view.state,
        healthBody: view.healthBody,
        sortCode: view.sortCode,
        accountNumber: view.accountNumber,
        words: groupStateWords(view.state),
        effectiveAt: row.effective_at,
        proposedAt: row.proposed_at,
      }));
  }

  async withHistory(actor: Actor) {
    const open = await this.open(actor);
    return Promise.all(
      open.map(async (item) => {
        const events = await this.details.history(actor, item.row);
        const history = events
          .slice(0, EVENTS_SHOWN)
          .map((event) => ({ text: eventWords(event), at: event.happened_at }));
        return { ...item, history };
      }),
    );
  }

  /** What is on its way or changed lately: a group hears of it without looking for it. */
  async told(actor: Actor) {
    const since = this.clock.now().getTime() - TOLD_DAYS * DAY;
    const open = await this.open(actor);
    return open.filter(({ state, effectiveAt }) => state !== 'in_force' || (effectiveAt?.getTime() ?? 0) > since);
  }
}
