import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { Strategies, StrategyLinks } from '../../strategy';
import type { Linked, StrategyLinkView } from '../../strategy';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { ServedSubjects } from './served-subjects.service';
import { strategyOf, StrategyReader } from './strategy-reading.service';

class ServesForm {
  @IsUUID(undefined, { message: 'Choose the priority that it serves' })
  priorityId!: string;

  @MinLength(1, { message: 'Say in a sentence how it serves it' })
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  how!: string;
}

const TEMPLATE = 'strategy/link.njk';
const PATHS = ['o/:org/contracts/:id/strategy', 'o/:org/decisions/:id/strategy'];
const DONE: Readonly<Record<string, string>> = {
  linked: 'Kept. The group reads it too.',
  removed: 'Taken away. The group does not read it any more.',
};

/** Where the health side says which priorities a contract or a decision serves, and how. */
@PageController()
export class ServedPage {
  constructor(
    private readonly pages: Pages,
    private readonly links: StrategyLinks,
    private readonly reader: StrategyReader,
    private readonly subjects: ServedSubjects,
    private readonly strategies: Strategies,
  ) {}

  @Get(PATHS)
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, { kind: kindIn(request), id });
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post(PATHS)
  async link(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const of: Linked = { kind: kindIn(request), id };
    const page = () => this.page(actor, of);
    const to = strategyOf(actor, of);
    return this.pages.move(request, reply, { form: ServesForm, template: TEMPLATE, page, to, done: 'linked' }, (form) =>
      this.links.link(actor, of, form),
    );
  }

  @Get('o/:org/strategy-links/:id/removal')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const link = await this.links.one(actor, id);
    this.pages.render(request, reply, 'strategy/unlink.njk', {
      title: 'Take away what it serves',
      here: `/o/${actor.organisationId}/strategy-links/${id}/removal`,
      back: strategyOf(actor, linkedBy(link)),
      link,
    });
  }

  @Post('o/:org/strategy-links/:id/removal')
  async unlink(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const link = await this.links.unlink(actor, id);
    this.pages.goTo(reply, `${strategyOf(actor, linkedBy(link))}?done=removed`);
  }

  private async page(actor: Actor, of: Linked): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const [caption, { strategyLinks }, choices] = await Promise.all([
      this.subjects.nameOf(actor, of),
      this.reader.section(actor, of),
      this.strategies.choices(actor),
    ]);
    const held = new Set(strategyLinks.map(({ priorityId }) => priorityId));
    return {
      title: 'What it serves',
      ...{ root, here: strategyOf(actor, of), caption },
      back: strategyOf(actor, of).replace(/\/strategy$/, ''),
      strategyLinks: strategyLinks.map((link) => ({ ...link, removal: `${root}/strategy-links/${link.id}/removal` })),
      choices: choices
        .filter(({ id }) => !held.has(id))
        .map(({ id, title, strategy }) => ({ value: id, text: title, hint: { text: strategy } })),
    };
  }
}

/** By the address: the part before the id. */
function kindIn({ url }: PageRequest): Linked['kind'] {
  return url.includes('/contracts/') ? 'contract' : 'decision';
}

function linkedBy({ contractId, decisionId }: StrategyLinkView): Linked {
  return decisionId === null ? { kind: 'contract', id: contractId } : { kind: 'decision', id: decisionId };
}
