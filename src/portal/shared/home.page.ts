import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { AdminHome } from '../admin/home';
import { FinanceHome } from '../finance/home';
import { GroupHome } from '../group/home';
import { ManagerHome } from '../manager/home';
import type { HomeQuery } from '../manager/home';

/** An organisation's first page: of the one address, each sees what their work begins with. */
@PageController()
export class HomePage {
  constructor(
    private readonly pages: Pages,
    private readonly manager: ManagerHome,
    private readonly group: GroupHome,
    private readonly finance: FinanceHome,
    private readonly administration: AdminHome,
  ) {}

  @Get('o/:org')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: HomeQuery,
  ): Promise<void> {
    if (actor.side === 'group') await this.group.show(request, reply, actor);
    else if (actor.roles.includes('partnership_manager')) await this.manager.show(request, reply, actor, query);
    else if (actor.roles.some((role) => role === 'finance_officer' || role === 'finance_approver'))
      await this.finance.show(request, reply, actor);
    else if (actor.roles.includes('administrator')) await this.administration.show(request, reply, actor);
    else this.pages.render(request, reply, 'shared/home.njk', { title: 'Home' });
  }
}
