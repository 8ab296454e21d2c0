import type { ProcessView } from '../../decisions';
import { calendarDate } from '../../shared/calendar-date';
import { kindLine, partyWords, processTag } from './decision-words.rules';

interface Shown extends Pick<ProcessView, 'number' | 'state' | 'inForceOn' | 'words' | 'daysToAnswer' | 'dayKind'> {
  kinds: readonly { kind: string; decides: string; withoutAnswer: string; words?: string | null }[];
  parties: readonly { side: string; part: string; role: string; words?: string | null }[];
}

/** How the sides decide, as pages say it. */
export function shown({ kinds, parties, daysToAnswer, dayKind, inForceOn, words, state, number }: Shown) {
  const of = (side: string, part: string) =>
    parties.filter((party) => party.side === side && party.part === part).map(partyWords);
  return {
    ...{ number, words, tag: processTag(state) },
    inForceOn: inForceOn === null ? null : calendarDate(inForceOn),
    days: `${String(daysToAnswer)} ${dayKind === 'banking' ? 'working days' : 'days'}`,
    kinds: kinds.map(kindLine),
    people: (['health', 'group'] as const).map((side) => ({
      side: side === 'health' ? 'The health body' : 'The group',
      decides: of(side, 'decides').join('; '),
      consulted: of(side, 'consulted').join('; '),
      escalation: of(side, 'escalation').join('; '),
    })),
  };
}
