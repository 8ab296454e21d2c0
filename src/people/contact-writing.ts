import { v7 as uuid } from 'uuid';
import type { Side, Tx } from '../platform';
import { foldName } from '../shared/text';

/** A partnership by its two organisations. */
export interface Pair {
  health_body_id: string;
  group_id: string;
}

export interface NewContact {
  side: Side;
  personId: string | null;
  name: string | null;
  email: string | null;
  leavingOn?: string | null;
  phone?: string | null | undefined;
  preferredChannel?: string | null | undefined;
  availability?: string | null | undefined;
}

/** Returns the id; null where the partnership knows this person, or somebody of this name and address, already. */
export async function insertContact(tx: Tx, pair: Pair, contact: NewContact): Promise<string | null> {
  const [added] = await tx.query<{ id: string }>(
    `insert into contact (health_body_id, group_id, id, side, person_id, name, name_key, email, phone, preferred_channel,
       availability, leaving_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
    [
      pair.health_body_id,
      pair.group_id,
      uuid(),
      contact.side,
      contact.personId,
      contact.name,
      contact.name === null ? '' : foldName(contact.name),
      contact.email,
      contact.phone ?? null,
      contact.preferredChannel ?? null,
      contact.availability ?? null,
      contact.leavingOn ?? null,
    ],
  );
  return added?.id ?? null;
}

/** Pair (health body and group) → contact of one of the actor's own people. */
export async function contactsOfPerson(tx: Tx, personId: string): Promise<Map<string, string>> {
  const rows = await tx.query<Pair & { id: string }>(
    `select health_body_id, group_id, id from contact where person_organisation_id = $1 and person_id = $2
     order by health_body_id, group_id`,
    [tx.actor.organisationId, personId],
  );
  return new Map(rows.map(({ id, ...pair }) => [keyOf(pair), id]));
}

export function keyOf({ health_body_id, group_id }: Pair): string {
  return `${health_body_id} ${group_id}`;
}

export function pairOf(key: string): Pair {
  const [health_body_id = '', group_id = ''] = key.split(' ');
  return { health_body_id, group_id };
}
