import { v7 as uuid } from 'uuid';
import { formerKey } from '../../people';
import type { CalendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';
import { foldName } from '../../shared/text';
import type { BodyRegister, KnownContact, KnownPerson } from './body-register';
import type { ImportLog } from './import-log';

export interface NewContact {
  id: string;
  groupId: string;
  side: Side;
  personId: string | null;
  name: string | null;
  email: string | null;
}

interface PersonOfRow {
  name: string | null;
  email: string;
  lastDayOn: CalendarDate | null;
}

/** The people that rows name. A file adds people and last days; it never changes the name of somebody known. */
export class PeopleChanges {
  readonly newPeople: KnownPerson[] = [];
  readonly changedPeople = new Map<string, KnownPerson>();
  readonly newContacts: NewContact[] = [];
  /** Contacts known by address alone, whose name a file gives for the first time. */
  readonly namedContacts = new Map<string, string>();
  private readonly added = new Set<string>();
  /** Group and address → the names that this file gives it; more than one is a shared mailbox. */
  private readonly mailboxes = new Map<string, Set<string>>();

  constructor(
    private readonly register: BodyRegister,
    private readonly log: ImportLog,
  ) {}

  noteMailboxes(leads: readonly { groupId: string; name: string; email: string | null }[]): void {
    for (const { groupId, name, email } of leads) {
      if (email === null) continue;
      const key = `${groupId} ${email}`;
      const names = this.mailboxes.get(key) ?? new Set();
      this.mailboxes.set(key, names.add(foldName(name)));
      if (names.size === 2)
        this.log.warn(`${email} is given for two names; they were taken as two people who share a mailbox.`);
    }
  }

  /** Somebody of the health body, by address: the same person in every partnership, and a contact in this one. */
  healthPerson(
    groupId: string,
    given: PersonOfRow,
    row: number,
    file: string,
  ): { contactId: string; changed: boolean } {
    const known = this.register.people.get(given.email);
    const person = known ?? this.addPerson(given);
    const changed = known !== undefined && this.updatePerson(known, given, `${file}, row ${String(row)}`);
    const key = `${groupId} ${person.id}`;
    const contactId = this.register.healthContacts.get(key);
    if (contactId !== undefined) return { contactId, changed };
    const contact = {
      id: uuid(),
      groupId,
      side: 'health' as const,
      personId: person.id,
      name: person.name,
      email: person.email,
    };
    this.newContacts.push(contact);
    this.register.healthContacts.set(key, contact.id);
    return { contactId: contact.id, changed: true };
  }

  private addPerson({ name, email, lastDayOn }: PersonOfRow): KnownPerson {
    const person = { id: uuid(), email, name, lastDayOn };
    this.register.people.set(email, person);
    this.newPeople.push(person);
    this.added.add(person.id);
    return person;
  }

  private updatePerson(known: KnownPerson, { name, lastDayOn }: PersonOfRow, where: string): boolean {
    const changes = [this.updateName(known, name, where), updateLastDay(known, lastDayOn)];
    const changed = changes.some(Boolean);
    if (changed && !this.added.has(known.id)) this.changedPeople.set(known.id, known);
    return changed;
  }

  private updateName(known: KnownPerson, name: string | null, where: string): boolean {
    if (name === null) return false;
    if (known.name === null) {
      known.name = name;
      const pending = this.newContacts.filter(({ personId }) => personId === known.id);
      for (const contact of pending) contact.name = name;
      return true;
    }
    if (foldName(name) !== foldName(known.name)) this.warnKept(known.email ?? known.name, where);
    return false;
  }

  private warnKept(email: string, where: string): void {
    const kept = 'is known under another name, which was kept; a file never changes the name of a person';
    this.log.warn(`${where}: ${email} ${kept}.`);
  }

  /** Somebody of the group, as this partnership knows them: by address, without one by name. */
  groupContact(groupId: string, name: string | null, email: string | null, where: string): string {
    const known = this.findGroupContact(groupId, name, email);
    if (known !== undefined) return this.fillName(known, name, where);
    const contact = { id: uuid(), groupId, side: 'group' as const, personId: null, name, email };
    this.newContacts.push(contact);
    this.register.contactsOf(groupId).push({ id: contact.id, email, nameKey: name === null ? '' : foldName(name) });
    return contact.id;
  }

  private fillName(known: KnownContact, name: string | null, where: string): string {
    if (name === null) return known.id;
    if (known.nameKey === '') {
      known.nameKey = foldName(name);
      const pending = this.newContacts.find(({ id }) => id === known.id);
      if (pending === undefined) this.namedContacts.set(known.id, name);
      else pending.name = name;
    } else if (known.nameKey !== foldName(name)) this.warnKept(known.email ?? '', where);
    return known.id;
  }

  private findGroupContact(groupId: string, name: string | null, email: string | null): KnownContact | undefined {
    const called = this.findCalled(groupId, name === null ? '' : foldName(name), email);
    if (called !== undefined || email === null) return called;
    // One name for a known address is the known person, perhaps under a name they had: never a second one.
    const shared = (this.mailboxes.get(`${groupId} ${email}`)?.size ?? 0) > 1;
    return shared ? undefined : this.findAddress(groupId, email);
  }

  private findCalled(groupId: string, nameKey: string, email: string | null): KnownContact | undefined {
    const same = this.register
      .contactsOf(groupId)
      .find((contact) => contact.email === email && contact.nameKey === nameKey);
    return same ?? this.register.formerContacts.get(`${groupId} ${formerKey(nameKey, email)}`);
  }

  private findAddress(groupId: string, email: string): KnownContact | undefined {
    const present = this.register.contactsOf(groupId).find((contact) => contact.email === email);
    return present ?? this.register.formerContacts.get(`${groupId} ${email}`);
  }
}

function updateLastDay(known: KnownPerson, lastDayOn: CalendarDate | null): boolean {
  if (lastDayOn === null || lastDayOn === known.lastDayOn) return false;
  known.lastDayOn = lastDayOn;
  return true;
}
