import { Injectable } from '@nestjs/common';
import { PartnershipsService, toPartnershipDetailView } from '../../partnerships';
import type { Actor } from '../../platform';
import type { PageData } from '../frame/pages';

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
}
