import { Get, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { lineOf, textOf } from '../manager/home';
import { PortfolioService } from '../manager/portfolio.service';
import { FILTERS, PartnershipTable, SORTS } from './table-reading.service';
import type { Filter, Sort, TableQuery } from './table-reading.service';

/** All partnerships in one table: searched, narrowed, in the order asked for. */
@PageController()
export class PartnershipTablePage {
  constructor(
    private readonly pages: Pages,
    private readonly table: PartnershipTable,
    private readonly portfolio: PortfolioService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/partnerships')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() asked: Record<string, unknown>,
  ): Promise<void> {
    const today = this.clock.today();
    const query = queryIn(asked);
    const { rows, count, next } = await this.table.page(actor, today, query);
    const groups = rows.map(({ groupId }) => groupId);
    const standings = await this.portfolio.standingsOf(actor, groups, today);
    const root = `/o/${actor.organisationId}`;
    const { q, filter, sort } = query;
    const further = next === null ? null : new URLSearchParams({ q, filter, sort, key: next.key, after: next.id });
    this.pages.render(request, reply, 'partnership/table.njk', {
      title: 'Partnerships',
      root,
      ...{ q, filter, sort, count },
      filters: Object.entries(FILTERS).map(([value, text]) => ({ value, text })),
      sorts: Object.entries(SORTS).map(([value, text]) => ({ value, text })),
      lines: rows.map((row) => lineOf(row, standings.get(row.groupId), { actor, today })),
      firstPage: query.after === null,
      more: further === null ? null : `${root}/partnerships?${further.toString()}`,
    });
  }
}

/** Anything that the page does not offer counts as not asked. */
function queryIn(asked: Record<string, unknown>): TableQuery {
  const [filter, sort, id] = [textOf(asked.filter), textOf(asked.sort), textOf(asked.after)];
  return {
    q: textOf(asked.q).slice(0, 200),
    filter: Object.hasOwn(FILTERS, filter) ? (filter as Filter) : 'all',
    sort: Object.hasOwn(SORTS, sort) ? (sort as Sort) : 'name',
    after: isUUID(id) ? { key: textOf(asked.key), id } : null,
  };
}
