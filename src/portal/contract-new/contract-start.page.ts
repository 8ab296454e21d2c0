import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractSketches } from '../../contracts';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { StartForm } from './sketch-forms';

/** As many as a list of choices holds; with more, a part of the name narrows them. */
const MOST_CHOICES = 100;
const TEMPLATE = 'contract-new/start.njk';

/** The first question of a new contract: with whom. What was begun before is offered to go on with. */
@PageController()
export class ContractStartPage {
  constructor(
    private readonly pages: Pages,
    private readonly sketches: ContractSketches,
    private readonly partnerships: PartnershipsService,
  ) {}

  @Get('o/:org/contracts/new')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: { partnership?: unknown; q?: unknown },
  ): Promise<void> {
    const page = await this.page(actor, textOf(query.q).slice(0, 200));
    this.pages.render(request, reply, TEMPLATE, { ...page, chosen: textOf(query.partnership) });
  }

  @Post('o/:org/contracts/new')
  async begin(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: StartForm,
      template: TEMPLATE,
      page: () => this.page(actor, ''),
      work: async ({ partnershipId }) => {
        const id = await this.sketches.begin(actor, partnershipId);
        return `/o/${actor.organisationId}/contracts/new/${id}/what`;
      },
    });
  }

  private async page(actor: Actor, q: string): Promise<PageData> {
    const query = asked(PartnershipListQuery, { limit: MOST_CHOICES, ...(q !== '' && { search: q }) });
    const [{ items, next }, open] = await Promise.all([
      this.partnerships.list(actor, query),
      this.sketches.open(actor),
    ]);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'New contract',
      root,
      q,
      chosen: '',
      groups: items.map(({ id, group }) => ({ value: id, text: group })),
      tooMany: next !== null,
      open: open.map(({ id, group, answers }) => ({
        href: `${root}/contracts/new/${id}/check`,
        group,
        title: answers.title ?? 'Not named yet',
      })),
    };
  }
}
