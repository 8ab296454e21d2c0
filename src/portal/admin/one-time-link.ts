import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MailCarrier, SETTINGS } from '../../platform';
import type { Settings } from '../../platform';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

interface LinkToShow {
  title: string;
  email: string;
  token: string | null;
  expiresAt: Date | null;
  /** Their page. */
  href: string;
  /** Where one can be emailed to them. */
  emailAt?: string;
}

/** A link that is shown this once: it is in no address, and nothing can show it again. */
@Injectable()
export class OneTimeLinkShown {
  constructor(
    private readonly pages: Pages,
    private readonly carrier: MailCarrier,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Whether it can be emailed to them instead. */
  get emails(): boolean {
    return this.carrier.carries;
  }

  show(request: PageRequest, reply: FastifyReply, { href, emailAt = `${href}/link`, ...made }: LinkToShow): void {
    const { title, email, token, expiresAt } = made;
    const origin = this.settings.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
    const link = token === null ? null : `${origin}/set-password/${token}`;
    this.pages.render(request, reply, 'admin/one-time-link.njk', {
      title,
      email,
      link,
      expiresAt,
      href,
      emailAt,
      emails: this.emails,
      breadcrumbs: null,
    });
  }
}
