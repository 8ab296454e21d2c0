import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { CapacityView, StateCapacityDto, toCapacityView } from './capacity.dto';
import { CapacityStatements } from './capacity.service';

@ApiTags('organisations')
@Controller('organisations')
export class CapacityController {
  constructor(private readonly capacity: CapacityStatements) {}

  @Get(':id/capacity')
  @ApiOperation({
    operationId: 'getCapacity',
    summary: 'How much a group can take on, as it says itself',
    description: 'For the group, and for the health bodies that it works with. Counts and words, never about a person.',
  })
  @ApiOkResponse({ type: CapacityView })
  async of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CapacityView> {
    return toCapacityView(await this.capacity.of(actor, id));
  }

  @Post(':id/capacity')
  @ApiOperation({
    operationId: 'stateCapacity',
    summary: 'Say how much your group can take on from today',
    description: 'What was said before stays to be read. It is never held against the group.',
  })
  @ApiCreatedResponse({ type: CapacityView })
  async state(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: StateCapacityDto,
  ): Promise<CapacityView> {
    await this.capacity.state(actor, id, wanted);
    return this.of(actor, id);
  }
}
