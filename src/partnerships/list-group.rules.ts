interface Numbered {
  identifiers: readonly { scheme: string; value: string }[];
}

/** A group that the health body has a partnership with already. */
export interface Partner extends Numbered {
  name: string;
  /** Its name and what else the body's files call it, folded. */
  nameKeys: readonly string[];
}

/**
 * The partner that a group to be listed is already, by any number or by its name; null where it is a new one. Two groups
 * may share a name: they are two where both have a number in one register and the numbers differ.
 */
export function alreadyPartner<P extends Partner>(
  partners: readonly P[],
  wanted: Numbered & { nameKey: string },
): P | null {
  const numbered = partners.find((partner) => shareNumber(partner, wanted));
  const named = partners.find(
    ({ nameKeys, ...partner }) => nameKeys.includes(wanted.nameKey) && !differ(partner, wanted),
  );
  return numbered ?? named ?? null;
}

function shareNumber(one: Numbered, other: Numbered): boolean {
  return one.identifiers.some(({ scheme, value }) =>
    other.identifiers.some((theirs) => theirs.scheme === scheme && theirs.value === value),
  );
}

function differ(one: Numbered, other: Numbered): boolean {
  return one.identifiers.some(({ scheme, value }) =>
    other.identifiers.some((theirs) => theirs.scheme === scheme && theirs.value !== value),
  );
}
