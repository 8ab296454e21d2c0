import { Injectable } from '@nestjs/common';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import { ContactListQuery, ContactsService, PeopleService } from '../../people';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { PageData } from '../frame/pages';
import { asked } from '../group/asked';

const MOST = 200;

/** One of a group's people, with the health bodies that know how to reach them, and those that might. */
@Injectable()
export class GroupPersonReader {
  constructor(
    private readonly people: PeopleService,
    private readonly contacts: ContactsService,
    private readonly partnerships: PartnershipsService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError not-found when there is no such person in the group. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const [person, contacts, partnerships] = await Promise.all([
      this.people.one(actor, id),
      this.contacts.list(actor, asked(ContactListQuery, { personId: id, limit: MOST })),
      this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST })),
    ]);
    const people = `/o/${actor.organisationId}/people`;
    const knows = new Map(contacts.items.map((row) => [row.partnership_id, row]));
    const bodies = partnerships.items.map(({ id: partnershipId, health_body: name }) => {
      const contact = knows.get(partnershipId);
      if (contact === undefined) return { partnershipId, name, contact: null };
      const { id: contactId, version, phone, availability, verified_on: on } = contact;
      const verifiedOn = on === null ? null : calendarDate(on);
      return { partnershipId, name, contact: { id: contactId, version, phone, availability, verifiedOn } };
    });
    const today = this.clock.today();
    return {
      title: 'One of our people',
      breadcrumbs: [{ text: 'Our people', href: people }],
      people,
      root: `${people}/${id}`,
      person,
      bodies,
      known: bodies.filter(({ contact }) => contact !== null),
      others: bodies.filter(({ contact }) => contact === null),
      lastDay: person.last_day_on === null ? null : calendarDate(person.last_day_on),
      leads: actor.roles.includes('group_lead'),
      today,
    };
  }

  /** By a contact of the group: their person's page, or where those are listed that a health body wrote down. */
  async ofContact(actor: Actor, contactId: string): Promise<{ template: string; page: PageData; done: string }> {
    const { own_person_id: personId } = await this.contacts.one(actor, contactId);
    const people = `/o/${actor.organisationId}/people`;
    if (personId !== null) {
      const page = await this.page(actor, personId);
      return { template: 'group-people/person.njk', page, done: `${people}/${personId}?done=verified` };
    }
    const page = { title: 'Check their details', breadcrumbs: [{ text: 'Our people', href: people }], people };
    return { template: 'group-people/contact.njk', page, done: `${people}?done=verified` };
  }
}
