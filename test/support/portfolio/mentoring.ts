import { v7 as uuid } from 'uuid';
import type { TestDatabase } from '../test-database';
import { a, b, g1, g3 } from './ids';
import { insert } from './insert';

/** Each has another organisation for a mentor, to be asked about in spring. */
export async function addMentorings(db: TestDatabase): Promise<void> {
  const mentor = { other_party: 'Tarn Valley Advice', from_on: '2026-10-01', review_on: '2027-04-01' };
  const words = JSON.stringify([{ term: 'Place team', meaning: 'Those who plan for one town.' }]);
  await insert(
    db,
    'health_body_words',
    [a, b].map((health_body_id) => ({ health_body_id, position: 1, id: uuid(), words })),
  );
  await insert(db, 'mentoring', [
    { ...mentor, health_body_id: a, group_id: g1 },
    { ...mentor, health_body_id: b, group_id: g3 },
  ]);
}
