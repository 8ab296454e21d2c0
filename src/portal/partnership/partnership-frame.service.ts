import { Injectable } from '@nestjs/common';
import { PartnershipListQuery, PartnershipsService, toPartnershipDetailView } from '../../partnerships';
import { NOT_FOUND } from '../../platform';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { PageData } from '../frame/pages';
import { asked } from '../group/asked';

type Partnership = ReturnType<typeof toPartnershipDetailView>;

/** What every page of one partnership shows: which it is, and the way back to it. */
@Injectable()
export class PartnershipFrame {
  constructor(private readonly partnerships: PartnershipsService) {}

  /** Throws DomainError `not-found` when there is no such partnership, or it is another tenant's. */
  async of(actor: Actor, id: string, title: string): Promise<PageData & { partnership: Partnership; here: string }> {
    const partnership = toPartnershipDetailView(await this.partnerships.one(actor, id));
    const root = `/o/${actor.organisationId}`;
    const here = `${root}/partnerships/${id}`;
    return { title, root, here, partnership, breadcrumbs: [{ text: 'Partnership', href: here }] };
  }

  /** The same by the group that the partnership is with. */
  async withGroup(actor: Actor, groupId: string, title: string): ReturnType<PartnershipFrame['of']> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { groupId, limit: 1 }));
    const [found] = items;
    if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
    return this.of(actor, found.id, title);
  }
}
