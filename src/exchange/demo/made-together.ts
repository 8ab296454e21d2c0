import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeMoves } from '../../challenges';
import { Materials, MaterialEdits, MaterialVersions, NameConsents, NameUses } from '../../materials';
import type { MaterialDetailView } from '../../materials';
import { Clock } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { pairOf } from './deciding-together';
import type { Pair } from './deciding-together';

const POSTER = `You do not have to explain yourself here.
Come on your own or bring somebody with you.
We keep the kettle on from four to eight, every Tuesday.`;

/** What Westmere makes with the two groups that have joined: one yes that holds, and one that lapsed with an edit. */
export async function makeTogether(services: INestApplicationContext): Promise<void> {
  const both = await pairOf(services, 'WM-0165');
  const leaflet = await consented(services, both, 'Leaflet for new members', 'Front desk of the clinic');
  const edits = services.get(MaterialEdits, { strict: false });
  const words = `${POSTER}\nThe door on the left has no steps.`;
  await edits.propose(both.health, leaflet.latestVersionId ?? '', { words, why: 'People ask about the steps.' });

  const challenges = services.get(ChallengeMoves, { strict: false });
  const wrong = 'The leaflet says four to eight. In winter we close at seven.';
  const raised = await challenges.raise(both.group, { about: 'material', subjectId: leaflet.id, words: wrong });
  await challenges.answer(both.health, raised, 1, {
    changed: false,
    words: 'Propose the words, and we print it anew.',
  });

  const one = await pairOf(services, 'WM-0115');
  const poster = await consented(services, one, 'Poster for waiting rooms', 'Waiting rooms of three practices');
  const versions = services.get(MaterialVersions, { strict: false });
  await versions.addWords(one.health, poster.id, poster.version, 'Come every Tuesday, from four to eight.');
}

/** In the group’s words, with its yes to its name, and in use for a week. */
async function consented(
  services: INestApplicationContext,
  { contractId, partnershipId, health, group }: Pair,
  title: string,
  place: string,
): Promise<MaterialDetailView> {
  const materials = services.get(Materials, { strict: false });
  const request = { title, words: POSTER, contractId };
  const id = await services.get(MaterialVersions, { strict: false }).start(group, partnershipId, request);
  const material = await materials.one(group, id);
  const version = material.latestVersionId ?? '';
  await services.get(NameConsents, { strict: false }).give(group, version);
  const sinceOn = addDays(services.get(Clock, { strict: false }).today(), -7);
  await services.get(NameUses, { strict: false }).note(health, version, { place, sinceOn });
  return material;
}
