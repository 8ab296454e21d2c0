import { Get, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { EngagementListQuery, EngagementsService, toEngagementView } from '../../engagement';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { entryHeading, entryWho, unansweredWords } from './log-words.rules';

const A_PAGE = 20;
const MOST_PAYERS = 200;

interface LogQuery {
  payer?: unknown;
  from?: unknown;
}

/** A group's contact with its payers, as either side wrote it down. */
@PageController()
export class ContactLogPage {
  constructor(
    private readonly pages: Pages,
    private readonly engagements: EngagementsService,
    private readonly partnerships: PartnershipsService,
  ) {}

  @Get('o/:org/contact-log')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() { payer, from }: LogQuery,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/contact-log`;
    const chosen = typeof payer === 'string' && isUUID(payer) ? { partnershipId: payer } : {};
    const cursor = typeof from === 'string' && from !== '' ? { cursor: from } : {};
    const [{ items, next }, payers] = await Promise.all([
      this.engagements.list(actor, asked(EngagementListQuery, { ...chosen, ...cursor, limit: A_PAGE })),
      this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST_PAYERS })),
    ]);
    const of = chosen.partnershipId === undefined ? '' : `payer=${chosen.partnershipId}&`;
    this.pages.render(request, reply, 'contact-log/list.njk', {
      title: 'Contact log',
      root,
      entries: items.map(toEngagementView).map((entry) => ({
        id: entry.id,
        heading: entryHeading(entry),
        who: entryWho(entry),
        unanswered: unansweredWords(entry, 'group'),
        purpose: entry.purpose,
        outcome: entry.outcome,
        visibility: entry.visibility,
        mentoring: entry.mentoring,
      })),
      payers: payers.items.map(({ id, health_body: name }) => ({ id, name })),
      chosen: chosen.partnershipId ?? '',
      first: cursor.cursor === undefined,
      more: next === null ? null : `${root}?${of}from=${encodeURIComponent(next)}`,
    });
  }
}
