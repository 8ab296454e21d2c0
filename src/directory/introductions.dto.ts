import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Line, Words } from '../organisations';
import { IsCalendarDate, ListQuery } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import type { IntroductionState } from '../shared/who-is-who';
import { INTRODUCTION_STATES } from '../shared/who-is-who';
import { ANSWERS } from './introduction.rules';
import type { IntroductionAnswer } from './introduction.rules';

const SORTS = ['askedOn', '-askedOn'] as const;

export class IntroductionListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: INTRODUCTION_STATES, example: 'open' })
  @IsOptional()
  @IsIn(INTRODUCTION_STATES)
  state?: IntroductionState;

  @ApiPropertyOptional({ description: 'For one entry.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0d00' })
  @IsOptional()
  @IsUUID()
  entryId?: string;

  @ApiPropertyOptional({ enum: SORTS, default: '-askedOn', example: '-askedOn' })
  @IsOptional()
  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = '-askedOn';
}

export class AskIntroductionDto {
  @ApiProperty({
    description: 'What you would like to talk about with them.',
    maxLength: 2000,
    example: 'We look for a room for a drop-in on Thursday evenings, near the bus station.',
  })
  @Words(2000)
  why!: string;
}

export class AnswerIntroductionDto {
  @ApiProperty({ enum: ANSWERS, example: 'introduced' })
  @IsIn(ANSWERS)
  answer!: IntroductionAnswer;

  @ApiPropertyOptional({
    description: 'To whom the group was introduced. Needed with `introduced`.',
    maxLength: 300,
    example: 'The officer who lends rooms at Quay House',
  })
  @IsOptional()
  @Line(300)
  introducedTo?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The day of the introduction; today unless given.',
    example: '2026-11-20',
  })
  @IsOptional()
  @IsCalendarDate()
  introducedOn?: CalendarDate;

  @ApiPropertyOptional({
    description: 'Needed with `declined`: why not, and where else the group may turn.',
    maxLength: 2000,
    example: 'Rooms are lent by the council now: its community desk answers within a week.',
  })
  @IsOptional()
  @Words(2000)
  reason?: string;
}
