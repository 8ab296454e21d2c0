import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MappedTextQuery, MappedTexts, toMappedTextView } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';

const A_PAGE = 100;

/** What the bank file of a run could not carry as it was. */
@PageController()
export class MappedTextsPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: MappedTexts,
  ) {}

  @Get('o/:org/finance/runs/:id/mapped-texts')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('after') after: unknown,
  ): Promise<void> {
    const run = `/o/${actor.organisationId}/finance/runs/${id}`;
    const place = typeof after === 'string' && /^\d{1,9}$/.test(after) ? Number(after) : 0;
    const { items, next } = await this.texts.of(actor, id, asked(MappedTextQuery, { limit: A_PAGE, after: place }));
    this.pages.render(request, reply, 'finance/mapped-texts.njk', {
      title: 'What the bank file says instead',
      breadcrumbs: [
        { text: 'Finance', href: `/o/${actor.organisationId}/finance` },
        { text: 'Payment run', href: run },
      ],
      texts: items.map(toMappedTextView),
      more: next === null ? null : `${run}/mapped-texts?after=${String(next)}`,
    });
  }
}
