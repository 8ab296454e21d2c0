import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IntroductionAnswers, IntroductionListQuery, Introductions, isLongWaiting } from '../../directory';
import type { IntroductionView } from '../../directory';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { Clock, sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { openOrAll } from '../frame/open-or-all';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';
import { dayOrNone } from '../payment/forms';
import { introductionTag } from './directory-words.rules';

class AnswerForm extends VersionForm {
  @IsIn(['introduced', 'declined'], { message: 'Choose whether you introduced them' })
  answer!: 'introduced' | 'declined';

  @IsOptional()
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  introducedTo = '';

  @IsOptional()
  @MaxLength(10, { message: 'Enter the day of the introduction' })
  introducedOn = '';

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  reason = '';
}

const ONE = 'directory/introduction.njk';
const DONE: Readonly<Record<string, string>> = {
  asked: 'Sent. The health body reads it and will answer; you get an email then.',
  answered: 'Sent. The group reads your answer.',
  withdrawn: 'Taken back. The health body sees that you no longer need it.',
};

/** Who asked to be introduced to whom, for both sides. */
@PageController()
export class IntroductionsPage {
  constructor(
    private readonly pages: Pages,
    private readonly introductions: Introductions,
    private readonly answers: IntroductionAnswers,
    private readonly exports: ExportsService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/introductions')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('state') state: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const { open, at, more } = openOrAll(`/o/${actor.organisationId}/introductions`, state, cursor);
    // What waits longest first; of all of them the newest.
    const query = asked(IntroductionListQuery, {
      ...(open && { state: 'open' as const, sort: 'askedOn' as const }),
      ...at,
    });
    const { items, next } = await this.introductions.list(actor, query);
    const root = `/o/${actor.organisationId}`;
    const here = `${root}/introductions`;
    this.pages.render(request, reply, 'directory/introductions.njk', {
      title: 'Introductions',
      breadcrumbs: [{ text: 'Who is who', href: `${root}/who-is-who` }],
      ...{ root, here, open, ours: actor.side === 'health' },
      more: more(next),
      items: items.map((item) => ({
        ...{ id: item.id, entryName: item.entryName, why: item.why },
        ...wordsOf(item, actor, this.clock.today()),
      })),
    });
  }

  /** All of them, for a spreadsheet. */
  @Get('o/:org/introductions/introductions.csv')
  async file(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const file = await this.exports.introductions(actor, 'csv');
    sendCsv(reply, 'introductions.csv', file);
  }

  @Get('o/:org/introductions/:id')
  async one(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/introductions/:id/answer')
  answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, AnswerForm, 'answered'), (form: AnswerForm) => {
      const { answer, introducedTo, reason } = form;
      const day = 'Enter the day of the introduction';
      const introducedOn = dayOrNone('introducedOn', form.introducedOn, day, this.clock.today());
      return this.answers.answer(actor, id, form.version, {
        ...{ answer, ...(introducedTo !== '' && { introducedTo }) },
        ...(introducedOn !== null && { introducedOn }),
        ...(reason !== '' && { reason }),
      });
    });
  }

  @Post('o/:org/introductions/:id/withdrawal')
  withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'withdrawn'), ({ version }) =>
      this.answers.withdraw(actor, id, version),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/introductions/${id}`;
    return { form, template: ONE, page: () => this.page(actor, id), to, done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const one = await this.introductions.one(actor, id);
    const root = `/o/${actor.organisationId}`;
    const today = this.clock.today();
    return {
      title: 'An introduction',
      breadcrumbs: [
        { text: 'Who is who', href: `${root}/who-is-who` },
        { text: 'Introductions', href: `${root}/introductions` },
      ],
      ...{ root, here: `${root}/introductions/${id}`, one, today, ours: actor.side === 'health' },
      ...wordsOf(one, actor, today),
      introducedOn: one.introducedOn === null ? null : calendarDate(one.introducedOn),
      answeredOn: one.answeredOn === null ? null : calendarDate(one.answeredOn),
    };
  }
}

function wordsOf(
  { state, askedOn, answerBy, group, healthBody }: IntroductionView,
  { side }: Actor,
  today: CalendarDate,
) {
  const asked = calendarDate(askedOn);
  const by = calendarDate(answerBy);
  const late = side === 'health' && isLongWaiting(by, today) ? { days: daysBetween(asked, today) } : null;
  return {
    other: side === 'health' ? group : healthBody,
    stands: introductionTag(state, late),
    askedOn: asked,
    answerBy: by,
  };
}
