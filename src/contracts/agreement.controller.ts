import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ConfirmDto, ConfirmedOutsideDto, ReadinessView, toReadinessView } from './agreement.dto';
import { AgreementService } from './agreement.service';
import { ContractDetailView, toContractDetailView } from './contract-detail.dto';
import { ContractDetailService } from './contract-detail.service';
import { ReadinessService } from './readiness.service';

@ApiTags('contracts')
@Controller('contracts')
export class AgreementController {
  constructor(
    private readonly agreement: AgreementService,
    private readonly readiness: ReadinessService,
    private readonly details: ContractDetailService,
  ) {}

  @Get(':id/readiness')
  @ApiOperation({
    operationId: 'getContractReadiness',
    summary: 'What is missing before a contract is agreed, and whose it is',
  })
  @ApiOkResponse({ type: ReadinessView })
  async missing(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ReadinessView> {
    return toReadinessView(await this.readiness.of(actor, id));
  }

  @Post(':id/agreement')
  @ApiOperation({
    operationId: 'confirmContract',
    summary: "Confirm the terms of a draft for your side; with the other side's confirmation it is agreed",
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { goOnWithout }: ConfirmDto,
  ): Promise<ContractDetailView> {
    const confirmed = await this.agreement.confirm(actor, id, version, goOnWithout ?? []);
    return toContractDetailView(await this.details.one(actor, confirmed));
  }

  @Post(':id/agreement/outside')
  @ApiOperation({
    operationId: 'recordContractConfirmation',
    summary: 'Write down that a group which has not joined confirmed the terms outside Accord',
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  async outside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ConfirmedOutsideDto,
  ): Promise<ContractDetailView> {
    const confirmed = await this.agreement.confirmedOutside(actor, id, version, request);
    return toContractDetailView(await this.details.one(actor, confirmed));
  }

  @Delete(':id/agreement')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdrawContractConfirmation',
    summary: "Take back your side's confirmation of a draft",
  })
  @ApiNoContentResponse()
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.agreement.withdraw(actor, id, version);
  }
}
