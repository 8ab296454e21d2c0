import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ReceiptView, toReceiptView } from './receipt-view.dto';
import { ReceiptWritesService } from './receipt-writes.service';
import { RecordRecoveryDto } from './receipts.dto';
import { ReceiptsService } from './receipts.service';

@ApiTags('instalments')
@Controller('instalments/:id/recoveries')
export class RecoveriesController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly writes: ReceiptWritesService,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'recordRecovery',
    summary: 'Enter money that was really taken back; the payment is open again',
    description: 'A receipt that was only entered by mistake is reversed instead.',
  })
  @ApiCreatedResponse({ type: ReceiptView })
  async record(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: RecordRecoveryDto,
  ): Promise<ReceiptView> {
    const recoveryId = await this.writes.recover(actor, id, request);
    return toReceiptView(await this.receipts.one(actor, recoveryId));
  }
}
