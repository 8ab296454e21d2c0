import type { AuditService, Tx } from '../../platform';

const SUPERSEDED = `
  update bank_detail d set state = 'superseded', closed_at = n.effective_at, version = d.version + 1
  from bank_detail n
  where d.health_body_id = $1 and d.state = 'in_force' and n.health_body_id = $1
    and n.group_id is not distinct from d.group_id and n.state = 'confirmed' and n.effective_at <= $2`;

const IN_FORCE = `
  update bank_detail set state = 'in_force', in_force_at = effective_at, version = version + 1
  where health_body_id = $1 and state = 'confirmed' and effective_at <= $2 returning id`;

/**
 * Writes down what the passing of time has done: details whose rest is over are in force, and those before them are gone.
 * Reads do not wait for it. In a transaction of the health body.
 */
export async function settle(tx: Tx, now: Date, audit: AuditService): Promise<void> {
  const { organisationId } = tx.actor;
  await tx.change(SUPERSEDED, [organisationId, now]);
  const settled = await tx.query<{ id: string }>(IN_FORCE, [organisationId, now]);
  await audit.recordMany(
    tx,
    'bank-detail.came-into-force',
    settled.map(({ id }) => id),
    'rest_over',
  );
}
