import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContractDetailView, toContractDetailView } from './contract-detail.dto';
import { ContractDetailService } from './contract-detail.service';
import { MoveContractDto, PreviewTerminationDto, ResumeContractDto, TerminateContractDto } from './contract-moves.dto';
import { ContractMovesService } from './contract-moves.service';
import type { ContractMove } from './contract-moves.service';
import { TerminationPreviewView, toTerminationPreviewView } from './termination.dto';
import { Termination } from './termination.service';

@ApiTags('contracts')
@Controller('contracts')
export class ContractMovesController {
  constructor(
    private readonly moves: ContractMovesService,
    private readonly details: ContractDetailService,
    private readonly termination: Termination,
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
    summary: 'End a contract early, with a final payment by days or what is due to be recovered',
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  terminate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: TerminateContractDto,
  ): Promise<ContractDetailView> {
    return this.moved(actor, id, version, { to: 'terminated', said });
  }

  @Post(':id/termination/preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewTermination',
    summary: 'What ending a contract on a day comes to, old and new side by side; nothing is saved',
  })
  @ApiOkResponse({ type: TerminationPreviewView })
  async previewTermination(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { effectiveOn }: PreviewTerminationDto,
  ): Promise<TerminationPreviewView> {
    return toTerminationPreviewView(await this.termination.preview(actor, id, effectiveOn));
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
