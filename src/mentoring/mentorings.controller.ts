import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { KeepMentoringDto, MentoringDetailView, ReviewMentoringDto } from './mentoring.dto';
import { MentoringWrites } from './mentoring-writes.service';
import { Mentorings } from './mentorings.service';

@ApiTags('partnerships')
@Controller('partnerships')
export class MentoringsController {
  constructor(
    private readonly mentorings: Mentorings,
    private readonly writes: MentoringWrites,
  ) {}

  @Get(':id/mentoring')
  @ApiOperation({
    operationId: 'getMentoring',
    summary: 'Whether a group is a new partner, and who helps it to find its way',
  })
  @ApiOkResponse({ type: MentoringDetailView })
  of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MentoringDetailView> {
    return this.mentorings.of(actor, id);
  }

  @Put(':id/mentoring')
  @ApiOperation({
    operationId: 'keepMentoring',
    summary: 'Name a mentor, say when to ask again, or that none is wanted',
  })
  @ApiOkResponse({ type: MentoringDetailView })
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: KeepMentoringDto,
  ): Promise<MentoringDetailView> {
    await this.writes.keep(actor, id, version, request);
    return this.mentorings.of(actor, id);
  }

  @Post(':id/mentoring/review')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'reviewMentoring',
    summary: 'Say whether the mentor is still needed: when to ask again, or that it ends',
  })
  @ApiOkResponse({ type: MentoringDetailView })
  async review(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ReviewMentoringDto,
  ): Promise<MentoringDetailView> {
    await this.writes.review(actor, id, version, request);
    return this.mentorings.of(actor, id);
  }
}
