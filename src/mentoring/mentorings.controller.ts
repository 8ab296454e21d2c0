import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { KeepMentoringDto, MentoringView } from './mentoring.dto';
import { Mentorings } from './mentorings.service';

@ApiTags('partnerships')
@Controller('partnerships')
export class MentoringsController {
  constructor(private readonly mentorings: Mentorings) {}

  @Get(':id/mentoring')
  @ApiOperation({
    operationId: 'getMentoring',
    summary: 'Whether a group is a new partner, and who helps it to find its way',
  })
  @ApiOkResponse({ type: MentoringView })
  of(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MentoringView> {
    return this.mentorings.of(actor, id);
  }

  @Put(':id/mentoring')
  @ApiOperation({
    operationId: 'keepMentoring',
    summary: 'Name a mentor, say when to ask again, or that none is wanted',
  })
  @ApiOkResponse({ type: MentoringView })
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: KeepMentoringDto,
  ): Promise<MentoringView> {
    await this.mentorings.keep(actor, id, version, request);
    return this.mentorings.of(actor, id);
  }
}
