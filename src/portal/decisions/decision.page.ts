import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DecisionAnswers, DecisionProcesses, Decisions, OUTCOMES, STANCES } from '../../decisions';
import type { DecisionDetailView, Outcome, ProcessView, Stance } from '../../decisions';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FilesReader } from '../files/files-reading.service';
import { bannerOf } from '../frame/done';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { orAskAgain } from '../variations/ask-again';
import { decisionTag, KIND_WORDS, lackWords, partyWords, stanceWords } from './decision-words.rules';

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
    private readonly decisions: Decisions,
    private readonly answers: DecisionAnswers,
    private readonly processes: DecisionProcesses,
    private readonly files: FilesReader,
  ) {}

  @Get('o/:org/decisions/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, { ...(await this.page(actor, id)), ...bannerOf(DONE, done) });
  }

  @Post('o/:org/decisions/:id/positions')
  answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, AnswerForm, 'answered'), (form: AnswerForm) =>
      orAskAgain(() =>
        this.answers.position(actor, id, form.version, {
          ...{ stance: form.stance, consulted: form.consulted === 'yes' },
          ...(said(form.comment) && { comment: form.comment }),
          ...(said(form.decidedById) && { decidedById: form.decidedById }),
          ...(said(form.option) && { option: Number(form.option) }),
        }),
      ),
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
      orAskAgain(() => this.answers.escalate(actor, id, version)),
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
      orAskAgain(() =>
        this.answers.close(actor, id, form.version, {
          outcome: form.outcome,
          ...(said(form.reason) && { reason: form.reason }),
          ...(said(form.chosen) && { option: Number(form.chosen) }),
        }),
      ),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/decisions/${id}`;
    return { form, template: TEMPLATE, page: () => this.page(actor, id), to, done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const decision = await this.decisions.one(actor, id);
    const { inForce } = await this.processes.ofContract(actor, decision.contractId);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'A decision',
      ...{ root, here: `${root}/decisions/${id}`, decision },
      other: actor.side === 'health' ? decision.group : decision.healthBody,
      ours: decision.proposedBy === actor.side,
      stands: decisionTag(decision.state),
      kind: KIND_WORDS[decision.kind],
      proposedOn: calendarDate(decision.proposedOn),
      answerBy: calendarDate(decision.answerBy),
      closedOn: decision.closedOn === null ? null : calendarDate(decision.closedOn),
      lack: lackWords(decision.lacks),
      positions: positionsOf(decision),
      lines: await this.files.lines(actor, { kind: 'decision', id }),
      ...ofProcess(inForce, actor),
      mayAnswer: actor.side === 'health' || actor.roles.includes('group_lead'),
    };
  }
}

function said(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function positionsOf({ positions, healthBody, group, options }: DecisionDetailView) {
  return positions.map(({ side, stance, comment, givenOn, option, toldHow }) => ({
    who: side === 'health' ? healthBody : group,
    what: stanceWords(stance),
    option: option === null ? null : (options[option - 1] ?? null),
    ...{ comment, toldHow, on: calendarDate(givenOn) },
  }));
}

/** Who decides, is asked and is gone to on the reader's side. */
function ofProcess(process: ProcessView | null, { side }: Actor) {
  const parties = process?.parties ?? [];
  const own = (part: string) => parties.filter((party) => party.side === side && party.part === part);
  return {
    deciders: own('decides').map((party) => ({ value: party.id, text: partyWords(party) })),
    consulted: own('consulted').map(partyWords).join(', '),
    escalation: parties.filter(({ part }) => part === 'escalation').map(partyWords),
  };
}
