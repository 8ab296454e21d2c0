import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContractDetailView, toContractDetailView } from './contract-detail.dto';
import { ContractDetailService } from './contract-detail.service';
import { ContractListQuery, ContractPage, toContractView } from './contracts.dto';
import { ContractsService } from './contracts.service';

@ApiTags('contracts')
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly details: ContractDetailService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listContracts', summary: 'Contracts of your partnerships' })
  @ApiOkResponse({ type: ContractPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ContractListQuery): Promise<ContractPage> {
    const page = await this.contracts.list(actor, query);
    return { ...page, items: page.items.map(toContractView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getContract', summary: 'One contract, with its money, its leads and its history' })
  @ApiOkResponse({ type: ContractDetailView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<ContractDetailView> {
    return toContractDetailView(await this.details.one(actor, id, asOf));
  }
}
