import { Injectable } from '@nestjs/common';
import { InstalmentListQuery, InstalmentsService, InterestClaimsService, toInstalmentDetailView } from '../../payments';
import type { InstalmentDetailView } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { asked } from './asked';
import { paymentLine } from './payment-line';
import type { PaymentLine } from './payment-line';

/** No plan has more: sixty months, or as many milestones as a form takes. */
const MOST_PAYMENTS = 500;

/** Payments as the pages show them; to a group with what it may claim for each, and has claimed. */
@Injectable()
export class PaymentLines {
  constructor(
    private readonly instalments: InstalmentsService,
    private readonly claims: InterestClaimsService,
    private readonly clock: Clock,
  ) {}

  /** All of a contract. */
  async ofContract(actor: Actor, contractId: string) {
    const query = asked(InstalmentListQuery, { contractId, limit: MOST_PAYMENTS });
    const { page, judge } = await this.instalments.list(actor, query);
    const views = page.items.map((item) => toInstalmentDetailView(item, judge));
    return { views, lines: await this.of(actor, views) };
  }

  async of(actor: Actor, views: readonly InstalmentDetailView[]): Promise<PaymentLine[]> {
    const [lines = []] = await this.ofEach(actor, [views]);
    return lines;
  }

  /** Of several lists at once. */
  async ofEach(actor: Actor, lists: readonly (readonly InstalmentDetailView[])[]): Promise<PaymentLine[][]> {
    const today = this.clock.today();
    const shown = actor.side === 'group' ? lists.flat() : [];
    const ids = shown.filter((view) => bearsInterest(view, today)).map(({ id }) => id);
    const claimed = await this.claims.soFar(actor, [...new Set(ids)]);
    return lists.map((views) => views.map((view) => paymentLine(view, today, claimed.get(view.id))));
  }
}

/** Only for what was out after its day can anything have been claimed. */
function bearsInterest({ interestStartsOn, fixedSumPence }: InstalmentDetailView, today: string): boolean {
  return interestStartsOn !== null && interestStartsOn <= today && fixedSumPence !== null;
}
