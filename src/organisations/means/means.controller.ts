import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch } from '../../platform';
import type { Actor } from '../../platform';
import { MeansView, SayMeansDto } from './means.dto';
import { GroupMeans } from './means.service';

@ApiTags('organisations')
@Controller('organisations')
export class MeansController {
  constructor(private readonly means: GroupMeans) {}

  @Get(':id/means')
  @ApiOperation({ operationId: 'getMeans', summary: 'What your group has in reserve and needs each month, as it says' })
  @ApiOkResponse({ type: MeansView })
  own(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MeansView> {
    return this.means.own(actor, id);
  }

  @Put(':id/means')
  @ApiOperation({
    operationId: 'sayMeans',
    summary: 'Say what your group has in reserve and needs each month, and whether it is shared',
    description: 'Never required. It takes the place of what was said before, which is not kept.',
  })
  @ApiOkResponse({ type: MeansView })
  async say(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: SayMeansDto,
  ): Promise<MeansView> {
    await this.means.say(actor, id, version, said);
    return this.means.own(actor, id);
  }
}
