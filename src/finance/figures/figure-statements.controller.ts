import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import {
  EnterStatementDto,
  FigureStatementPage,
  FigureStatementView,
  ReportingPeriodPage,
  ReportingPeriodQuery,
} from './figure-statements.dto';
import { FigureStatements } from './figure-statements.service';

@ApiTags('reports')
@Controller()
export class FigureStatementsController {
  constructor(private readonly statements: FigureStatements) {}

  @Get('reporting-periods')
  @ApiOperation({ operationId: 'listReportingPeriods', summary: 'The periods that figures are published for' })
  @ApiOkResponse({ type: ReportingPeriodPage })
  periods(@CurrentActor() actor: Actor, @Query() query: ReportingPeriodQuery): Promise<ReportingPeriodPage> {
    return this.statements.periods(actor, query);
  }

  @Get('figure-statements')
  @ApiOperation({ operationId: 'listFigureStatements', summary: 'Who approved the figures of which notice' })
  @ApiOkResponse({ type: FigureStatementPage })
  list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<FigureStatementPage> {
    return this.statements.list(actor, query);
  }

  @Post('figure-statements')
  @ApiOperation({
    operationId: 'enterFigureStatement',
    summary: 'Enter who approved the figures of a payments compliance notice',
    description:
      'Regulation 38(2)(e) of the Procurement Regulations 2024. The figures are kept as they are at that moment.',
  })
  @ApiCreatedResponse({ type: FigureStatementView })
  async enter(@CurrentActor() actor: Actor, @Body() request: EnterStatementDto): Promise<FigureStatementView> {
    return this.statements.one(actor, await this.statements.enter(actor, request));
  }

  @Get('figure-statements/:id')
  @ApiOperation({ operationId: 'getFigureStatement', summary: 'One statement, with the figures that were approved' })
  @ApiOkResponse({ type: FigureStatementView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FigureStatementView> {
    return this.statements.one(actor, id);
  }

  @Post('figure-statements/:id/withdrawal')
  @ApiOperation({
    operationId: 'withdrawFigureStatement',
    summary: 'Take a statement back, so that another can be entered',
  })
  @ApiCreatedResponse({ type: FigureStatementView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<FigureStatementView> {
    return this.statements.one(actor, await this.statements.withdraw(actor, id, version));
  }
}
