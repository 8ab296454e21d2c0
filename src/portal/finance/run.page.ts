import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { RunLines, RunMoves } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { RunReader } from './run-reading.service';
import type { RunQuery } from './run-reading.service';

const TEMPLATE = 'finance/run.njk';

class ReasonForm extends VersionForm {
  @IsString({ message: 'Say why' })
  @IsNotEmpty({ message: 'Say why' })
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  reason!: string;
}

class CloseForm extends VersionForm {
  @IsOptional()
  @IsString()
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  closeReason?: string;
}

/** One payment run, step by step, and what is done with it short of approving and exporting. */
@PageController()
export class RunPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: RunReader,
    private readonly runLines: RunLines,
    private readonly moves: RunMoves,
  ) {}

  @Get('o/:org/finance/runs/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() query: RunQuery,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.reader.page(actor, id, query));
  }

  @Post('o/:org/finance/runs/:id/lines/:lineId/removal')
  async removeLine(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('lineId', PAGE_ID) lineId: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: VersionForm, done: 'removed' }, ({ version }) =>
      this.runLines.remove(actor, id, version, lineId),
    );
  }

  @Post('o/:org/finance/runs/:id/submission')
  async handOver(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: VersionForm, done: 'submitted' }, ({ version }) =>
      this.moves.submit(actor, id, version),
    );
  }

  @Post('o/:org/finance/runs/:id/rejection')
  async sendBack(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: ReasonForm, done: 'sent-back' }, ({ version, reason }) =>
      this.moves.sendBack(actor, id, version, reason),
    );
  }

  @Post('o/:org/finance/runs/:id/cancellation')
  async cancel(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: ReasonForm, done: 'cancelled' }, ({ version, reason }) =>
      this.moves.cancel(actor, id, version, reason),
    );
  }

  @Post('o/:org/finance/runs/:id/closure')
  async close(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(
      request,
      reply,
      { actor, id, form: CloseForm, done: 'closed' },
      ({ version, closeReason = '' }) => this.moves.close(actor, id, version, closeReason === '' ? null : closeReason),
    );
  }

  /** Back to the run, which says what was done; or the run again with what is in the way. */
  private async submit<Form extends VersionForm>(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, form, done }: { actor: Actor; id: string; form: new () => Form; done: string },
    work: (form: Form) => Promise<unknown>,
  ): Promise<void> {
    await this.reader.run(actor, id);
    const page = () => this.reader.page(actor, id, {});
    const to = `/o/${actor.organisationId}/finance/runs/${id}`;
    return this.pages.move(request, reply, { form, template: TEMPLATE, page, to, done }, work);
  }
}
