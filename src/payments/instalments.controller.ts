import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { InstalmentDetailView, InstalmentPage, toInstalmentDetailView, toInstalmentView } from './instalment-view.dto';
import { InstalmentListQuery } from './instalments.dto';
import { InstalmentsService } from './instalments.service';

@ApiTags('instalments')
@Controller('instalments')
export class InstalmentsController {
  constructor(private readonly instalments: InstalmentsService) {}

  @Get()
  @ApiOperation({ operationId: 'listInstalments', summary: 'Payments planned and made under your contracts' })
  @ApiOkResponse({ type: InstalmentPage })
  async list(@CurrentActor() actor: Actor, @Query() query: InstalmentListQuery): Promise<InstalmentPage> {
    const { page, judge } = await this.instalments.list(actor, query);
    return { ...page, items: page.items.map((row) => toInstalmentView(row, judge)) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getInstalment', summary: 'One payment, with what was received of it' })
  @ApiOkResponse({ type: InstalmentDetailView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<InstalmentDetailView> {
    const { row, judge } = await this.instalments.one(actor, id, asOf);
    return toInstalmentDetailView(row, judge);
  }
}
