import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import {
  ClaimReckoning,
  InterestClaimListQuery,
  InterestClaimsService,
  InterestClaimWritesService,
} from '../../payments';
import { Clock } from '../../platform';
import type { Actor, Role } from '../../platform';
import { isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';

const ROWS = 50;
const RECORDS_PAYMENT: readonly Role[] = ['partnership_manager', 'finance_officer'];

class PaidForm extends VersionForm {
  @IsString({ message: 'Choose the day on which it was paid' })
  @IsNotEmpty({ message: 'Choose the day on which it was paid' })
  paidOn!: string;
}

const DONE: Readonly<Record<string, string>> = {
  claimed: 'Your claim is sent. The health body sees it among what it has to pay.',
  paid: 'It is recorded as paid. The group reads it too.',
  undone: 'The claim waits to be paid again.',
  withdrawn: 'The claim is withdrawn.',
};

interface ClaimsQuery {
  /** Where those that wait go on, and all of them. */
  waiting?: unknown;
  after?: unknown;
}

type Doing = 'paid' | 'undone' | 'withdrawn';

/** What groups claim for late payments: to pay, for the health body; one's own, for a group. */
@PageController()
export class ClaimsPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly claims: InterestClaimsService,
    private readonly writes: InterestClaimWritesService,
    private readonly reckoning: ClaimReckoning,
  ) {}

  @Get('o/:org/claims')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: ClaimsQuery,
  ): Promise<void> {
    const health = actor.side === 'health';
    const [waiting, earlier] = await Promise.all([
      this.claims.list(
        actor,
        asked(InterestClaimListQuery, { state: 'claimed', limit: ROWS, count: true, ...cursorOf(query.waiting) }),
      ),
      this.claims.list(
        actor,
        asked(InterestClaimListQuery, { sort: '-claimedOn', limit: ROWS, ...cursorOf(query.after) }),
      ),
    ]);
    const root = `/o/${actor.organisationId}`;
    this.pages.render(request, reply, 'late/claims.njk', {
      title: 'Interest claims',
      root,
      health,
      waiting: waiting.items,
      count: waiting.count ?? 0,
      totalPence: waiting.items.reduce((sum, { amountPence }) => sum + amountPence, 0),
      wholeTotal: waiting.next === null && query.waiting === undefined,
      moreWaiting:
        waiting.next === null ? null : `${root}/claims?${new URLSearchParams({ waiting: waiting.next }).toString()}`,
      firstPage: query.waiting === undefined && query.after === undefined,
      earlier: earlier.items.filter(({ state }) => state !== 'claimed'),
      more: earlier.next === null ? null : `${root}/claims?${new URLSearchParams({ after: earlier.next }).toString()}`,
    });
  }

  @Get('o/:org/claims/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
    await this.pages.open(request, reply, { template: 'late/one-claim.njk', page, done: DONE });
  }

  @Post('o/:org/claims/:id/payment')
  pay(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: PaidForm, done: 'paid' }, ({ version, paidOn }) => {
      if (isCalendarDate(paidOn)) return this.writes.pay(actor, id, version, paidOn);
      throw new FormRefused(422, [{ field: 'paidOn', text: 'Choose a day of the calendar' }]);
    });
  }

  @Post('o/:org/claims/:id/payment-undone')
  unpay(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: VersionForm, done: 'undone' }, ({ version }) =>
      this.writes.unpay(actor, id, version),
    );
  }

  @Post('o/:org/claims/:id/withdrawal')
  withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: VersionForm, done: 'withdrawn' }, ({ version }) =>
      this.writes.withdraw(actor, id, version),
    );
  }

  private change<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, form, done }: { actor: Actor; id: string; form: new () => Form; done: Doing },
    work: (form: Form) => Promise<string>,
  ): Promise<void> {
    const to = `/o/${actor.organisationId}/claims/${id}`;
    const page = () => this.page(actor, id);
    return this.pages.move(request, reply, { form, template: 'late/one-claim.njk', page, to, done }, work);
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const claim = await this.claims.one(actor, id);
    return {
      title: 'Interest claim',
      breadcrumbs: [{ text: 'Interest claims', href: `${root}/claims` }],
      root,
      health: actor.side === 'health',
      claim,
      now: await this.reckoning.changeOf(actor, claim),
      today: this.clock.today(),
      mayPay: actor.roles.some((role) => RECORDS_PAYMENT.includes(role)),
      mayWithdraw: actor.roles.includes('group_lead'),
    };
  }
}

function cursorOf(value: unknown): { cursor?: string } {
  return typeof value === 'string' && value !== '' ? { cursor: value } : {};
}
