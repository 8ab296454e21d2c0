import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsEmail, IsOptional, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { AddContactDto, ContactChanges, PeopleChanges } from '../../people';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { GroupPersonReader } from './person-reading.service';

const given = (_: unknown, value: unknown) => value !== '' && value !== undefined;

class PersonForm {
  @MinLength(1, { message: 'Enter the name they want to be called' })
  @MaxLength(300, { message: 'A name has at most 300 characters' })
  name!: string;

  @ValidateIf(given)
  @IsEmail({}, { message: 'Enter an email address, like name@example.org' })
  @MaxLength(254, { message: 'An email address has at most 254 characters' })
  email?: string;

  @IsOptional()
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  jobTitle?: string;

  @IsOptional()
  version?: unknown;
}

class ContactForm {
  @IsUUID(undefined, { message: 'Choose a health body' })
  partnershipId!: string;
}

const NEW = 'group-people/person-new.njk';
const ONE = 'group-people/person.njk';

const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved. A name that changed is replaced everywhere, at once.',
  known: 'The health body can see how to reach them now.',
  verified: 'It is on record that these details are right today.',
  leaving: 'Their last day is on record. Nobody outside your group sees it yet.',
  staying: 'Their last day is taken back.',
  told: 'The health bodies that know them see their last day now.',
};

/** Somebody of the group: their name, who knows how to reach them. */
@PageController()
export class GroupPersonPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: GroupPersonReader,
    private readonly changes: PeopleChanges,
    private readonly contacts: ContactChanges,
  ) {}

  @Get('o/:org/people/new')
  ask(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, NEW, newPage(actor));
  }

  @Post('o/:org/people/new')
  async add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: PersonForm,
      template: NEW,
      page: newPage(actor),
      work: async (form) => {
        const id = await this.changes.add(actor, personIn(form));
        return `/o/${actor.organisationId}/people/${id}?done=saved`;
      },
    });
  }

  @Get('o/:org/people/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: await this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/people/:id')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: PersonForm,
        template: ONE,
        page: await this.reader.page(actor, id),
        to: `/o/${actor.organisationId}/people/${id}`,
        done: 'saved',
      },
      (form) => this.changes.change(actor, id, Number(form.version), personIn(form)),
    );
  }

  @Post('o/:org/people/:id/contacts')
  async makeKnown(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: ContactForm,
        template: ONE,
        page: await this.reader.page(actor, id),
        to: `/o/${actor.organisationId}/people/${id}`,
        done: 'known',
      },
      ({ partnershipId }) =>
        this.contacts.add(actor, Object.assign(new AddContactDto(), { partnershipId, personId: id })),
    );
  }

  @Post('o/:org/people/contacts/:id/verification')
  async verify(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { template, page, done } = await this.reader.ofContact(actor, id);
    await this.pages.submit(request, reply, {
      form: VersionForm,
      template,
      page,
      work: async ({ version }) => {
        await this.contacts.verify(actor, id, version);
        return done;
      },
    });
  }
}

function personIn({ name, email = '', jobTitle = '' }: PersonForm) {
  return { name, email: email === '' ? null : email.toLowerCase(), jobTitle: jobTitle === '' ? null : jobTitle };
}

function newPage(actor: Actor): PageData {
  const people = `/o/${actor.organisationId}/people`;
  return { title: 'Add somebody', breadcrumbs: [{ text: 'Our people', href: people }], people };
}
