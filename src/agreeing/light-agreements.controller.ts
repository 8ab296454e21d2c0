import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ContractDetailService, ContractDetailView, toContractDetailView } from '../contracts';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { LightAgreementDto, LightAgreementView } from './light-agreement.dto';
import { LightAgreementReader } from './light-agreement-reader.service';
import { LightAgreements } from './light-agreements.service';

@ApiTags('contracts')
@Controller('contracts/:id/light-agreement')
export class LightAgreementsController {
  constructor(
    private readonly agreements: LightAgreements,
    private readonly reader: LightAgreementReader,
    private readonly contracts: ContractDetailService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getLightAgreement',
    summary: 'What is agreed with the terms of a small contract: how both keep in touch, and how both decide',
  })
  @ApiOkResponse({ type: LightAgreementView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LightAgreementView> {
    return this.reader.of(actor, id);
  }

  @Post()
  @ApiOperation({
    operationId: 'agreeLightly',
    summary: 'Agree to a small contract as a whole for your side; what you change is proposed to the other side',
  })
  @ApiCreatedResponse({ type: ContractDetailView })
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: LightAgreementDto,
  ): Promise<ContractDetailView> {
    const agreed = await this.agreements.agree(actor, id, version, wanted);
    return toContractDetailView(await this.contracts.one(actor, agreed));
  }
}
