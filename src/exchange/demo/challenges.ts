import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeMoves, PrivateMatters, PrivatePeople } from '../../challenges';
import { signedIn } from './accounts';
import { pairOf } from './deciding-together';
import { TOLD_IN_PRIVATE } from './sign-ins';

/** What either side says is not right, answered and not yet. */
export async function challengeEachOther(services: INestApplicationContext): Promise<void> {
  const { contractId, health, group } = await pairOf(services, 'WM-0165');
  const moves = services.get(ChallengeMoves, { strict: false });
  const about = { about: 'contract', subjectId: contractId } as const;
  const words = 'The page of the contract says that we run the group on Mondays. We run it on Thursdays.';
  const first = await moves.raise(group, { ...about, words, wanted: 'That it says Thursdays.' });
  await moves.answer(health, first, 1, { changed: true, words: 'You are right: the next leaflet says Thursdays.' });
  await moves.raise(group, { ...about, words: 'We were asked for the same figures twice this autumn.' });

  const other = await pairOf(services, 'WM-0115');
  const aboutOther = { about: 'contract', subjectId: other.contractId } as const;
  const address = 'Your website gives the old address of your Tuesday group.';
  const asked = await moves.raise(other.health, { ...aboutOther, words: address });
  const why = 'We meet at both places until the spring, so both are right.';
  await moves.answer(other.group, asked, 1, { changed: false, words: why });
  const leaflet = 'Your leaflet says that we pay for travel. We pay for it from April on.';
  await moves.raise(other.health, { ...aboutOther, words: leaflet, wanted: 'That the next print says so.' });
}

/** Whom the groups of Westmere can tell in private, and what one of them has told. */
export async function tellInPrivate(services: INestApplicationContext): Promise<void> {
  const { health, group } = await pairOf(services, 'WM-0115');
  const told = await signedIn(services, TOLD_IN_PRIVATE, health, 'auditor');
  await services.get(PrivatePeople, { strict: false }).name(health, 1, {
    ...{ accountId: told.id, name: 'Lesley Marsh', whatTheyDo: 'Director of people' },
    ...{ email: TOLD_IN_PRIVATE, phone: '01632 960101' },
  });
  const lead = await signedIn(services, 'aurelio@marlpit.example', group, 'group_lead');
  const matters = services.get(PrivateMatters, { strict: false });
  const id = await matters.send(lead, {
    ...{ healthBodyId: health.organisationId, kind: 'relationship' },
    words: 'Since we asked about the late payment, our calls are not returned. We would like to be told why.',
  });
  await matters.one(told, id);
  await matters.reply(told, id, { words: 'Thank you for telling me. May I ring you on Thursday?', settles: false });
}
