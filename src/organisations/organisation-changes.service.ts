import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { ChangeOrganisationDto, EndIdentifierDto, IdentifierDto } from './change-organisation.dto';
import { notOfScheme, readIdentifier } from './identifier.rules';
import type { Identifier } from './identifier.rules';
import { whyNoPayeeName } from './payee-name.rules';
import { knowsPartners, whyNotChange } from './who-changes.rules';
import { KIND_WORDS, saidBoth } from './work-of-groups/work-lists.rules';
import type { KindOfWork } from './work-of-groups/work-lists.rules';

const COLUMNS: Record<keyof ChangeOrganisationDto, string> = {
  name: 'name',
  legalForm: 'legal_form',
  publicationName: 'publication_name',
  payeeName: 'payee_name',
  about: 'about',
  area: 'area',
  website: 'website',
  doesNotDo: 'does_not_do',
  kindsOfWork: 'kinds_of_work',
  kindsNotDone: 'kinds_not_done',
  communities: 'communities',
  ways: 'ways',
};
const WORK = ['kindsOfWork', 'kindsNotDone', 'communities', 'ways'] as const;
const OF_GROUPS_ONLY = ['legalForm', 'publicationName', 'payeeName', ...WORK] as const;

interface Changeable {
  kind: 'health_body' | 'group';
  name: string;
  version: number;
  kinds_of_work: KindOfWork[];
  kinds_not_done: KindOfWork[];
}

/** Changes to the register by those whose record it is, and to listed groups by the body that listed them. */
@Injectable()
export class OrganisationChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError: not-found, forbidden, stale, or invalid for a field that this organisation does not have. */
  async change(actor: Actor, id: string, version: number, wanted: ChangeOrganisationDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const before = await lock(tx, id);
      checkVersion(before.version, version);
      checkFields(before, id, actor, wanted);
      checkWork(before, wanted);
      checkPayeeName(wanted);
      const fields = given(wanted);
      if (fields.length === 0) return;
      const sets = fields.map((field, at) => `${COLUMNS[field]} = $${String(at + 2)}`);
      if (wanted.name !== undefined) sets.push(`name_key = $${String(fields.length + 2)}`);
      const values = [
        ...fields.map((field) => wanted[field]),
        ...(wanted.name === undefined ? [] : [foldName(wanted.name)]),
      ];
      await tx.change(`update organisation set ${sets.join(', ')}, version = version + 1 where id = $1`, [
        id,
        ...values,
      ]);
      if (before.kind === 'group') await keepSpelling(tx, id, before.name, wanted.name);
      const detail = { fields: fields.join(',') };
      await this.audit.record(tx, { action: 'organisation.changed', subjectId: id, detail });
    });
  }

  /** Returns the organisation's id. Throws DomainError conflict when it, or another partner, has this number already. */
  addIdentifier(actor: Actor, id: string, wanted: IdentifierDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { kind } = await lock(tx, id);
      const [identifier] = checkedIdentifiers([wanted], '');
      if (identifier === undefined) return id;
      await checkFree(tx, id, identifier);
      const identifierId = uuid();
      await insertIdentifier(tx, { id, kind }, identifierId, { ...identifier, fromOn: wanted.fromOn ?? null });
      await bump(tx, id);
      const detail = { identifierId, scheme: identifier.scheme };
      await this.audit.record(tx, { action: 'organisation.identifier-added', subjectId: id, detail });
      return id;
    });
  }

  /** Throws DomainError invalid when it would end before it began. */
  async endIdentifier(
    actor: Actor,
    [id, identifierId]: [string, string],
    version: number,
    { toOn }: EndIdentifierDto,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const before = await lock(tx, id);
      const [identifier] = await tx.query<{ from_on: string | null }>(
        'select from_on from organisation_identifier where organisation_id = $1 and id = $2',
        [id, identifierId],
      );
      if (identifier === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(before.version, version);
      if (identifier.from_on !== null && toOn < identifier.from_on) {
        const detail = `toOn must not be before ${identifier.from_on}, its first day.`;
        throw new DomainError('invalid', detail, [{ pointer: '/toOn', detail }]);
      }
      await tx.change('update organisation_identifier set to_on = $3 where organisation_id = $1 and id = $2', [
        id,
        identifierId,
        toOn,
      ]);
      await bump(tx, id);
      const detail = { identifierId, toOn };
      await this.audit.record(tx, { action: 'organisation.identifier-ended', subjectId: id, detail });
      return id;
    });
  }
}

