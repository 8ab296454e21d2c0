import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PeopleHere } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { textOf } from '../manager/home';
import { roleName } from '../shared/role-words.rules';
import { standingOf } from './person-words.rules';

const ROWS = 25;
const DONE = { ended: 'Their access has ended.' };

interface PeopleQuery {
  q?: unknown;
  after?: unknown;
}

/** Who may sign in for the organisation, and as what. */
@PageController()
export class PeoplePage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PeopleHere,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/people')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() { q, after }: PeopleQuery,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/admin/people`;
    const [search, past] = [textOf(q), textOf(after)];
    const { items, next } = await this.people.list(actor, { limit: ROWS, search, after: past });
    const today = this.clock.today();
    const page = {
      title: 'People',
      root,
      q: search,
      firstPage: past === '',
      more: next === null ? null : `?${new URLSearchParams({ q: search, after: next }).toString()}`,
      lines: items.map((person) => ({
        name: person.name,
        email: person.email,
        href: `${root}/${person.roles[0]?.id ?? ''}`,
        roles: person.roles.map(({ role }) => roleName(role)).join(', '),
        standing: standingOf(person, today),
        own: person.accountId === actor.id,
      })),
    };
    await this.pages.open(request, reply, { template: 'admin/people.njk', page, done: DONE });
  }
}
