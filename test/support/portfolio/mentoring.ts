import type { TestDatabase } from '../test-database';
import { a, b, g1, g3 } from './ids';
import { insert } from './insert';

/** Each has another organisation for a mentor, to be asked about in spring. */
export async function addMentorings(db: TestDatabase): Promise<void> {
  const mentor = { other_party: 'Tarn Valley Advice', from_on: '2026-10-01', review_on: '2027-04-01' };
  await insert(db, 'mentoring', [
    { ...mentor, health_body_id: a, group_id: g1 },
    { ...mentor, health_body_id: b, group_id: g3 },
  ]);
}
