import type { CommencementDto, CommencementVersionView } from '../commencement';
import type { ProcessView, ProposeProcessDto } from '../decisions';
import type { Side } from '../shared/side';

/** What a side's one button does about how both keep in touch: it never agrees to what the other side has not said. */
export type ContactStep = 'nothing' | 'confirm' | 'propose';

/** The newest version stands in `newest`; `wanted` is what the side has read, and may have changed. */
export function contactStep(newest: CommencementVersionView | null, wanted: CommencementDto, side: Side): ContactStep {
  if (newest === null || contactText(newest) !== contactText(wanted)) return 'propose';
  const own = side === 'health' ? newest.healthConfirmedOn : newest.groupConfirmedOn;
  return own === null ? 'confirm' : 'nothing';
}

export type ProcessStep = 'sign' | 'decline' | 'withdraw' | 'propose';

/**
 * The same for how both decide. What waits and differs makes room first: declined when it is the other side's, taken back
 * when it is the own.
 */
export function processSteps(
  { inForce, proposed }: { inForce: ProcessView | null; proposed: ProcessView | null },
  wanted: ProposeProcessDto,
  side: Side,
): ProcessStep[] {
  const same = (process: ProcessView) => processText(process) === processText(wanted);
  if (proposed !== null) {
    const own = proposed.proposedBy === side;
    if (same(proposed)) return own ? [] : ['sign'];
    return [own ? 'withdraw' : 'decline', 'propose'];
  }
  return inForce !== null && same(inForce) ? [] : ['propose'];
}

/** A version that is on record, as it can be proposed again. */
export function asProposal({ daysToAnswer, dayKind, words, kinds, parties }: ProcessView): ProposeProcessDto {
  return {
    ...{ daysToAnswer, dayKind },
    ...(words !== null && { words }),
    kinds: kinds.map(({ words: which, ...kind }) => ({ ...kind, ...(which !== null && { words: which }) })),
    parties: parties.map(({ side, part, role, contactId, words: who }) => ({
      ...{ side, part, role },
      ...(contactId !== null && { contactId }),
      ...(who !== null && { words: who }),
    })),
  };
}

function contactText(terms: CommencementDto): string {
  const deadlines = terms.deadlines.map(({ what, on, whose }) => [what, on, whose]);
  const { channel, contactEveryDays, healthAvailability, groupAvailability } = terms;
  const said = [channel, contactEveryDays, healthAvailability, groupAvailability];
  return textOf([said, [...terms.ways].sort(), deadlines, [...terms.reviews].sort()]);
}

function processText(terms: ProcessView | ProposeProcessDto): string {
  const kinds = terms.kinds.map((each) => [each.kind, each.decides, each.withoutAnswer, each.words ?? null].join('|'));
  const parties = terms.parties.map(({ side, part, role, contactId, words }) =>
    [side, part, role, contactId ?? null, words ?? null].join('|'),
  );
  const { daysToAnswer, dayKind, words } = terms;
  return textOf([[daysToAnswer, dayKind, words ?? null], kinds.sort(), parties.sort()]);
}

/** Forms end lines as Windows does: that changes nothing. */
function textOf(said: unknown): string {
  return JSON.stringify(said).replaceAll(String.raw`\r\n`, String.raw`\n`);
}
