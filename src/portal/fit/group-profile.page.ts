import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { OrganisationChanges, OrganisationsService, toOrganisationDetailView } from '../../organisations';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { PartnershipFrame } from '../partnership/partnership-frame.service';
import { WORK_OPTIONS, WorkForm, workInWords, workWanted } from '../profile/work-form';

const TEMPLATE = 'fit/group-profile.njk';
const DONE: Readonly<Record<string, string>> = { saved: 'It is saved. The group reads and changes it once it joins.' };

const IT = {
  do: 'What the group does',
  doNot: 'What the group does not do',
  doNotHint: 'Only what it told you. What is in neither list is not known.',
  how: 'How the group works',
  whom: 'Whom its work is for',
  where: 'Where it works',
};

/** What a group says of its work, for the health side; of a group that has not joined, whoever listed it writes it down. */
@PageController()
export class GroupProfilePage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly organisations: OrganisationsService,
    private readonly changes: OrganisationChanges,
  ) {}

  @Get('o/:org/partnerships/:id/profile')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/partnerships/:id/profile')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { partnership, here } = await this.frame.of(actor, id, '');
    const page = () => this.page(actor, id);
    const move = { form: WorkForm, template: TEMPLATE, page, to: `${here}/profile`, done: 'saved' };
    await this.pages.move(request, reply, move, (form) =>
      this.changes.change(actor, partnership.groupId, form.version, workWanted(form)),
    );
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const frame = await this.frame.of(actor, id, 'What the group does');
    const group = toOrganisationDetailView(await this.organisations.one(actor, frame.partnership.groupId));
    return {
      ...frame,
      group,
      work: workInWords(group),
      said: group,
      mayChange: group.listedByYou && !group.joined,
      versionNow: group.version,
      options: WORK_OPTIONS,
      you: IT,
    };
  }
}
