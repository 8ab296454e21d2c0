import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { RecoveriesDue, toRecoveryDueView } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { recoveryTag } from './variation-words.rules';

const TEMPLATE = 'variations/recovery.njk';
const DONE: Readonly<Record<string, string>> = { waived: 'The group may keep it, and reads why.' };

class WaiveForm extends VersionForm {
  @IsNotEmpty({ message: 'Say why the group may keep it' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  reason!: string;
}

/** What was paid in advance for days after the end of a contract: due back, back, or let go. Both sides read it. */
@PageController()
export class RecoveryPage {
  constructor(
    private readonly pages: Pages,
    private readonly recoveries: RecoveriesDue,
  ) {}

  @Get('o/:org/recoveries-due/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/recoveries-due/:id/waiver')
  async waive(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.recoveries.one(actor, id);
    const to = `/o/${actor.organisationId}/recoveries-due/${id}`;
    const move = { form: WaiveForm, template: TEMPLATE, page: () => this.page(actor, id), to, done: 'waived' };
    await this.pages.move(request, reply, move, ({ version, reason }) =>
      this.recoveries.waive(actor, id, version, reason),
    );
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const due = toRecoveryDueView(await this.recoveries.one(actor, id));
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Paid in advance, and due back',
      breadcrumbs: [{ text: due.contractReference, href: `${root}/contracts/${due.contractId}#changes` }],
      root,
      due,
      stands: recoveryTag(due.state),
      from: calendarDate(due.forFrom),
      to: calendarDate(due.forTo),
      since: calendarDate(due.dueSince),
      closedOn: due.closedOn === null ? null : calendarDate(due.closedOn),
      leftPence: due.amountPence - due.recoveredPence - due.neverCamePence,
      mayWaive: due.state === 'due' && actor.roles.includes('partnership_manager'),
    };
  }
}
