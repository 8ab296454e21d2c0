import { ACCOUNTS, AUDIT_EVENTS, CONTRACTS, a, b, g1, g3 } from './ids';
import type { TestDatabase } from '../test-database';

/** One event of each organisation and one check of its record; the event under numbers that the database itself will not reach in a test. */
export async function addAuditEvents(db: TestDatabase): Promise<void> {
  const events = [
    [a, AUDIT_EVENTS.ofA],
    [b, AUDIT_EVENTS.ofB],
    [g1, AUDIT_EVENTS.ofG1],
    [g3, AUDIT_EVENTS.ofG3],
  ];
  for (const [organisation, id] of events) {
    await db.rows(
      `insert into audit_event (organisation_id, id, actor_kind, actor_id, action, subject_id, detail)
       overriding system value values ($1, $2, 'account', $3, 'contract.read-aloud', $4, '{"valuePence": 900000}')`,
      [organisation, id, ACCOUNTS.managerOfA, CONTRACTS.aG1Running],
    );
    await db.rows(
      `insert into audit_check (organisation_id, id, checked_at, sealed) values ($1, gen_random_uuid(), '2026-11-20', 0)`,
      [organisation],
    );
  }
}
