import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DecisionAnswers, OUTCOMES, STANCES } from '../../decisions';
import type { Outcome, Stance } from '../../decisions';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { DecisionReader } from './decision-reading.service';

class AnswerForm extends VersionForm {
  @IsIn(STANCES, { message: 'Choose what you think' })
  stance!: Stance;

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  comment?: string;

  @IsOptional()
  @MaxLength(36)
  decidedById?: string;

  @IsOptional()
  @MaxLength(1)
  option?: string;

  @IsOptional()
  @MaxLength(3)
  consulted?: string;
}

class OutcomeForm extends VersionForm {
  @IsIn(OUTCOMES, { message: 'Choose how it ends' })
  outcome!: Outcome;

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  reason?: string;

  @IsOptional()
  @MaxLength(1)
  chosen?: string;
}

const TEMPLATE = 'decisions/decision.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'Sent. The other side reads it now. Say what your side thinks, too.',
  answered: 'Your answer is kept, and the other side reads it.',
  escalated: 'It has gone to those whom you named for this. Tell them: Accord tells the leads.',
  closed: 'Closed. Everybody concerned is told.',
};

/** One decision: what it is, what each side says, and how it ends. */
@PageController()
export class DecisionPage {
  constructor(
    private readonly pages: Pages,
    private readonly answers: DecisionAnswers,
    private readonly reader: DecisionReader,
  ) {}

  @Get('o/:org/decisions/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/decisions/:id/positions')
  answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, AnswerForm, 'answered'), (form: AnswerForm) =>
      this.answers.position(actor, id, form.version, {
        ...{ stance: form.stance, consulted: form.consulted === 'yes' },
        ...(said(form.comment) && { comment: form.comment }),
        ...(said(form.decidedById) && { decidedById: form.decidedById }),
        ...(said(form.option) && { option: Number(form.option) }),
      }),
    );
  }

  @Post('o/:org/decisions/:id/escalation')
  escalate(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'escalated'), ({ version }) =>
      this.answers.escalate(actor, id, version),
    );
  }

  @Post('o/:org/decisions/:id/outcome')
  close(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, OutcomeForm, 'closed'), (form: OutcomeForm) =>
      this.answers.close(actor, id, form.version, {
        outcome: form.outcome,
        ...(said(form.reason) && { reason: form.reason }),
        ...(said(form.chosen) && { option: Number(form.chosen) }),
      }),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/decisions/${id}`;
    return { form, template: TEMPLATE, page: () => this.reader.page(actor, id), to, done };
  }
}

function said(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
