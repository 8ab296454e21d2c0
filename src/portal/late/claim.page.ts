import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Equals } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { ClaimReckoning, InterestClaimWritesService, isOverSixYears, workingWords } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { day, withDays } from '../frame/wording.rules';

class ClaimForm {
  @Equals('yes', { message: 'Tick the box if you want to claim this' })
  claim!: string;
}

/** What a group may claim for one late payment: first how it is worked out, then a look at it before it is sent. */
@PageController()
export class ClaimPage {
  constructor(
    private readonly pages: Pages,
    private readonly reckoning: ClaimReckoning,
    private readonly writes: InterestClaimWritesService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/payments/:id/claim')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, 'late/claim.njk', await this.page(actor, id));
  }

  @Get('o/:org/payments/:id/claim/check')
  async check(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
    this.pages.render(request, reply, page.amounts === null ? 'late/claim.njk' : 'late/claim-check.njk', page);
  }

  @Post('o/:org/payments/:id/claim')
  claim(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: ClaimForm,
      template: 'late/claim-check.njk',
      page: () => this.page(actor, id),
      work: async () => {
        const claimed = await this.writes.claim(actor, id);
        return `/o/${actor.organisationId}/claims/${claimed}?done=claimed`;
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const { payment, amounts, working, refused } = await this.reckoning.of(actor, id);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Claim for a late payment',
      breadcrumbs: [{ text: 'Payments', href: `${root}/payments` }],
      root,
      payment,
      amounts,
      totalPence: amounts === null ? 0 : amounts.interestPence + amounts.fixedSumPence,
      working: working === null ? [] : workingWords(working, day),
      refused: refused === null ? null : withDays(refused),
      old: working !== null && isOverSixYears(working.startsOn, this.clock.today()),
      mayClaim: actor.roles.includes('group_lead'),
    };
  }
}
