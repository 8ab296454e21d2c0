import { Get, Post, Req, Res } from '@nestjs/common';
import { IsEmail, IsOptional, MaxLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { PrivatePeople } from '../../challenges';
import type { NamedPersonView } from '../../challenges';
import { CurrentActor, PeopleHere } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';

class PrivatePersonForm extends VersionForm {
  @MaxLength(200, { message: 'Write the name in at most 200 characters' })
  name = '';

  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  whatTheyDo = '';

  @IsOptional()
  @MaxLength(36)
  accountId = '';

  @ValidateIf(({ email }: PrivatePersonForm) => email !== '')
  @IsEmail({}, { message: 'Enter an email address, like name@example.org' })
  email = '';

  @MaxLength(50, { message: 'Enter a shorter phone number' })
  phone = '';
}

const TEMPLATE = 'challenges/private-person.njk';
const MOST_USERS = 200;
const DONE = { set: 'Kept. Groups read it on their page “Help”.' };

/** Whom the groups of a health body tell something in private: an administrator names one person. */
@PageController()
export class PrivatePersonPage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PrivatePeople,
    private readonly users: PeopleHere,
  ) {}

  @Get('o/:org/admin/settings/private-person')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const now = await this.people.now(actor);
    const page = await this.page(actor, now);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers: answersFor(now) });
  }

  @Post('o/:org/admin/settings/private-person')
  set(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.move(
      request,
      reply,
      {
        form: PrivatePersonForm,
        template: TEMPLATE,
        page: async () => this.page(actor, await this.people.now(actor)),
        to: `/o/${actor.organisationId}/admin/settings/private-person`,
        done: 'set',
      },
      ({ version, ...fields }) => this.people.name(actor, version, emptyIsNone(fields)),
    );
  }

  private async page(actor: Actor, now: NamedPersonView): Promise<PageData> {
    const root = `/o/${actor.organisationId}/admin/settings`;
    const keeps = actor.roles.includes('administrator');
    return {
      title: 'Private route',
      ...{ here: `${root}/private-person`, now, keeps },
      breadcrumbs: [{ text: 'Settings', href: root }],
      accounts: keeps ? await this.accounts(actor) : [],
    };
  }

  /** Whoever manages partnerships stands inside, and is not offered. */
  private async accounts(actor: Actor) {
    const { items } = await this.users.list(actor, { limit: MOST_USERS, search: '', after: '' });
    const outside = items.filter(({ roles }) => roles.every(({ role }) => role !== 'partnership_manager'));
    return [
      { value: '', text: 'Nobody who signs in: groups see how to reach them' },
      ...outside.map(({ accountId, name, email }) => ({ value: accountId, text: name ?? email })),
    ];
  }
}

type Fields = Omit<PrivatePersonForm, 'version'>;

function emptyIsNone({ name, whatTheyDo, accountId, email, phone }: Fields) {
  const none = (text: string) => (text === '' ? null : text);
  return {
    name: none(name),
    whatTheyDo: none(whatTheyDo),
    accountId: none(accountId),
    email: none(email),
    phone: none(phone),
  };
}

function answersFor({ name, whatTheyDo, accountId, email, phone }: NamedPersonView) {
  return {
    name: name ?? '',
    whatTheyDo: whatTheyDo ?? '',
    accountId: accountId ?? '',
    email: email ?? '',
    phone: phone ?? '',
  };
}
