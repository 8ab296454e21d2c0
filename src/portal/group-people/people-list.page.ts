import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, PeopleHere } from '../../identity';
import { ContactListQuery, ContactsService, PeopleService, PersonListQuery, toPersonView } from '../../people';
import type { PersonHere } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { standingOf } from '../admin/person-words.rules';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { roleName } from '../shared/role-words.rules';

/** Groups have few people: whoever has more finds them by their own pages of the list. */
const A_PAGE = 100;

const DONE: Readonly<Record<string, string>> = {
  ended: 'Their access has ended.',
  verified: 'It is on record that these details are right today.',
};

/** A group's people: who may sign in, whom it has on record, and whom its payers know. */
@PageController()
export class GroupPeoplePage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly users: PeopleHere,
    private readonly people: PeopleService,
    private readonly contacts: ContactsService,
  ) {}

  @Get('o/:org/people')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('from') from: unknown,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/people`;
    const leads = actor.roles.includes('group_lead');
    const [users, people, contacts] = await Promise.all([
      leads ? this.users.list(actor, { limit: A_PAGE, search: '', after: '' }) : null,
      this.people.list(actor, asked(PersonListQuery, { limit: A_PAGE, ...cursorOf(from) })),
      this.contacts.list(actor, asked(ContactListQuery, { side: 'group', limit: 200 })),
    ]);
    const known = new Set(contacts.items.map((row) => row.own_person_id));
    const today = this.clock.today();
    const page = {
      title: 'Our people',
      root,
      leads,
      users: users?.items.map((user) => this.userLine(user, actor)) ?? [],
      people: people.items.map((row) => personLine(toPersonView(row, actor.roles), known.has(row.id), today)),
      listed: contacts.items
        .filter(({ own_person_id: person }) => person === null)
        .map(({ id, name, email, version, verified_on: on }) => {
          const verifiedOn = on === null ? null : calendarDate(on);
          return { id, name: name ?? email, email, version, verifiedOn };
        }),
      more: people.next === null ? null : `${root}?from=${encodeURIComponent(people.next)}`,
    };
    await this.pages.open(request, reply, { template: 'group-people/people.njk', page, done: DONE });
  }

  private userLine(user: PersonHere, actor: Actor) {
    return {
      id: user.roles[0]?.id ?? '',
      name: user.name ?? user.email,
      email: user.email,
      roles: user.roles.map(({ role }) => roleName(role)).join(', '),
      standing: standingOf(user, this.clock.today()),
      own: user.accountId === actor.id,
    };
  }
}

function personLine(
  { id, name, email, jobTitle, lastDayOn = null }: ReturnType<typeof toPersonView>,
  known: boolean,
  today: CalendarDate,
) {
  const last = lastDayOn === null ? null : calendarDate(lastDayOn);
  return { id, name: name ?? email, email, jobTitle, last, left: last !== null && last < today, known };
}

function cursorOf(value: unknown): { cursor?: string } {
  return typeof value === 'string' && value !== '' ? { cursor: value } : {};
}
