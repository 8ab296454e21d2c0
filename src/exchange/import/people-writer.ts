import type { AuditService, Tx } from '../../platform';
import { foldName } from '../../shared/text';
import type { BodyRegister } from './body-register';
import { insertMany, updateMany } from './bulk';
import { CAUSE } from './import-log';
import type { PeopleChanges } from './people-changes';

/** Also for the people that only a contact log names. */
export async function writePeople(
  tx: Tx,
  audit: AuditService,
  { id }: BodyRegister,
  people: PeopleChanges,
): Promise<void> {
  await insertMany(
    tx,
    'person',
    { organisation_id: id },
    [
      ['id', 'uuid'],
      ['name', 'text'],
      ['email', 'text'],
      ['last_day_on', 'date'],
    ],
    people.newPeople.map((person) => [person.id, person.name, person.email, person.lastDayOn]),
  );
  const changed = [...people.changedPeople.values()];
  await updateMany(
    tx,
    `update person p set name = u.name, last_day_on = u.last_day_on, version = p.version + 1
     from unnest($2::uuid[], $3::text[], $4::date[]) u(id, name, last_day_on)
     where p.organisation_id = $1 and p.id = u.id`,
    [id],
    [changed.map((person) => person.id), changed.map(({ name }) => name), changed.map(({ lastDayOn }) => lastDayOn)],
  );
  await insertMany(
    tx,
    'contact',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['id', 'uuid'],
      ['side', 'text'],
      ['person_id', 'uuid'],
      ['name', 'text'],
      ['name_key', 'text'],
      ['email', 'text'],
    ],
    people.newContacts.map(({ groupId, id: contactId, side, personId, name, email }) => [
      groupId,
      contactId,
      side,
      personId,
      name,
      name === null ? '' : foldName(name),
      email,
    ]),
  );
  // A person's name is one name: whoever was known by address alone is named in every partnership at once.
  await updateMany(
    tx,
    `update contact c set name = u.name, name_key = u.key, version = c.version + 1
     from unnest($2::uuid[], $3::text[], $4::text[]) u(id, name, key)
     where c.health_body_id = $1 and c.name is null and (c.id = u.id or c.person_id = u.id)`,
    [id],
    nameUpdates(people),
  );
  await audit.recordMany(
    tx,
    'person.added',
    people.newPeople.map((person) => person.id),
    CAUSE,
  );
  await audit.recordMany(
    tx,
    'person.changed',
    changed.map((person) => person.id),
    CAUSE,
  );
  await audit.recordMany(
    tx,
    'contact.added',
    people.newContacts.map((contact) => contact.id),
    CAUSE,
  );
  await audit.recordMany(tx, 'contact.changed', [...people.namedContacts.keys()], CAUSE);
}

function nameUpdates(people: PeopleChanges): string[][] {
  const named = [...people.changedPeople.values()].flatMap(({ id, name }): [string, string][] =>
    name === null ? [] : [[id, name]],
  );
  const all = [...named, ...people.namedContacts];
  return [all.map(([id]) => id), all.map(([, name]) => name), all.map(([, name]) => foldName(name))];
}
