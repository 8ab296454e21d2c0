import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { UndoReturnDto } from './instalment-moves.dto';
import { InstalmentDetailView, toInstalmentDetailView } from './instalment-view.dto';
import { InstalmentsService } from './instalments.service';
import { ReturnUndoService } from './return-undo.service';

@ApiTags('instalments')
@Controller('instalments/:id/return')
export class ReturnUndoController {
  constructor(
    private readonly instalments: InstalmentsService,
    private readonly returns: ReturnUndoService,
  ) {}

  @Post('undo')
  @ApiOperation({
    operationId: 'undoReturn',
    summary: 'Take back that the bank sent a payment back: it is with the bank again',
    description:
      'Where it was recorded by mistake, as long as the payment is in no run to be sent again. A receipt that the return took out stays out.',
  })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: UndoReturnDto,
  ): Promise<InstalmentDetailView> {
    const { row, judge } = await this.instalments.one(actor, await this.returns.undo(actor, id, version, reason));
    return toInstalmentDetailView(row, judge);
  }
}
