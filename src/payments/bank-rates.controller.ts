import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { ListQuery } from '../platform';
import type { Actor } from '../platform';
import { AddBankRateDto, BankRatePage, BankRateView, toBankRateView } from './bank-rates.dto';
import { BankRatesService } from './bank-rates.service';

@ApiTags('bank-rates')
@Controller('bank-rates')
export class BankRatesController {
  constructor(private readonly rates: BankRatesService) {}

  @Get()
  @ApiOperation({ operationId: 'listBankRates', summary: 'Bank Rates that statutory interest is worked out from' })
  @ApiOkResponse({ type: BankRatePage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<BankRatePage> {
    const page = await this.rates.list(actor, query);
    return { ...page, items: page.items.map(toBankRateView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'addBankRate',
    summary: 'Add the rate of a half-year that the server does not know; a later one mends a mistake',
  })
  @ApiCreatedResponse({ type: BankRateView })
  async add(@CurrentActor() actor: Actor, @Body() request: AddBankRateDto): Promise<BankRateView> {
    return toBankRateView(await this.rates.one(actor, await this.rates.add(actor, request)));
  }
}
