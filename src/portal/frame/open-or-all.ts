/**
 * A list that shows first what is still open, and all of it when asked to, as its address says: which of the two, where to
 * go on, and the address of the rest.
 */
export function openOrAll(root: string, state: unknown, cursor: unknown) {
  const open = state !== 'all';
  return {
    open,
    at: typeof cursor === 'string' ? { cursor } : {},
    more: (next: string | null): string | null =>
      next === null ? null : `${root}?${open ? '' : 'state=all&'}cursor=${encodeURIComponent(next)}`,
  };
}
