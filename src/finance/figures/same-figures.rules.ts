/** Whether figures that were kept are those of now. JSON from the database has its names in another order. */
export function sameFigures(kept: object, now: object): boolean {
  return ordered(kept) === ordered(now);
}

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, part]) => `${name}:${ordered(part)}`).join()}}`;
}
