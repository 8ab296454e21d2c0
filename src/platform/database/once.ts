import { DomainError } from '../../shared/domain-error';
import type { Attempt } from '../access/actor';
import type { Tx } from './tx';

const CLAIM = `
  insert into idempotency_key (organisation_id, actor_id, route, key, body_hash) values ($1, $2, $3, $4, $5)
  on conflict (organisation_id, actor_id, route, key) do update
    set body_hash = excluded.body_hash, resource_id = null, created_at = now()
    where idempotency_key.created_at < now() - interval '24 hours'
  returning 1 as claimed`;

const KEEP = `
  update idempotency_key set resource_id = $5
  where organisation_id = $1 and actor_id = $2 and route = $3 and key = $4`;

/**
 * Takes the key for this change; a twin that is under way is waited for. Returns what the earlier request with the same
 * key and body made, or null when this is the first. Throws DomainError `invalid` for another body, `conflict` where the
 * answer held a secret.
 */
export async function claim(tx: Tx, attempt: Attempt): Promise<string | null> {
  const [claimed] = await tx.query(CLAIM, [...keyOf(tx, attempt), attempt.bodyHash]);
  if (claimed !== undefined) return null;
  const [earlier] = await tx.query<{ resource_id: string | null; same: boolean }>(
    `select resource_id, body_hash = $5 as same from idempotency_key
     where organisation_id = $1 and actor_id = $2 and route = $3 and key = $4`,
    [...keyOf(tx, attempt), attempt.bodyHash],
  );
  if (earlier?.same !== true) {
    const detail = 'This Idempotency-Key was used for another request: send a new key with a new request.';
    throw new DomainError('invalid', detail, [{ pointer: '/Idempotency-Key', detail }]);
  }
  if (earlier.resource_id === null) {
    throw new DomainError(
      'conflict',
      'This was done already, and what it answered is shown only once. If you do not have it, make another.',
    );
  }
  return earlier.resource_id;
}

export async function keep(tx: Tx, attempt: Attempt, resourceId: string): Promise<void> {
  await tx.change(KEEP, [...keyOf(tx, attempt), resourceId]);
}

function keyOf(tx: Tx, { route, key }: Attempt): unknown[] {
  return [tx.actor.organisationId, tx.actor.id, route, key];
}
