import { Injectable } from '@nestjs/common';
import { AuditService, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { accountOf } from './people-here.service';
import { endPlace, endWaysIn, placesOf } from './places';
import type { Place } from './places';
import { UsersService } from './users.service';
import type { NewUser } from './users.service';

export type WayIn = Pick<NewUser, 'membershipId' | 'linkToken' | 'linkExpiresAt'>;

const NONE = 'Choose at least one role. To take all of them away, end their access';
const CHANGED =
  'Somebody else has changed these roles since you opened the page. Open it again to see them as they are.';

/** All roles of one person at once: each change is made whole, or not at all. */
@Injectable()
export class PersonRoles {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly users: UsersService,
  ) {}

  /** Somebody new here. Returns the link's secret, once. Throws DomainError when they have a role here already. */
  invite(actor: Actor, email: string, roles: readonly string[]): Promise<WayIn> {
    return this.tenant.onceShown(actor, async (tx) => {
      const accountId = await this.users.accountFor(tx, email);
      if ((await placesOf(tx, accountId)).length > 0) {
        const detail = 'This person has access already. Find them under People, and change their roles there';
        throw new DomainError('conflict', detail, [{ pointer: '/email', detail }]);
      }
      const added = await this.add(tx, accountId, roles);
      const [first] = added;
      if (first === undefined) throw wrong(NONE);
      return { membershipId: first, ...(await this.users.linkFor(tx, accountId)) };
    });
  }

  /** From the roles that whoever changes them has seen. Throws DomainError when nobody else could keep the users. */
  async change(
    actor: Actor,
    id: string,
    { seen, wanted }: { seen: readonly string[]; wanted: readonly string[] },
  ): Promise<void> {
    if (wanted.length === 0) throw wrong(NONE);
    await this.tenant.transaction(actor, async (tx) => {
      const accountId = await accountOf(tx, id);
      const places = await this.placesSeen(tx, accountId, seen);
      const had = places.map(({ role }) => role as string);
      await this.add(
        tx,
        accountId,
        wanted.filter((role) => !had.includes(role)),
      );
      for (const place of places.filter(({ role }) => !wanted.includes(role))) await endPlace(tx, this.audit, place);
    });
  }

  /** Their sign-in here, links that they were given and tokens that they made stop at once. Throws DomainError. */
  async end(actor: Actor, id: string, seen: readonly string[]): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const accountId = await accountOf(tx, id);
      for (const place of await this.placesSeen(tx, accountId, seen)) await endPlace(tx, this.audit, place);
      await endWaysIn(tx, accountId);
    });
  }

  private async add(tx: Tx, accountId: string, roles: readonly string[]): Promise<string[]> {
    const added: string[] = [];
    for (const role of roles) added.push((await this.users.addPlace(tx, accountId, role)).membershipId);
    return added;
  }

  private async placesSeen(tx: Tx, accountId: string, seen: readonly string[]): Promise<Place[]> {
    const places = await placesOf(tx, accountId);
    if (places.length === 0) throw new DomainError('not-found', NOT_FOUND);
    const same = places.length === seen.length && places.every(({ role }) => seen.includes(role));
    if (!same) throw new DomainError('conflict', CHANGED);
    return places;
  }
}

function wrong(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/roles', detail }]);
}
