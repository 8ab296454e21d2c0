import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { KeepWordsDto, WordsView } from './words.dto';
import { WordsOfBody } from './words.service';

@ApiTags('settings')
@Controller('settings/words')
export class WordsController {
  constructor(private readonly words: WordsOfBody) {}

  @Get()
  @ApiOperation({ operationId: 'getWords', summary: 'Words that you explain to your partners in your own way' })
  @ApiOkResponse({ type: WordsView })
  now(@CurrentActor() actor: Actor): Promise<WordsView> {
    return this.words.now(actor);
  }

  @Put()
  @ApiOperation({
    operationId: 'keepWords',
    summary: 'Set all of them; groups find them explained where they meet them',
  })
  @ApiOkResponse({ type: WordsView })
  async keep(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() { words }: KeepWordsDto,
  ): Promise<WordsView> {
    await this.words.keep(actor, version, words);
    return this.words.now(actor);
  }
}
