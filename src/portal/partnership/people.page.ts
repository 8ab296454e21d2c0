import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContactChanges, ContactListQuery, ContactsService, toContactView } from '../../people';
import type { ContactView } from '../../people';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { PeopleChoices } from '../leads/people-choices.service';
import { textOf } from '../manager/home';
import { VersionForm } from '../leads/lead-forms';
import { AddContactForm } from './people-form';
import { PartnershipFrame } from './partnership-frame.service';

const ROWS = 50;
const TEMPLATE = 'partnership/people.njk';
const DONE: Readonly<Record<string, string>> = {
  added: 'They are part of the partnership.',
  checked: 'It is noted that these details are right today.',
};

/** The people of one partnership, on both sides: how to reach them, whether that was checked, and somebody more. */
@PageController()
export class PartnershipPeoplePage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly contacts: ContactsService,
    private readonly changes: ContactChanges,
    private readonly choices: PeopleChoices,
  ) {}

  @Get('o/:org/partnerships/:id/people')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() query: { after?: unknown; q?: unknown },
  ): Promise<void> {
    const page = await this.page(actor, id, { after: textOf(query.after), q: textOf(query.q).slice(0, 200) });
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/partnerships/:id/people')
  async add(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.frame.of(actor, id, '');
    await this.pages.move(
      request,
      reply,
      {
        form: AddContactForm,
        template: TEMPLATE,
        page: () => this.page(actor, id, { after: '', q: '' }),
        to: `/o/${actor.organisationId}/partnerships/${id}/people`,
        done: 'added',
      },
      (form) => this.changes.add(actor, { partnershipId: id, ...whoIn(form) }),
    );
  }

  @Post('o/:org/contacts/:id/verification')
  async verify(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { partnership_id: partnershipId } = await this.contacts.one(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: TEMPLATE,
        page: () => this.page(actor, partnershipId, { after: '', q: '' }),
        to: `/o/${actor.organisationId}/partnerships/${partnershipId}/people`,
        done: 'checked',
      },
      ({ version }) => this.changes.verify(actor, id, version),
    );
  }

  private async page(actor: Actor, id: string, { after, q }: { after: string; q: string }): Promise<PageData> {
    const query = asked(ContactListQuery, { partnershipId: id, limit: ROWS, ...(after !== '' && { cursor: after }) });
    const [frame, { items, next }, ours] = await Promise.all([
      this.frame.of(actor, id, 'People'),
      this.contacts.list(actor, query),
      this.choices.of(actor, q),
    ]);
    const people = items.map((row) => lineOf(toContactView(row)));
    return {
      ...frame,
      q,
      ...ours,
      sides: [
        { title: 'On your side', people: people.filter(({ ours: own }) => own) },
        { title: `At ${frame.partnership.group}`, people: people.filter(({ ours: own }) => !own) },
      ],
      firstPage: after === '',
      more: next === null ? null : `${frame.here}/people?${new URLSearchParams({ after: next }).toString()}`,
    };
  }
}

/** Throws FormRefused where nobody is named. */
function whoIn({ side, personId, name, email, phone }: AddContactForm) {
  const reach = phone === undefined ? {} : { phone };
  if (side === 'theirs') {
    if (name === undefined && email === undefined)
      throw new FormRefused(422, [{ field: 'name', text: 'Enter a name or an email address' }]);
    return { ...reach, ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
  }
  if (personId === undefined) throw new FormRefused(422, [{ field: 'personId', text: 'Choose which of your people' }]);
  return { ...reach, personId };
}

function lineOf(view: ContactView) {
  return {
    id: view.id,
    ours: view.side === 'health',
    name: view.name ?? view.email ?? 'Name not known',
    email: view.email,
    phone: view.phone,
    availability: view.availability ?? '',
    checked: view.verifiedOn === null ? null : calendarDate(view.verifiedOn),
    away: view.away === null ? null : calendarDate(view.away.toOn),
    leaving: view.leavingOn === null ? null : calendarDate(view.leavingOn),
    mayCheck: view.side === 'health' || !view.keptByThemselves,
    version: view.version,
  };
}
