import type { CalendarDate } from '../shared/calendar-date';
import { NEVER_BY_SILENCE } from './process.rules';
import type { Deciding, DecidingSide, DecisionKind, KindTerms, WithoutAnswer } from './process.rules';

export const STANCES = ['agree', 'agree_with_comment', 'do_not_agree', 'abstain'] as const;
export type Stance = (typeof STANCES)[number];

/** What the rule needs to know of a process. */
export interface ProcessInForce {
  id: string;
  kinds: readonly Pick<KindTerms, 'kind' | 'decides' | 'withoutAnswer'>[];
  /** The sides of which it says whom to ask first. */
  consults: readonly DecidingSide[];
}

export interface GivenPosition {
  side: DecidingSide;
  stance: Stance;
  option: number | null;
  /** The process that it was given under. */
  processId: string | null;
  /** Whether those were asked whom that process names. */
  consulted: boolean;
}

export interface DecisionFacts {
  kind: DecisionKind;
  options: number;
  answerBy: CalendarDate;
  /** Oldest first: the last one of a side stands. */
  positions: readonly GivenPosition[];
}

/** Why a decision may not be called agreed: there is no process, or the word of a side, or of both, is missing. */
export type Lack = 'no_process' | DecidingSide | 'both';

interface Asked {
  inForce: ProcessInForce;
  decides: Deciding;
  withoutAnswer: WithoutAnswer;
  late: boolean;
  option: number | null;
}

/**
 * What the process in force on the day still asks for before the decision is agreed; null when it was followed. A kind that
 * the process does not name needs the yes of both. The database keeps the same rule.
 */
export function lackOf(
  decision: DecisionFacts,
  inForce: ProcessInForce | null,
  on: CalendarDate,
  option: number | null,
): Lack | null {
  if (inForce === null) return 'no_process';
  const { decides, withoutAnswer } = inForce.kinds.find(({ kind }) => kind === decision.kind) ?? UNNAMED;
  const asked = { inForce, decides, withoutAnswer, late: on > decision.answerBy, option };
  const words = SIDES.map((side) => wordOf(decision, side, asked));
  const missing = SIDES.find((_, index) => words[index] === 'missing');
  if (missing !== undefined) return missing;
  return words.includes('yes') ? null : 'both';
}

const SIDES = ['health', 'group'] as const;

/** What a side's standing position comes to: silence and being consulted are no yes. */
function wordOf(decision: DecisionFacts, side: DecidingSide, asked: Asked): 'yes' | 'nothing' | 'missing' {
  const given = decision.positions.filter((position) => position.side === side).at(-1);
  if (given === undefined) return mayBeSilent(decision.kind, side, asked) ? 'nothing' : 'missing';
  if (!counts(given, asked)) return 'missing';
  if (!speaksFor(asked.decides, side)) return 'nothing';
  return agrees(given, decision.options, asked.option) ? 'yes' : 'missing';
}

const UNNAMED = { decides: 'both', withoutAnswer: 'wait' } as const;

function speaksFor(decides: Deciding, side: DecidingSide): boolean {
  return decides === 'both' || decides === side;
}

function mayBeSilent(kind: DecisionKind, side: DecidingSide, asked: Asked): boolean {
  return asked.late && isSilenceEnough(kind, side, asked);
}

/**
 * Whether a decision of the kind needs no word of a side once the days to answer are over. The terms are those of the
 * process in force, null where it does not name the kind.
 */
export function isSilenceEnough(
  kind: DecisionKind,
  side: DecidingSide,
  terms: Pick<KindTerms, 'decides' | 'withoutAnswer'> | null,
): boolean {
  const { decides, withoutAnswer } = terms ?? UNNAMED;
  return speaksFor(decides, side) ? withoutAnswer === 'goes_on' : !NEVER_BY_SILENCE.includes(kind);
}

function counts({ side, stance, processId, consulted }: GivenPosition, { inForce }: Asked): boolean {
  if (stance === 'do_not_agree' || processId !== inForce.id) return false;
  return consulted || !inForce.consults.includes(side);
}

function agrees({ stance, option }: GivenPosition, options: number, chosen: number | null): boolean {
  return stance !== 'abstain' && (options === 0 || (option !== null && option === chosen));
}
