import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContractDetailView, toContractDetailView } from './contract-detail.dto';
import { ContractDetailService } from './contract-detail.service';
import { MoveContractDto, ResumeContractDto } from './contract-moves.dto';
import { ContractMovesService } from './contract-moves.service';
import type { ContractMove } from './contract-moves.service';

@ApiTags('contracts')
@Controller('contracts')
export class ContractMovesController {
  constructor(
    private readonly moves: ContractMovesService,
    private readonly details: ContractDetailService,
  ) {}

  @Post(':id/suspension')
  @ApiOperation({ operationId: 'suspendContract', summary: 'Suspend an agreed contract from a day on' })
  @ApiCreatedResponse({ type: ContractDetailView })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: MoveContractDto,
  ): Promise<ContractDetailView> {
    return this.moved(actor, id, version, { to: 'suspended', said });
  }

  @Post(':id/resumption')
  @ApiOperation({ operationId: 'resumeContract', summary: 'Go on with a suspended contract from a day on' })
  @ApiCreatedResponse({ type: ContractDetailView })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: ResumeContractDto,
  ): Promise<ContractDetailView> {
    return this.moved(actor, id, version, { to: 'agreed', said });
  }

  @Post(':id/termination')
  @ApiOperation({
    operationId: 'terminateContract',
    summary: 'End a contract early; payments for periods that start after the day are cancelled',
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  terminate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: MoveContractDto,
  ): Promise<ContractDetailView> {
    return this.moved(actor, id, version, { to: 'terminated', said });
  }

  @Post(':id/withdrawal')
  @ApiOperation({
    operationId: 'withdrawContract',
    summary: 'Withdraw a contract before it starts; all its payments are cancelled',
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: MoveContractDto,
  ): Promise<ContractDetailView> {
    return this.moved(actor, id, version, { to: 'withdrawn', said });
  }

  private async moved(actor: Actor, id: string, version: number, move: ContractMove): Promise<ContractDetailView> {
    return toContractDetailView(await this.details.one(actor, await this.moves.move(actor, id, version, move)));
  }
}
