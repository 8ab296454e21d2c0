import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsCalendarDate, ListQuery } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { STANCES } from './following.rules';
import type { Stance } from './following.rules';
import { DECISION_KINDS } from './process.rules';
import type { DecisionKind } from './process.rules';
import { trimmed } from './processes.dto';

export const DECISION_STATES = ['open', 'agreed', 'without_agreement', 'not_taken', 'withdrawn'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];
export const OUTCOMES = ['agreed', 'without_agreement', 'not_taken', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export class DecisionListQuery extends ListQuery {
  @ApiPropertyOptional({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: DECISION_STATES, example: 'open' })
  @IsOptional()
  @IsIn(DECISION_STATES)
  state?: DecisionState;

  @ApiPropertyOptional({ enum: ['proposedOn', '-proposedOn'], default: '-proposedOn', example: '-proposedOn' })
  @IsOptional()
  @IsIn(['proposedOn', '-proposedOn'])
  sort = '-proposedOn';
}

export class ProposeDecisionDto {
  @ApiProperty({ enum: DECISION_KINDS, example: 'timing' })
  @IsIn(DECISION_KINDS)
  kind!: DecisionKind;

  @ApiProperty({ maxLength: 200, example: 'The drop-in moves to Thursdays' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'title must say in a few words what is to be decided.' })
  @MaxLength(200)
  title!: string;

  @ApiProperty({ maxLength: 4000, example: 'The hall is free on Thursdays from January.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'what must say what is to be decided, and why.' })
  @MaxLength(4000)
  what!: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Between which ways to choose: none, or two to six.',
    example: ['Thursdays', 'Fridays'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(300, { each: true })
  options?: string[];

  @ApiPropertyOptional({
    type: String,
    description: 'By when to answer; as many days as the process says unless given, and never fewer.',
    example: '2026-12-04',
  })
  @IsOptional()
  @IsCalendarDate()
  answerBy?: CalendarDate;

  @ApiPropertyOptional({
    description: 'A decision taken without agreement that is taken up again.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c00',
  })
  @IsOptional()
  @IsUUID()
  revisitsId?: string;
}

export class GivePositionDto {
  @ApiProperty({ enum: STANCES, example: 'agree' })
  @IsIn(STANCES)
  stance!: Stance;

  @ApiPropertyOptional({ type: Number, description: 'Which of the options, from 1.', example: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(6)
  option?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'Needed with agree_with_comment and do_not_agree.',
    maxLength: 2000,
    example: 'If the heating is on.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  comment?: string;

  @ApiPropertyOptional({
    type: String,
    description:
      'Who decided it: a party of the process in force that decides for your side. Needed when there are several.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b01',
  })
  @IsOptional()
  @IsUUID()
  decidedById?: string;

  @ApiPropertyOptional({ description: 'That those were asked whom the process names.', default: false, example: true })
  @IsOptional()
  @IsBoolean()
  consulted?: boolean;
}

export class GivePositionOutsideDto extends GivePositionDto {
  @ApiProperty({ description: 'By which way the group said so.', maxLength: 300, example: 'By telephone' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  how!: string;

  @ApiProperty({ description: 'What shows it.', maxLength: 1000, example: 'Note of the call of 20 November' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  evidence!: string;
}

export class CloseDecisionDto {
  @ApiProperty({
    enum: OUTCOMES,
    description: 'agreed only where the process in force was followed.',
    example: 'agreed',
  })
  @IsIn(OUTCOMES)
  outcome!: Outcome;

  @ApiPropertyOptional({ type: Number, description: 'Which of the options, from 1.', example: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(6)
  option?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'Needed with without_agreement and not_taken.',
    maxLength: 2000,
    example: 'The printer could wait no longer.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason?: string;
}
