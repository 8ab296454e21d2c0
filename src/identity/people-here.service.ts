import { Injectable } from '@nestjs/common';
import { NOT_FOUND, TenantService } from '../platform';
import type { Actor, Role, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';

/** Somebody who may sign in for an organisation, with every role they have there. */
export interface PersonHere {
  accountId: string;
  email: string;
  /** As the organisation has it on record for this address; null where it has none. */
  name: string | null;
  /** Whether they act for this organisation with the password that they have now. */
  canSignIn: boolean;
  /** Until when the link that they were given last works; null without one. */
  linkUntil: Date | null;
  roles: { id: string; role: Role; version: number }[];
}

interface PersonRow {
  account_id: string;
  email: string;
  name: string | null;
  disabled: boolean;
  has_password: boolean;
  link_until: Date | null;
  roles: { id: string; role: Role; version: number; vouched: boolean }[];
}

const PEOPLE = 'select * from people_of_organisation($1, $2, $3, $4, $5)';

export interface PeopleQuery {
  limit: number;
  /** A part of a name or an address. */
  search: string;
  /** The address after which the page begins. */
  after: string;
}

/** The users of an organisation person by person, for whoever keeps them. */
@Injectable()
export class PeopleHere {
  constructor(private readonly tenant: TenantService) {}

  /** By address. `next` is the address after which the next page begins. */
  async list(
    actor: Actor,
    { limit, search, after }: PeopleQuery,
  ): Promise<{ items: PersonHere[]; next: string | null }> {
    const part = search === '' ? null : search.toLowerCase();
    const rows = await this.tenant.transaction(actor, (tx) =>
      tx.asServer<PersonRow>(PEOPLE, [
        actor.organisationId,
        null,
        part,
        after === '' ? null : after.toLowerCase(),
        limit + 1,
      ]),
    );
    const items = rows.slice(0, limit).map(toPerson);
    return { items, next: rows.length > limit ? (items.at(-1)?.email ?? null) : null };
  }

  /** By the id of any role that they have or had here. Throws DomainError when they have none any more. */
  async one(actor: Actor, id: string): Promise<PersonHere> {
    return this.tenant.transaction(actor, (tx) => this.with(tx, id));
  }

  private async with(tx: Tx, id: string): Promise<PersonHere> {
    const accountId = await accountOf(tx, id);
    const [row] = await tx.asServer<PersonRow>(PEOPLE, [tx.actor.organisationId, accountId, null, null, 1]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toPerson(row);
  }
}

/** Throws DomainError when nobody here has or had the role with this id. */
export async function accountOf(tx: Tx, membershipId: string): Promise<string> {
  const [row] = await tx.query<{ account_id: string }>(
    'select account_id from membership where organisation_id = $1 and id = $2',
    [tx.actor.organisationId, membershipId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row.account_id;
}

function toPerson(row: PersonRow): PersonHere {
  return {
    accountId: row.account_id,
    email: row.email,
    name: row.name,
    canSignIn: row.has_password && !row.disabled && row.roles.some(({ vouched }) => vouched),
    linkUntil: row.link_until,
    roles: row.roles.map(({ id, role, version }) => ({ id, role, version })),
  };
}
