import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  EngagementListQuery,
  EngagementsService,
  isCorrectable,
  toEngagementDetailView,
  toEngagementView,
} from '../../engagement';
import { CurrentActor } from '../../identity';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { EntryChoicesReader, namesIn } from './entry-choices.service';
import { entryHeading, entryLines, entryWho, unansweredWords } from './log-words.rules';

const A_PAGE = 20;
const MOST_PAYERS = 200;

interface LogQuery {
  payer?: unknown;
  from?: unknown;
}

const DONE: Readonly<Record<string, string>> = {
  logged: 'It is in the contact log.',
  corrected: 'It is put right. What it said before stays below, struck out.',
};

/** A group's contact with its payers, as either side wrote it down. */
@PageController()
export class ContactLogPage {
  constructor(
    private readonly pages: Pages,
    private readonly engagements: EngagementsService,
    private readonly partnerships: PartnershipsService,
    private readonly choices: EntryChoicesReader,
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
        unanswered: unansweredWords(entry),
        purpose: entry.purpose,
        outcome: entry.outcome,
        visibility: entry.visibility,
      })),
      payers: payers.items.map(({ id, health_body: name }) => ({ id, name })),
      chosen: chosen.partnershipId ?? '',
      first: cursor.cursor === undefined,
      more: next === null ? null : `${root}?${of}from=${encodeURIComponent(next)}`,
    });
  }

  @Get('o/:org/contact-log/:id')
  async one(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    const row = await this.engagements.one(actor, id);
    const entry = toEngagementDetailView(row);
    const { corrections } = entry;
    const names =
      corrections.length === 0 ? new Map<string, string>() : namesIn(await this.choices.of(actor, row.health_body_id));
    const text = typeof done === 'string' ? DONE[done] : undefined;
    this.pages.render(request, reply, 'contact-log/entry.njk', {
      title: 'Contact',
      breadcrumbs: [{ text: 'Contact log', href: `/o/${actor.organisationId}/contact-log` }],
      ...(text !== undefined && { banner: { text, success: true } }),
      at: `/o/${actor.organisationId}/contact-log/${id}`,
      heading: entryHeading(entry),
      entry,
      lines: entryLines(entry, corrections, names),
      unanswered: unansweredWords(entry),
      mayCorrect: isCorrectable(actor, row),
    });
  }
}
