import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { Clock, sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { Priorities, Strategies, StrategyFiles, StrategyListQuery } from '../../strategy';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { moveFile } from '../frame/sent-file';
import { counted } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { StrategyForm, termsIn } from './strategy-form';
import { periodOf, servedBy } from './strategy-words.rules';

export class PriorityForm {
  @MinLength(1, { message: 'Say the priority in a few words' })
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  priority!: string;
}

const LIST = 'strategy/strategies.njk';
const ONE = 'strategy/strategy.njk';
const MOST = 200;
const DONE: Readonly<Record<string, string>> = {
  entered: 'Entered. Add its priorities now.',
  added: 'The priority is added.',
  changed: 'Your changes are kept.',
  filed: 'The file is added.',
  'priority-removed': 'The priority is taken away.',
  removed: 'The strategy is taken away.',
};

/** The strategies of a health body, and each with its priorities and its document. */
@PageController()
export class StrategiesPage {
  constructor(
    private readonly pages: Pages,
    private readonly strategies: Strategies,
    private readonly priorities: Priorities,
    private readonly files: StrategyFiles,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/strategy')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.open(request, reply, { template: LIST, page: await this.listPage(actor), done: DONE });
  }

  @Post('o/:org/admin/strategy')
  enter(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.submit(request, reply, {
      form: StrategyForm,
      template: LIST,
      page: () => this.listPage(actor),
      work: async (form) => `${at(actor, await this.strategies.enter(actor, termsIn(form)))}?done=entered`,
    });
  }

  @Get('o/:org/admin/strategy/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/admin/strategy/:id/priorities')
  add(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const move = {
      form: PriorityForm,
      template: ONE,
      page: () => this.page(actor, id),
      to: at(actor, id),
      done: 'added',
    };
    return this.pages.move(request, reply, move, ({ priority }) => this.priorities.add(actor, id, priority));
  }

  @Post('o/:org/admin/strategy/:id/file')
  async putFile(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.strategies.one(actor, id);
    const move = { template: ONE, page: () => this.page(actor, id), to: at(actor, id), done: 'filed' };
    await moveFile(this.pages, { request, reply, actor, person }, move, (once, { file }) =>
      this.files.put(once, id, file),
    );
  }

  @Get('o/:org/strategies/:id/file')
  async download(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    sendFile(reply, await this.files.read(actor, id));
  }

  private async listPage(actor: Actor): Promise<PageData> {
    const { items } = await this.strategies.list(actor, asked(StrategyListQuery, { limit: MOST }));
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Strategies',
      ...{ root, here: `${root}/admin/strategy` },
      mayDownload: isOpen({ path: '/strategy-links.csv' }, actor.roles),
      strategies: items.map((each) => ({
        ...{ id: each.id, title: each.title, published: each.published },
        period: periodOf(each, this.clock.today()),
        count: counted(each.priorities.length, 'priority', 'priorities'),
      })),
    };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const strategy = await this.strategies.one(actor, id);
    return {
      title: 'Strategy',
      ...{ root: `/o/${actor.organisationId}`, here: at(actor, id), strategy },
      breadcrumbs: [{ text: 'Strategies', href: at(actor) }],
      period: periodOf(strategy, this.clock.today()),
      priorities: strategy.priorities.map((each) => Object.assign({}, each, { served: servedBy(each.links) })),
    };
  }
}

function at({ organisationId }: Actor, id?: string): string {
  return `/o/${organisationId}/admin/strategy${id === undefined ? '' : `/${id}`}`;
}
