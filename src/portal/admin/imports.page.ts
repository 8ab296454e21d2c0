import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ImportsService } from '../../exchange';
import { AuditNames, CurrentActor } from '../../identity';
import { ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { actorOf } from './audit-words.rules';

const ROWS = 25;

/** Every import: who, when, and what came of it. The rows themselves are about partnerships, and a manager's. */
@PageController()
export class ImportsHistoryPage {
  constructor(
    private readonly pages: Pages,
    private readonly imports: ImportsService,
    private readonly names: AuditNames,
  ) {}

  @Get('o/:org/admin/imports')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const cursor = textOf(after);
    const query = asked(ListQuery, { limit: ROWS, ...(cursor !== '' && { cursor }) });
    const { items, next } = await this.imports.list(actor, query);
    const names = await this.names.of(
      actor,
      items.flatMap(({ actor_id }) => (actor_id === null ? [] : [actor_id])),
    );
    this.pages.render(request, reply, 'admin/imports.njk', {
      title: 'Imports',
      root: `/o/${actor.organisationId}`,
      mends: actor.roles.includes('partnership_manager'),
      firstPage: cursor === '',
      more: next,
      runs: items.map((run) => ({
        id: run.id,
        at: run.finished_at,
        who: actorOf(run.actor_kind ?? 'operator', names.get(run.actor_id ?? '')),
        report: run.report,
        files: run.rows_to_mend,
      })),
    });
  }
}
