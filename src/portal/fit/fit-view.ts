import { nameOf } from '../../fit';
import type { FitView } from '../../fit';
import type { Side } from '../../platform';
import { addressed, resultTag, standingWords } from './fit-words.rules';

/** How a contract fits its group, as a page shows it. */
export function fitShown(fit: FitView, side: Side) {
  return {
    standing: fit.standing,
    sentence: standingWords(fit.standing, side),
    lines: fit.lines.map(({ result, words }) => ({ words: addressed(words, side), tag: resultTag(result), result })),
    goneOn: fit.goneOn.map(({ gaps, reason, decidedOn }) => ({
      about: gaps.map(nameOf).join('; '),
      reason,
      decidedOn,
    })),
    doesNotDo: fit.doesNotDo,
  };
}
