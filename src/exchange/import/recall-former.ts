import { formerKey } from '../../people';
import type { Tx } from '../../platform';
import { foldName } from '../../shared/text';
import type { BodyRegister } from './body-register';

/** The people whom one row names. */
export interface NamedInRow {
  groupId: string;
  healthEmails: readonly string[];
  groupLead: { name: string | null; email: string | null };
}

/**
 * Rows may name people as they were called or reached before: the register learns whom they mean, so that the file brings
 * no former name back. Known as keyed hashes only, so each unknown name and address is asked for.
 */
export async function recallFormer(tx: Tx, register: BodyRegister, rows: readonly NamedInRow[]): Promise<void> {
  await recallPeople(tx, register, new Set(rows.flatMap(({ healthEmails }) => healthEmails)));
  await recallContacts(tx, register, rows);
}

async function recallPeople(tx: Tx, register: BodyRegister, emails: ReadonlySet<string>): Promise<void> {
  const unknown = [...emails].filter((email) => !register.people.has(email));
  if (unknown.length === 0) return;
  const found = await tx.asServer<{ address: string; person_id: string }>(
    'select * from people_of_former_addresses($1)',
    [unknown],
  );
  for (const { address, person_id } of found) {
    const person = register.peopleById.get(person_id);
    if (person !== undefined) register.people.set(address, person);
  }
}

async function recallContacts(tx: Tx, register: BodyRegister, rows: readonly NamedInRow[]): Promise<void> {
  const asked = new Map<string, [groupId: string, key: string]>();
  for (const { groupId, groupLead } of rows) {
    for (const key of unknownKeys(register, groupId, groupLead)) asked.set(`${groupId} ${key}`, [groupId, key]);
  }
  if (asked.size === 0) return;
  const wanted = [...asked.values()];
  const found = await tx.asServer<{ group_id: string; key: string; contact_id: string }>(
    'select * from contacts_of_former_keys($1, $2)',
    [wanted.map(([groupId]) => groupId), wanted.map(([, key]) => key)],
  );
  for (const { group_id, key, contact_id } of found) {
    const contact = register.contactsOf(group_id).find(({ id }) => id === contact_id);
    if (contact !== undefined) register.formerContacts.set(`${group_id} ${key}`, contact);
  }
}

function unknownKeys(register: BodyRegister, groupId: string, { name, email }: NamedInRow['groupLead']): string[] {
  const nameKey = name === null ? '' : foldName(name);
  const known = register.contactsOf(groupId);
  if (known.some((contact) => contact.email === email && contact.nameKey === nameKey)) return [];
  return [formerKey(nameKey, email), ...(email === null ? [] : [email])];
}
