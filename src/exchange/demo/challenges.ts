import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeMoves, PrivatePeople } from '../../challenges';
import { pairOf } from './deciding-together';

/** What a group says is not right, once answered and once not yet; and whom the groups of Westmere can tell in private. */
export async function challengeEachOther(services: INestApplicationContext): Promise<void> {
  const { contractId, health, group } = await pairOf(services, 'WM-0165');
  const moves = services.get(ChallengeMoves, { strict: false });
  const about = { about: 'contract', subjectId: contractId } as const;
  const words = 'The page of the contract says that we run the group on Mondays. We run it on Thursdays.';
  const first = await moves.raise(group, { ...about, words, wanted: 'That it says Thursdays.' });
  await moves.answer(health, first, 1, { changed: true, words: 'You are right: the next leaflet says Thursdays.' });
  await moves.raise(group, { ...about, words: 'We were asked for the same figures twice this autumn.' });
  await services.get(PrivatePeople, { strict: false }).name(health, 1, {
    ...{ name: 'Lesley Marsh', whatTheyDo: 'Director of people' },
    ...{ email: 'lesley.marsh@westmere.example', phone: '01632 960101' },
  });
}
