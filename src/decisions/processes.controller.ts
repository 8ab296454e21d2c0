import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfirmedOutsideDto } from '../contracts';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { ContractProcessView, ProcessPage, ProcessView } from './process-view.dto';
import { DeclineProcessDto, ProcessListQuery, ProcessOnQuery, ProposeProcessDto } from './processes.dto';
import { DecisionProcesses } from './processes.service';

@ApiTags('decision-processes')
@Controller()
export class DecisionProcessesController {
  constructor(private readonly processes: DecisionProcesses) {}

  @Get('decision-processes')
  @ApiOperation({ operationId: 'listDecisionProcesses', summary: 'Versions of how decisions are taken' })
  @ApiOkResponse({ type: ProcessPage })
  list(@CurrentActor() actor: Actor, @Query() query: ProcessListQuery): Promise<ProcessPage> {
    return this.processes.list(actor, query);
  }

  @Get('decision-processes/:id')
  @ApiOperation({ operationId: 'getDecisionProcess', summary: 'One version of how decisions are taken' })
  @ApiOkResponse({ type: ProcessView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ProcessView> {
    return this.processes.one(actor, id);
  }

  @Get('contracts/:id/decision-process')
  @ApiOperation({
    operationId: 'getContractDecisionProcess',
    summary: 'How decisions of a contract are taken on a day, and what waits for a signature',
  })
  @ApiOkResponse({ type: ContractProcessView })
  ofContract(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { on }: ProcessOnQuery,
  ): Promise<ContractProcessView> {
    return this.processes.ofContract(actor, id, on);
  }

  @Post('contracts/:id/decision-processes')
  @ApiOperation({
    operationId: 'proposeDecisionProcess',
    summary: 'Propose how decisions are to be taken; it is in force once the other side has signed it too',
  })
  @ApiCreatedResponse({ type: ProcessView })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: ProposeProcessDto,
  ): Promise<ProcessView> {
    return this.processes.one(actor, await this.processes.propose(actor, id, request));
  }

  @Post('decision-processes/:id/signature')
  @HttpCode(200)
  @ApiOperation({ operationId: 'signDecisionProcess', summary: 'Sign what the other side proposed' })
  @ApiOkResponse({ type: ProcessView })
  async sign(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ProcessView> {
    return this.processes.one(actor, await this.processes.sign(actor, id, version));
  }

  @Post('decision-processes/:id/signature/outside')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'recordDecisionProcessSignature',
    summary: 'Write down that a group which has not joined agreed to your proposal outside Accord',
  })
  @ApiOkResponse({ type: ProcessView })
  async outside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ConfirmedOutsideDto,
  ): Promise<ProcessView> {
    return this.processes.one(actor, await this.processes.signedOutside(actor, id, version, request));
  }

  @Post('decision-processes/:id/refusal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineDecisionProcess', summary: 'Decline what the other side proposed, and say why' })
  @ApiOkResponse({ type: ProcessView })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: DeclineProcessDto,
  ): Promise<ProcessView> {
    return this.processes.one(actor, await this.processes.decline(actor, id, version, reason));
  }

  @Post('decision-processes/:id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawDecisionProcess', summary: 'Take back what your side proposed' })
  @ApiOkResponse({ type: ProcessView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ProcessView> {
    return this.processes.one(actor, await this.processes.withdraw(actor, id, version));
  }
}
