import { Body, Controller, Get, Param, ParseUUIDPipe, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { ChangePaymentSetupDto, PaymentSetupView } from './payment-setup.dto';
import { PaymentSetup } from './payment-setup.service';

@ApiTags('contracts')
@Controller('contracts/:id/payment-setup')
export class PaymentSetupController {
  constructor(private readonly setup: PaymentSetup) {}

  @Get()
  @ApiOperation({
    operationId: 'getPaymentSetup',
    summary: 'What your ledger needs to know of the payee of a contract',
  })
  @ApiOkResponse({ type: PaymentSetupView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PaymentSetupView> {
    return this.setup.of(actor, id);
  }

  @Patch()
  @ApiOperation({
    operationId: 'changePaymentSetup',
    summary:
      'Set the supplier number of the group, whether payments need a purchase order, and under which rules it was awarded',
  })
  @ApiOkResponse({ type: PaymentSetupView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangePaymentSetupDto,
  ): Promise<PaymentSetupView> {
    await this.setup.change(actor, id, version, wanted);
    return this.one(actor, id);
  }
}
