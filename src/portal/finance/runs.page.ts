import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PaymentRuns, RunListQuery, toRunView } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { RUN_STATE_FILTERS, runTag, shownRun } from './run-words.rules';

const ROWS = 50;

/** What the list of runs is narrowed to, from its address. */
interface RunsQuery {
  state?: unknown;
  after?: unknown;
}

/** Every payment run, newest first. */
@PageController()
export class RunsPage {
  constructor(
    private readonly pages: Pages,
    private readonly runs: PaymentRuns,
  ) {}

  @Get('o/:org/finance/runs')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: RunsQuery,
  ): Promise<void> {
    const chosen = RUN_STATE_FILTERS.find((state) => state === query.state);
    const after = typeof query.after === 'string' && query.after !== '' ? { cursor: query.after } : {};
    const narrowed = chosen === undefined ? {} : { state: chosen };
    const { items, next } = await this.runs.list(actor, asked(RunListQuery, { limit: ROWS, ...narrowed, ...after }));
    const finance = `/o/${actor.organisationId}/finance`;
    const address = (state: string, cursor?: string) =>
      `${finance}/runs?${new URLSearchParams({ state, ...(cursor !== undefined && { after: cursor }) }).toString()}`;
    this.pages.render(request, reply, 'finance/runs.njk', {
      title: 'Payment runs',
      breadcrumbs: [{ text: 'Finance', href: finance }],
      root: finance,
      prepares: actor.roles.includes('finance_officer'),
      filters: [
        { text: 'All', href: address('all'), current: chosen === undefined },
        ...RUN_STATE_FILTERS.map((state) => ({
          text: runTag(state).text,
          href: address(state),
          current: state === chosen,
        })),
      ],
      caption: chosen === undefined ? 'All runs' : runTag(chosen).text,
      runs: items.map((row) => shownRun(toRunView(row), finance)),
      first: query.after === undefined,
      firstPage: address(chosen ?? 'all'),
      more: next === null ? null : address(chosen ?? 'all', next),
    });
  }
}
