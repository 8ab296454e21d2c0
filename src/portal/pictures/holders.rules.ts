import { counted } from '../frame/wording.rules';
import { percentsOf } from './percents.rules';
import { drawShare } from './share-bar.rules';

/** How often somebody of the health body was in contact with a group in a year. */
export interface Holder {
  name: string;
  count: number;
  /** Whether they are named deputy of a live contract. */
  deputy: boolean;
}

export interface HolderLine extends Holder {
  percent: number;
  overLimit: boolean;
  /** SVG of our own making, without anybody's text. */
  bar: string;
}

export interface HoldersView {
  total: number;
  limitPercent: number;
  sentence: string;
  lines: HolderLine[];
}

/**
 * Who holds a relationship, by their share of a year's contact: the most first, as the reading gives them, and everybody
 * beyond `shown` as one. The limit is judged on the contact itself, not on a rounded figure.
 */
export function holdersOf(holders: readonly Holder[], limitPercent: number, shown: number): HoldersView {
  const rest = holders.slice(shown).reduce((sum, { count }) => sum + count, 0);
  const others = rest === 0 ? [] : [{ name: 'Everybody else', count: rest, deputy: false }];
  const parts = [...holders.slice(0, shown), ...others];
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const percents = percentsOf(parts.map(({ count }) => count));
  const lines = parts.map((part, at) => {
    const percent = percents[at] ?? 0;
    const overLimit = at < shown && part.count * 100 >= limitPercent * total;
    return { ...part, percent, overLimit, bar: drawShare(percent, limitPercent, overLimit) };
  });
  return { total, limitPercent, sentence: sentenceOf(lines, total, limitPercent), lines };
}

function sentenceOf([most, ...others]: readonly HolderLine[], total: number, limitPercent: number): string {
  if (most === undefined) return 'No contact is on record for the last year.';
  const contact = counted(total, 'time', 'times');
  const held = `${most.name} holds ${others.length === 0 ? 'all' : `${String(most.percent)}%`} of this relationship`;
  const judged = most.overLimit ? 'over the limit' : 'under the limit';
  return `${held}: you were in contact ${contact} in the last year, and that is ${judged} of ${String(limitPercent)}% with one person.`;
}
