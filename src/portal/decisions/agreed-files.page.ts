import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ExportsService } from '../../exchange';
import type { AgreedExport } from '../../exchange';
import { CurrentActor } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import type { PageRequest } from '../frame/pages';

/** By the end of the address. File names say nothing of whose records they are. */
const FILES: Readonly<Record<string, AgreedExport>> = {
  'strategy-links.csv': 'strategy-links',
  'ways-of-deciding.csv': 'decision-processes',
  'ways-of-working.csv': 'commencements',
};

/** What both sides of contracts have agreed, for a spreadsheet. */
@PageController()
export class AgreedFilesPage {
  constructor(private readonly exports: ExportsService) {}

  @Get(['o/:org/strategy-links.csv', 'o/:org/decisions/ways-of-deciding.csv', 'o/:org/decisions/ways-of-working.csv'])
  async file(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const [name = '', what] = Object.entries(FILES).find(([end]) => request.url.split('?')[0]?.endsWith(end)) ?? [];
    const file = await this.exports.agreed(actor, what ?? 'strategy-links', 'csv');
    sendCsv(reply, name, file);
  }
}
