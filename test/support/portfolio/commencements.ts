import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, g1, g3 } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';

/** Proposed for contracts that are under way or over, and confirmed by both. */
export async function addCommencements(db: TestDatabase): Promise<void> {
  const agreed = ([health_body_id, group_id]: Pair, contract_id: string, on: string): Row => ({
    health_body_id,
    group_id,
    contract_id,
    number: 1,
    proposed_by: 'health',
    proposed_on: on,
    channel: 'email',
    contact_every_days: 366,
    ways: ['time_to_read'],
    health_availability: 'Monday to Thursday',
    group_availability: 'Friday evenings',
    deadlines: JSON.stringify([]),
    reviews: ['2027-03-01'],
    health_confirmed_on: on,
    group_confirmed_on: on,
  });
  await insert(db, 'commencement', [
    agreed([a, g1], CONTRACTS.aG1Ended, '2025-03-14'),
    agreed([b, g3], CONTRACTS.bG3Running, '2026-09-14'),
  ]);
}
