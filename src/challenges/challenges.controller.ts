import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { ChallengeMoves } from './challenge-moves.service';
import { ChallengeDetailView, ChallengePage } from './challenge-view.dto';
import {
  AnswerChallengeDto,
  ChallengeListQuery,
  EndChallengeDto,
  RaiseChallengeDto,
  TakeUpChallengeDto,
} from './challenges.dto';
import { Challenges } from './challenges.service';

@ApiTags('challenges')
@Controller('challenges')
export class ChallengesController {
  constructor(
    private readonly challenges: Challenges,
    private readonly moves: ChallengeMoves,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listChallenges',
    summary: 'What either side has said is not right, and what came of it',
  })
  @ApiOkResponse({ type: ChallengePage })
  list(@CurrentActor() actor: Actor, @Query() query: ChallengeListQuery): Promise<ChallengePage> {
    return this.challenges.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getChallenge', summary: 'One challenge, with each answer' })
  @ApiOkResponse({ type: ChallengeDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, id);
  }

  @Post()
  @ApiOperation({
    operationId: 'raiseChallenge',
    summary: 'Say that something is not right, for the other side to answer',
  })
  @ApiCreatedResponse({ type: ChallengeDetailView })
  async raise(@CurrentActor() actor: Actor, @Body() request: RaiseChallengeDto): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, await this.moves.raise(actor, request));
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerChallenge', summary: 'Say what was changed, or why nothing was' })
  @ApiOkResponse({ type: ChallengeDetailView })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: AnswerChallengeDto,
  ): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, await this.moves.answer(actor, id, version, request));
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptChallengeAnswer', summary: 'Accept the answer to what your side raised' })
  @ApiOkResponse({ type: ChallengeDetailView })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: EndChallengeDto,
  ): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, await this.moves.accept(actor, id, version, request));
  }

  @Post(':id/taking-up')
  @HttpCode(200)
  @ApiOperation({ operationId: 'takeUpChallenge', summary: 'Take it up again: the answer does not put it right' })
  @ApiOkResponse({ type: ChallengeDetailView })
  async takeUp(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: TakeUpChallengeDto,
  ): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, await this.moves.takeUp(actor, id, version, request));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawChallenge', summary: 'Take back what your side raised' })
  @ApiOkResponse({ type: ChallengeDetailView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: EndChallengeDto,
  ): Promise<ChallengeDetailView> {
    return this.challenges.one(actor, await this.moves.withdraw(actor, id, version, request));
  }
}
