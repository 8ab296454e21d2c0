import { Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { MOST_WORDS, WordsOfBody } from '../../settings';
import type { OwnWord } from '../../settings';
import { orAskAgain } from '../frame/ask-again';
import { FormRefused } from '../frame/form';
import type { Answers, FormError } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';

const TEMPLATE = 'admin/words.njk';
const DONE = { kept: 'Saved. Groups find these words explained where they meet them, within a minute.' };
const ROOM_FOR_MORE = 3;
const LONGEST = { term: 80, meaning: 500 } as const;

/** What a health body's own words mean, for the groups that meet them. */
@PageController()
export class WordsPage {
  constructor(
    private readonly pages: Pages,
    private readonly words: WordsOfBody,
  ) {}

  @Get('o/:org/admin/settings/words')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const page = await this.page(actor);
    const answers = answersOf(page.words);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers });
  }

  @Post('o/:org/admin/settings/words')
  keep(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.submit(request, reply, {
      form: VersionForm,
      template: TEMPLATE,
      page: () => this.page(actor),
      work: ({ version }, answers) =>
        orAskAgain(async () => {
          await this.words.keep(actor, version, wordsIn(answers));
          return `/o/${actor.organisationId}/admin/settings/words?done=kept`;
        }),
    });
  }

  private async page(actor: Actor) {
    const { words, version } = await this.words.now(actor);
    const settings = `/o/${actor.organisationId}/admin/settings`;
    const rows = Math.min(MOST_WORDS, words.length + ROOM_FOR_MORE);
    return {
      title: 'Words',
      breadcrumbs: [{ text: 'Settings', href: settings }],
      ...{
        here: `${settings}/words`,
        version,
        versionNow: version,
        keeps: actor.roles.includes('administrator'),
        words,
      },
      rows: Array.from({ length: rows }),
    };
  }
}

function answersOf(words: readonly OwnWord[]): Answers {
  const rows = words.flatMap(({ term, meaning }, index) => [
    [`term${String(index + 1)}`, term] as const,
    [`meaning${String(index + 1)}`, meaning] as const,
  ]);
  return Object.fromEntries(rows);
}

/** A row that is empty is no word. Throws FormRefused for one that is half there or too long. */
function wordsIn(answers: Answers): OwnWord[] {
  const words: OwnWord[] = [];
  const errors: FormError[] = [];
  for (let row = 1; row <= MOST_WORDS; row += 1) {
    const word = { term: textAt(answers, `term${String(row)}`), meaning: textAt(answers, `meaning${String(row)}`) };
    if (word.term === '' && word.meaning === '') continue;
    errors.push(...wrongIn(word, String(row)));
    words.push(word);
  }
  if (errors.length > 0) throw new FormRefused(422, errors);
  return words;
}

function textAt(answers: Answers, field: string): string {
  const answer = answers[field];
  return typeof answer === 'string' ? answer : '';
}

function wrongIn(word: OwnWord, row: string): FormError[] {
  return (['term', 'meaning'] as const).flatMap((part) => {
    const field = `${part}${row}`;
    const missing = part === 'term' ? `Word ${row}: write the word` : `Word ${row}: say what it means`;
    if (word[part] === '') return [{ field, text: missing }];
    const most = LONGEST[part];
    return word[part].length > most ? [{ field, text: `Word ${row}: use at most ${String(most)} characters` }] : [];
  });
}
