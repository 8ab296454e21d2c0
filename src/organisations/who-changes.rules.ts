/** What an organisation is to whoever wants to change its record. */
export interface Relation {
  isYou: boolean;
  listedByYou: boolean;
  joined: boolean;
}

/** Which groups a body works with is partnership content: finance pays a payee, administrators and auditors see none of it. */
const KNOWS_PARTNERS: readonly string[] = ['partnership_manager', 'group_lead', 'group_member'];

export function knowsPartners(roles: readonly string[]): boolean {
  return roles.some((role) => KNOWS_PARTNERS.includes(role));
}

/**
 * An organisation changes its own record; until a group has joined, so does the manager of the body that listed it.
 * Null when they may; else why not, for people to read.
 */
export function whyNotChange({ isYou, listedByYou, joined }: Relation, roles: readonly string[]): string | null {
  if (isYou) {
    if (roles.includes('administrator') || roles.includes('group_lead')) return null;
    return 'Only an administrator changes the record of your own organisation.';
  }
  if (joined || !listedByYou) return 'Only this organisation itself changes its record.';
  return roles.includes('partnership_manager')
    ? null
    : 'Only a partnership manager changes the record of a listed group.';
}
