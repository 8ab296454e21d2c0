import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PeopleHere, PersonRoles, UserChangesService } from '../../identity';
import { HEALTH_ROLES } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName } from '../shared/role-words.rules';
import { OneTimeLinkShown } from './one-time-link';
import { personPage } from './person.page';
import { cautionsFor, changeOfRoles } from './person-words.rules';
import { ROLE_CHOICES, RolesForm, severalOf } from './role-form';

const AGAIN = { each: true, message: 'Open the page again, then send it' };

class SeenForm {
  /** The roles that they had when the page was opened. */
  @Transform(({ value }: { value: unknown }) => severalOf(value))
  @ArrayNotEmpty({ message: AGAIN.message })
  @IsIn(HEALTH_ROLES, AGAIN)
  seen: string[] = [];
}

class ChangeRolesForm extends RolesForm {
  @Transform(({ value }: { value: unknown }) => severalOf(value))
  @IsIn(HEALTH_ROLES, AGAIN)
  seen: string[] = [];
}

const ROLES = 'admin/person-roles.njk';
const END = 'admin/person-end.njk';
const LINK = 'admin/person-link.njk';

/** What an administrator does about one person: other roles, a new link, and the end of their access. */
@PageController()
export class PersonMovesPage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PeopleHere,
    private readonly roles: PersonRoles,
    private readonly users: UserChangesService,
    private readonly links: OneTimeLinkShown,
  ) {}

  @Get('o/:org/admin/people/:id/roles')
  async askRoles(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.rolesPage(actor, id);
    this.pages.render(request, reply, ROLES, page, { answers: { roles: page.had } });
  }

  @Post('o/:org/admin/people/:id/roles')
  async changeRoles(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const page = await this.rolesPage(actor, id);
    try {
      const { roles, seen, sure } = readForm(ChangeRolesForm, answers);
      if (sure === 'yes') {
        await this.roles.change(actor, id, { seen, wanted: roles });
        this.pages.goTo(reply, `${String(page.root)}?done=roles`);
      } else if (sure === 'no') this.pages.render(request, reply, ROLES, page, { answers });
      else this.pages.render(request, reply, 'admin/person-roles-check.njk', { ...page, ...checkOf(seen, roles) });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: ROLES, page, answers }, error);
    }
  }

  @Get('o/:org/admin/people/:id/end')
  async askEnd(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, END, await this.page(actor, id, 'End their access'));
  }

  @Post('o/:org/admin/people/:id/end')
  async end(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id, 'End their access');
    await this.pages.submit(request, reply, {
      form: SeenForm,
      template: END,
      page,
      work: async ({ seen }) => {
        await this.roles.end(actor, id, seen);
        return `${String(page.people)}?done=ended`;
      },
    });
  }

  @Get('o/:org/admin/people/:id/link')
  async askLink(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id, 'Make a new link');
    this.pages.render(request, reply, LINK, { ...page, emails: this.links.emails });
  }

  @Post('o/:org/admin/people/:id/link')
  async makeLink(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const person = await this.people.one(actor, id);
    const page = personPage(actor, id, person);
    const [{ id: placeId, version } = { id, version: 1 }] = person.roles;
    try {
      if (answersIn(request.body).how === 'email') {
        await this.users.emailLink(actor, placeId, version);
        this.pages.goTo(reply, `${String(page.root)}?done=emailed`);
        return;
      }
      const { linkToken: token, linkExpiresAt: expiresAt } = await this.users.newLink(actor, placeId, version);
      const title = 'The link is made';
      this.links.show(request, reply, { title, email: person.email, token, expiresAt, href: String(page.root) });
    } catch (error) {
      const again = { template: LINK, page: { ...page, title: 'Make a new link', emails: this.links.emails } };
      await this.pages.showAgain(request, reply, { ...again, answers: {} }, error);
    }
  }

  private async page(actor: Actor, id: string, title: string): Promise<PageData> {
    return { ...personPage(actor, id, await this.people.one(actor, id)), title };
  }

  private async rolesPage(actor: Actor, id: string): Promise<PageData & { had: string[] }> {
    const person = await this.people.one(actor, id);
    const had = person.roles.map(({ role }) => role);
    return { ...personPage(actor, id, person), title: 'Change their roles', had, roleChoices: ROLE_CHOICES };
  }
}

function checkOf(had: readonly string[], wanted: readonly string[]): object {
  const { given, taken } = changeOfRoles(had, wanted);
  return {
    title: 'Check before you change their roles',
    seen: had,
    wanted,
    given: given.map(roleName),
    taken: taken.map(roleName),
    cautions: cautionsFor(wanted),
    losesKeeping: taken.includes('administrator'),
  };
}
