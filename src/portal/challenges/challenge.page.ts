import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ChallengeMoves, Challenges, movesOf } from '../../challenges';
import type { ChallengeDetailView } from '../../challenges';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { challengeTag, stepWords, subjectPath, subjectWords } from './challenge-words.rules';

class AnswerForm extends VersionForm {
  @IsIn(['yes', 'no'], { message: 'Say whether something was changed' })
  changed!: string;

  @MinLength(1, { message: 'Say what was changed, or why nothing was' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  words!: string;
}

class NextForm extends VersionForm {
  @IsIn(['accepted', 'taken_up', 'withdrawn'], { message: 'Choose what you want to do' })
  move!: 'accepted' | 'taken_up' | 'withdrawn';

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  more?: string;
}

const TEMPLATE = 'challenges/challenge.njk';
const DONE: Readonly<Record<string, string>> = {
  raised: 'Sent. The other side reads it now, and has some days to answer.',
  answered: 'Your answer is kept, and the other side reads it.',
  moved: 'Done. The other side reads it.',
};

/** One challenge: what is not right, what was answered, and what comes next. */
@PageController()
export class ChallengePage {
  constructor(
    private readonly pages: Pages,
    private readonly challenges: Challenges,
    private readonly moves: ChallengeMoves,
  ) {}

  @Get('o/:org/challenges/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/challenges/:id/answer')
  answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, AnswerForm, 'answered'), (form: AnswerForm) =>
      this.moves.answer(actor, id, form.version, { changed: form.changed === 'yes', words: form.words }),
    );
  }

  @Post('o/:org/challenges/:id/next')
  next(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, NextForm, 'moved'), (form: NextForm) =>
      this.go(actor, id, form),
    );
  }

  private go(actor: Actor, id: string, { move, more, version }: NextForm): Promise<string> {
    const words = more ?? '';
    if (move === 'taken_up') {
      if (words === '') throw new FormRefused(422, [{ field: 'more', text: 'Say what is still not right' }]);
      return this.moves.takeUp(actor, id, version, { words });
    }
    const request = words === '' ? {} : { words };
    return move === 'accepted'
      ? this.moves.accept(actor, id, version, request)
      : this.moves.withdraw(actor, id, version, request);
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/challenges/${id}`;
    return { form, template: TEMPLATE, page: () => this.page(actor, id), to, done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const challenge = await this.challenges.one(actor, id);
    const root = `/o/${actor.organisationId}`;
    const path = subjectPath(challenge);
    const moves = movesOf(challenge, actor.side);
    return {
      title: 'A challenge',
      ...{ root, here: `${root}/challenges/${id}`, challenge, moves },
      breadcrumbs: [{ text: 'Challenges', href: `${root}/challenges` }],
      what: subjectWords(challenge),
      subject: path === null ? null : root + path,
      other: actor.side === 'health' ? challenge.group : challenge.healthBody,
      ours: challenge.raisedBy === actor.side,
      stands: challengeTag(challenge.state),
      raisedOn: calendarDate(challenge.raisedOn),
      answerBy: calendarDate(challenge.answerBy),
      steps: stepsOf(challenge),
      mayAnswer: moves.includes('answered') && (actor.side === 'health' || actor.roles.includes('group_lead')),
    };
  }
}

function stepsOf({ steps, healthBody, group }: ChallengeDetailView) {
  return steps.map((step) => ({
    who: step.side === 'health' ? healthBody : group,
    ...{ what: stepWords(step), words: step.words, on: calendarDate(step.doneOn) },
  }));
}
