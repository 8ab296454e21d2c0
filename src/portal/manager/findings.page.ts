import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsString, MaxLength, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { FindingResponsesService, FindingsService, toFindingDetailView } from '../../findings';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { challengeHref } from '../challenges/challenge-words.rules';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { day } from '../frame/wording.rules';
import { findingForGroup } from '../group/finding-for-group';
import { undoQuery } from '../undo/undo-offer';
import { acknowledgementStep, snoozeStep } from '../undo/undo-steps.rules';
import { careItem, CareService } from './care.service';

const ROWS = 25;
/** Offered first: long enough for a month's end to pass. */
const USUAL_REST_DAYS = 14;

class AcknowledgeForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  @Min(1, { message: 'Open the page again, then send it' })
  version!: number;
}

class SnoozeForm extends AcknowledgeForm {
  @IsString({ message: 'Choose the last day on which it can rest' })
  @IsNotEmpty({ message: 'Choose the last day on which it can rest' })
  until!: string;

  @IsString({ message: 'Say why it can wait' })
  @IsNotEmpty({ message: 'Say why it can wait' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  reason!: string;
}

const TEMPLATE = 'manager/finding.njk';

/** What needs care: all of it, and one by one with what can be done about it. */
@PageController()
export class FindingsPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly care: CareService,
    private readonly findings: FindingsService,
    private readonly responses: FindingResponsesService,
  ) {}

  @Get('o/:org/findings')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('state') state: unknown,
    @Query('after') after: unknown,
  ): Promise<void> {
    const shown = state === 'snoozed' ? 'snoozed' : 'open';
    const cursor = typeof after === 'string' && after !== '' ? { cursor: after } : {};
    const list = await this.care.list(actor, { limit: ROWS, state: shown, ...cursor });
    const root = `/o/${actor.organisationId}/findings`;
    const more =
      list.next === null ? null : `${root}?${new URLSearchParams({ state: shown, after: list.next }).toString()}`;
    this.pages.render(request, reply, 'manager/findings.njk', {
      title: shown === 'open' ? 'What needs care' : 'Put off for now',
      root,
      shown,
      list,
      more,
      firstPage: after === undefined,
    });
  }

  @Get('o/:org/findings/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    if (actor.side === 'group') {
      const view = toFindingDetailView(await this.findings.one(actor, id));
      this.pages.render(request, reply, 'group/finding.njk', findingForGroup(view, actor));
      return;
    }
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id));
  }

  @Post('o/:org/findings/:id/acknowledgement')
  acknowledge(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: AcknowledgeForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version }) => {
        const before = await this.findings.one(actor, id);
        await this.responses.acknowledge(actor, id, version);
        return partnershipOf(actor, before) + `?done=noted${undoQuery(request, acknowledgementStep(before))}`;
      },
    });
  }

  @Post('o/:org/findings/:id/snooze')
  snooze(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: SnoozeForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version, until, reason }) => {
        if (!isCalendarDate(until))
          throw new FormRefused(422, [{ field: 'until', text: 'Choose a day of the calendar' }]);
        const before = await this.findings.one(actor, id);
        await this.responses.snooze(actor, id, version, { until, reason });
        const undo = undoQuery(request, snoozeStep(before, until, this.clock.today()));
        return partnershipOf(actor, before) + `?done=snoozed${undo}`;
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const today = this.clock.today();
    const view = toFindingDetailView(await this.findings.one(actor, id));
    const root = `/o/${actor.organisationId}/findings`;
    return {
      title: 'What needs care',
      breadcrumbs: [{ text: 'What needs care', href: root }],
      root,
      item: careItem(view, actor, today),
      clearedBy: view.clearedBy,
      recommendation: view.recommendation,
      cleared: view.clearedOn === null ? null : (view.clearedWhyInWords ?? ''),
      reason: view.response.reason,
      // What only one side reads is nothing to ask the other about.
      challenge: view.audience === 'both' ? challengeHref(actor, 'finding', id) : null,
      usualUntil: addDays(today, USUAL_REST_DAYS),
      soonestUntil: day(addDays(today, 1)),
    };
  }
}

/** Back to what the finding is about, which says what was done. */
function partnershipOf({ organisationId }: Actor, { partnership_id: id }: { partnership_id: string }): string {
  return `/o/${organisationId}/partnerships/${id}`;
}
