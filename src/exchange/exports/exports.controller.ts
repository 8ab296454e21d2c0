import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor, StreamFormat } from '../../platform';
import { ExportQuery, InstalmentsExportQuery } from './exports.dto';
import { ExportsService } from './exports.service';

/** File names say nothing of whose records they are. */
export const fileOf = (name: string) => ({
  csv: { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}.csv"` },
  'json-lines': { type: 'application/jsonl; charset=utf-8', disposition: `attachment; filename="${name}.jsonl"` },
});
const PAYMENTS = fileOf('payments');
const DECISIONS = fileOf('decisions');
const NAME_USES = fileOf('name-uses');
const NAME_CONSENTS = fileOf('name-consents');
const DIRECTORY = fileOf('directory');
const INTRODUCTIONS = fileOf('introductions');
const CHALLENGES = fileOf('challenges');

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('instalments')
  @ApiOperation({
    operationId: 'exportInstalments',
    summary: 'All payments planned and made under your contracts, as a file',
    description:
      'Streamed, by due date. In CSV amounts are pounds, and a text that a spreadsheet would run as a formula begins ' +
      'with an apostrophe; in JSON amounts are pence. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each payment.', schema: { type: 'string' } })
  async instalments(
    @CurrentActor() actor: Actor,
    @Query() query: InstalmentsExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.instalments(actor, query, format), PAYMENTS[format]);
  }

  @Get('decisions')
  @ApiOperation({
    operationId: 'exportDecisions',
    summary: 'All decisions under your contracts, with what each side says and how they ended, as a file',
    description:
      'Streamed, in the order in which they were proposed. In CSV a text that a spreadsheet would run as a formula ' +
      'begins with an apostrophe. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each decision.', schema: { type: 'string' } })
  async decisions(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.decisions(actor, format), DECISIONS[format]);
  }

  @Get('name-uses')
  @ApiOperation({
    operationId: 'exportNameUses',
    summary: 'Where groups’ names are used, of which version, and whether the group has said yes to it, as a file',
    description:
      'Streamed, in the order in which the uses began. In CSV a text that a spreadsheet would run as a formula begins ' +
      'with an apostrophe. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each use.', schema: { type: 'string' } })
  async nameUses(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.nameUses(actor, format), NAME_USES[format]);
  }

  @Get('name-consents')
  @ApiOperation({
    operationId: 'exportNameConsents',
    summary: 'Each time a group said yes to its name on a version of a material, and how that ended, as a file',
    description:
      'Streamed, by material. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe. If the ' +
      'answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each yes.', schema: { type: 'string' } })
  async nameConsents(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.nameConsents(actor, format), NAME_CONSENTS[format]);
  }

  @Get('directory')
  @ApiOperation({
    operationId: 'exportDirectory',
    summary: 'Your directory of departments, teams and places, as a file',
    description:
      'Streamed, by name. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each entry.', schema: { type: 'string' } })
  async directory(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.directory(actor, format), DIRECTORY[format]);
  }

  @Get('introductions')
  @ApiOperation({
    operationId: 'exportIntroductions',
    summary: 'All introductions that groups asked for, and what came of them, as a file',
    description:
      'Streamed, in the order in which groups asked. In CSV a text that a spreadsheet would run as a formula begins ' +
      'with an apostrophe. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each introduction.', schema: { type: 'string' } })
  async introductions(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.introductions(actor, format), INTRODUCTIONS[format]);
  }

  @Get('challenges')
  @ApiOperation({
    operationId: 'exportChallenges',
    summary: 'All challenges of your partnerships, with the last answer to each, as a file',
    description:
      'Streamed, in the order in which they were raised. In CSV a text that a spreadsheet would run as a formula ' +
      'begins with an apostrophe. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A header line and a line for each challenge.', schema: { type: 'string' } })
  async challenges(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = query.format ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.challenges(actor, format), CHALLENGES[format]);
  }
}

export function formatAccepted(accept = ''): StreamFormat {
  return /application\/(jsonl|x-ndjson)/.test(accept) ? 'json-lines' : 'csv';
}
