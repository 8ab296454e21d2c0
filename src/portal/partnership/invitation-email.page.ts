import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { InvitationListQuery, InvitationsService } from '../../partnerships';
import { MailCarrier } from '../../platform';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';
import { PartnershipFrame } from './partnership-frame.service';

class EmailForm extends VersionForm {
  /** The address that was checked: it may have been changed since. */
  @IsString({ message: 'Open the page again, then send it' })
  @IsNotEmpty({ message: 'Open the page again, then send it' })
  address!: string;
}

const TEMPLATE = 'partnership/invitation-email.njk';

/** The open invitation of a group is emailed to the contact whom it is for, once the address was checked. */
@PageController()
export class InvitationEmailPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly invitations: InvitationsService,
    private readonly carrier: MailCarrier,
  ) {}

  @Get('o/:org/partnerships/:id/invitation/email')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id));
  }

  @Post('o/:org/partnerships/:id/invitation/email')
  async send(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
    await this.pages.submit(request, reply, {
      form: EmailForm,
      template: TEMPLATE,
      page,
      work: async ({ version, address }) => {
        if (page.open === null) throw refused('No invitation is open any more: make a new one');
        if (page.open.address !== address) throw refused('The address was changed meanwhile: check it again');
        await this.invitations.email(actor, page.open.id, version);
        return `${page.here}/invitation?done=emailed`;
      },
    });
  }

  private async page(actor: Actor, id: string) {
    const frame = await this.frame.of(actor, id, 'Check the address, then email it');
    const { groupId, contacts } = frame.partnership;
    const query = asked(InvitationListQuery, { groupId, state: 'open', limit: 1 });
    const [row] = (await this.invitations.list(actor, query)).items;
    const address = contacts.find((contact) => contact.id === row?.contact_id)?.email ?? null;
    const open =
      row === undefined || address === null
        ? null
        : { id: row.id, name: row.contact, address, until: row.expires_at, version: row.version };
    return { ...frame, open, emails: this.carrier.carries };
  }
}

function refused(text: string): FormRefused {
  return new FormRefused(409, [{ field: null, text }]);
}
