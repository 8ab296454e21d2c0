import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ContractDetailService,
  ContractMovesService,
  Termination,
  toContractDetailView,
  toTerminationPreviewView,
} from '../../contracts';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService, toPartnershipDetailView } from '../../partnerships';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { orAskAgain } from '../frame/ask-again';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest, Shown } from '../frame/pages';
import { asked } from '../group/asked';
import { dayIn, MoveForm, REASON_OPTIONS, ResumeForm, saidIn } from './move-form';
import { comparisonWords, givenIn } from './variation-words.rules';

const WORDS = {
  suspension: {
    title: 'Suspend the contract',
    day: 'Suspended from',
    hint: 'No payment is sent while it is suspended.',
    button: 'Suspend it',
  },
  resumption: {
    title: 'Go on with the contract',
    day: 'It goes on from',
    hint: 'Its payments are sent again.',
    button: 'Go on with it',
  },
  termination: {
    title: 'End the contract early',
    day: 'Last day of the contract',
    hint: 'That day is still paid for, and none after it.',
    button: 'See what it comes to',
  },
} as const;
type Move = keyof typeof WORDS;

const QUESTIONS = 'variations/move.njk';

/** A manager suspends a contract, goes on with it, or ends it early having seen what that comes to. */
@PageController()
export class ContractMovesPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly moves: ContractMovesService,
    private readonly termination: Termination,
    private readonly partnerships: PartnershipsService,
  ) {}

  @Get('o/:org/contracts/:id/suspension')
  showSuspension(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.show(request, reply, actor, id, 'suspension');
  }

  @Post('o/:org/contracts/:id/suspension')
  async suspend(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.submit(request, reply, {
      form: MoveForm,
      template: QUESTIONS,
      page: () => this.page(actor, id, 'suspension'),
      work: async (form) => {
        const move = { to: 'suspended' as const, said: saidIn(form) };
        await orAskAgain(() => this.moves.move(actor, id, form.version, move));
        return `/o/${actor.organisationId}/contracts/${id}?done=suspended`;
      },
    });
  }

  @Get('o/:org/contracts/:id/resumption')
  showResumption(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.show(request, reply, actor, id, 'resumption');
  }

  @Post('o/:org/contracts/:id/resumption')
  async resume(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.submit(request, reply, {
      form: ResumeForm,
      template: QUESTIONS,
      page: () => this.page(actor, id, 'resumption'),
      work: async (form) => {
        const said = { effectiveOn: dayIn('effectiveOn', form.effectiveOn) };
        await orAskAgain(() => this.moves.move(actor, id, form.version, { to: 'agreed', said }));
        return `/o/${actor.organisationId}/contracts/${id}?done=resumed`;
      },
    });
  }

  @Get('o/:org/contracts/:id/termination')
  showTermination(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.show(request, reply, actor, id, 'termination');
  }

  /** Shown first, then done: what was seen comes back with the second. */
  @Post('o/:org/contracts/:id/termination')
  async terminate(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.submit(request, reply, {
      form: MoveForm,
      template: QUESTIONS,
      page: () => this.page(actor, id, 'termination'),
      work: async (form, answers) => {
        const said = saidIn(form);
        this.moves.assertTold(said.groupToldOn);
        if (form.previewKey === undefined) return this.check(actor, id, said.effectiveOn, answers);
        const move = { to: 'terminated' as const, said: Object.assign(said, { previewKey: form.previewKey }) };
        await orAskAgain(() => this.moves.move(actor, id, form.version, move));
        return `/o/${actor.organisationId}/contracts/${id}?done=terminated`;
      },
    });
  }

  private async check(actor: Actor, id: string, lastDay: MoveFormDay, answers: Answers): Promise<Shown> {
    const preview = toTerminationPreviewView(await this.termination.preview(actor, id, lastDay));
    const page = await this.page(actor, id, 'termination');
    const data = {
      ...page,
      title: 'Check before you end it',
      given: givenIn(answers),
      lastDay,
      compared: comparisonWords(preview),
      recoveries: preview.recoveries.map(({ from, to, amountPence }) => ({
        from: calendarDate(from),
        to: calendarDate(to),
        amountPence,
      })),
      releasedPence: preview.released.reduce((sum, { amountPence }) => sum + amountPence, 0),
    };
    return { template: 'variations/termination-check.njk', data };
  }

  private async show(request: PageRequest, reply: FastifyReply, actor: Actor, id: string, move: Move): Promise<void> {
    this.pages.render(request, reply, QUESTIONS, await this.page(actor, id, move));
  }

  private async page(actor: Actor, id: string, move: Move): Promise<PageData> {
    const contract = toContractDetailView(await this.contracts.one(actor, id));
    const root = `/o/${actor.organisationId}`;
    return {
      ...{ root, contract, move, words: WORDS[move], title: WORDS[move].title },
      here: `${root}/contracts/${id}/${move}`,
      reasons: REASON_OPTIONS,
      approvers: await this.approvers(actor, contract.groupId),
    };
  }

  /** Contacts of the health body in the partnership. */
  private async approvers(actor: Actor, groupId: string): Promise<{ value: string; text: string }[]> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { groupId }));
    const [partnership] = items;
    if (partnership === undefined) return [];
    const { contacts } = toPartnershipDetailView(await this.partnerships.one(actor, partnership.id));
    return contacts
      .filter(({ side }) => side === 'health')
      .map(({ id, name, email }) => ({ value: id, text: name ?? email ?? 'Name not known' }));
  }
}

type MoveFormDay = ReturnType<typeof saidIn>['effectiveOn'];
