import { foldName } from '../../shared/text';

export type Scheme = 'GB-CHC' | 'GB-SC' | 'GB-NIC' | 'GB-COH';

export interface Identifier {
  scheme: Scheme;
  value: string;
}

/** A group that this health body already has a partnership with, or that an earlier row of the file has named. */
export interface KnownGroup {
  id: string;
  name: string;
  /** Its name and what else it is known as, folded. */
  nameKeys: Set<string>;
  identifiers: Identifier[];
  joined: boolean;
}

export interface GroupRow {
  group: string;
  charityNumber: string | null;
  companyNumber: string | null;
}

export type GroupMatch =
  | { kind: 'known'; group: KnownGroup }
  | { kind: 'new'; sameNameAs: KnownGroup | null }
  | { kind: 'refused'; problem: string };

/** The groups of one health body, by number and by name. Never those of another: that would join tenants. */
export class KnownGroups {
  private readonly byNumber = new Map<string, KnownGroup>();
  private readonly byName = new Map<string, KnownGroup[]>();

  add(group: KnownGroup): void {
    for (const identifier of group.identifiers) this.addNumber(group, identifier);
    for (const key of group.nameKeys) this.addName(group, key);
  }

  addNumber(group: KnownGroup, identifier: Identifier): void {
    this.byNumber.set(keyOf(identifier), group);
  }

  addName(group: KnownGroup, key: string): void {
    const named = this.byName.get(key) ?? [];
    if (!named.includes(group)) this.byName.set(key, [...named, group]);
  }

  withNumber(identifier: Identifier): KnownGroup | undefined {
    return this.byNumber.get(keyOf(identifier));
  }

  named(key: string): readonly KnownGroup[] {
    return this.byName.get(key) ?? [];
  }
}

export function identifiersOf({ charityNumber, companyNumber }: GroupRow): Identifier[] {
  const charity = charityNumber === null ? [] : [{ scheme: charityScheme(charityNumber), value: charityNumber }];
  const company = companyNumber === null ? [] : [{ scheme: 'GB-COH' as const, value: companyNumber }];
  return [...charity, ...company];
}

/**
 * The same by any number; else by name, unless the numbers contradict it. A group without numbers is welcome. Where
 * several groups go by the name, a contract that is known stays with its own: the same file means the same again.
 */
export function matchGroup(known: KnownGroups, row: GroupRow, contract: { groupId: string } | null = null): GroupMatch {
  const identifiers = identifiersOf(row);
  const byNumber = [...new Set(identifiers.flatMap((identifier) => known.withNumber(identifier) ?? []))];
  const [first, second] = byNumber;
  if (first !== undefined && second !== undefined) {
    const problem = `its numbers belong to two groups known apart, "${first.name}" and "${second.name}"; correct one of the numbers`;
    return { kind: 'refused', problem };
  }
  if (first !== undefined) return { kind: 'known', group: first };
  return matchByName(known, foldName(row.group), identifiers, contract?.groupId ?? null);
}

function matchByName(
  known: KnownGroups,
  nameKey: string,
  identifiers: readonly Identifier[],
  ownerId: string | null,
): GroupMatch {
  const named = known.named(nameKey);
  const fitting = named.filter((group) => !contradicts(group, identifiers));
  if (fitting.length === 0) return { kind: 'new', sameNameAs: named[0] ?? null };
  const own = fitting.filter(({ name }) => foldName(name) === nameKey);
  const group = onlyOf(fitting) ?? fitting.find(({ id }) => id === ownerId) ?? onlyOf(own);
  if (group !== undefined) return { kind: 'known', group };
  return { kind: 'refused', problem: 'more than one known group has this name; add its charity or company number' };
}

function onlyOf(groups: readonly KnownGroup[]): KnownGroup | undefined {
  return groups.length === 1 ? groups[0] : undefined;
}

/** Another number in the same register: two groups that share a name. */
export function contradicts({ identifiers }: KnownGroup, others: readonly Identifier[]): boolean {
  return others.some(({ scheme, value }) => identifiers.some((own) => own.scheme === scheme && own.value !== value));
}

function keyOf({ scheme, value }: Identifier): string {
  return `${scheme}:${value}`;
}

function charityScheme(number: string): Scheme {
  if (number.startsWith('SC')) return 'GB-SC';
  return number.startsWith('NIC') ? 'GB-NIC' : 'GB-CHC';
}
