import type { INestApplicationContext } from '@nestjs/common';
import { OperatorService } from '../../identity';
import { WordsOfBody } from '../../settings';
import { signedIn } from './accounts';
import { WESTMERE } from './westmere';

const WORDS = [
  { term: 'Joint forward plan', meaning: 'What we and the hospitals here mean to do in the next five years.' },
  { term: 'Place partnership', meaning: 'The councils, practices and groups of one town, who plan together.' },
  { term: 'Front door team', meaning: 'Whoever answers first when you ring us. They know who does what.' },
];

/** What Westmere calls things, for the groups that read it. */
export async function explainWords(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const admin = await signedIn(services, 'admin@westmere.example', westmere, 'administrator');
  await services.get(WordsOfBody, { strict: false }).keep(admin, 1, WORDS);
}
