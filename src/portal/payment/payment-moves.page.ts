import { Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CAUSES, HOLD_REASONS, HoldsService, InstalmentMovesService, RETURN_REASONS } from '../../payments';
import type { Cause, HoldReason, ReturnReason } from '../../payments';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { holdStep } from '../undo/undo-steps.rules';
import type { UndoStep } from '../undo/undo-token.rules';
import { dayAnswered, dayOrNone } from './forms';
import { PaymentReader } from './payment-reading.service';

const LONG = { message: 'Say it in at most 1,000 characters' };

class HoldForm extends VersionForm {
  @IsIn(HOLD_REASONS, { message: 'Choose why it is held' })
  holdReason!: HoldReason;

  @IsString({ message: 'Say why, for the group to read' })
  @IsNotEmpty({ message: 'Say why, for the group to read' })
  @MaxLength(1000, LONG)
  holdWords!: string;

  @IsIn(CAUSES, { message: 'Choose whose cause it is' })
  holdCause!: Cause;

  @IsOptional()
  toldOn?: unknown;
}

class ReleaseForm extends VersionForm {
  @IsString({ message: 'Say what was put right' })
  @IsNotEmpty({ message: 'Say what was put right' })
  @MaxLength(1000, LONG)
  releaseWords!: string;
}

class ReturnForm extends VersionForm {
  @IsIn(RETURN_REASONS, { message: 'Choose what the bank says' })
  returnReason!: ReturnReason;

  @IsOptional()
  returnedOn?: unknown;
}

class AttemptForm extends VersionForm {
  @IsString({ message: 'Say what is different now' })
  @IsNotEmpty({ message: 'Say what is different now' })
  @MaxLength(1000, LONG)
  attemptWords!: string;
}

/** A payment as it was before. */
type Payment = Parameters<typeof holdStep>[0];

interface PaymentMove<Form> {
  actor: Actor;
  id: string;
  form: new () => Form;
  done: string;
  undo?: (before: Payment, version: number) => UndoStep | null;
}

/** What the health body does about one payment, from its page. */
@PageController()
export class PaymentMovesPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaymentReader,
    private readonly moves: InstalmentMovesService,
    private readonly holds: HoldsService,
    private readonly clock: Clock,
  ) {}

  @Post('o/:org/payments/:id/approval')
  approve(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const undo = ({ id: of }: Payment, version: number) => step('approval', of, version);
    return this.submit(request, reply, { actor, id, form: VersionForm, done: 'approved', undo }, ({ version }) =>
      this.moves.approve(actor, id, version),
    );
  }

  @Post('o/:org/payments/:id/approval-end')
  unapprove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const undo = ({ id: of }: Payment, version: number) => step('approval-end', of, version);
    return this.submit(request, reply, { actor, id, form: VersionForm, done: 'unapproved', undo }, ({ version }) =>
      this.moves.unapprove(actor, id, version),
    );
  }

  @Post('o/:org/payments/:id/hold')
  hold(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: HoldForm, done: 'held', undo: holdStep }, (form) => {
      const told = dayOrNone('toldOn', form.toldOn, 'Enter a day of the calendar', this.clock.today());
      const { version, holdReason: reasonCode, holdWords: reason, holdCause: cause } = form;
      return this.holds.hold(actor, id, version, { reasonCode, reason, cause, groupToldOn: told });
    });
  }

  @Post('o/:org/payments/:id/release')
  release(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const undo = ({ id: of }: Payment, version: number) => step('release', of, version);
    const move = { actor, id, form: ReleaseForm, done: 'released', undo };
    return this.submit(request, reply, move, ({ version, releaseWords }) =>
      this.holds.release(actor, id, version, releaseWords),
    );
  }

  @Post('o/:org/payments/:id/return')
  returned(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.submit(request, reply, { actor, id, form: ReturnForm, done: 'returned' }, (form) => {
      const on = dayAnswered('returnedOn', form.returnedOn, 'Enter the day the bank sent it back', this.clock.today());
      return this.moves.returned(actor, id, form.version, { reasonCode: form.returnReason, returnedOn: on });
    });
  }

  @Post('o/:org/payments/:id/new-attempt')
  attempt(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const move = { actor, id, form: AttemptForm, done: 'attempted' };
    return this.submit(request, reply, move, ({ version, attemptWords }) =>
      this.moves.attempt(actor, id, version, attemptWords),
    );
  }

  /** Back to the page, which says what was done, and may offer to take it back. */
  private async submit<Form extends VersionForm>(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, form, done, undo }: PaymentMove<Form>,
    move: (form: Form) => Promise<unknown>,
  ): Promise<void> {
    // what is not there is so before anything is asked of the form
    const { payment } = await this.reader.read(actor, id);
    const how = {
      form,
      template: 'payment/payment.njk',
      page: () => this.reader.page(actor, id),
      to: `/o/${actor.organisationId}/payments/${id}`,
      done,
      undo: ({ version }: Form) => undo?.(payment, version) ?? null,
    };
    await this.pages.move(request, reply, how, move);
  }
}

function step(word: UndoStep['word'], id: string, version: number): UndoStep {
  return { word, args: [id, String(version + 1)] };
}
