import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApprovalLimits, toApprovalLimitView } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

const TEMPLATE = 'finance/approval-limits.njk';
const ROWS = 200;
const AMOUNT = { message: 'Write the amount in pounds, like 25,000 or 25,000.00; leave it empty for no limit at all' };

class LimitForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  @Min(0, { message: 'Open the page again, then send it' })
  version!: number;

  @IsString(AMOUNT)
  @Matches(/^(£?\d[\d,]{0,14}(\.\d\d)?)?$/, AMOUNT)
  limit!: string;
}

/** The scheme of delegation: up to how much each approver may approve. */
@PageController()
export class ApprovalLimitsPage {
  constructor(
    private readonly pages: Pages,
    private readonly limits: ApprovalLimits,
  ) {}

  @Get('o/:org/finance/approval-limits')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const done = { set: 'The limit is set.' };
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor), done });
  }

  @Post('o/:org/finance/approval-limits/:id')
  async set(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const before = await this.limits.one(actor, id);
    return this.pages.submit(request, reply, {
      form: LimitForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version, limit }) => {
        const pence = penceIn(limit);
        if (pence !== null) await this.limits.set(actor, id, version, pence);
        else if (before.limitPence !== null) await this.limits.remove(actor, id, version);
        return `/o/${actor.organisationId}/finance/approval-limits?done=set`;
      },
    });
  }

  private async page(actor: Actor, changing: string | null = null): Promise<PageData> {
    const { items } = await this.limits.list(actor, { limit: ROWS, count: false });
    const approvers = items.map(toApprovalLimitView).map(({ id, email, limitPence, version }) => ({
      id,
      email,
      limitPence,
      version,
      own: id === actor.id,
      changing: id === changing,
    }));
    return {
      title: 'Approval limits',
      ...(!actor.roles.includes('administrator') && {
        breadcrumbs: [{ text: 'Finance', href: `/o/${actor.organisationId}/finance` }],
      }),
      root: `/o/${actor.organisationId}/finance/approval-limits`,
      sets: actor.roles.includes('administrator'),
      approvers,
    };
  }
}

/** "25,000.50" → 2500050; null for nothing. */
function penceIn(text: string): number | null {
  if (text === '') return null;
  const [whole = '', part = '00'] = text.replace(/[£,]/g, '').split('.');
  const pence = Number(whole) * 100 + Number(part);
  if (pence > 0 && Number.isSafeInteger(pence)) return pence;
  throw new FormRefused(422, [{ field: 'limit', text: AMOUNT.message }]);
}
