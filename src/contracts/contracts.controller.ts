import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContractListQuery, ContractPage, ContractView, toContractView } from './contracts.dto';
import { ContractsService } from './contracts.service';

@ApiTags('contracts')
@Controller('contracts')
export class ContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Get()
  @ApiOperation({ operationId: 'listContracts', summary: 'Contracts of your partnerships' })
  @ApiOkResponse({ type: ContractPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ContractListQuery): Promise<ContractPage> {
    const page = await this.contracts.list(actor, query);
    return { ...page, items: page.items.map(toContractView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getContract', summary: 'One contract' })
  @ApiOkResponse({ type: ContractView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<ContractView> {
    return toContractView(await this.contracts.one(actor, id, asOf));
  }
}
