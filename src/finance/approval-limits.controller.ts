import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import { ApprovalLimitPage, ApprovalLimitView, SetApprovalLimitDto, toApprovalLimitView } from './approval-limits.dto';
import { ApprovalLimits } from './approval-limits.service';

@ApiTags('approval-limits')
@Controller('approval-limits')
export class ApprovalLimitsController {
  constructor(private readonly limits: ApprovalLimits) {}

  @Get()
  @ApiOperation({ operationId: 'listApprovalLimits', summary: 'Your approvers, and up to how much each may approve' })
  @ApiOkResponse({ type: ApprovalLimitPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<ApprovalLimitPage> {
    const page = await this.limits.list(actor, query);
    return { ...page, items: page.items.map(toApprovalLimitView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getApprovalLimit', summary: 'Up to how much one approver may approve' })
  @ApiOkResponse({ type: ApprovalLimitView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ApprovalLimitView> {
    return toApprovalLimitView(await this.limits.one(actor, id));
  }

  @Put(':id')
  @ApiOperation({ operationId: 'setApprovalLimit', summary: 'Set up to how much an approver may approve in one run' })
  @ApiOkResponse({ type: ApprovalLimitView })
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { limitPence }: SetApprovalLimitDto,
  ): Promise<ApprovalLimitView> {
    await this.limits.set(actor, id, version, limitPence);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeApprovalLimit',
    summary: 'Take the limit away: the approver may approve nothing',
  })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.limits.remove(actor, id, version);
  }
}
