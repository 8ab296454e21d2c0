import { v7 as uuid } from 'uuid';
import type { TestDatabase } from '../test-database';
import { a, ACCOUNTS, b, CHALLENGES, g1, g3 } from './ids';
import { insert } from './insert';
import type { Pair } from './insert';

const OF_PAIRS: readonly [pair: Pair, challenge: string][] = [
  [[a, g1], CHALLENGES.aG1],
  [[b, g3], CHALLENGES.bG3],
];

/** One of each of two partnerships, answered; and a private matter of each, to one account that the walls look with. */
export async function addChallenges(db: TestDatabase): Promise<void> {
  for (const [[health_body_id, group_id], id] of OF_PAIRS) {
    const own = { health_body_id, group_id };
    await insert(db, 'challenge', [
      {
        ...{ ...own, id, number: 1, about: 'partnership', words: 'The minutes leave out half of what was said.' },
        ...{ raised_by: 'group', raised_on: '2026-10-12', answer_by: '2026-10-26' },
      },
    ]);
    await insert(db, 'challenge_step', [
      {
        ...{ ...own, challenge_id: id, number: 1, side: 'health', move: 'answered', changed: true },
        ...{ words: 'They are complete now.', done_on: '2026-10-14' },
      },
    ]);
    await insert(db, 'private_person', [
      {
        ...{ health_body_id, position: 1, id: uuid(), name: 'Somebody outside', what_they_do: 'Director of people' },
        phone: '01632 960001',
      },
    ]);
    const matter = uuid();
    await insert(db, 'private_matter', [
      {
        ...{ ...own, id: matter, to_account_id: ACCOUNTS.managerOfA, kind: 'conduct', words: 'In private.' },
        ...{ sent_on: '2026-10-12', sent_account_id: ACCOUNTS.leadOfG1 },
      },
    ]);
    await insert(db, 'private_reply', [
      {
        ...{ ...own, matter_id: matter, number: 1, side: 'health', words: 'Thank you.', written_on: '2026-10-13' },
        account_id: ACCOUNTS.managerOfA,
      },
    ]);
  }
}
