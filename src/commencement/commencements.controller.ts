import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CommencementDto, CommencementView, ToldOutsideDto } from './commencement.dto';
import { Commencements } from './commencements.service';

@ApiTags('contracts')
@Controller('contracts/:id/commencement')
export class CommencementsController {
  constructor(private readonly commencements: Commencements) {}

  @Get()
  @ApiOperation({
    operationId: 'getCommencement',
    summary: 'How the two sides of a contract agreed to work together, and what one of them has proposed',
  })
  @ApiOkResponse({ type: CommencementView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CommencementView> {
    return this.commencements.of(actor, id);
  }

  @Post()
  @ApiOperation({
    operationId: 'proposeCommencement',
    summary: 'Propose how to work together, or a change of it; it holds once the other side confirms it',
  })
  @ApiCreatedResponse({ type: CommencementView })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() request: CommencementDto,
  ): Promise<CommencementView> {
    return this.commencements.of(actor, await this.commencements.propose(actor, id, seen, request));
  }

  @Post('confirmation')
  @ApiOperation({ operationId: 'confirmCommencement', summary: 'Confirm the newest version for your side' })
  @ApiCreatedResponse({ type: CommencementView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() number: number,
  ): Promise<CommencementView> {
    return this.commencements.of(actor, await this.commencements.confirm(actor, id, number));
  }

  @Post('confirmation/outside')
  @ApiOperation({
    operationId: 'recordCommencementConfirmation',
    summary: 'Write down that a group which has not joined confirmed the newest version outside Accord',
  })
  @ApiCreatedResponse({ type: CommencementView })
  async outside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() number: number,
    @Body() told: ToldOutsideDto,
  ): Promise<CommencementView> {
    return this.commencements.of(actor, await this.commencements.confirmedOutside(actor, id, number, told));
  }
}
