import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractDetailService } from '../../contracts';
import { DecisionListQuery, DecisionProposals, Decisions, isDecisionKind } from '../../decisions';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { IsIn, IsOptional, isUUID, MaxLength, MinLength } from 'class-validator';
import { calendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { openOrAll } from '../frame/open-or-all';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { decisionTag, KIND_WORDS, stanceWords } from './decision-words.rules';

class NewDecisionForm {
  @IsIn(Object.keys(KIND_WORDS), { message: 'Choose what it is about' })
  kind!: string;

  @MinLength(1, { message: 'Say in a few words what is to be decided' })
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  title!: string;

  @MinLength(1, { message: 'Say what is to be decided, and why' })
  @MaxLength(4000, { message: 'Say it in at most 4,000 characters' })
  what!: string;

  /** What was decided without agreement and is taken up again; empty for something new. */
  @IsOptional()
  @MaxLength(36)
  revisits?: string;
}

const NEW = 'decisions/new.njk';

/** What is being decided, over all contracts, and proposing something new. */
@PageController()
export class DecisionsPage {
  constructor(
    private readonly pages: Pages,
    private readonly decisions: Decisions,
    private readonly proposals: DecisionProposals,
    private readonly contracts: ContractDetailService,
    private readonly exports: ExportsService,
  ) {}

  @Get('o/:org/decisions')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('state') state: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const { open, at, more } = openOrAll(`/o/${actor.organisationId}/decisions`, state, cursor);
    const query = asked(DecisionListQuery, {
      ...(open && { state: 'open' as const }),
      ...at,
    });
    const { items, next } = await this.decisions.list(actor, query);
    const root = `/o/${actor.organisationId}/decisions`;
    this.pages.render(request, reply, 'decisions/list.njk', {
      title: 'Decisions',
      root,
      open,
      more: more(next),
      items: items.map((item) => ({
        ...{ id: item.id, title: item.title, reference: item.contractReference },
        other: actor.side === 'health' ? item.group : item.healthBody,
        stands: decisionTag(item.state),
        answerBy: item.state === 'open' ? calendarDate(item.answerBy) : null,
        ours: stanceWords(actor.side === 'health' ? item.healthStance : item.groupStance),
        theirs: stanceWords(actor.side === 'health' ? item.groupStance : item.healthStance),
      })),
    });
  }

  /** All of them, for a spreadsheet. */
  @Get('o/:org/decisions/decisions.csv')
  async file(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const file = await this.exports.decisions(actor, 'csv');
    sendCsv(reply, 'decisions.csv', file);
  }

  @Get('o/:org/contracts/:id/decisions/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('revisits') revisits: unknown,
  ): Promise<void> {
    const answers = typeof revisits === 'string' && isUUID(revisits) ? await this.again(actor, revisits) : {};
    this.pages.render(request, reply, NEW, await this.page(actor, id), { answers });
  }

  @Post('o/:org/contracts/:id/decisions/new')
  async propose(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
    await this.pages.submit(request, reply, {
      form: NewDecisionForm,
      template: NEW,
      page,
      work: async ({ kind, title, what, revisits }) => {
        if (!isDecisionKind(kind)) throw new FormRefused(422, [{ field: 'kind', text: 'Choose what it is about' }]);
        const made = await this.proposals.propose(actor, id, {
          ...{ kind, title, what },
          ...(isUUID(revisits) && { revisitsId: revisits }),
        });
        return `/o/${actor.organisationId}/decisions/${made}?done=proposed`;
      },
    });
  }

  /** What was said the first time, to be said anew. */
  private async again(actor: Actor, id: string): Promise<Answers> {
    const { kind, title, what } = await this.decisions.one(actor, id);
    return { kind, title, what, revisits: id };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const contract = await this.contracts.one(actor, id);
    return {
      title: 'Propose a decision',
      root: `/o/${actor.organisationId}`,
      here: `/o/${actor.organisationId}/contracts/${id}/decisions/new`,
      reference: contract.reference,
      kinds: Object.entries(KIND_WORDS).map(([value, text]) => ({ value, text })),
    };
  }
}
