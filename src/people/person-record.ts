import { NOT_FOUND } from '../platform';
import type { Tx } from '../platform';
import { DomainError } from '../shared/domain-error';

export interface PersonRecord {
  id: string;
  name: string | null;
  email: string | null;
  job_title: string | null;
  last_day_on: string | null;
  departure_told_on: string | null;
  version: number;
}

/** Locks somebody of the actor's own organisation for a change. Throws DomainError when there is no such person. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRecord> {
  const person = await findPerson(tx, id, 'for update');
  if (person === null) throw new DomainError('not-found', NOT_FOUND);
  return person;
}

/** Somebody of the actor's own organisation whom a request names; null when there is no such person. */
export async function findPerson(
  tx: Tx,
  id: string,
  lock: '' | 'for update' | 'for share',
): Promise<PersonRecord | null> {
  const [person] = await tx.query<PersonRecord>(
    `select id, name, email, job_title, last_day_on, departure_told_on, version
     from person where organisation_id = $1 and id = $2 ${lock}`,
    [tx.actor.organisationId, id],
  );
  return person ?? null;
}

/** The same for a field of a request that names a person. Throws DomainError invalid, naming the field. */
export async function personIn(tx: Tx, field: string, id: string): Promise<PersonRecord> {
  const person = await findPerson(tx, id, 'for share');
  if (person !== null) return person;
  const detail = `${field} is nobody of your organisation: choose one of your own people.`;
  throw new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
