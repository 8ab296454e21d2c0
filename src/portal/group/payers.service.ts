import { Injectable } from '@nestjs/common';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import { LateCasesService } from '../../payments';
import type { InstalmentDetailView, LateCaseView } from '../../payments';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { whoWords } from '../late/late-words.rules';
import { asked } from './asked';
import { LeadCards } from './lead-cards.service';
import type { LeadCard } from './lead-cards.service';
import { GroupMoney, isToCome, linesOf } from './money.service';
import type { PaymentLine } from './payment-line';
import { stoppedWords } from './payment-words.rules';

const MOST_PAYERS = 50;
/** Far enough to find each payer's next payment. */
const MOST_UPCOMING = 200;

/** A payment that is late, with who deals with it. */
export interface LateLine extends PaymentLine {
  /** Who deals with it and since when; null where the group has not asked, and nobody took it up. */
  who: string | null;
  /** What was asked and answered, or where to ask. */
  href: string;
}

export interface Payer {
  name: string;
  /** All that happened between both. */
  happened: string;
  late: LateLine[];
  next: { pence: number; on: CalendarDate; href: string; stopped: string | null } | null;
  cards: LeadCard[];
}

/** All payers of a group with what each owes it next, and what is late over all of them. */
export interface AllPayers {
  payers: Payer[];
  late: readonly InstalmentDetailView[];
  next: InstalmentDetailView | undefined;
  /** The last day in Accord of a group that is leaving; null while it stays. */
  leavesOn: string | null;
}

@Injectable()
export class GroupPayers {
  constructor(
    private readonly partnerships: PartnershipsService,
    private readonly money: GroupMoney,
    private readonly leadCards: LeadCards,
    private readonly cases: LateCasesService,
  ) {}

  async of(actor: Actor, today: CalendarDate): Promise<AllPayers> {
    const [partnerships, late, { items }, cards] = await Promise.all([
      this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST_PAYERS })),
      this.money.late(actor),
      this.money.upcoming(actor, today, {}, MOST_UPCOMING),
      this.leadCards.ofPayers(actor, today),
    ]);
    const upcoming = items.filter(isToCome);
    const cases = await this.cases.openOf(
      actor,
      late.map(({ id }) => id),
    );
    const root = `/o/${actor.organisationId}`;
    const payers = partnerships.items.map(({ id: partnershipId, health_body_id: id, health_body: name }) => {
      const ofPayer = ({ healthBodyId }: { healthBodyId: string }) => healthBodyId === id;
      return {
        name,
        happened: `${root}/partnerships/${partnershipId}/timeline`,
        late: linesOf(late.filter(ofPayer), today).map((line) => ({ ...line, ...dealt(line, cases, root) })),
        next: nextOf(upcoming.find(ofPayer), root),
        cards: cards.filter(ofPayer),
      };
    });
    return { payers, late, next: upcoming[0], leavesOn: partnerships.items[0]?.leaves_on ?? null };
  }
}

function dealt(
  { id }: PaymentLine,
  cases: ReadonlyMap<string, LateCaseView>,
  root: string,
): Pick<LateLine, 'who' | 'href'> {
  const open = cases.get(id);
  if (open === undefined) return { who: null, href: `${root}/payments/${id}/late-case` };
  return { who: whoWords(open), href: `${root}/late-payments/${open.id}` };
}

function nextOf(next: InstalmentDetailView | undefined, root: string): Payer['next'] {
  if (next === undefined) return null;
  const { outstandingPence: pence, dueOn, id } = next;
  return { pence, on: calendarDate(dueOn), href: `${root}/payments/${id}`, stopped: stoppedWords(next) };
}
