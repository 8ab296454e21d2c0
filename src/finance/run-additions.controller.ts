import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import type { Actor } from '../platform';
import { AdditionListQuery, AdditionPage, toAdditionView } from './run-additions.dto';
import { RunAdditions } from './run-additions.service';

@ApiTags('payment-runs')
@Controller('payment-runs/:id/additions')
export class RunAdditionsController {
  constructor(private readonly additions: RunAdditions) {}

  @Get()
  @ApiOperation({
    operationId: 'listRunAdditions',
    summary: 'Payments that may be sent and are in no run, the most pressing first: what a draft could take besides',
  })
  @ApiOkResponse({ type: AdditionPage })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: AdditionListQuery,
  ): Promise<AdditionPage> {
    const page = await this.additions.list(actor, id, query);
    return { ...page, items: page.items.map(toAdditionView) };
  }
}
