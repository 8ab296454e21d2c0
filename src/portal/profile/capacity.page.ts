import { Get, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { CAPACITY_STATES, CapacityStatements, MOST_WAITING_WEEKS, toCapacityView } from '../../organisations';
import type { CapacityState } from '../../organisations';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { CAPACITY_WORDS, capacitySentence } from './capacity-words.rules';

class CapacityForm {
  @IsIn(CAPACITY_STATES, { message: 'Choose whether you can take on more' })
  state!: CapacityState;

  @IsOptional()
  @IsString()
  waitingWeeks?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  words?: string;
}

const TEMPLATE = 'profile/capacity.njk';

/** How much a group can take on just now, for all its payers at once. */
@PageController()
export class CapacityPage {
  constructor(
    private readonly pages: Pages,
    private readonly capacity: CapacityStatements,
  ) {}

  @Get('o/:org/capacity')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const done = { said: 'Saved. Every health body you work with reads it now.' };
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor), done });
  }

  @Post('o/:org/capacity')
  async say(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: CapacityForm,
      template: TEMPLATE,
      page: () => this.page(actor),
      work: async ({ state, waitingWeeks = '', words = '' }) => {
        const said = { state, waitingWeeks: weeksAnswered(waitingWeeks), words: words === '' ? null : words };
        await this.capacity.state(actor, actor.organisationId, said);
        return `/o/${actor.organisationId}/capacity?done=said`;
      },
    });
  }

  private async page(actor: Actor): Promise<PageData> {
    const { now, earlier } = toCapacityView(await this.capacity.of(actor, actor.organisationId));
    return {
      title: 'How much we can take on',
      root: `/o/${actor.organisationId}`,
      sentence: now === null ? null : capacitySentence(now),
      now,
      earlier: earlier.map((said) => ({ sentence: capacitySentence(said), words: said.words })),
      states: CAPACITY_STATES.map((value) => ({ value, text: CAPACITY_WORDS[value] })),
    };
  }
}

/** Throws FormRefused. */
function weeksAnswered(answer: string): number | null {
  if (answer === '') return null;
  const weeks = /^\d{1,3}$/.test(answer) ? Number(answer) : Number.NaN;
  if (weeks <= MOST_WAITING_WEEKS) return weeks;
  throw new FormRefused(422, [{ field: 'waitingWeeks', text: 'Enter weeks as a whole number, or leave it out' }]);
}