/** Locks it for the change. Throws DomainError when it is not there for the actor, or not theirs to change. */
async function lock(tx: Tx, id: string): Promise<Changeable> {
  const { organisationId, roles } = tx.actor;
  const [seen] = await tx.query<{ joined: boolean; listed: boolean }>(
    'select joined_at is not null as joined, coalesce(listed_by = $2, false) as listed from organisation where id = $1',
    [id, organisationId],
  );
  if (seen === undefined || (id !== organisationId && !knowsPartners(roles))) {
    throw new DomainError('not-found', NOT_FOUND);
  }
  const relation = { isYou: id === organisationId, listedByYou: seen.listed, joined: seen.joined };
  const [row] = await tx.query<Changeable>(
    'select kind, name, version, kinds_of_work, kinds_not_done from organisation where id = $1 for update',
    [id],
  );
  // Joined between the two: from then on it is not ours to lock.
  const why = row === undefined ? whyNotChange({ ...relation, joined: true }, roles) : whyNotChange(relation, roles);
  if (row === undefined || why !== null) throw new DomainError('forbidden', why ?? 'This is not yours to change.');
  return row;
}

function given(wanted: ChangeOrganisationDto): (keyof ChangeOrganisationDto)[] {
  return (Object.keys(COLUMNS) as (keyof ChangeOrganisationDto)[]).filter((field) => wanted[field] !== undefined);
}

function checkFields({ kind }: Changeable, id: string, actor: Actor, wanted: ChangeOrganisationDto): void {
  const wrong: { pointer: string; detail: string }[] = [];
  for (const field of kind === 'health_body' ? OF_GROUPS_ONLY : []) {
    if (wanted[field] !== undefined) wrong.push({ pointer: `/${field}`, detail: `Only groups have a ${field}.` });
  }
  if (kind === 'group' && wanted.publicationName !== undefined && id !== actor.organisationId) {
    const detail = 'Only the group itself chooses its name for open data.';
    wrong.push({ pointer: '/publicationName', detail });
  }
  const [first] = wrong;
  if (first !== undefined) throw new DomainError('invalid', first.detail, wrong);
}

/** Throws DomainError invalid when a kind of work would be said both to be done and not to be done. */
function checkWork(before: Changeable, { kindsOfWork, kindsNotDone }: ChangeOrganisationDto): void {
  const [both] = saidBoth(kindsOfWork ?? before.kinds_of_work, kindsNotDone ?? before.kinds_not_done);
  if (both === undefined) return;
  const detail = `“${KIND_WORDS[both]}” is said both to be done and not to be done.`;
  throw new DomainError('invalid', detail, [{ pointer: '/kindsNotDone', detail }]);
}

/** Throws DomainError invalid for a name that no payment can be made out to. */
function checkPayeeName({ payeeName }: ChangeOrganisationDto): void {
  const why = typeof payeeName === 'string' ? whyNoPayeeName(payeeName) : null;
  if (why !== null) throw new DomainError('invalid', why, [{ pointer: '/payeeName', detail: why }]);
}

/** A partner's file with the name it had still means this group. */
async function keepSpelling(tx: Tx, id: string, former: string, name: string | undefined): Promise<void> {
  if (name === undefined || foldName(name) === foldName(former)) return;
  await tx.asServer('select group_was_called($1, $2, $3)', [id, former, foldName(former)]);
}

/** As their registers write them. Throws DomainError invalid naming each that cannot be one; `above` is where they stand. */
export function checkedIdentifiers(
  wanted: readonly { scheme: Identifier['scheme']; value: string }[],
  above: string,
): Identifier[] {
  const read = wanted.map(({ scheme, value }) => ({ scheme, value: readIdentifier(scheme, value) }));
  const wrong = read.flatMap(({ scheme, value }, at) =>
    value === null
      ? [{ pointer: `${above === '' ? '' : `${above}/${String(at)}`}/value`, detail: notOfScheme(scheme) }]
      : [],
  );
  const [first] = wrong;
  if (first !== undefined) throw new DomainError('invalid', first.detail, wrong);
  return read.flatMap(({ scheme, value }) => (value === null ? [] : [{ scheme, value }]));
}

/** Writes an identifier of one organisation, which the caller has locked or just made. */
export async function insertIdentifier(
  tx: Tx,
  of: { id: string; kind: string },
  identifierId: string,
  { scheme, value, fromOn }: Identifier & { fromOn: string | null },
): Promise<void> {
  await tx.change(
    `insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value, from_on)
     values ($1, $2, $3, $4, $5, $6)`,
    [of.id, of.kind, identifierId, scheme, value, fromOn],
  );
}

/** Two partners of one body with one number would be one group to the next file. Other bodies' groups are never asked. */
async function checkFree(tx: Tx, id: string, { scheme, value }: Identifier): Promise<void> {
  const [same] = await tx.query<{ id: string; name: string }>(
    `select o.id, o.name from organisation_identifier i join organisation o on o.id = i.organisation_id
     where i.scheme = $2 and i.value = $3 and (o.id = $1 or exists (select 1 from partnership p
       where p.health_body_id = $4 and p.group_id = o.id))
     order by o.id = $1 desc limit 1`,
    [id, scheme, value, tx.actor.organisationId],
  );
  if (same === undefined) return;
  const whose = same.id === id ? 'This number is recorded already.' : `"${same.name}" has this number already.`;
  throw new DomainError('conflict', `${whose} Look whether one of the two is wrong.`);
}

async function bump(tx: Tx, id: string): Promise<void> {
  await tx.change('update organisation set version = version + 1 where id = $1', [id]);
}
