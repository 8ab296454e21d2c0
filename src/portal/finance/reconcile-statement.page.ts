import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Reconciliations, StatementUndo } from '../../finance';
import { CurrentActor } from '../../identity';
import { sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { ReconcileReader } from './reconcile-reading.service';
import type { StatementQuery } from './reconcile-reading.service';

const TEMPLATE = 'finance/reconcile-statement.njk';

class UndoForm extends VersionForm {
  @IsString({ message: 'Say why it is taken back' })
  @IsNotEmpty({ message: 'Say why it is taken back' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  reason!: string;
}

/** One statement: what needs a person first, then the rest. */
@PageController()
export class ReconcileStatementPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: ReconcileReader,
    private readonly reconciliations: Reconciliations,
    private readonly undoing: StatementUndo,
  ) {}

  @Get('o/:org/finance/reconcile/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() query: StatementQuery,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.reader.statement(actor, id, query));
  }

  @Get('o/:org/finance/reconcile/:id/file')
  async file(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    sendFile(reply, await this.reconciliations.file(actor, id));
  }

  @Post('o/:org/finance/reconcile/:id/undo')
  async undo(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reconciliations.one(actor, id);
    const page = () => this.reader.statement(actor, id, {});
    const to = `/o/${actor.organisationId}/finance/reconcile/${id}`;
    const move = { form: UndoForm, template: TEMPLATE, page, to, done: 'undone' };
    return this.pages.move(request, reply, move, ({ version, reason }) =>
      this.undoing.undo(actor, id, version, reason),
    );
  }
}
