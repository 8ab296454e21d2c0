import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { IsCalendarDate, ListQuery, NestedList } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DECIDING, DECISION_KINDS, PARTS, PARTY_ROLES, WITHOUT_ANSWER } from './process.rules';
import type { Deciding, DecidingSide, DecisionKind, Part, PartyRole, WithoutAnswer } from './process.rules';

export const trimmed = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim() : (value as unknown);

const SIDES = ['health', 'group'] as const;
export class DecisionKindDto {
  @ApiProperty({ enum: DECISION_KINDS, example: 'timing' })
  @IsIn(DECISION_KINDS)
  kind!: DecisionKind;

  @ApiProperty({ enum: DECIDING, description: 'Which side decides; the other is consulted.', example: 'both' })
  @IsIn(DECIDING)
  decides!: Deciding;

  @ApiProperty({
    enum: WITHOUT_ANSWER,
    description: 'When a side does not answer in time. goes_on is refused for content, name_use and money.',
    example: 'wait',
  })
  @IsIn(WITHOUT_ANSWER)
  withoutAnswer!: WithoutAnswer;

  @ApiPropertyOptional({ type: String, description: 'Of other: which ones.', maxLength: 300, example: 'Volunteers' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  words?: string;
}

export class ProcessPartyDto {
  @ApiProperty({ enum: SIDES, example: 'group' })
  @IsIn(SIDES)
  side!: DecidingSide;

  @ApiProperty({ enum: PARTS, description: 'escalation: to whom it goes without agreement.', example: 'decides' })
  @IsIn(PARTS)
  part!: Part;

  @ApiProperty({ enum: PARTY_ROLES, description: 'lead and deputy: whoever is that at the time.', example: 'lead' })
  @IsIn(PARTY_ROLES)
  role!: PartyRole;

  @ApiPropertyOptional({
    type: String,
    description: 'For the role contact.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @ApiPropertyOptional({ type: String, description: 'For the role other.', maxLength: 200, example: 'Our trustees' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  words?: string;
}

export class ProposeProcessDto {
  @ApiProperty({ minimum: 1, maximum: 90, example: 10 })
  @IsInt()
  @Min(1)
  @Max(90)
  daysToAnswer!: number;

  @ApiProperty({ enum: ['banking', 'calendar'], example: 'banking' })
  @IsIn(['banking', 'calendar'])
  dayKind!: 'banking' | 'calendar';

  @ApiPropertyOptional({
    type: String,
    description: 'As soon as both have signed, unless later.',
    example: '2026-12-01',
  })
  @IsOptional()
  @IsCalendarDate()
  fromOn?: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    description: 'What else both should know.',
    maxLength: 2000,
    example: 'We meet monthly.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  words?: string;

  @ApiProperty({ type: [DecisionKindDto] })
  @ArrayMaxSize(8)
  @NestedList(() => DecisionKindDto)
  kinds!: DecisionKindDto[];

  @ApiProperty({ type: [ProcessPartyDto] })
  @ArrayMaxSize(20)
  @NestedList(() => ProcessPartyDto)
  parties!: ProcessPartyDto[];
}

export class DeclineProcessDto {
  @ApiProperty({
    description: 'Why not, for the other side to read.',
    maxLength: 2000,
    example: 'Ten days are too few.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why not, for the other side to read.' })
  @MaxLength(2000)
  reason!: string;
}

export class ProcessListQuery extends ListQuery {
  @ApiPropertyOptional({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: ['proposedOn', '-proposedOn'], default: '-proposedOn', example: '-proposedOn' })
  @IsOptional()
  @IsIn(['proposedOn', '-proposedOn'])
  sort = '-proposedOn';
}

export class ProcessOnQuery {
  @ApiPropertyOptional({ description: 'The day to ask for; today unless given.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  on?: string;
}
