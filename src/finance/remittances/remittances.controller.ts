import { Readable } from 'node:stream';
import { Controller, Get, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { remittanceCsv } from './remittance-csv.rules';
import {
  RemittanceDetailView,
  RemittanceListQuery,
  RemittancePage,
  toRemittanceLineView,
  toRemittanceView,
} from './remittances.dto';
import { Remittances } from './remittances.service';

/** Says nothing of whose it is. */
const FILE = { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="remittance.csv"' };

@ApiTags('remittances')
@Controller('remittances')
export class RemittancesController {
  constructor(private readonly remittances: Remittances) {}

  @Get()
  @ApiOperation({ operationId: 'listRemittances', summary: 'What was paid to whom, and for what, latest first' })
  @ApiOkResponse({ type: RemittancePage })
  async list(@CurrentActor() actor: Actor, @Query() query: RemittanceListQuery): Promise<RemittancePage> {
    const page = await this.remittances.list(actor, query);
    return { ...page, items: page.items.map(toRemittanceView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRemittance', summary: 'One remittance advice, with its payments' })
  @ApiOkResponse({ type: RemittanceDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RemittanceDetailView> {
    const { remittance, lines } = await this.remittances.one(actor, id);
    return Object.assign(toRemittanceView(remittance), { lines: lines.map(toRemittanceLineView) });
  }

  @Get(':id/file')
  @ApiOperation({ operationId: 'downloadRemittance', summary: 'One remittance advice for a spreadsheet' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'A header line and a line for each payment.', schema: { type: 'string' } })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    const remittance = await this.one(actor, id);
    return new StreamableFile(Readable.from(remittanceCsv(remittance, remittance.lines)), FILE);
  }
}
