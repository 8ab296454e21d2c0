import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { checkAuthor, IS_HERE } from './authors';
import type { Written } from './authors';
import { keepFormer } from './corrections';
import type { Former } from './corrections';
import type { CorrectEngagementDto, LogEngagementDto } from './engagement-write.dto';
import { checkReferences, isThere, REFERENCES } from './refers-to';
import { nameReaders } from './restricted-readers';
import { checkHappened, checkMentoring, checkReaders, invalid } from './written.rules';
import type { Visibility } from './written.rules';

/** One statement finds the partnership, looks up what is referred to and writes; it writes nothing where one is missing. */
const insertFor = (tenant: string) => `
  insert into engagement (health_body_id, group_id, contract_id, health_contact_id, group_contact_id, id, happened_on,
    channel, started_by, two_way, purpose, outcome, visibility, owner_id, author_id, mentoring)
  select p.health_body_id, p.group_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $1, $14, $15
  from partnership p
  where p.${tenant} = $1 and p.id = $2
    and ${REFERENCES.map((reference, at) => isThere(reference, `$${String(at + 3)}`)).join(' and ')}`;

const INSERT: Record<Side, string> = { health: insertFor('health_body_id'), group: insertFor('group_id') };

/** The fields that can be corrected, and their columns. */
const COLUMNS = {
  contractId: 'contract_id',
  happenedOn: 'happened_on',
  channel: 'channel',
  startedBy: 'started_by',
  twoWay: 'two_way',
  mentoring: 'mentoring',
  healthContactId: 'health_contact_id',
  groupContactId: 'group_contact_id',
  purpose: 'purpose',
  outcome: 'outcome',
} as const;

type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];

interface Entry extends Written, Record<(typeof COLUMNS)[Field], string | boolean | null> {
  visibility: Visibility;
  health_body_id: string;
  group_id: string;
  partnership_id: string;
  version: number;
}

const lockFor = (tenant: string) => `
  select e.*, p.id as partnership_id, ${IS_HERE('e')} as author_is_here
  from engagement e join partnership p on p.health_body_id = e.health_body_id and p.group_id = e.group_id
  where e.${tenant} = $1 and e.id = $2
  for update of e`;

const LOCK: Record<Side, string> = { health: lockFor('health_body_id'), group: lockFor('group_id') };

/** Logging contact, and putting right what was logged. */
@Injectable()
export class EngagementWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Answers the new entry's id. Throws DomainError `invalid` that names what is not there or does not fit. */
  log(actor: Actor, entry: LogEngagementDto): Promise<string> {
    checkHappened(calendarDate(entry.happenedOn), this.clock.today());
    checkReaders(entry.visibility, entry.readerIds, actor.kind === 'account');
    checkMentoring(entry.mentoring, entry.visibility);
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      if (entry.visibility === 'restricted') await nameReaders(tx, id, entry.readerIds);
      const written = await tx.change(INSERT[actor.side], valuesOf(actor, id, entry));
      if (written === 0) await checkReferences(tx, entry.partnershipId, entry);
      await this.audit.record(tx, {
        action: 'engagement.logged',
        subjectId: id,
        detail: { visibility: entry.visibility },
      });
      return id;
    });
  }

  /**
   * Puts the given fields right and keeps what they said. Throws DomainError: `not-found`, `forbidden` for all but the
   * author (see `mayCorrect`), `stale`, `invalid`.
   */
  correct(actor: Actor, id: string, version: number, changes: CorrectEngagementDto): Promise<string> {
    if (changes.happenedOn !== undefined) checkHappened(calendarDate(changes.happenedOn), this.clock.today());
    return this.tenant.once(actor, async (tx) => {
      const [entry] = await tx.query<Entry>(LOCK[actor.side], [actor.organisationId, id]);
      if (entry === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkAuthor(actor, entry);
      checkVersion(entry.version, version);
      checkMentoring(changes.mentoring ?? false, entry.visibility);
      const changed = changedFields(entry, changes);
      await checkReferences(tx, entry.partnership_id, changes);
      await this.change(tx, entry, id, changed, changes);
      const subject = { kind: 'engagement', id, healthBodyId: entry.health_body_id, groupId: entry.group_id } as const;
      await keepFormer(
        tx,
        subject,
        changed.map((field) => formerOf(entry, field)),
      );
      await this.audit.record(tx, {
        action: 'engagement.corrected',
        subjectId: id,
        detail: { fields: changed.join(' '), version: entry.version + 1 },
      });
      return id;
    });
  }

  private async change(
    tx: Tx,
    { health_body_id, group_id }: Entry,
    id: string,
    changed: readonly Field[],
    changes: CorrectEngagementDto,
  ): Promise<void> {
    const sets = changed.map((field, at) => `${COLUMNS[field]} = $${String(at + 4)}`).join(', ');
    await tx.change(
      `update engagement set ${sets}, version = version + 1 where health_body_id = $1 and group_id = $2 and id = $3`,
      [health_body_id, group_id, id, ...changed.map((field) => changes[field])],
    );
  }
}

function valuesOf(actor: Actor, id: string, entry: LogEngagementDto): unknown[] {
  return [
    actor.organisationId,
    entry.partnershipId,
    entry.contractId,
    entry.healthContactId,
    entry.groupContactId,
    id,
    entry.happenedOn,
    entry.channel,
    entry.startedBy,
    entry.twoWay,
    entry.purpose,
    entry.outcome,
    entry.visibility,
    actor.id,
    entry.mentoring,
  ];
}

/** Throws DomainError `invalid` where nothing would change. */
function changedFields(entry: Entry, changes: CorrectEngagementDto): Field[] {
  const changed = FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== entry[COLUMNS[field]]);
  if (changed.length === 0)
    throw invalid('', 'Nothing here differs from what is there already: send what should change.');
  return changed;
}

function formerOf(entry: Entry, field: Field): Former {
  const was = entry[COLUMNS[field]];
  return { field, was: was === null ? null : String(was) };
}
