import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { extendAbsences } from './absence-writing';
import { insertContact } from './contact-writing';
import type { NewContact, Pair } from './contact-writing';
import type { AddContactDto, ChangeContactDto } from './contacts.dto';
import { PeopleContributions } from './contributions';
import { keepFormerKeys } from './former-keys';
import { personIn } from './person-record';

interface Locked {
  id: string;
  side: Side;
  person_id: string | null;
  name: string | null;
  name_key: string;
  email: string | null;
  phone: string | null;
  preferred_channel: string | null;
  availability: string | null;
  version: number;
}

const OWN_TO_OTHERS = 'This person is of the other side, who keep this themselves: tell them what you would change.';
const PERSON_KEEPS =
  'Name and email are those of the person’s own record: change them there, for all partnerships at once.';

/** Each side writes its own contacts; a health body also those of a group's people who have no record of their own. */
@Injectable()
export class ContactChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly contributions: PeopleContributions,
    private readonly clock: Clock,
  ) {}

  /** Returns the contact's id. Throws DomainError: invalid, or conflict when the partnership has this contact already. */
  add(actor: Actor, wanted: AddContactDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const pair = await partnershipIn(tx, wanted.partnershipId);
      const contact = wanted.personId === undefined ? ofTheGroup(wanted) : await ofPerson(tx, wanted, wanted.personId);
      const id = await insertContact(tx, pair, contact);
      if (id === null)
        throw new DomainError('conflict', 'This partnership has this contact already: look for it first.');
      if (contact.personId !== null)
        await extendAbsences(tx, pair, { contactId: id, personId: contact.personId }, this.clock.today());
      await this.audit.record(tx, { action: 'contact.added', subjectId: id });
      return id;
    });
  }

  /** Throws DomainError: not-found, forbidden, stale, invalid, or conflict with another contact of this name and address. */
  async change(actor: Actor, id: string, version: number, wanted: ChangeContactDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const before = await lock(tx, id);
      checkVersion(before.version, version);
      const { name = before.name, email = before.email } = wanted;
      if (name !== before.name || email !== before.email) await this.rename(tx, before, { name, email });
      const {
        phone = before.phone,
        preferredChannel = before.preferred_channel,
        availability = before.availability,
      } = wanted;
      await tx.change(
        `update contact set phone = $2, preferred_channel = $3, availability = $4, version = version + 1 where id = $1`,
        [id, phone, preferredChannel, availability],
      );
      const detail = { fields: Object.keys(wanted).join(',') };
      await this.audit.record(tx, { action: 'contact.changed', subjectId: id, detail });
    });
  }

  /** Somebody checked today that what the caller read is right. Throws DomainError: not-found, forbidden, or stale. */
  verify(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const before = await lock(tx, id);
      checkVersion(before.version, version);
      await tx.change('update contact set verified_on = $2, version = version + 1 where id = $1', [
        id,
        this.clock.today(),
      ]);
      await this.audit.record(tx, { action: 'contact.verified', subjectId: id });
      return id;
    });
  }

  private async rename(
    tx: Tx,
    before: Locked,
    { name, email }: { name: string | null; email: string | null },
  ): Promise<void> {
    if (before.person_id !== null)
      throw new DomainError('invalid', PERSON_KEEPS, [{ pointer: '/name', detail: PERSON_KEEPS }]);
    checkReachable(name, email);
    const change = { personId: null, formerName: before.name, name, formerEmail: before.email, email };
    await this.contributions.rewrite(tx, change);
    await keepFormerKeys(tx, [before.id], [{ nameKey: before.name_key, email: before.email }]);
    await tx.change('update contact set name = $2, name_key = $3, email = $4 where id = $1', [
      before.id,
      name,
      name === null ? '' : foldName(name),
      email,
    ]);
  }
}

async function partnershipIn(tx: Tx, id: string): Promise<Pair> {
  const [pair] = await tx.query<Pair>('select health_body_id, group_id from partnership where id = $1', [id]);
  if (pair !== undefined) return pair;
  const detail = 'partnershipId is none of your partnerships.';
  throw new DomainError('invalid', detail, [{ pointer: '/partnershipId', detail }]);
}

async function ofPerson(tx: Tx, wanted: AddContactDto, personId: string): Promise<NewContact> {
  if (wanted.name !== undefined || wanted.email !== undefined) {
    const detail = 'With personId, name and email are those of the person: leave them out.';
    throw new DomainError('invalid', detail, [{ pointer: '/name', detail }]);
  }
  const person = await personIn(tx, 'personId', personId);
  const leavingOn = person.departure_told_on === null ? null : person.last_day_on;
  return { ...channelsOf(wanted), side: tx.actor.side, personId, name: person.name, email: person.email, leavingOn };
}

function ofTheGroup(wanted: AddContactDto): NewContact {
  const { name = null, email = null } = wanted;
  checkReachable(name, email);
  return { ...channelsOf(wanted), side: 'group', personId: null, name, email };
}

function channelsOf({ phone, preferredChannel, availability }: AddContactDto) {
  return { phone, preferredChannel, availability };
}

function checkReachable(name: string | null, email: string | null): void {
  if (name !== null || email !== null) return;
  const detail = 'Give a name or an email address, so that it is clear who this is.';
  throw new DomainError('invalid', detail, [{ pointer: '/name', detail }]);
}

/** Throws DomainError when it is not there, or the other side keeps it. */
async function lock(tx: Tx, id: string): Promise<Locked> {
  const { side, organisationId } = tx.actor;
  const [row] = await tx.query<Locked>(
    `select id, side, person_id, name, name_key, email, phone, preferred_channel, availability, version from contact
     where ${side === 'health' ? 'health_body_id' : 'group_id'} = $1 and id = $2`,
    [organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  const listed = row.side === 'group' && row.person_id === null;
  if (row.side !== side && !listed) throw new DomainError('forbidden', OWN_TO_OTHERS);
  const [locked] = await tx.query<Locked>(
    `select id, side, person_id, name, name_key, email, phone, preferred_channel, availability, version from contact
     where id = $1 for update`,
    [id],
  );
  if (locked === undefined) throw new DomainError('forbidden', OWN_TO_OTHERS);
  return locked;
}
