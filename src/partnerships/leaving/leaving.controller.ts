import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch } from '../../platform';
import type { Actor } from '../../platform';
import { LeaveDto, LeavingView, toLeavingView } from './leaving.dto';
import { GroupLeaving } from './leaving.service';

@ApiTags('organisations')
@Controller('organisations')
export class LeavingController {
  constructor(private readonly leaving: GroupLeaving) {}

  @Get(':id/leaving')
  @ApiOperation({
    operationId: 'getLeaving',
    summary: 'Whether your group is leaving Accord, and what goes on with its payers if it does',
  })
  @ApiOkResponse({ type: LeavingView })
  async of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LeavingView> {
    return toLeavingView(await this.leaving.open(actor, id), await this.leaving.goesOn(actor, id));
  }

  @Post(':id/leaving')
  @ApiOperation({
    operationId: 'beginLeaving',
    summary: 'Begin to leave Accord: any lead of your group can stop it for fourteen days',
    description:
      'Contracts and payments go on, outside Accord, and your payers keep the shared record of them. What only your group reads goes: notes, people, profile, capacity, keys and sign-ins.',
  })
  @ApiCreatedResponse({ type: LeavingView })
  async begin(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { goesOn }: LeaveDto,
  ): Promise<LeavingView> {
    await this.leaving.begin(actor, id, goesOn);
    return this.of(actor, id);
  }

  @Post(':id/leaving/stop')
  @HttpCode(200)
  @ApiOperation({ operationId: 'stopLeaving', summary: 'Stay in Accord: everything goes on as it is' })
  @ApiOkResponse({ type: LeavingView })
  async stop(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<LeavingView> {
    await this.leaving.stop(actor, id, version);
    return this.of(actor, id);
  }
}
