import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BankDetailMoves, BankDetailsService } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { WherePaid } from './where-paid.service';

const TEMPLATE = 'group/where-paid.njk';
const STOPPED =
  'Stopped. Nothing is paid there any more. Your payer sees that you said so: talk to them about what is right.';

/** Where a group is paid, masked. It stops whatever is wrong at once, and without a reason. */
@PageController()
export class WherePaidPage {
  constructor(
    private readonly pages: Pages,
    private readonly wherePaid: WherePaid,
    private readonly details: BankDetailsService,
    private readonly moves: BankDetailMoves,
  ) {}

  @Get('o/:org/where-we-are-paid')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const page = await this.page(actor);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: { stopped: STOPPED } });
  }

  @Post('o/:org/where-we-are-paid/:id/objection')
  async object(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.details.one(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: TEMPLATE,
        page: () => this.page(actor),
        to: `/o/${actor.organisationId}/where-we-are-paid`,
        done: 'stopped',
      },
      ({ version }) => this.moves.object(actor, id, version),
    );
  }

  private async page(actor: Actor): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Where we are paid',
      breadcrumbs: [{ text: 'Payments', href: `${root}/payments` }],
      root,
      items: await this.wherePaid.withHistory(actor),
    };
  }
}
