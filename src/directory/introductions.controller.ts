import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { IntroductionAnswers } from './introduction-answers.service';
import { AnswerIntroductionDto, AskIntroductionDto, IntroductionListQuery } from './introductions.dto';
import { Introductions } from './introductions.service';
import { IntroductionPage, IntroductionView } from './introductions-view.dto';

@ApiTags('directory')
@Controller()
export class IntroductionsController {
  constructor(
    private readonly introductions: Introductions,
    private readonly answers: IntroductionAnswers,
  ) {}

  @Get('introductions')
  @ApiOperation({
    operationId: 'listIntroductions',
    summary: 'Who asked to be introduced to whom, and what came of it',
  })
  @ApiOkResponse({ type: IntroductionPage })
  list(@CurrentActor() actor: Actor, @Query() query: IntroductionListQuery): Promise<IntroductionPage> {
    return this.introductions.list(actor, query);
  }

  @Get('introductions/:id')
  @ApiOperation({ operationId: 'getIntroduction', summary: 'One introduction that a group asked for' })
  @ApiOkResponse({ type: IntroductionView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<IntroductionView> {
    return this.introductions.one(actor, id);
  }

  @Post('directory-entries/:id/introductions')
  @ApiOperation({ operationId: 'askIntroduction', summary: 'Ask to be introduced to a department, a team or a place' })
  @ApiCreatedResponse({ type: IntroductionView })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: AskIntroductionDto,
  ): Promise<IntroductionView> {
    return this.introductions.one(actor, await this.answers.ask(actor, id, request));
  }

  @Post('introductions/:id/answer')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'answerIntroduction',
    summary: 'Say to whom and when you introduced the group, or why you do not',
  })
  @ApiOkResponse({ type: IntroductionView })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: AnswerIntroductionDto,
  ): Promise<IntroductionView> {
    return this.introductions.one(actor, await this.answers.answer(actor, id, version, request));
  }

  @Post('introductions/:id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawIntroduction', summary: 'Say that you no longer need to be introduced' })
  @ApiOkResponse({ type: IntroductionView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<IntroductionView> {
    return this.introductions.one(actor, await this.answers.withdraw(actor, id, version));
  }
}
