import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { MaterialEdits, Materials } from '../../materials';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { proposalTag, shareWords } from './material-words.rules';

class RefusalForm extends VersionForm {
  @MinLength(1, { message: 'Say why, for the other side to read' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  reason!: string;
}

const TEMPLATE = 'materials/proposal.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'Sent. Nothing changes until the other side accepts it.',
  accepted: 'Accepted: it is the newest version now. The other side is told.',
  declined: 'Declined. The other side reads why.',
  withdrawn: 'Taken back.',
};

/** A proposed edit, beside what it changes, and its answer. */
@PageController()
export class MaterialProposalPage {
  constructor(
    private readonly pages: Pages,
    private readonly materials: Materials,
    private readonly edits: MaterialEdits,
  ) {}

  @Get('o/:org/material-proposals/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/material-proposals/:id/acceptance')
  accept(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'accepted'), ({ version }) =>
      this.edits.accept(actor, id, version),
    );
  }

  @Post('o/:org/material-proposals/:id/refusal')
  decline(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, RefusalForm, 'declined'), (form: RefusalForm) =>
      this.edits.decline(actor, id, form.version, form.reason),
    );
  }

  @Post('o/:org/material-proposals/:id/withdrawal')
  withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'withdrawn'), ({ version }) =>
      this.edits.withdraw(actor, id, version),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/material-proposals/${id}`;
    return { form, template: TEMPLATE, page: () => this.page(actor, id), to, done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const proposal = await this.materials.proposal(actor, id);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'A proposed edit',
      breadcrumbs: [
        { text: 'Materials', href: `${root}/materials` },
        { text: 'The material', href: `${root}/materials/${proposal.materialId}` },
      ],
      ...{ root, here: `${root}/material-proposals/${id}`, proposal },
      ours: proposal.proposedBy === actor.side,
      proposedOn: calendarDate(proposal.proposedOn),
      stands: proposalTag(proposal.state),
      share: shareWords(proposal.removedPercent, proposal.addedPercent),
      outOfDate: proposal.latest !== proposal.fromNumber,
      mayAnswer: actor.side === 'health' || actor.roles.includes('group_lead'),
    };
  }
}
