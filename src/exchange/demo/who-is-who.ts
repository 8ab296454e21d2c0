import type { INestApplicationContext } from '@nestjs/common';
import { DirectoryChanges, IntroductionAnswers } from '../../directory';
import { OperatorService } from '../../identity';
import { TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { WESTMERE } from './westmere';

const ENTRIES: readonly Omit<Parameters<DirectoryChanges['add']>[1], 'personId'>[] = [
  {
    ...{ kind: 'team', name: 'Paying suppliers and partners', hours: 'Monday to Friday, 9am to 4pm' },
    does: 'Sends payments, and answers where one is. Have the payment reference at hand.',
    ...{ email: 'paying@westmere.example', phone: '01632 960141' },
  },
  {
    ...{ kind: 'team', name: 'Rooms and buildings', hours: 'Monday to Thursday, 8am to 3pm' },
    does: 'Lends rooms in our buildings to groups that work with us, and sees to keys, ramps and heating.',
    ...{ email: 'rooms@westmere.example', phone: '01632 960142' },
  },
  {
    ...{ kind: 'department', name: 'Listening to people and communities', place: 'Quay House, level 1' },
    does: 'Plans surveys, meetings and consultations, and pays people for what they bring to them.',
  },
  {
    ...{ kind: 'team', name: 'Translation and interpreting', phone: '01632 960143' },
    does: 'Finds interpreters, British Sign Language among them, and has leaflets put into other languages.',
  },
  {
    ...{ kind: 'place', name: 'Quay House', hours: 'Weekdays, 8am to 6pm' },
    does: 'Our offices and meeting rooms. The desk at the door tells you where to go, and asks for no reason.',
    place: 'Quay Street, opposite bus stop C; step-free by the side entrance',
  },
];

/** Who is who at Westmere; two groups asked to be introduced, and one has been. */
export async function keepWhoIsWho(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const changes = services.get(DirectoryChanges, { strict: false });
  const tenant = services.get(TenantService, { strict: false });
  const [person] = await tenant.transaction(westmere, (tx) =>
    tx.query<{ id: string }>(
      `select id from person where organisation_id = $1 and name is not null and last_day_on is null order by name limit 1`,
      [westmere.organisationId],
    ),
  );
  const ids: string[] = [];
  for (const entry of ENTRIES) {
    const named = ids.length === 1 && person !== undefined ? { personId: person.id } : {};
    ids.push(await changes.add(westmere, { ...entry, ...named }));
  }
  const [, rooms = '', listening = ''] = ids;
  await introduce(services, westmere, {
    group: 'Umber Bridge',
    to: rooms,
    why: 'A step-free room for Thursday evenings.',
  });
  const answers = services.get(IntroductionAnswers, { strict: false });
  const why = 'We would like to know of your surveys before the questions are settled.';
  const asked = await introduce(services, westmere, { group: 'Marlpit Circle', to: listening, why });
  const introducedTo = 'Whoever plans the spring survey';
  await answers.answer(westmere, asked, 1, { answer: 'introduced', introducedTo });
}

async function introduce(
  services: INestApplicationContext,
  westmere: Actor,
  { group, to, why }: { group: string; to: string; why: string },
): Promise<string> {
  const [row] = await services
    .get(TenantService, { strict: false })
    .transaction(westmere, (tx) =>
      tx.query<{ id: string }>(
        `select g.id from partnership p join organisation g on g.id = p.group_id where p.health_body_id = $1 and g.name = $2`,
        [westmere.organisationId, group],
      ),
    );
  if (row === undefined) throw new Error(`The demo has no group ${group}.`);
  const lead: Actor = { ...westmere, side: 'group', organisationId: row.id };
  return services.get(IntroductionAnswers, { strict: false }).ask(lead, to, { why });
}
