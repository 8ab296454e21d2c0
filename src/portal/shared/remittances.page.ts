import { Readable } from 'node:stream';
import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { remittanceCsv, RemittanceListQuery, Remittances, toRemittanceLineView, toRemittanceView } from '../../finance';
import { CurrentActor } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';

const A_PAGE = 50;

/** What was paid, and for what: for finance, and for the group that was paid. */
@PageController()
export class RemittancesPage {
  constructor(
    private readonly pages: Pages,
    private readonly remittances: Remittances,
  ) {}

  @Get('o/:org/remittances')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/remittances`;
    const choice = choiceOf(actor, query);
    const cursor = typeof query.cursor === 'string' ? { cursor: query.cursor } : {};
    const page = await this.remittances.list(
      actor,
      asked(RemittanceListQuery, { limit: A_PAGE, ...choice, ...cursor }),
    );
    const more = page.next === null ? null : new URLSearchParams({ ...choice, cursor: page.next }).toString();
    this.pages.render(request, reply, 'shared/remittances.njk', {
      title: 'Remittances',
      root,
      forGroup: actor.side === 'group',
      ofRun: choice.runId ?? null,
      remittances: page.items.map(toRemittanceView),
      more: more === null ? null : `${root}?${more}`,
    });
  }

  @Get('o/:org/remittances/:id')
  async one(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { remittance, lines } = await this.remittances.one(actor, id);
    const root = `/o/${actor.organisationId}/remittances`;
    this.pages.render(request, reply, 'shared/remittance.njk', {
      title: 'Remittance advice',
      breadcrumbs: [{ text: 'Remittances', href: root }],
      root,
      remittance: toRemittanceView(remittance),
      lines: lines.map(toRemittanceLineView),
    });
  }

  @Get('o/:org/remittances/:id/file')
  async file(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { remittance, lines } = await this.remittances.one(actor, id);
    const text = remittanceCsv(toRemittanceView(remittance), lines.map(toRemittanceLineView));
    sendCsv(reply, 'remittance.csv', Readable.from(text));
  }
}

/** Finance may look at what one run paid. */
function choiceOf({ side }: Actor, { run }: Record<string, unknown>): { runId?: string } {
  return side === 'health' && typeof run === 'string' && isUUID(run) ? { runId: run } : {};
}
