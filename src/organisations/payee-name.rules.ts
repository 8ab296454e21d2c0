/** What changes how a name reads without being seen, or breaks a line of a file. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** With its marks taken off, as banks write it. */
const CARRIED = /[A-Za-z0-9]/;

/** Why no payment can be made out to a name, in words for whoever writes it; null when one can. */
export function whyNoPayeeName(name: string): string | null {
  if (UNSEEN.test(name)) return 'Write the name on one line, without signs that nobody sees.';
  if (!CARRIED.test(name.normalize('NFKD'))) return 'Write the name in letters from A to Z: banks carry no others.';
  return null;
}
