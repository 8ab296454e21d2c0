import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import {
  AppearanceChangePage,
  AppearanceView,
  ChangeAppearanceDto,
  toAppearanceChangeView,
  toAppearanceView,
} from './appearance.dto';
import { AppearanceOfBody } from './appearance.service';

@ApiTags('settings')
@Controller('settings/appearance')
export class AppearanceController {
  constructor(private readonly appearance: AppearanceOfBody) {}

  @Get()
  @ApiOperation({
    operationId: 'getAppearance',
    summary: 'What the top and the foot of your pages say, and the colour',
  })
  @ApiOkResponse({ type: AppearanceView })
  async now(@CurrentActor() actor: Actor): Promise<AppearanceView> {
    return toAppearanceView(await this.appearance.now(actor));
  }

  @Patch()
  @ApiOperation({ operationId: 'changeAppearance', summary: 'Set some of it; null goes back to the standard' })
  @ApiOkResponse({ type: AppearanceView })
  async change(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() wanted: ChangeAppearanceDto,
  ): Promise<AppearanceView> {
    await this.appearance.change(actor, version, wanted);
    return toAppearanceView(await this.appearance.now(actor));
  }

  @Get('history')
  @ApiOperation({ operationId: 'listAppearanceChanges', summary: 'Who set what, newest first' })
  @ApiOkResponse({ type: AppearanceChangePage })
  async history(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<AppearanceChangePage> {
    const page = await this.appearance.history(actor, query);
    return { ...page, items: page.items.map(toAppearanceChangeView) };
  }
}
