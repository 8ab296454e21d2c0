import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { fileOf, formatAccepted } from './exports.controller';
import { ExportQuery } from './exports.dto';
import { ExportsService } from './exports.service';

const DESCRIPTION = `Streamed. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe. If the
  answer breaks off, the file is not whole.`;
const LINES = { description: 'A header line and a line for each.', schema: { type: 'string' } } as const;
const MENTORS = fileOf('mentors');
const TALKS = fileOf('mentoring-talks');

/** Who mentors whom, and what was talked about, as files. */
@ApiTags('exports')
@Controller('exports')
export class MentoringExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('mentors')
  @ApiOperation({
    operationId: 'exportMentors',
    summary: 'Everybody who mentors a group, or has, from when to when, as a file',
    description: DESCRIPTION,
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse(LINES)
  async mentors(
    @CurrentActor() actor: Actor,
    @Query() { format: wanted }: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = wanted ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.mentors(actor, format), MENTORS[format]);
  }

  @Get('mentoring-talks')
  @ApiOperation({
    operationId: 'exportMentoringTalks',
    summary: 'What was talked about with mentors, and what is to do next, as a file',
    description: DESCRIPTION,
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse(LINES)
  async talks(
    @CurrentActor() actor: Actor,
    @Query() { format: wanted }: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    const format = wanted ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.talks(actor, format), TALKS[format]);
  }
}
