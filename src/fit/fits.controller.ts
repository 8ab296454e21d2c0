import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { AskedDto, FitView, GoOnDto } from './fit.dto';
import { Fits } from './fits.service';

@ApiTags('contracts')
@Controller('contracts/:id/fit')
export class FitsController {
  constructor(private readonly fits: Fits) {}

  @Get()
  @ApiOperation({
    operationId: 'getFit',
    summary: 'Whether what a contract asks for is what the group says that it does',
    description: 'Against what the group says today. What it has not said is not known, and never a mismatch.',
  })
  @ApiOkResponse({ type: FitView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FitView> {
    return this.fits.of(actor, id);
  }

  @Put()
  @ApiOperation({ operationId: 'askOfContract', summary: 'Say what a draft asks for: kinds of work, for whom, where' })
  @ApiOkResponse({ type: FitView })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() asked: AskedDto,
  ): Promise<FitView> {
    await this.fits.ask(actor, id, seen, asked);
    return this.fits.of(actor, id);
  }

  @Post('override')
  @ApiOperation({
    operationId: 'goOnWithoutFit',
    summary: 'Go on with what does not match, for a reason that both sides read',
  })
  @ApiCreatedResponse({ type: FitView })
  async goOn(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() wanted: GoOnDto,
  ): Promise<FitView> {
    return this.fits.of(actor, await this.fits.goOn(actor, id, seen, wanted));
  }
}
