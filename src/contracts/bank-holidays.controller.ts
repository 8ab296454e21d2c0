import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import type { Actor } from '../platform';
import { BankHolidayAdditions } from './bank-holiday-additions.service';
import {
  AddBankHolidayDto,
  AddedBankHolidayView,
  BankHolidayListQuery,
  BankHolidayPage,
  toAddedBankHolidayView,
  toBankHolidayView,
} from './bank-holidays.dto';

@ApiTags('bank-holidays')
@Controller('bank-holidays')
export class BankHolidaysController {
  constructor(private readonly additions: BankHolidayAdditions) {}

  @Get()
  @ApiOperation({ operationId: 'listBankHolidays', summary: 'Days without banking that payments are planned around' })
  @ApiOkResponse({ type: BankHolidayPage })
  async list(@CurrentActor() actor: Actor, @Query() query: BankHolidayListQuery): Promise<BankHolidayPage> {
    const page = await this.additions.list(actor, query);
    return { ...page, items: page.items.map(toBankHolidayView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'addBankHoliday',
    summary: 'Add a day for your health body; the answer says how many payments are planned on it',
  })
  @ApiCreatedResponse({ type: AddedBankHolidayView })
  async add(
    @CurrentActor() actor: Actor,
    @Body() { holidayOn, source }: AddBankHolidayDto,
  ): Promise<AddedBankHolidayView> {
    const row = await this.additions.one(actor, await this.additions.add(actor, holidayOn, source));
    return toAddedBankHolidayView(row, await this.additions.plannedOn(actor, row.holiday_on));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeBankHoliday', summary: 'Take away a day that your health body added' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.additions.remove(actor, id);
  }
}
