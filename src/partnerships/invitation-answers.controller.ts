import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, CurrentSession } from '../identity';
import type { SignedIn } from '../identity';
import type { Actor } from '../platform';
import {
  AcceptedView,
  AnswerInvitationDto,
  InvitationAnswerView,
  InvitationOpeningView,
  JoinSignedInDto,
  OpenInvitationDto,
  toOpeningView,
} from './invitation-answers.dto';
import { InvitationAnswersService } from './invitation-answers.service';

/** The token travels in the body, never in an address, so that no log holds it. */
@ApiTags('invitations')
@Controller()
export class InvitationAnswersController {
  constructor(private readonly answers: InvitationAnswersService) {}

  @Post('invitation-openings')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'openInvitation',
    summary: 'What the holder of a link sees first: who invites, what is recorded already, and who would see what',
  })
  @ApiOkResponse({ type: InvitationOpeningView })
  async open(@Body() { token }: OpenInvitationDto): Promise<InvitationOpeningView> {
    return toOpeningView(await this.answers.open(token));
  }

  @Post('invitation-answers')
  @ApiOperation({
    operationId: 'answerInvitation',
    summary: 'Join with a new sign-in as the first lead of the group, or say not now',
  })
  @ApiCreatedResponse({ type: InvitationAnswerView })
  async answer(@Body() request: AnswerInvitationDto, @Req() { id }: FastifyRequest): Promise<InvitationAnswerView> {
    if (request.answer === 'join') return { answer: 'joined', organisationId: await this.answers.join(request, id) };
    await this.answers.notNow(request.token);
    return { answer: 'not_now', organisationId: null };
  }

  @Post('invitation-joinings')
  @ApiOperation({
    operationId: 'joinSignedIn',
    summary: 'Join with the sign-in that you have, as the first lead of a group that is new to Accord',
  })
  @ApiCreatedResponse({ type: InvitationAnswerView })
  async join(
    @CurrentSession() { accountId }: SignedIn,
    @Body() request: JoinSignedInDto,
    @Req() { id }: FastifyRequest,
  ): Promise<InvitationAnswerView> {
    return { answer: 'joined', organisationId: await this.answers.joinSignedIn(accountId, request, id) };
  }

  @Post('invitation-acceptances')
  @ApiOperation({
    operationId: 'acceptInvitation',
    summary: 'Accept for your group, which is in Accord already: one more health body, one organisation',
  })
  @ApiCreatedResponse({ type: AcceptedView })
  async accept(@CurrentActor() actor: Actor, @Body() { token }: OpenInvitationDto): Promise<AcceptedView> {
    return this.answers.accepted(actor, await this.answers.accept(actor, token));
  }
}
