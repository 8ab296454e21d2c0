import type { Tx } from '../platform';

/** What a file calls somebody of a group. */
export interface CalledBy {
  /** Folded; empty where only an address is known. */
  nameKey: string;
  email: string | null;
}

/** Name and address together, and where there is one the address alone: under each a file may mean this contact. */
export function formerKeys({ nameKey, email }: CalledBy): string[] {
  const both = formerKey(nameKey, email);
  return email === null ? [both] : [both, email];
}

/** As one text, which is kept as a keyed hash only. */
export function formerKey(nameKey: string, email: string | null): string {
  return JSON.stringify([nameKey, email]);
}

/** Files that still use these names and addresses go on meaning these contacts of a group. */
export async function keepFormerKeys(
  tx: Tx,
  contactIds: readonly string[],
  former: readonly CalledBy[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.asServer('select former_contact_keep($1, $2)', [contactIds, former.flatMap(formerKeys)]);
}
