import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { DepartureView, SetDepartureDto, toDepartureView } from './departures.dto';
import { Departures } from './departures.service';

@ApiTags('people')
@Controller('people/:id/departure')
export class DeparturesController {
  constructor(private readonly departures: Departures) {}

  @Get()
  @ApiOperation({ operationId: 'getDeparture', summary: 'Somebody’s last day, and what they hold that needs an owner' })
  @ApiOkResponse({ type: DepartureView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DepartureView> {
    return toDepartureView(await this.departures.of(actor, id));
  }

  @Put()
  @ApiOperation({
    operationId: 'setDeparture',
    summary: 'Record somebody’s last day; another day than before counts as told to nobody',
  })
  @ApiOkResponse({ type: DepartureView })
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { lastDayOn }: SetDepartureDto,
  ): Promise<DepartureView> {
    await this.departures.set(actor, id, version, lastDayOn);
    return this.one(actor, id);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'takeDepartureBack', summary: 'They stay: take the last day back' })
  @ApiNoContentResponse()
  takeBack(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.departures.set(actor, id, version, null);
  }

  @Post('notice')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'tellOfDeparture',
    summary: 'Say that the other sides were told: from now on they see the last day',
  })
  @ApiOkResponse({ type: DepartureView })
  async tell(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<DepartureView> {
    return this.one(actor, await this.departures.tell(actor, id, version));
  }
}
