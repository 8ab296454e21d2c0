import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, isUUID, IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ChallengeListQuery, ChallengeMoves, Challenges, SUBJECTS } from '../../challenges';
import type { ChallengeSubject } from '../../challenges';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { openOrAll } from '../frame/open-or-all';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { challengeTag, subjectPath, subjectWords } from './challenge-words.rules';

class NewChallengeForm {
  @IsIn(SUBJECTS, { message: 'Choose what it is about' })
  about!: ChallengeSubject;

  @IsUUID(undefined, { message: 'Choose what it is about' })
  subject!: string;

  @IsOptional()
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  fact?: string;

  @MinLength(1, { message: 'Say what is not right' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  words!: string;

  @IsOptional()
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  wanted?: string;
}

const NEW = 'challenges/new.njk';
const MOST_PARTNERS = 100;

/** What either side has said is not right, and saying so. */
@PageController()
export class ChallengesPage {
  constructor(
    private readonly pages: Pages,
    private readonly challenges: Challenges,
    private readonly moves: ChallengeMoves,
    private readonly partnerships: PartnershipsService,
    private readonly exports: ExportsService,
  ) {}

  @Get('o/:org/challenges')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('state') state: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const { open, at, more } = openOrAll(`/o/${actor.organisationId}/challenges`, state, cursor);
    const query = asked(ChallengeListQuery, {
      ...(open && { open: 'true' as const }),
      ...at,
    });
    const { items, next } = await this.challenges.list(actor, query);
    const root = `/o/${actor.organisationId}/challenges`;
    this.pages.render(request, reply, 'challenges/list.njk', {
      title: 'Challenges',
      root,
      open,
      more: more(next),
      items: items.map((item) => ({
        ...{ id: item.id, what: subjectWords(item), words: item.words },
        other: actor.side === 'health' ? item.group : item.healthBody,
        ours: item.raisedBy === actor.side,
        stands: challengeTag(item.state),
        raisedOn: calendarDate(item.raisedOn),
        answerBy: item.state === 'raised' ? calendarDate(item.answerBy) : null,
      })),
    });
  }

  /** All of them, for a spreadsheet. */
  @Get('o/:org/challenges/challenges.csv')
  async file(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const file = await this.exports.challenges(actor, 'csv');
    sendCsv(reply, 'challenges.csv', file);
  }

  @Get('o/:org/challenges/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('about') about: unknown,
    @Query('subject') subject: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, NEW, await this.page(actor, about, subject));
  }

  @Post('o/:org/challenges/new')
  async raise(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { about, subject } = (request.body ?? {}) as { about?: unknown; subject?: unknown };
    await this.pages.submit(request, reply, {
      form: NewChallengeForm,
      template: NEW,
      page: () => this.page(actor, about, subject),
      work: async (form) => {
        const id = await this.moves.raise(actor, {
          ...{ about: form.about, subjectId: form.subject, words: form.words },
          ...(said(form.fact) && { fact: form.fact }),
          ...(said(form.wanted) && { wanted: form.wanted }),
        });
        return `/o/${actor.organisationId}/challenges/${id}?done=raised`;
      },
    });
  }

  /** About one record; without one, the partnerships to choose from. */
  private async page(actor: Actor, about: unknown, subject: unknown): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const page = { title: 'Something is not right', root, here: `${root}/challenges/new` };
    const kind = SUBJECTS.find((known) => known === about);
    if (kind === undefined || !isUUID(subject)) return { ...page, choices: await this.choices(actor, page.here) };
    const found = await this.challenges.subject(actor, kind, String(subject));
    const path = subjectPath(found);
    return {
      ...page,
      ...{ about: kind, subject, choices: null, ofProfile: kind === 'profile' },
      what: kind === 'profile' ? 'The group’s profile' : subjectWords(found),
      other: actor.side === 'health' ? found.group : found.healthBody,
      back: path === null ? null : root + path,
      // A group that signs in speaks for itself.
      canAnswer: found.joined || actor.side === 'group',
    };
  }

  private async choices(actor: Actor, here: string) {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST_PARTNERS }));
    return items
      .filter((partnership) => actor.side === 'group' || partnership.joined)
      .map((partnership) => ({
        text: actor.side === 'group' ? partnership.health_body : partnership.group,
        whole: `${here}?about=partnership&subject=${partnership.id}`,
        profile: `${here}?about=profile&subject=${partnership.id}`,
      }));
  }
}

function said(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
