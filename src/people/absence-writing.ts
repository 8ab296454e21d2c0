import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { insertContact } from './contact-writing';
import type { Pair } from './contact-writing';
import type { PersonRecord } from './person-record';

export interface NewAbsence {
  id: string;
  contactId: string;
  fromOn: string;
  toOn: string;
  standInContactId: string | null;
}

export async function insertAbsence(tx: Tx, pair: Pair, absence: NewAbsence): Promise<void> {
  await tx.change(
    `insert into absence (health_body_id, group_id, id, side, contact_id, from_on, to_on, stand_in_contact_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      pair.health_body_id,
      pair.group_id,
      absence.id,
      tx.actor.side,
      absence.contactId,
      absence.fromOn,
      absence.toOn,
      absence.standInContactId,
    ],
  );
}

/** The contact of whoever stands in, made where the partnership does not know them yet. */
export async function standInContact(tx: Tx, pair: Pair, person: PersonRecord): Promise<string> {
  const leavingOn = person.departure_told_on === null ? null : person.last_day_on;
  const { id: personId, name, email } = person;
  const added = await insertContact(tx, pair, { side: tx.actor.side, personId, name, email, leavingOn });
  if (added !== null) return added;
  const [known] = await tx.query<{ id: string }>(
    `select id from contact where health_body_id = $1 and group_id = $2 and side = $3 and person_id = $4`,
    [pair.health_body_id, pair.group_id, tx.actor.side, personId],
  );
  if (known === undefined) throw new Error('A contact of this person is in the way and cannot be seen.');
  return known.id;
}

/** Somebody who is away, or will be, is so for a partnership that they come to now as well. */
export async function extendAbsences(
  tx: Tx,
  pair: Pair,
  { contactId, personId }: { contactId: string; personId: string },
  today: CalendarDate,
): Promise<void> {
  const own = tx.actor.organisationId;
  const absences = await tx.query<{ id: string; from_on: string; to_on: string; stand_in: string | null }>(
    `select distinct a.id, a.from_on, a.to_on, s.person_id as stand_in
     from contact k
     join absence a on a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
     left join contact s on s.health_body_id = a.health_body_id and s.group_id = a.group_id
       and s.id = a.stand_in_contact_id
     where k.person_organisation_id = $1 and k.person_id = $2 and a.to_on >= $3 order by a.from_on`,
    [own, personId, today],
  );
  for (const { id, from_on: fromOn, to_on: toOn, stand_in } of absences) {
    const [standIn] = await tx.query<PersonRecord>('select * from person where organisation_id = $1 and id = $2', [
      own,
      stand_in,
    ]);
    const standInContactId = standIn === undefined ? null : await standInContact(tx, pair, standIn);
    await insertAbsence(tx, pair, { id, contactId, fromOn, toOn, standInContactId });
  }
}
