import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { EntryDecisions } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { confirmationStep, setAsideStep } from '../undo/undo-steps.rules';
import { ReconcileReader } from './reconcile-reading.service';

const TEMPLATE = 'finance/reconcile-entry.njk';

class ConfirmForm extends VersionForm {
  @ValidateIf((form: ConfirmForm) => (form.lineId ?? '') !== '')
  @IsUUID('all', { message: 'Choose the payment that it is' })
  lineId?: string;

  @IsOptional()
  @IsString()
  receivedOn?: string;
}

class ReasonForm extends VersionForm {
  @IsString({ message: 'Say why' })
  @IsNotEmpty({ message: 'Say why' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  reason!: string;
}

interface Decided<Form> {
  actor: Actor;
  statementId: string;
  entryId: string;
  form: new () => Form;
  done: string;
  undo?: typeof confirmationStep;
}

/** One entry of a statement, and what is decided about it. */
@PageController()
export class ReconcileEntryPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: ReconcileReader,
    private readonly decisions: EntryDecisions,
  ) {}

  @Get('o/:org/finance/reconcile/:id/entries/:entryId')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) statementId: string,
    @Param('entryId', PAGE_ID) entryId: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.reader.entry(actor, statementId, entryId));
  }

  @Post('o/:org/finance/reconcile/:id/entries/:entryId/confirmation')
  async confirm(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) statementId: string,
    @Param('entryId', PAGE_ID) entryId: string,
  ): Promise<void> {
    const at = { actor, statementId, entryId, form: ConfirmForm, done: 'confirmed', undo: confirmationStep };
    return this.submit(request, reply, at, async ({ version, lineId = '', receivedOn = '' }) => {
      if (receivedOn !== '' && !isCalendarDate(receivedOn)) {
        throw new FormRefused(422, [{ field: 'receivedOn', text: 'Choose a day of the calendar' }]);
      }
      await this.decisions.confirm(
        actor,
        { statementId, entryId, version },
        { ...(lineId !== '' && { lineId }), ...(isCalendarDate(receivedOn) && { receivedOn }) },
      );
    });
  }

  @Post('o/:org/finance/reconcile/:id/entries/:entryId/ignore')
  async ignore(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) statementId: string,
    @Param('entryId', PAGE_ID) entryId: string,
  ): Promise<void> {
    const at = { actor, statementId, entryId, form: ReasonForm, done: 'ignored', undo: setAsideStep };
    return this.submit(request, reply, at, ({ version, reason }) =>
      this.decisions.ignore(actor, { statementId, entryId, version }, reason),
    );
  }

  @Post('o/:org/finance/reconcile/:id/entries/:entryId/undo')
  async undo(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) statementId: string,
    @Param('entryId', PAGE_ID) entryId: string,
  ): Promise<void> {
    const at = { actor, statementId, entryId, form: ReasonForm, done: 'undone' };
    return this.submit(request, reply, at, ({ version, reason }) =>
      this.decisions.undo(actor, { statementId, entryId, version }, reason),
    );
  }

  /** Back to the statement, which says what was done; or the entry with what is in the way. */
  private async submit<Form extends VersionForm>(
    request: PageRequest,
    reply: FastifyReply,
    at: Decided<Form>,
    work: (form: Form) => Promise<unknown>,
  ): Promise<void> {
    const { actor, statementId, entryId, form, done } = at;
    const { entry } = await this.reader.entry(actor, statementId, entryId);
    const page = () => this.reader.entry(actor, statementId, entryId);
    const to = `/o/${actor.organisationId}/finance/reconcile/${statementId}`;
    const { direction } = entry;
    const undo = ({ version }: Form) => at.undo?.({ statementId, entryId, direction }, version) ?? null;
    return this.pages.move(request, reply, { form, template: TEMPLATE, page, to, done, undo }, work);
  }
}
