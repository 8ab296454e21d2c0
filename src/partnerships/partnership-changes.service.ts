import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { checkedIdentifiers, insertIdentifier } from '../organisations';
import type { Identifier } from '../organisations';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { ChangePartnershipDto, ListedGroupDto, ListGroupDto } from './change-partnership.dto';
import { alreadyPartner } from './list-group.rules';
import type { Partner } from './list-group.rules';

/** What a manager writes about a partnership. Groups are asked to join elsewhere: listing one tells it nothing. */
@Injectable()
export class PartnershipChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Makes a group's record, the body's own until the group joins, and the partnership with it. Returns the partnership's
   * id. Throws DomainError conflict when this body has a partnership with that group; other bodies' are never looked at.
   */
  list(actor: Actor, { group, supplierNumber = null, contactEveryDays = null }: ListGroupDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const identifiers = checkedIdentifiers(group.identifiers ?? [], '/group/identifiers');
      await checkNew(tx, group.name, identifiers);
      const [groupId, id] = [uuid(), uuid()];
      await insertGroup(tx, groupId, group);
      for (const [at, identifier] of identifiers.entries()) {
        const fromOn = group.identifiers?.[at]?.fromOn ?? null;
        await insertIdentifier(tx, { id: groupId, kind: 'group' }, uuid(), { ...identifier, fromOn });
      }
      await tx.change(
        'insert into partnership (health_body_id, group_id, id, contact_every_days) values ($1, $2, $3, $4)',
        [actor.organisationId, groupId, id, contactEveryDays],
      );
      await setSupplier(tx, groupId, supplierNumber);
      await this.audit.record(tx, { action: 'organisation.listed', subjectId: groupId });
      await this.audit.record(tx, { action: 'partnership.created', subjectId: id, detail: { groupId } });
      return id;
    });
  }

  /** Throws DomainError: not-found, or stale. */
  async change(actor: Actor, id: string, version: number, wanted: ChangePartnershipDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ group_id: string; version: number; contact_every_days: number | null }>(
        `select group_id, version, contact_every_days from partnership
         where health_body_id = $1 and id = $2 for update`,
        [actor.organisationId, id],
      );
      if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(row.version, version);
      const { supplierNumber, contactEveryDays = row.contact_every_days } = wanted;
      if (supplierNumber !== undefined) await setSupplier(tx, row.group_id, supplierNumber);
      await tx.change(
        `update partnership set contact_every_days = $3, version = version + 1 where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, contactEveryDays],
      );
      const detail = { fields: Object.keys(wanted).join(',') };
      await this.audit.record(tx, { action: 'partnership.changed', subjectId: id, detail });
    });
  }
}

async function checkNew(tx: Tx, name: string, identifiers: readonly Identifier[]): Promise<void> {
  // Two managers who list one group at once: the second one is told.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`list-group:${tx.actor.organisationId}`]);
  const known = await partners(tx, name, identifiers);
  const partner = alreadyPartner(known, { nameKey: foldName(name), identifiers });
  if (partner !== null) throw new DomainError('conflict', alreadyThere(partner.name));
}

function alreadyThere(name: string): string {
  return `You have a partnership with "${name}" already: open that one. If this is another group of the same name, give both their number in a public register first.`;
}

/** Those of this body's partners that share the name or a number with the group to be listed. */
function partners(tx: Tx, name: string, identifiers: readonly Identifier[]): Promise<Partner[]> {
  return tx.query(
    `select o.name, o.name_key || coalesce(array_agg(distinct a.name_key) filter (where a.name_key is not null), '{}')
         as "nameKeys",
       coalesce(json_agg(distinct jsonb_build_object('scheme', i.scheme, 'value', i.value))
         filter (where i.id is not null), '[]') as identifiers
     from partnership p join organisation o on o.id = p.group_id
     left join partnership_alias a on a.health_body_id = p.health_body_id and a.group_id = p.group_id
     left join organisation_identifier i on i.organisation_id = o.id
     where p.health_body_id = $1 group by o.id
     having o.name_key = $2 or bool_or(a.name_key = $2)
       or bool_or((i.scheme, i.value) in (select * from unnest($3::text[], $4::text[])))
     order by o.id`,
    [
      tx.actor.organisationId,
      foldName(name),
      identifiers.map(({ scheme }) => scheme),
      identifiers.map(({ value }) => value),
    ],
  );
}

async function insertGroup(tx: Tx, id: string, { name, legalForm }: ListedGroupDto): Promise<void> {
  await tx.change(
    `insert into organisation (id, kind, name, name_key, legal_form, listed_by) values ($1, 'group', $2, $3, $4, $5)`,
    [id, name, foldName(name), legalForm ?? null, tx.actor.organisationId],
  );
}

async function setSupplier(tx: Tx, groupId: string, supplierNumber: string | null): Promise<void> {
  const partnership = [tx.actor.organisationId, groupId];
  if (supplierNumber === null) {
    await tx.change('delete from partnership_supplier where health_body_id = $1 and group_id = $2', partnership);
    return;
  }
  await tx.change(
    `insert into partnership_supplier (health_body_id, group_id, supplier_number) values ($1, $2, $3)
     on conflict (health_body_id, group_id) do update set supplier_number = excluded.supplier_number`,
    [...partnership, supplierNumber],
  );
}
