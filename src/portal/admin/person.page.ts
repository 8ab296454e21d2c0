import { Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PeopleHere } from '../../identity';
import type { PersonHere } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName, whatRoleDoes } from '../shared/role-words.rules';
import { standingOf } from './person-words.rules';

const DONE = { roles: 'Their roles are changed.', emailed: 'A link is on its way to their email address.' };

/** One person who may sign in. */
@PageController()
export class PersonPage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PeopleHere,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/people/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const person = await this.people.one(actor, id);
    const page = {
      ...personPage(actor, id, person),
      title: 'One person',
      breadcrumbs: [{ text: 'People', href: `/o/${actor.organisationId}/admin/people` }],
      standing: standingOf(person, this.clock.today()),
      own: person.accountId === actor.id,
    };
    await this.pages.open(request, reply, { template: 'admin/person.njk', page, done: DONE });
  }
}

/** What every page about one person shows. */
export function personPage(actor: Actor, id: string, person: PersonHere): PageData {
  const people = `/o/${actor.organisationId}/admin/people`;
  return {
    title: '',
    root: `${people}/${id}`,
    people,
    person: { name: person.name, email: person.email, canSignIn: person.canSignIn },
    roles: person.roles.map(({ role }) => ({ role, name: roleName(role), does: whatRoleDoes(role) })),
    breadcrumbs: [
      { text: 'People', href: people },
      { text: 'One person', href: `${people}/${id}` },
    ],
  };
}
