import type { TestDatabase } from '../test-database';
import { a, b, CONTRACT_SKETCHES, g1, g3 } from './ids';
import { insert } from './insert';

/** One of each health body that somebody has begun to set up. */
export async function addContractSketches(db: TestDatabase): Promise<void> {
  const answers = { title: 'Winter drop-ins', reference: 'BEGUN-1' };
  await insert(db, 'contract_sketch', [
    { health_body_id: a, group_id: g1, id: CONTRACT_SKETCHES.ofA, answers },
    { health_body_id: b, group_id: g3, id: CONTRACT_SKETCHES.ofB, answers },
  ]);
}
