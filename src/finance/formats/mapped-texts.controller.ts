import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { MappedTextPage, MappedTextQuery, toMappedTextView } from './mapped-texts.dto';
import { MappedTexts } from './mapped-texts.service';

@ApiTags('payment-runs')
@Controller('payment-runs/:id/mapped-texts')
export class MappedTextsController {
  constructor(private readonly texts: MappedTexts) {}

  @Get()
  @ApiOperation({
    operationId: 'listMappedTexts',
    summary: 'Names and references that the bank file could not carry as they were, and what it says instead',
    description: 'A change of capitals only is none.',
  })
  @ApiOkResponse({ type: MappedTextPage })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: MappedTextQuery,
  ): Promise<MappedTextPage> {
    const { items, next } = await this.texts.of(actor, id, query);
    return { items: items.map(toMappedTextView), next };
  }
}
