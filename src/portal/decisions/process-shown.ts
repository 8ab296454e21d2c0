import type { ProcessView } from '../../decisions';
import { calendarDate } from '../../shared/calendar-date';
import { KIND_WORDS, kindLine, partyWords, processTag } from './decision-words.rules';
import { KINDS } from './own-kinds.rules';
import type { Names } from './own-people.rules';
import { daysWords } from './process-comparison.rules';

interface Shown extends Pick<ProcessView, 'daysToAnswer' | 'dayKind'> {
  words?: string | null;
  kinds: readonly { kind: string; decides: string; withoutAnswer: string; words?: string | null }[];
  parties: readonly { side: string; part: string; role: string; contactId?: string | null; words?: string | null }[];
}

/** How the sides decide, as pages say it, in the order of the form. `people` are the names of contacts, by their id. */
export function shown({ kinds, parties, words, ...days }: Shown, names: Names, people: ReadonlyMap<string, string>) {
  const of = (side: string, part: string) =>
    parties
      .filter((party) => party.side === side && party.part === part)
      .map((party) => partyWords(party, people))
      .join('; ');
  return {
    words: words ?? null,
    days: daysWords(days),
    kinds: KINDS.flatMap((kind) => kinds.filter((each) => each.kind === kind)).map(kindLine),
    uncovered: KINDS.filter((kind) => kind !== 'other' && !kinds.some((each) => each.kind === kind))
      .map((kind) => KIND_WORDS[kind] ?? kind)
      .join('; '),
    people: (['health', 'group'] as const).map((side) => ({
      side: names[side],
      decides: of(side, 'decides'),
      consulted: of(side, 'consulted'),
      escalation: of(side, 'escalation'),
    })),
  };
}

/** A version in the list of all of them: what became of it, and who signed it when. */
export function versionShown(process: ProcessView, names: Names) {
  const { id, number, state, proposedBy, proposedOn, inForceOn, signatures } = process;
  return {
    ...{ id, number, tag: processTag(state) },
    proposedBy: names[proposedBy],
    proposedOn: calendarDate(proposedOn),
    inForceOn: inForceOn === null ? null : calendarDate(inForceOn),
    signatures: signatures.map(({ side, signedOn, toldHow }) => ({
      ...{ who: names[side], on: calendarDate(signedOn), toldHow },
    })),
  };
}
