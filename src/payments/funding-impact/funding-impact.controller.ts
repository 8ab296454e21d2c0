import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { FundingImpactView } from './funding-impact.dto';
import { FundingImpacts } from './funding-impact.service';

@ApiTags('contracts')
@Controller('contracts')
export class FundingImpactController {
  constructor(private readonly impacts: FundingImpacts) {}

  @Get(':id/funding-impact')
  @ApiOperation({
    operationId: 'getFundingImpact',
    summary: 'What the terms of a contract do to its group: the wait for the first payment, the gap, and its reserves',
  })
  @ApiOkResponse({ type: FundingImpactView })
  async of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FundingImpactView> {
    const { impact } = await this.impacts.of(actor, id);
    return { impact };
  }
}
