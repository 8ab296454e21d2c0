import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { EntryKind } from '../shared/who-is-who';
import type { AddDirectoryEntryDto, ChangeDirectoryEntryDto } from './directory.dto';
import { assertFindable } from './directory.rules';

/** An entry as it is to be. */
interface Entry {
  kind: EntryKind;
  name: string;
  does: string;
  place: string | null;
  email: string | null;
  phone: string | null;
  hours: string | null;
  personId: string | null;
}

type EntryRow = Entry & { version: number };

const LOCK = `
  select kind, name, does, place, email, phone, hours, person_id as "personId", version from directory_entry
  where health_body_id = $1 and id = $2 and removed_on is null for update`;

/** Keeps who is who of a health body. */
@Injectable()
export class DirectoryChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Answers the new entry's id. Throws DomainError `invalid`: a place that is nowhere, or somebody else's person. */
  add(actor: Actor, wanted: AddDirectoryEntryDto): Promise<string> {
    const { kind, name, does, place = null, email = null, phone = null, hours = null, personId = null } = wanted;
    const entry: Entry = { kind, name, does, place, email, phone, hours, personId };
    assertFindable(kind, entry);
    return this.tenant.once(actor, async (tx) => {
      await assertOurs(tx, personId);
      const id = uuid();
      await tx.change(
        `insert into directory_entry (health_body_id, id, kind, name, sort_key, does, place, email, phone, hours,
           person_id, checked_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [actor.organisationId, id, ...valuesOf(entry), this.clock.today()],
      );
      await this.audit.record(tx, { action: 'directory-entry.added', subjectId: id, detail: { kind } });
      return id;
    });
  }

  /** What is left out stays, and all of it counts as checked today. Throws DomainError: not-found, stale, invalid. */
  async change(actor: Actor, id: string, version: number, wanted: ChangeDirectoryEntryDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const before = await lockEntry(tx, id, version);
      const said = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const entry: Entry = { ...before, ...said };
      assertFindable(entry.kind, entry);
      if (entry.personId !== before.personId) await assertOurs(tx, entry.personId);
      await tx.change(
        `update directory_entry set kind = $3, name = $4, sort_key = $5, does = $6, place = $7, email = $8, phone = $9,
           hours = $10, person_id = $11, checked_on = $12, version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, ...valuesOf(entry), this.clock.today()],
      );
      await this.audit.record(tx, { action: 'directory-entry.changed', subjectId: id });
    });
  }

  /** Nobody finds it any more; what groups asked of it stays to be answered. Throws DomainError: not-found, stale. */
  remove(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      await lockEntry(tx, id, version);
      await tx.change(
        `update directory_entry set removed_on = $3, version = version + 1 where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, this.clock.today()],
      );
      await this.audit.record(tx, { action: 'directory-entry.removed', subjectId: id });
      return id;
    });
  }
}

function valuesOf({ kind, name, does, place, email, phone, hours, personId }: Entry): unknown[] {
  return [kind, name, foldName(name), does, place, email, phone, hours, personId];
}

async function lockEntry(tx: Tx, id: string, version: number): Promise<EntryRow> {
  const [row] = await tx.query<EntryRow>(LOCK, [tx.actor.organisationId, id]);
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  checkVersion(row.version, version);
  return row;
}

async function assertOurs(tx: Tx, personId: string | null): Promise<void> {
  if (personId === null) return;
  const [found] = await tx.query('select 1 from person where organisation_id = $1 and id = $2', [
    tx.actor.organisationId,
    personId,
  ]);
  if (found !== undefined) return;
  const detail = 'Name somebody of your own people, or nobody.';
  throw new DomainError('invalid', detail, [{ pointer: '/personId', detail }]);
}
