import { Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { OrganisationChanges, OrganisationsService, toOrganisationDetailView } from '../../organisations';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { WORK_OPTIONS, WorkForm, workWanted } from './work-form';

const TEMPLATE = 'profile/work.njk';

const YOU = {
  do: 'What you do',
  doNot: 'What you do not do',
  doNotHint: 'So that nobody asks you for it. What is in neither list, you have not said.',
  how: 'How you work',
  whom: 'Whom your work is for',
  where: 'Where you work',
};

/** What a group works on, in lists: for itself to say. */
@PageController()
export class WorkPage {
  constructor(
    private readonly pages: Pages,
    private readonly organisations: OrganisationsService,
    private readonly changes: OrganisationChanges,
  ) {}

  @Get('o/:org/profile/work')
  async ask(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor));
  }

  @Post('o/:org/profile/work')
  async change(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const to = `/o/${actor.organisationId}/profile`;
    const move = { form: WorkForm, template: TEMPLATE, page: () => this.page(actor), to, done: 'saved' };
    await this.pages.move(request, reply, move, (form) =>
      this.changes.change(actor, actor.organisationId, form.version, workWanted(form)),
    );
  }

  private async page(actor: Actor): Promise<PageData> {
    const own = toOrganisationDetailView(await this.organisations.one(actor, actor.organisationId));
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'What we work on',
      root,
      own,
      said: own,
      versionNow: own.version,
      breadcrumbs: [{ text: 'Our profile', href: `${root}/profile` }],
      options: WORK_OPTIONS,
      you: YOU,
    };
  }
}
