import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PeopleHere, PersonRoles, UserChangesService } from '../../identity';
import type { PersonHere } from '../../identity';
import { GROUP_ROLES } from '../../platform';
import type { Actor } from '../../platform';
import { OneTimeLinkShown } from '../admin/one-time-link';
import { severalOf } from '../admin/role-form';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName, whatRoleDoes } from '../shared/role-words.rules';

const CHOOSE = { message: 'Choose what they do here' };

class AccessForm {
  @MaxLength(254, { message: 'An email address has at most 254 characters' })
  @IsEmail({}, { message: 'Enter an email address, like name@example.org' })
  email!: string;

  @IsIn(GROUP_ROLES, CHOOSE)
  role!: string;

  /** Not there when the questions are sent; yes once their answers were checked, no to change them. */
  @IsOptional()
  sure?: unknown;
}

/** The roles that they had when the page was opened. */
class SeenForm {
  @Transform(({ value }: { value: unknown }) => severalOf(value))
  @ArrayNotEmpty({ message: 'Open the page again, then send it' })
  @IsIn(GROUP_ROLES, { each: true, message: 'Open the page again, then send it' })
  seen!: string[];
}

class RoleForm extends SeenForm {
  @IsIn(GROUP_ROLES, CHOOSE)
  role!: string;
}

const DONE = { emailed: 'A link is on its way to their email address.' };
const NEW = 'group-people/access-new.njk';
const ONE = 'group-people/access.njk';
const END = 'group-people/access-end.njk';

/** Who may sign in for a group: only the group itself gives and ends it. */
@PageController()
export class GroupAccessPage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PeopleHere,
    private readonly roles: PersonRoles,
    private readonly users: UserChangesService,
    private readonly links: OneTimeLinkShown,
  ) {}

  @Get('o/:org/people/access/new')
  ask(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, NEW, newPage(actor));
  }

  @Post('o/:org/people/access/new')
  async give(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const answers = answersIn(request.body);
    const page = newPage(actor);
    try {
      const form = readForm(AccessForm, answers);
      if (form.sure === 'yes') await this.invite(request, reply, actor, form);
      else if (form.sure === 'no') this.pages.render(request, reply, NEW, page, { answers });
      else {
        const check = { title: 'Check before you give access', email: form.email, role: form.role };
        const words = { roleName: roleName(form.role) };
        this.pages.render(request, reply, 'group-people/access-check.njk', { ...page, ...check, ...words });
      }
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: NEW, page, answers }, error);
    }
  }

  @Get('o/:org/people/access/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/people/access/:id/role')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.submit(request, reply, {
      form: RoleForm,
      template: ONE,
      page: await this.page(actor, id),
      work: async ({ seen, role }) => {
        await this.roles.change(actor, id, { seen, wanted: [role] });
        return `/o/${actor.organisationId}/people`;
      },
    });
  }

  @Post('o/:org/people/access/:id/link')
  async makeLink(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const person = await this.people.one(actor, id);
    const page: PageData = { ...pageOf(actor, id, person), emails: this.links.emails };
    try {
      const [{ id: placeId, version } = { id, version: 1 }] = person.roles;
      if (answersIn(request.body).how === 'email') {
        await this.users.emailLink(actor, placeId, version);
        this.pages.goTo(reply, `${String(page.root)}?done=emailed`);
        return;
      }
      const { linkToken: token, linkExpiresAt: expiresAt } = await this.users.newLink(actor, placeId, version);
      const title = 'The link is made';
      this.links.show(request, reply, {
        title,
        email: person.email,
        token,
        expiresAt,
        href: String(page.root),
        emailAt: String(page.root),
      });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: ONE, page, answers: {} }, error);
    }
  }

  @Get('o/:org/people/access/:id/end')
  async askEnd(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, END, { ...(await this.page(actor, id)), title: 'End their access' });
  }

  @Post('o/:org/people/access/:id/end')
  async end(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: SeenForm,
        template: END,
        page: { ...(await this.page(actor, id)), title: 'End their access' },
        to: `/o/${actor.organisationId}/people`,
        done: 'ended',
      },
      ({ seen }) => this.roles.end(actor, id, seen),
    );
  }

  private async invite(
    request: PageRequest,
    reply: FastifyReply,
    actor: Actor,
    { email, role }: AccessForm,
  ): Promise<void> {
    const { membershipId, linkToken: token, linkExpiresAt: expiresAt } = await this.roles.invite(actor, email, [role]);
    const href = `/o/${actor.organisationId}/people/access/${membershipId}`;
    this.links.show(request, reply, { title: 'Access is given', email, token, expiresAt, href, emailAt: href });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    return { ...pageOf(actor, id, await this.people.one(actor, id)), emails: this.links.emails };
  }
}

const ROLE_CHOICES = GROUP_ROLES.map((role) => ({
  value: role,
  text: roleName(role),
  hint: { text: whatRoleDoes(role) },
}));

function newPage(actor: Actor): PageData {
  const people = `/o/${actor.organisationId}/people`;
  return {
    title: 'Let somebody sign in',
    breadcrumbs: [{ text: 'Our people', href: people }],
    people,
    roleChoices: ROLE_CHOICES,
  };
}

function pageOf(actor: Actor, id: string, person: PersonHere): PageData {
  const people = `/o/${actor.organisationId}/people`;
  return {
    title: 'One person’s access',
    breadcrumbs: [{ text: 'Our people', href: people }],
    people,
    root: `${people}/access/${id}`,
    name: person.name ?? person.email,
    email: person.email,
    seen: person.roles.map(({ role }) => role),
    own: person.accountId === actor.id,
    canSignIn: person.canSignIn,
    roleChoices: ROLE_CHOICES,
  };
}
