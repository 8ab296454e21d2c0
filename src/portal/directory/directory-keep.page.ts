import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsEmail, IsIn, IsOptional, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DirectoryChanges, DirectoryEntries } from '../../directory';
import type { DirectoryEntryView } from '../../directory';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import type { EntryKind } from '../../shared/who-is-who';
import { ENTRY_KINDS } from '../../shared/who-is-who';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import type { Answers } from '../frame/form';
import { VersionForm } from '../frame/version-form';
import { PeopleChoices } from '../leads/people-choices.service';
import { textOf } from '../manager/home';
import { ENTRY_KIND_CHOICES } from './directory-words.rules';

const isSaid = (_: unknown, value: unknown) => value !== undefined && value !== '';

class EntryForm {
  @IsIn(ENTRY_KINDS, { message: 'Choose what it is' })
  kind!: EntryKind;

  @MinLength(1, { message: 'Enter its name' })
  @MaxLength(200, { message: 'Enter its name in at most 200 characters' })
  name!: string;

  @MinLength(1, { message: 'Say in plain words what it does' })
  @MaxLength(1000, { message: 'Say what it does in at most 1,000 characters' })
  does!: string;

  @IsOptional()
  @MaxLength(300, { message: 'Say where it is in at most 300 characters' })
  place = '';

  @ValidateIf(isSaid)
  @IsEmail({}, { message: 'Enter one email address, like name@example.org, or leave it out' })
  @MaxLength(254, { message: 'Enter an address of at most 254 characters' })
  email = '';

  @IsOptional()
  @MaxLength(40, { message: 'Enter a number of at most 40 characters' })
  phone = '';

  @IsOptional()
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  hours = '';

  @ValidateIf(isSaid)
  @IsUUID(undefined, { message: 'Choose somebody from the list, or nobody' })
  personId = '';
}

class ChangeForm extends EntryForm {
  @IsOptional()
  version!: string;
}

const FORM = 'directory/entry-form.njk';
const REMOVAL = 'directory/removal.njk';

/** Keeping who is who: adding an entry, putting it right, and taking it out. */
@PageController()
export class DirectoryKeepPage {
  constructor(
    private readonly pages: Pages,
    private readonly entries: DirectoryEntries,
    private readonly changes: DirectoryChanges,
    private readonly people: PeopleChoices,
  ) {}

  @Get('o/:org/who-is-who/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('q') q: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, FORM, await this.newPage(actor, q), { answers: { kind: 'team' } });
  }

  @Post('o/:org/who-is-who/new')
  async add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: EntryForm,
      template: FORM,
      page: () => this.newPage(actor),
      work: async (form: EntryForm) => `${rootOf(actor)}/${await this.changes.add(actor, wanted(form))}?done=added`,
    });
  }

  @Get('o/:org/who-is-who/:id/change')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('q') q: unknown,
  ): Promise<void> {
    const entry = await this.entries.one(actor, id);
    this.pages.render(request, reply, FORM, await this.changePage(actor, entry, q), { answers: answersOf(entry) });
  }

  @Post('o/:org/who-is-who/:id/change')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const entry = await this.entries.one(actor, id);
    await this.pages.submit(request, reply, {
      form: ChangeForm,
      template: FORM,
      page: () => this.changePage(actor, entry),
      work: (form: ChangeForm) =>
        orAskAgain(async () => {
          await this.changes.change(actor, id, Number(form.version), wanted(form));
          return `${rootOf(actor)}/${id}?done=changed`;
        }),
    });
  }

  @Get('o/:org/who-is-who/:id/removal')
  async sure(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, REMOVAL, await this.removalPage(actor, id));
  }

  @Post('o/:org/who-is-who/:id/removal')
  async remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.removalPage(actor, id);
    const move = { form: VersionForm, template: REMOVAL, page, to: rootOf(actor), done: 'removed' };
    await this.pages.move(request, reply, move, ({ version }) => this.changes.remove(actor, id, version));
  }

  private async newPage(actor: Actor, q?: unknown): Promise<PageData> {
    const page = {
      title: 'Add to who is who',
      breadcrumbs: crumbs(actor),
      here: `${rootOf(actor)}/new`,
      version: null,
    };
    return { ...page, ...(await this.choices(actor, q)) };
  }

  private async changePage(actor: Actor, entry: DirectoryEntryView, q?: unknown): Promise<PageData> {
    const { people, ...rest } = await this.choices(actor, q);
    const { personId, personName } = entry;
    // A long list may leave out whoever is named now.
    const named = personId === null || people.some(({ value }) => value === personId);
    return {
      title: 'Put an entry right',
      breadcrumbs: [...crumbs(actor), { text: entry.name, href: `${rootOf(actor)}/${entry.id}` }],
      here: `${rootOf(actor)}/${entry.id}/change`,
      version: entry.version,
      people: named ? people : [...people, { value: personId, text: personName ?? 'Whoever is named now' }],
      ...rest,
    };
  }

  private async choices(actor: Actor, q: unknown) {
    const search = textOf(q).slice(0, 200);
    return { ...(await this.people.of(actor, search)), q: search, kinds: ENTRY_KIND_CHOICES };
  }

  private async removalPage(actor: Actor, id: string): Promise<PageData> {
    const entry = await this.entries.one(actor, id);
    const back = `${rootOf(actor)}/${id}`;
    const breadcrumbs = [...crumbs(actor), { text: entry.name, href: back }];
    return { title: 'Take an entry out', breadcrumbs, entry, back, here: `${back}/removal` };
  }
}

const rootOf = (actor: Actor) => `/o/${actor.organisationId}/who-is-who`;
const crumbs = (actor: Actor) => [{ text: 'Who is who', href: rootOf(actor) }];
const orNone = (text: string) => (text === '' ? null : text);

function wanted({ kind, name, does, place, email, phone, hours, personId }: EntryForm) {
  return {
    ...{ kind, name, does, place: orNone(place), email: orNone(email.toLowerCase()) },
    ...{ phone: orNone(phone), hours: orNone(hours), personId: orNone(personId) },
  };
}

function answersOf({ kind, name, does, place, email, phone, hours, personId }: DirectoryEntryView): Answers {
  const texts = { place, email, phone, hours, personId };
  const said = Object.entries(texts).map(([field, text]) => [field, text ?? ''] as const);
  return { kind, name, does, ...Object.fromEntries(said) };
}
