import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Equals } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DECLARATION, RunMoves } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { RunReader } from './run-reading.service';

const TEMPLATE = 'finance/approve-run.njk';

class ApproveForm extends VersionForm {
  @Equals('yes', { message: 'Confirm that you have checked the run' })
  declaration!: string;
}

/** The second person's page. It is for a sign-in of the last minutes. */
@PageController()
export class ApproveRunPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: RunReader,
    private readonly moves: RunMoves,
  ) {}

  @Get('o/:org/finance/runs/:id/approve')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id));
  }

  @Post('o/:org/finance/runs/:id/approve')
  async approve(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reader.run(actor, id);
    return this.pages.move(
      request,
      reply,
      {
        form: ApproveForm,
        template: TEMPLATE,
        page: () => this.page(actor, id),
        to: `/o/${actor.organisationId}/finance/runs/${id}`,
        done: 'approved',
      },
      ({ version }) => this.moves.approve(actor, id, version, true),
    );
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const { run, data } = await this.reader.head(actor, id);
    const title = `Approve payment run ${String(run.number)}`;
    const breadcrumbs = [
      ...(data.breadcrumbs ?? []),
      { text: `Payment run ${String(run.number)}`, href: String(data.root) },
    ];
    return { ...data, title, breadcrumbs, declaration: DECLARATION };
  }
}
