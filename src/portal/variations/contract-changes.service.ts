import { Injectable } from '@nestjs/common';
import {
  PlanHistory,
  RecoveriesDue,
  RecoveryDueListQuery,
  toRecoveryDueView,
  toVariationView,
  VariationListQuery,
  VariationsService,
} from '../../contracts';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { asked } from '../group/asked';
import { recoveryTag, variationTag } from './variation-words.rules';

const MOST = 50;

/** What changed of a contract, for the part of its page that both sides read. */
@Injectable()
export class ContractChanges {
  constructor(
    private readonly variations: VariationsService,
    private readonly history: PlanHistory,
    private readonly recoveries: RecoveriesDue,
  ) {}

  async of(actor: Actor, contract: { id: string; state: string; history: readonly { state: string }[] }) {
    const filter = { contractId: contract.id, limit: MOST };
    const [variations, versions, recoveries] = await Promise.all([
      this.variations.list(actor, asked(VariationListQuery, filter)),
      this.history.versions(actor, contract.id),
      this.recoveries.list(actor, asked(RecoveryDueListQuery, filter)),
    ]);
    const lines = variations.items.map((row) => lineOf(toVariationView(row), actor));
    const speaks = actor.side === 'health' || actor.roles.includes('group_lead');
    const stored = contract.history.at(-1)?.state ?? contract.state;
    const runs = ['agreed', 'suspended'].includes(stored);
    return {
      variations: lines,
      waiting: lines.find(({ open, ours }) => open && !ours) ?? null,
      mayPropose: speaks && runs && !lines.some(({ open }) => open),
      moves: actor.side === 'health' ? movesOf(stored) : [],
      plans: versions
        .filter(({ current }) => !current)
        .map(({ scheduleVersion, plannedAt, netPence }) => ({
          number: scheduleVersion,
          plannedAt: new Date(plannedAt),
          netPence,
        })),
      recoveries: recoveries.items.map((row) => recoveryOf(toRecoveryDueView(row))),
    };
  }
}

function lineOf(view: ReturnType<typeof toVariationView>, actor: Actor) {
  const ours = view.proposedBy === actor.side;
  return {
    id: view.id,
    ours,
    open: view.state === 'open',
    by: ours ? 'your side' : actor.side === 'health' ? view.group : view.healthBody,
    proposedOn: calendarDate(view.proposedOn),
    effectiveOn: calendarDate(view.effectiveOn),
    state: variationTag(view.state),
  };
}

function recoveryOf(due: ReturnType<typeof toRecoveryDueView>) {
  const { id, amountPence, recoveredPence, neverCamePence } = due;
  return {
    id,
    amountPence,
    recoveredPence,
    neverCamePence,
    from: calendarDate(due.forFrom),
    to: calendarDate(due.forTo),
    stands: recoveryTag(due.state).text.toLowerCase(),
  };
}

/** By the last move on record, also one that holds only from a later day. */
function movesOf(state: string): { path: string; text: string }[] {
  const end = { path: 'termination', text: 'End it early' };
  if (state === 'suspended') return [{ path: 'resumption', text: 'Go on with it' }, end];
  return state === 'agreed' ? [{ path: 'suspension', text: 'Suspend it' }, end] : [];
}
