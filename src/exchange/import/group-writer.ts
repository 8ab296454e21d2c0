import { v7 as uuid } from 'uuid';
import type { AuditService, Tx } from '../../platform';
import { foldName } from '../../shared/text';
import type { BodyRegister } from './body-register';
import { insertMany, updateMany } from './bulk';
import type { ContractChanges } from './contract-changes';
import { CAUSE } from './import-log';

/** The groups that contract rows name for the first time, and what they say of known ones. */
export async function writeGroups(
  tx: Tx,
  audit: AuditService,
  { id }: BodyRegister,
  changes: ContractChanges,
): Promise<void> {
  const body = { health_body_id: id };
  const groups = changes.newGroups;
  await insertMany(
    tx,
    'organisation',
    { listed_by: id },
    [
      ['kind', 'text'],
      ['id', 'uuid'],
      ['name', 'text'],
      ['name_key', 'text'],
      ['legal_form', 'text'],
    ],
    groups.map(({ group }) => ['group', group.id, group.name, foldName(group.name), group.legalForm]),
  );
  await insertMany(
    tx,
    'partnership',
    body,
    [
      ['group_id', 'uuid'],
      ['id', 'uuid'],
    ],
    groups.map(({ group, partnershipId }) => [group.id, partnershipId]),
  );
  await insertMany(
    tx,
    'organisation_identifier',
    {},
    [
      ['organisation_id', 'uuid'],
      ['organisation_kind', 'text'],
      ['id', 'uuid'],
      ['scheme', 'text'],
      ['value', 'text'],
    ],
    changes.identifiers.map(({ groupId, scheme, value }) => [groupId, 'group', uuid(), scheme, value]),
  );
  await insertMany(
    tx,
    'partnership_alias',
    body,
    [
      ['group_id', 'uuid'],
      ['name_key', 'text'],
      ['name', 'text'],
    ],
    changes.aliases.map(({ groupId, name }) => [groupId, foldName(name), name]),
  );
  await insertMany(
    tx,
    'partnership_supplier',
    body,
    [
      ['group_id', 'uuid'],
      ['supplier_number', 'text'],
    ],
    [...changes.suppliers],
    'on conflict (health_body_id, group_id) do update set supplier_number = excluded.supplier_number',
  );
  const isNew = new Set(groups.map(({ group }) => group.id));
  const forms = [...changes.legalForms].filter(([groupId]) => !isNew.has(groupId));
  await updateMany(
    tx,
    `update organisation o set legal_form = u.form, version = o.version + 1
     from unnest($1::uuid[], $2::text[]) u(id, form) where o.id = u.id`,
    [],
    [forms.map(([groupId]) => groupId), forms.map(([, form]) => form)],
  );
  await audit.recordMany(tx, 'organisation.listed', [...isNew], CAUSE);
  await audit.recordMany(
    tx,
    'partnership.created',
    groups.map(({ partnershipId }) => partnershipId),
    CAUSE,
  );
  const touched = [...changes.identifiers.map(({ groupId }) => groupId), ...forms.map(([groupId]) => groupId)];
  await audit.recordMany(
    tx,
    'organisation.changed',
    [...new Set(touched)].filter((groupId) => !isNew.has(groupId)),
    CAUSE,
  );
  const known = [...changes.aliases.map(({ groupId }) => groupId), ...changes.suppliers.keys()];
  await audit.recordMany(
    tx,
    'partnership.changed',
    [...new Set(known)].filter((groupId) => !isNew.has(groupId)),
    CAUSE,
  );
}
