import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Matches, MaxLength, Min, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { VariationAnswers, VariationReader } from '../../contracts';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import type { Actor } from '../../platform';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import { orAskAgain } from '../frame/ask-again';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { changesOf, comparisonWords, variationTag } from './variation-words.rules';

const AGAIN = 'Open the page again, then answer';

class AnswerForm {
  @Type(() => Number)
  @IsInt({ message: AGAIN })
  @Min(1, { message: AGAIN })
  version!: number;
}

class AcceptForm extends AnswerForm {
  @Matches(/^[\w-]{22}$/, { message: AGAIN })
  previewKey!: string;
}

class OutsideForm extends AcceptForm {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which the group said so' })
  confirmedOn!: string;

  @MinLength(1, { message: 'Say by which way the group accepted' })
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  how!: string;

  @MinLength(1, { message: 'Say what shows that the group accepted' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  evidence!: string;
}

class DeclineForm extends AnswerForm {
  @MinLength(1, { message: 'Say why not, for the other side to read' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  reason!: string;
}

const TEMPLATE = 'variations/variation.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'Sent. The other side sees it now, and answers in its own time.',
  accepted: 'Accepted. The new terms are the contract’s, and its payments are planned by them.',
  declined: 'Declined. The other side reads your reason, and the contract stays as it is.',
  withdrawn: 'Taken back. The contract stays as it is.',
};

/** One proposal to change a contract: what it changes at one glance, and the answer to it. */
@PageController()
export class VariationPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: VariationReader,
    private readonly answers: VariationAnswers,
    private readonly partnerships: PartnershipsService,
  ) {}

  @Get('o/:org/variations/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/variations/:id/acceptance')
  accept(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.answered(request, reply, actor, id, AcceptForm, ({ version, previewKey }) =>
      this.answers.accept(actor, id, version, previewKey).then(() => 'accepted'),
    );
  }

  @Post('o/:org/variations/:id/acceptance-outside')
  outside(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.answered(request, reply, actor, id, OutsideForm, ({ version, confirmedOn, ...said }) => {
      if (!isCalendarDate(confirmedOn)) {
        throw new FormRefused(422, [{ field: 'confirmedOn', text: 'Enter a day of the calendar' }]);
      }
      return this.answers.acceptedOutside(actor, id, version, { confirmedOn, ...said }).then(() => 'accepted');
    });
  }

  @Post('o/:org/variations/:id/refusal')
  decline(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.answered(request, reply, actor, id, DeclineForm, ({ version, reason }) =>
      this.answers.decline(actor, id, version, reason).then(() => 'declined'),
    );
  }

  @Post('o/:org/variations/:id/withdrawal')
  withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.answered(request, reply, actor, id, AnswerForm, ({ version }) =>
      this.answers.withdraw(actor, id, version).then(() => 'withdrawn'),
    );
  }

  private async answered<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    actor: Actor,
    id: string,
    form: new () => Form,
    work: (form: Form) => Promise<string>,
  ): Promise<void> {
    await this.reader.one(actor, id);
    await this.pages.submit(request, reply, {
      form,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async (answers) =>
        `/o/${actor.organisationId}/variations/${id}?done=${await orAskAgain(() => work(answers))}`,
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const variation = await this.reader.one(actor, id);
    const root = `/o/${actor.organisationId}`;
    const ours = variation.proposedBy === actor.side;
    return {
      title: 'A change to the contract',
      breadcrumbs: [{ text: variation.contractReference, href: `${root}/contracts/${variation.contractId}#changes` }],
      root,
      here: `${root}/variations/${id}`,
      variation,
      ours,
      other: actor.side === 'health' ? variation.group : variation.healthBody,
      state: variationTag(variation.state),
      proposedOn: calendarDate(variation.proposedOn),
      effectiveOn: calendarDate(variation.effectiveOn),
      answeredOn: variation.answeredOn === null ? null : calendarDate(variation.answeredOn),
      milestones: (variation.milestones ?? []).map(({ dueOn, netPence, label }) => ({
        ...{ netPence, label },
        dueOn: calendarDate(dueOn),
      })),
      changes: changesOf(variation.before, variation.after),
      compared: variation.preview === null ? null : comparisonWords(variation.preview),
      mayAnswer: actor.side === 'health' || actor.roles.includes('group_lead'),
      notJoined: ours && actor.side === 'health' && (await this.notJoined(actor, variation.groupId)),
    };
  }

  /** Then it cannot answer here itself. */
  private async notJoined(actor: Actor, groupId: string): Promise<boolean> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { groupId, joined: false }));
    return items.length > 0;
  }
}
