import { checkVersion, NOT_FOUND } from '../platform';
import type { AuditService, Role, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';

/** Who keeps the users of an organisation. One of them always stays. */
export const KEEPER: Record<Side, Role> = { health: 'administrator', group: 'group_lead' };

/** One role of one person. */
export interface Place {
  id: string;
  account_id: string;
  role: Role;
  version: number;
  vouched: boolean;
}

/** Two who remove each other at once come one after the other: both take the rows of all keepers, in one order. */
export async function placeToChange(tx: Tx, id: string, version: number): Promise<Place> {
  const places = await tx.query<Place>(
    `select id, account_id, role, version, vouched from membership
     where organisation_id = $1 and ended_at is null and (id = $2 or role = $3) order by id for update`,
    [tx.actor.organisationId, id, KEEPER[tx.actor.side]],
  );
  const place = places.find((known) => known.id === id);
  if (place === undefined) throw new DomainError('not-found', NOT_FOUND);
  checkVersion(place.version, version);
  return place;
}

/** All roles of one person, taken as placeToChange takes one. None when they have left. */
export async function placesOf(tx: Tx, accountId: string): Promise<Place[]> {
  const places = await tx.query<Place>(
    `select id, account_id, role, version, vouched from membership
     where organisation_id = $1 and ended_at is null and (account_id = $2 or role = $3) order by id for update`,
    [tx.actor.organisationId, accountId, KEEPER[tx.actor.side]],
  );
  return places.filter(({ account_id }) => account_id === accountId);
}

/** Throws DomainError when nobody else could keep the users. */
export async function keepKeeper(tx: Tx, place: Place): Promise<void> {
  const keeper = KEEPER[tx.actor.side];
  if (place.role !== keeper) return;
  // A second role of the same person would leave with them; one who never came in keeps nothing.
  const others = await tx.query<{ account_id: string }>(
    `select account_id from membership
     where organisation_id = $1 and ended_at is null and role = $2 and vouched and account_id <> $3`,
    [tx.actor.organisationId, keeper, place.account_id],
  );
  const [able] = await tx.asServer(
    'select 1 from account_emails_of($1) where account_id = any($2) and has_password and not disabled',
    [tx.actor.organisationId, others.map(({ account_id }) => account_id)],
  );
  if (able !== undefined) return;
  throw new DomainError(
    'conflict',
    `Somebody has to keep the users: first give another person the role ${keeper} and have them sign in once.`,
  );
}

/** A token works no longer than the person who made it keeps the users. */
export async function revokeTokensOf(tx: Tx, audit: AuditService, place: Place): Promise<void> {
  if (place.role !== KEEPER[tx.actor.side]) return;
  const revoked = await tx.query<{ id: string }>(
    `update api_token set revoked_at = now() where organisation_id = $1 and made_by = $2 and revoked_at is null
     returning id`,
    [tx.actor.organisationId, place.account_id],
  );
  for (const { id } of revoked) await audit.record(tx, { action: 'api-token.revoked', subjectId: id });
}

/** Throws DomainError as keepKeeper does. */
export async function endPlace(tx: Tx, audit: AuditService, place: Place): Promise<void> {
  await keepKeeper(tx, place);
  await tx.query(
    'update membership set ended_at = now(), version = version + 1 where organisation_id = $1 and id = $2',
    [tx.actor.organisationId, place.id],
  );
  await revokeTokensOf(tx, audit, place);
  await audit.record(tx, { action: 'user.removed', subjectId: place.id, detail: { role: place.role } });
}

/** After a place has ended. With the last one here, links that this organisation gave go too, and they are signed out. */
export async function endWaysIn(tx: Tx, accountId: string): Promise<void> {
  if ((await placesOf(tx, accountId)).length === 0) {
    await tx.asServer('select one_time_links_end($1, $2)', [accountId, tx.actor.organisationId]);
  }
  await tx.asServer('select sessions_end_of_leaver($1)', [accountId]);
}
