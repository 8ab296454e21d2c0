import { Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { InvitationListQuery, InvitationsService, PartnershipChanges } from '../../partnerships';
import { SETTINGS } from '../../platform';
import type { Actor, Settings } from '../../platform';
import { dayInLondon } from '../../shared/calendar-date';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { dayIn } from '../variations/move-form';
import { InviteForm, ListGroupForm } from './people-form';
import { PartnershipFrame } from './partnership-frame.service';

const NEW = 'partnership/new.njk';
const INVITE = 'partnership/invitation.njk';
const DONE = { emailed: 'The invitation is on its way to them by email.' };
const STATES: Readonly<Record<string, string>> = {
  open: 'Waiting for an answer',
  run_out: 'Run out',
  joined: 'Joined',
  not_now: 'Answered “not now”',
  withdrawn: 'Taken back',
};

/** A group is listed, and asked to join. Listing tells it nothing; the link of the invitation is shown once. */
@PageController()
export class InvitationPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly changes: PartnershipChanges,
    private readonly invitations: InvitationsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('o/:org/partnerships/new')
  showNew(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, NEW, newPage(actor));
  }

  @Post('o/:org/partnerships/new')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: ListGroupForm,
      template: NEW,
      page: newPage(actor),
      work: async ({ name, supplierNumber = null, contactEveryDays = null }) => {
        const id = await this.changes.list(actor, { group: { name }, supplierNumber, contactEveryDays });
        return `/o/${actor.organisationId}/partnerships/${id}/people`;
      },
    });
  }

  @Get('o/:org/partnerships/:id/invitation')
  async showInvitation(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: INVITE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/partnerships/:id/invitation')
  async invite(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    await this.frame.of(actor, id, '');
    try {
      const { contactId, ...form } = readForm(InviteForm, answers);
      const { token } = await this.invitations.invite(actor, { contactId, toldOn: dayIn('toldOn', form.toldOn) });
      const address = (this.settings.publicUrl?.origin ?? `${request.protocol}://${request.host}`) + `/join/${token}`;
      this.pages.render(request, reply, INVITE, { ...(await this.page(actor, id)), link: address });
    } catch (error) {
      await this.pages.showAgain(
        request,
        reply,
        { template: INVITE, page: () => this.page(actor, id), answers },
        error,
      );
    }
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const frame = await this.frame.of(actor, id, 'Invite the group');
    const { groupId, contacts } = frame.partnership;
    const { items } = await this.invitations.list(actor, asked(InvitationListQuery, { groupId, limit: 20 }));
    return {
      ...frame,
      link: null,
      open: items.some(({ state }) => state === 'open'),
      people: contacts
        .filter(({ side, email }) => side === 'group' && email !== null)
        .map((contact) => ({ value: contact.id, text: contact.name ?? contact.email ?? '' })),
      earlier: items.map((row) => ({
        contact: row.contact ?? 'Name not known',
        on: dayInLondon(row.created_at),
        state: STATES[row.state] ?? row.state,
      })),
    };
  }
}

function newPage({ organisationId }: Actor): PageData {
  return { title: 'List a group', root: `/o/${organisationId}` };
}
