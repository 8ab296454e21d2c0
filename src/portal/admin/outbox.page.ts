import { Get, Inject, Ip, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { signInsOfDemo } from '../../exchange';
import { CurrentActor } from '../../identity';
import { Outbox } from '../../notices';
import type { MailKind } from '../../notices';
import { MailCarrier, SETTINGS } from '../../platform';
import type { Actor, Settings, WrittenMail } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

const KINDS: Record<MailKind, string> = {
  sign_in_link: 'Link to sign in',
  password_link: 'Link to set a password',
  first_link: 'First link',
  invitation: 'Invitation',
  leaving: 'A place is set to end',
  payment_late: 'A payment is late',
  lead_changed: 'Another lead',
  something_waits: 'Something waits',
  digest: 'Weekly summary',
};
const OUTCOMES = { sent: 'Sent', dropped: 'Not sent: no longer needed', failed: 'Could not be sent' } as const;
const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const A_PAGE = 50;
const MOST_SHOWN = 20;

/** What left for the people of an organisation, and what waits. What the emails say stands here in a trial run alone. */
@PageController()
export class OutboxPage {
  constructor(
    private readonly pages: Pages,
    private readonly outbox: Outbox,
    private readonly carrier: MailCarrier,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('o/:org/admin/outbox')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Ip() address: string,
    @Query('past') from: unknown,
  ): Promise<void> {
    const past = typeof from === 'string' && isUUID(from) ? from : null;
    const { items, next } = await this.outbox.list(actor, past, A_PAGE);
    const root = `/o/${actor.organisationId}/admin/outbox`;
    this.pages.render(request, reply, 'admin/outbox.njk', {
      title: 'Outbox',
      how: this.carrier.onlyWrites ? 'folder' : this.carrier.carries ? 'server' : 'none',
      older: next === null ? null : `${root}?past=${next}`,
      newest: past === null ? null : root,
      rows: items.map(({ kind, address: to, created_at, outcome, attempts, failure }) => ({
        kind: KINDS[kind],
        to: to ?? 'The contact of the invitation',
        written: created_at,
        state: outcome === null ? (attempts === 0 ? 'Waits' : 'Tries again') : OUTCOMES[outcome],
        failure: outcome === 'sent' ? null : failure,
      })),
      letters: past === null ? await this.letters(address) : null,
    });
  }

  /** Somebody else's link opens their account, so they are shown where everybody is invented and nobody comes from outside. */
  private async letters(address: string): Promise<WrittenMail[] | null> {
    const { dataDir, publicUrl } = this.settings;
    if (dataDir === null || publicUrl !== null || !this.carrier.onlyWrites || !LOOPBACK.includes(address)) return null;
    return (await signInsOfDemo(dataDir)) === null ? null : this.carrier.written(MOST_SHOWN);
  }
}
