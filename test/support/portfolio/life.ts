import { v7 as uuid } from 'uuid';
import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, g1, g3, INSTALMENTS } from './ids';
import { insert } from './insert';

/** Of a payment of W-000 and of N-002, both paid: a hold that was released, that it arrived, and what waiting meant. */
export async function addLives(db: TestDatabase): Promise<void> {
  const of = (health_body_id: string, group_id: string, contract_id: string, instalment_id: string) => ({
    health_body_id,
    group_id,
    contract_id,
    instalment_id,
  });
  const paid = [
    of(a, g1, CONTRACTS.aG1Ended, INSTALMENTS.aG1EndedSecond),
    of(b, g3, CONTRACTS.bG3Running, INSTALMENTS.bG3OnTime),
  ];
  const hold = {
    reason_code: 'papers_missing',
    reason: 'The purchase order had run out.',
    held_on: '2025-06-20',
    group_told_on: '2025-06-20',
    cause_by_health: 'payer',
    ended: 'released',
    released_on: '2025-06-24',
    release_reason: 'There is a new one.',
  };
  const impact = { reserves_used_pence: 25_000, service_effect: 'reduced', staff_affected: 'under_5' };
  const each = (row: Record<string, unknown>) => paid.map((tenants) => ({ ...tenants, id: uuid(), ...row }));
  await insert(db, 'instalment_hold', each(hold));
  await insert(db, 'arrival_statement', each({ said: 'arrived', about_on: '2025-07-01' }));
  await insert(db, 'impact_report', each(impact));
}
