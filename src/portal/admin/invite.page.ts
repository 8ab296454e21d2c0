import { Get, Post, Req, Res } from '@nestjs/common';
import { IsEmail, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PersonRoles } from '../../identity';
import type { Actor } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName } from '../shared/role-words.rules';
import { OneTimeLinkShown } from './one-time-link';
import { cautionsFor } from './person-words.rules';
import { ROLE_CHOICES, RolesForm } from './role-form';

class InviteForm extends RolesForm {
  @MaxLength(254, { message: 'An email address has at most 254 characters' })
  @IsEmail({}, { message: 'Enter an email address, like name@example.nhs.uk' })
  email!: string;
}

const QUESTIONS = 'admin/invite.njk';

/** Giving somebody access: who and as what, checked, then a link that is shown once. */
@PageController()
export class InvitePage {
  constructor(
    private readonly pages: Pages,
    private readonly roles: PersonRoles,
    private readonly links: OneTimeLinkShown,
  ) {}

  @Get('o/:org/admin/people/new')
  questions(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, QUESTIONS, pageFor(actor));
  }

  @Post('o/:org/admin/people/new')
  async send(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const answers = answersIn(request.body);
    const page = pageFor(actor);
    try {
      const form = readForm(InviteForm, answers);
      if (form.sure === 'yes') await this.invite(request, reply, actor, form);
      else if (form.sure === 'no') this.pages.render(request, reply, QUESTIONS, page, { answers });
      else this.pages.render(request, reply, 'admin/invite-check.njk', { ...page, ...checkOf(form) });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  private async invite(
    request: PageRequest,
    reply: FastifyReply,
    actor: Actor,
    { email, roles }: InviteForm,
  ): Promise<void> {
    const { membershipId, linkToken, linkExpiresAt } = await this.roles.invite(actor, email, roles);
    this.links.show(request, reply, {
      title: 'Access is given',
      email,
      token: linkToken,
      expiresAt: linkExpiresAt,
      href: `${rootOf(actor)}/${membershipId}`,
    });
  }
}

function checkOf({ email, roles }: InviteForm): object {
  return {
    title: 'Check before you give access',
    email,
    roles,
    roleNames: roles.map(roleName),
    cautions: cautionsFor(roles),
  };
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/people`;

function pageFor(actor: Actor): PageData {
  const root = rootOf(actor);
  const breadcrumbs = [{ text: 'People', href: root }];
  return { title: 'Give somebody access', root, breadcrumbs, roleChoices: ROLE_CHOICES };
}
