import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, MaxLength, Min, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { Priorities, Strategies } from '../../strategy';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { answersOf, StrategyForm, termsIn } from './strategy-form';
import { servedBy } from './strategy-words.rules';

const AGAIN = { message: 'Open the page again, then send it' };

class ChangeForm extends StrategyForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  version!: number;
}

class WordsForm extends VersionForm {
  @MinLength(1, { message: 'Say the priority in a few words' })
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  priority!: string;
}

const CHANGE = 'strategy/change.njk';
const PRIORITY = 'strategy/priority.njk';

/** Correcting and taking away what was entered of a strategy. */
@PageController()
export class StrategyChangesPage {
  constructor(
    private readonly pages: Pages,
    private readonly strategies: Strategies,
    private readonly priorities: Priorities,
  ) {}

  @Get('o/:org/admin/strategy/:id/change')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersOf(await this.strategies.one(actor, id));
    this.pages.render(request, reply, CHANGE, await this.page(actor, id), { answers });
  }

  @Post('o/:org/admin/strategy/:id/change')
  change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const move = {
      form: ChangeForm,
      template: CHANGE,
      page: () => this.page(actor, id),
      to: at(actor, id),
      done: 'changed',
    };
    return this.pages.move(request, reply, move, (form: ChangeForm) =>
      this.strategies.change(actor, id, form.version, termsIn(form)),
    );
  }

  @Post('o/:org/admin/strategy/:id/removal')
  remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = () => this.page(actor, id);
    const move = { form: VersionForm, template: CHANGE, page, to: at(actor), done: 'removed' };
    return this.pages.move(request, reply, move, ({ version }) => this.strategies.remove(actor, id, version));
  }

  @Get('o/:org/admin/strategy-priorities/:id')
  async askWords(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { title } = await this.priorities.one(actor, id);
    this.pages.render(request, reply, PRIORITY, await this.priorityPage(actor, id), { answers: { priority: title } });
  }

  @Post('o/:org/admin/strategy-priorities/:id')
  async rename(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const move = await this.movePriority(actor, id, WordsForm, 'changed');
    return this.pages.move(request, reply, move, ({ version, priority }: WordsForm) =>
      this.priorities.rename(actor, id, version, priority),
    );
  }

  @Post('o/:org/admin/strategy-priorities/:id/removal')
  async removePriority(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const move = await this.movePriority(actor, id, VersionForm, 'priority-removed');
    return this.pages.move(request, reply, move, ({ version }) => this.priorities.remove(actor, id, version));
  }

  private async movePriority<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const { strategyId } = await this.priorities.one(actor, id);
    return { form, template: PRIORITY, page: () => this.priorityPage(actor, id), to: at(actor, strategyId), done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const strategy = await this.strategies.one(actor, id);
    return {
      title: 'Correct a strategy',
      here: at(actor, id),
      breadcrumbs: [
        { text: 'Strategies', href: at(actor) },
        { text: 'Strategy', href: at(actor, id) },
      ],
      strategy,
      linked: strategy.priorities.some(({ links }) => links > 0),
    };
  }

  private async priorityPage(actor: Actor, id: string): Promise<PageData> {
    const priority = await this.priorities.one(actor, id);
    return {
      title: 'Correct a priority',
      here: `/o/${actor.organisationId}/admin/strategy-priorities/${id}`,
      back: at(actor, priority.strategyId),
      breadcrumbs: [
        { text: 'Strategies', href: at(actor) },
        { text: 'Strategy', href: at(actor, priority.strategyId) },
      ],
      priority,
      served: servedBy(priority.links),
    };
  }
}

function at({ organisationId }: Actor, id?: string): string {
  return `/o/${organisationId}/admin/strategy${id === undefined ? '' : `/${id}`}`;
}
