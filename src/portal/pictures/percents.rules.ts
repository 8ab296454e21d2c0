/**
 * Parts of a whole in whole per cent that add up to 100: each rounded down, and what is left over to those that lost most by
 * it. All zero where there is nothing.
 */
export function percentsOf(parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part * 100) / total);
  const floors = exact.map(Math.floor);
  const left = 100 - floors.reduce((sum, part) => sum + part, 0);
  const most = exact
    .map((part, at) => ({ at, lost: part - Math.floor(part) }))
    .sort((a, b) => b.lost - a.lost || a.at - b.at)
    .slice(0, left);
  const raised = new Set(most.map(({ at }) => at));
  return floors.map((part, at) => part + (raised.has(at) ? 1 : 0));
}

/** A share in words: one that is there is never 0%, and one that leaves something over is never 100%. */
export function shareWords(percent: number, { part, total }: { part: number; total: number }): string {
  if (percent === 0 && part > 0) return 'less than 1%';
  return percent === 100 && part < total ? 'more than 99%' : `${String(percent)}%`;
}
