import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import {
  ChangeSettingsDto,
  SettingChangePage,
  SettingsView,
  toSettingChangeView,
  toSettingsView,
} from './settings.dto';
import { SettingsOfBody } from './settings-of-body.service';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsOfBody) {}

  @Get()
  @ApiOperation({ operationId: 'getSettings', summary: 'From when your health body notices things' })
  @ApiOkResponse({ type: SettingsView })
  async now(@CurrentActor() actor: Actor): Promise<SettingsView> {
    return toSettingsView(await this.settings.now(actor));
  }

  @Patch()
  @ApiOperation({ operationId: 'changeSettings', summary: 'Set some of them; null goes back to the standard' })
  @ApiOkResponse({ type: SettingsView })
  async change(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() wanted: ChangeSettingsDto,
  ): Promise<SettingsView> {
    await this.settings.change(actor, version, wanted);
    return toSettingsView(await this.settings.now(actor));
  }

  @Get('history')
  @ApiOperation({ operationId: 'listSettingChanges', summary: 'Who set what, newest first' })
  @ApiOkResponse({ type: SettingChangePage })
  async history(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<SettingChangePage> {
    const page = await this.settings.history(actor, query);
    return { ...page, items: page.items.map(toSettingChangeView) };
  }
}
