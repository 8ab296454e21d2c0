import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { AuditEventListQuery, AuditEventPage, toAuditEventView } from './audit-events.dto';
import { AuditEventsService } from './audit-events.service';
import { CurrentActor } from './request';

@ApiTags('audit-events')
@Controller('audit-events')
export class AuditEventsController {
  constructor(private readonly events: AuditEventsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listAuditEvents',
    summary: 'What happened in your organisation, newest first; ids only, never a name',
  })
  @ApiOkResponse({ type: AuditEventPage })
  async list(@CurrentActor() actor: Actor, @Query() query: AuditEventListQuery): Promise<AuditEventPage> {
    const page = await this.events.list(actor, query);
    return { ...page, items: page.items.map(toAuditEventView) };
  }
}
