import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { PeopleContributions } from './contributions';
import { keepFormerKeys } from './former-keys';
import type { AddPersonDto, ChangePersonDto } from './people.dto';
import { lockPerson } from './person-record';
import type { PersonRecord } from './person-record';

/** Writes the people of an organisation. A name or address that changes is replaced in every partnership, at once. */
@Injectable()
export class PeopleChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly contributions: PeopleContributions,
  ) {}

  /** Returns the new person's id. Throws DomainError conflict when somebody here has this address. */
  add(actor: Actor, { name, email = null, jobTitle = null }: AddPersonDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      await checkAddressFree(tx, id, email);
      await tx.change('insert into person (organisation_id, id, name, email, job_title) values ($1, $2, $3, $4, $5)', [
        actor.organisationId,
        id,
        name,
        email,
        jobTitle,
      ]);
      await this.audit.record(tx, { action: 'person.added', subjectId: id });
      return id;
    });
  }

  /** Throws DomainError: not-found, stale, conflict for an address in use, or invalid where neither name nor address is left. */
  async change(actor: Actor, id: string, version: number, wanted: ChangePersonDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const before = await lockPerson(tx, id);
      checkVersion(before.version, version);
      const { name = before.name, email = before.email, jobTitle = before.job_title } = wanted;
      const after = { name, email, jobTitle };
      checkReachable(after);
      await checkAddressFree(tx, id, after.email);
      await tx.change(
        `update person set name = $3, email = $4, job_title = $5, version = version + 1
         where organisation_id = $1 and id = $2`,
        [actor.organisationId, id, after.name, after.email, after.jobTitle],
      );
      const renamed = before.name !== after.name;
      if (renamed || before.email !== after.email) await this.replace(tx, before, after);
      await this.audit.record(tx, { action: renamed ? 'person.renamed' : 'person.changed', subjectId: id });
    });
  }

  private async replace(
    tx: Tx,
    before: PersonRecord,
    { name, email }: { name: string | null; email: string | null },
  ): Promise<void> {
    const { id } = before;
    const own = [tx.actor.organisationId, id];
    // First: they keep out who would write the former name once more.
    const change = { personId: id, formerName: before.name, name, formerEmail: before.email, email };
    await this.contributions.rewrite(tx, change);
    if (before.email !== email) await tx.asServer('select former_address_keep($1, $2, $3)', [id, before.email, email]);
    const contacts = await tx.query<{ id: string; name_key: string; email: string | null }>(
      'select id, name_key, email from contact where person_organisation_id = $1 and person_id = $2 order by id for update',
      own,
    );
    const ids = contacts.map((contact) => contact.id);
    if (tx.actor.side === 'group') {
      const former = contacts.map((contact) => ({ nameKey: contact.name_key, email: contact.email }));
      await keepFormerKeys(tx, ids, former);
    }
    await tx.change(
      `update contact set name = $3, name_key = $4, email = $5, version = version + 1
       where person_organisation_id = $1 and person_id = $2`,
      [...own, name, name === null ? '' : foldName(name), email],
    );
    await this.audit.recordMany(tx, 'contact.changed', ids, 'person');
  }
}

function checkReachable({ name, email }: { name: string | null; email: string | null }): void {
  if (name !== null || email !== null) return;
  const detail = 'Somebody without a name needs an email address: give one of the two.';
  throw new DomainError('invalid', detail, [{ pointer: '/email', detail }]);
}

async function checkAddressFree(tx: Tx, id: string, email: string | null): Promise<void> {
  const [other] = await tx.query('select 1 from person where organisation_id = $1 and email = $2 and id <> $3', [
    tx.actor.organisationId,
    email,
    id,
  ]);
  if (other !== undefined) {
    throw new DomainError('conflict', 'Somebody of your organisation has this address already: look for them first.');
  }
}
