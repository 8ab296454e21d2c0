import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { DecisionAnswers } from './decision-answers.service';
import { DecisionProposals } from './decision-proposals.service';
import { DecisionDetailView, DecisionPage } from './decision-view.dto';
import {
  CloseDecisionDto,
  DecisionListQuery,
  GivePositionDto,
  GivePositionOutsideDto,
  ProposeDecisionDto,
} from './decisions.dto';
import { Decisions } from './decisions.service';

@ApiTags('decisions')
@Controller()
export class DecisionsController {
  constructor(
    private readonly decisions: Decisions,
    private readonly proposals: DecisionProposals,
    private readonly answers: DecisionAnswers,
  ) {}

  @Get('decisions')
  @ApiOperation({ operationId: 'listDecisions', summary: 'What was and is to be decided under contracts' })
  @ApiOkResponse({ type: DecisionPage })
  list(@CurrentActor() actor: Actor, @Query() query: DecisionListQuery): Promise<DecisionPage> {
    return this.decisions.list(actor, query);
  }

  @Get('decisions/:id')
  @ApiOperation({ operationId: 'getDecision', summary: 'One decision, with all that each side has said' })
  @ApiOkResponse({ type: DecisionDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DecisionDetailView> {
    return this.decisions.one(actor, id);
  }

  @Post('contracts/:id/decisions')
  @ApiOperation({ operationId: 'proposeDecision', summary: 'Propose something for both sides to decide' })
  @ApiCreatedResponse({ type: DecisionDetailView })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: ProposeDecisionDto,
  ): Promise<DecisionDetailView> {
    return this.decisions.one(actor, await this.proposals.propose(actor, id, request));
  }

  @Post('decisions/:id/positions')
  @ApiOperation({
    operationId: 'answerDecision',
    summary: 'Say what your side thinks; what it said before stays readable',
  })
  @ApiCreatedResponse({ type: DecisionDetailView })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: GivePositionDto,
  ): Promise<DecisionDetailView> {
    return this.decisions.one(actor, await this.answers.position(actor, id, version, request));
  }

  @Post('decisions/:id/positions/outside')
  @ApiOperation({
    operationId: 'recordDecisionAnswer',
    summary: 'Write down what a group that has not joined said outside Accord',
  })
  @ApiCreatedResponse({ type: DecisionDetailView })
  async outside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { how, evidence, ...request }: GivePositionOutsideDto,
  ): Promise<DecisionDetailView> {
    return this.decisions.one(actor, await this.answers.position(actor, id, version, request, { how, evidence }));
  }

  @Post('decisions/:id/escalation')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'escalateDecision',
    summary: 'Take it to those whom the process names without agreement',
  })
  @ApiOkResponse({ type: DecisionDetailView })
  async escalate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<DecisionDetailView> {
    return this.decisions.one(actor, await this.answers.escalate(actor, id, version));
  }

  @Post('decisions/:id/outcome')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'closeDecision',
    summary: 'Close a decision: agreed only where the process was followed',
  })
  @ApiOkResponse({ type: DecisionDetailView })
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: CloseDecisionDto,
  ): Promise<DecisionDetailView> {
    return this.decisions.one(actor, await this.answers.close(actor, id, version, request));
  }
}
