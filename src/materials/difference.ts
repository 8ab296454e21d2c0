import { diffArrays } from 'diff';

/** So many steps are tried to find what two texts have in common; beyond, hardly anything is. */
const MOST_STEPS = 2000;

export interface Piece {
  text: string;
  /** On the earlier side it is gone; on the later one it is new. */
  changed: boolean;
}

/** A paragraph as it was and as it is; null where there is none on that side. */
export interface Row {
  before: Piece[] | null;
  after: Piece[] | null;
}

/** Of the earlier words how many in a hundred are gone, and of the later ones how many are new. */
export interface Share {
  removedPercent: number;
  addedPercent: number;
}

interface Step {
  value: string[];
  added: boolean;
  removed: boolean;
}

/** What changed between two texts, paragraph beside paragraph. */
export function differenceOf(before: string, after: string): Row[] {
  const rows: Row[] = [];
  let gone: string[] = [];
  for (const { value, added, removed } of stepsBetween(before.split(/\r?\n/), after.split(/\r?\n/))) {
    if (removed) gone = value;
    else {
      rows.push(...(added ? beside(gone, value) : [...beside(gone, []), ...value.map(same)]));
      gone = [];
    }
  }
  return [...rows, ...beside(gone, [])];
}

/** By words, whatever the space between them. A word changed little is another word. */
export function shareChanged(before: string, after: string): Share {
  const [earlier, later] = [wordsOf(before), wordsOf(after)];
  const kept = diffArrays(earlier, later, { maxEditLength: MOST_STEPS });
  const count =
    kept === undefined ? inCommon(earlier, later) : sum(kept.filter(({ added, removed }) => !added && !removed));
  return {
    removedPercent: percent(earlier.length - count, earlier.length),
    addedPercent: percent(later.length - count, later.length),
  };
}

function stepsBetween(earlier: string[], later: string[]): Step[] {
  const steps = diffArrays(earlier, later, { maxEditLength: MOST_STEPS });
  return (
    steps ?? [
      { value: earlier, added: false, removed: true },
      { value: later, added: true, removed: false },
    ]
  );
}

function same(text: string): Row {
  const piece = [{ text, changed: false }];
  return { before: piece, after: piece };
}

function beside(gone: readonly string[], made: readonly string[]): Row[] {
  return Array.from({ length: Math.max(gone.length, made.length) }, (_, index) => {
    const [before, after] = [gone[index], made[index]];
    if (before === undefined || after === undefined) return { before: whole(before), after: whole(after) };
    const steps = stepsBetween(tokensOf(before), tokensOf(after));
    return {
      before: pieces(steps.filter(({ added }) => !added)),
      after: pieces(steps.filter(({ removed }) => !removed)),
    };
  });
}

function whole(text: string | undefined): Piece[] | null {
  return text === undefined ? null : [{ text, changed: true }];
}

function pieces(steps: readonly Step[]): Piece[] {
  return steps.map(({ value, added, removed }) => ({ text: value.join(''), changed: added || removed }));
}

/** Words, each with the space after it. */
function tokensOf(text: string): string[] {
  return text.match(/\s*\S+\s*|\s+/g) ?? [];
}

function wordsOf(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}

function sum(steps: readonly Step[]): number {
  return steps.reduce((total, { value }) => total + value.length, 0);
}

/** Of two texts too far apart to be laid side by side: words that are in both, wherever they stand. */
function inCommon(earlier: readonly string[], later: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of earlier) left.set(word, (left.get(word) ?? 0) + 1);
  return later.filter((word) => {
    const there = left.get(word) ?? 0;
    left.set(word, there - 1);
    return there > 0;
  }).length;
}

/** 0 only where nothing is, and 100 only where everything is. */
function percent(part: number, all: number): number {
  if (part === 0 || all === 0) return 0;
  return part === all ? 100 : Math.min(99, Math.max(1, Math.round((part / all) * 100)));
}
