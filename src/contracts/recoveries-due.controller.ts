import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import {
  RecoveryDueListQuery,
  RecoveryDuePage,
  RecoveryDueView,
  toRecoveryDueView,
  WaiveRecoveryDto,
} from './recoveries-due.dto';
import { RecoveriesDue } from './recoveries-due.service';

@ApiTags('recoveries')
@Controller('recoveries-due')
export class RecoveriesDueController {
  constructor(private readonly recoveries: RecoveriesDue) {}

  @Get()
  @ApiOperation({
    operationId: 'listRecoveriesDue',
    summary: 'What was paid in advance for days after the last of contracts that ended early',
  })
  @ApiOkResponse({ type: RecoveryDuePage })
  async list(@CurrentActor() actor: Actor, @Query() query: RecoveryDueListQuery): Promise<RecoveryDuePage> {
    const page = await this.recoveries.list(actor, query);
    return { ...page, items: page.items.map(toRecoveryDueView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getRecoveryDue', summary: 'One amount that is, or was, due to be recovered' })
  @ApiOkResponse({ type: RecoveryDueView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RecoveryDueView> {
    return toRecoveryDueView(await this.recoveries.one(actor, id));
  }

  @Post(':id/waiver')
  @HttpCode(200)
  @ApiOperation({ operationId: 'waiveRecoveryDue', summary: 'Let the group keep what is left of it' })
  @ApiOkResponse({ type: RecoveryDueView })
  async waive(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: WaiveRecoveryDto,
  ): Promise<RecoveryDueView> {
    return toRecoveryDueView(await this.recoveries.one(actor, await this.recoveries.waive(actor, id, version, reason)));
  }
}
