import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import { RunDetailView, toRunDetailView } from './payment-runs.dto';
import { PaymentRuns } from './payment-runs.service';
import { AddLinesDto, RunLinePage, toLineView } from './run-lines.dto';
import { RunLines } from './run-lines.service';

@ApiTags('payment-runs')
@Controller('payment-runs/:id/lines')
export class RunLinesController {
  constructor(
    private readonly runs: PaymentRuns,
    private readonly runLines: RunLines,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRunLines', summary: 'The payments of a run, in the order of the file' })
  @ApiOkResponse({ type: RunLinePage })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<RunLinePage> {
    const page = await this.runs.lines(actor, id, query);
    return { ...page, items: page.items.map(toLineView) };
  }

  @Post()
  @ApiOperation({ operationId: 'addRunLines', summary: 'Add payments to a draft: all of them or none' })
  @ApiCreatedResponse({ type: RunDetailView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { instalmentIds }: AddLinesDto,
  ): Promise<RunDetailView> {
    const runId = await this.runLines.add(actor, id, version, instalmentIds);
    return toRunDetailView(await this.runs.one(actor, runId));
  }

  @Delete(':lineId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeRunLine', summary: 'Take a payment out of a draft; it is free for another run' })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('lineId', ParseUUIDPipe) lineId: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.runLines.remove(actor, id, version, lineId);
  }
}
