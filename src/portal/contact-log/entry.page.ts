import { Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { EntryReader } from './entry-reading.service';

const DONE: Readonly<Record<string, string>> = {
  logged: 'It is in the contact log.',
  corrected: 'It is put right. What it said before stays below, struck out.',
};

/** One entry of the contact log, for whichever side may read it. */
@PageController()
export class ContactEntryPage {
  constructor(
    private readonly pages: Pages,
    private readonly entries: EntryReader,
  ) {}

  @Get('o/:org/contact-log/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { page, correctable } = await this.entries.of(actor, id);
    const data = { ...page, mayCorrect: correctable };
    await this.pages.open(request, reply, { template: 'contact-log/entry.njk', page: data, done: DONE });
  }
}
