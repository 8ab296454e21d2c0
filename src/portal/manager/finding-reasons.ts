/** Why nobody could step in for a lead, by what was noticed. */
export const NO_DEPUTY: Readonly<Record<string, string>> = {
  nobody_named: 'Nobody is named to step in for the lead of this contract.',
  is_the_lead: 'The deputy named is the lead again, so nobody could step in.',
  has_left: 'The deputy named has left, so nobody could step in for the lead.',
};

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined || parts.length === 1) return last ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${last}`;
}
