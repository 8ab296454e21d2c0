import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { DecisionDetailView } from './decision-view.dto';
import type { CloseDecisionDto, GivePositionDto } from './decisions.dto';
import { lackIn } from './decisions.service';
import type { Lack } from './following.rules';
import type { ProcessView } from './process-view.dto';

const LACKING: Readonly<Record<Lack, string>> = {
  no_process: 'No decision process is in force, so nothing can be called agreed: sign one first.',
  health: 'The health body’s yes is missing, as the decision process asks for it.',
  group: 'The group’s yes is missing, as the decision process asks for it.',
  both: 'Nobody has said yes yet.',
};

const WITH_COMMENT: readonly string[] = ['agree_with_comment', 'do_not_agree'];
const WITH_REASON: readonly string[] = ['without_agreement', 'not_taken'];
const WITH_OPTION: readonly string[] = ['agreed', 'without_agreement'];

/** Throws DomainError `invalid` for a position that lacks its comment, or its option. */
export function assertWhole({ options }: DecisionDetailView, { stance, comment, option }: GivePositionDto): void {
  if (comment === undefined && WITH_COMMENT.includes(stance)) {
    throw invalid('comment', 'Say it in a few words, for the other side to read.');
  }
  if ((option ?? 0) > options.length) throw invalid('option', 'There is no such option.');
  if (option === undefined && options.length > 0 && stance.startsWith('agree')) {
    throw invalid('option', 'Say which of the options you agree to.');
  }
}

/** One of those who decide for the side; null where no process is in force. Throws DomainError `invalid`. */
export function decider(process: ProcessView | null, side: Side, named: string | undefined): string | null {
  if (process === null) return null;
  const possible = process.parties.filter((party) => party.side === side && party.part === 'decides');
  const only = possible.length === 1 ? possible[0]?.id : undefined;
  const id = named ?? only;
  if (id !== undefined && possible.some((party) => party.id === id)) return id;
  throw invalid('decidedById', 'Say who decided it, of those whom the decision process names for your side.');
}

/** Throws DomainError `conflict` for taking back another's proposal, `invalid` without a reason or an option. */
export function assertMayClose(actor: Actor, decision: DecisionDetailView, request: CloseDecisionDto): void {
  if (request.outcome === 'withdrawn' && decision.proposedBy !== actor.side) {
    throw new DomainError('conflict', 'Only the side that proposed it takes it back.');
  }
  if (request.reason === undefined && WITH_REASON.includes(request.outcome)) {
    throw invalid('reason', 'Say why, for the other side to read.');
  }
  if (!isChosen(decision, request)) {
    throw invalid('option', 'Say which of the options it is, and only where one is taken.');
  }
}

function isChosen({ options }: DecisionDetailView, { outcome, option }: CloseDecisionDto): boolean {
  if (option === undefined) return outcome !== 'agreed' || options.length === 0;
  return option <= options.length && WITH_OPTION.includes(outcome);
}

/** Throws DomainError `conflict` where the process in force was not followed. */
export function assertFollowed(
  decision: DecisionDetailView,
  inForce: ProcessView | null,
  today: string,
  option: number | null,
): void {
  const lack = lackIn(decision, inForce, today, option);
  if (lack !== null) throw new DomainError('conflict', LACKING[lack]);
}

function invalid(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
