import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsCalendarDate } from '../platform';
import { CHANNELS } from './engagement-view.dto';
import type { Channel } from './engagement-view.dto';
import { VISIBILITIES } from './written.rules';
import type { Visibility } from './written.rules';

const SIDES = ['health', 'group'] as const;
type StartedBy = (typeof SIDES)[number];

const TEXT_LENGTH = 4_000;
const MOST_READERS = 50;

const CHANNEL_MESSAGE = { message: `channel must be one of ${CHANNELS.join(', ')}.` };
const STARTED_BY_MESSAGE = { message: 'startedBy must be health or group: the side that started it.' };
const MENTORING_MESSAGE = { message: 'mentoring must be true or false: whether it was a talk with a mentor.' };
const TWO_WAY_MESSAGE = { message: 'twoWay must be true or false: whether both sides took part.' };

/** May be left out, and may not be null: what is there is kept. */
const WhenGiven = () => ValidateIf((_, value) => value !== undefined);

export class LogEngagementDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The partnership that it belongs to.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsUUID(undefined, { message: 'partnershipId must be the id of one of your partnerships.' })
  partnershipId!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The contract that it was about, if it was about one.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string | null;

  @ApiProperty({ description: 'The day it happened: today or earlier.', example: '2026-11-04' })
  @IsCalendarDate()
  happenedOn!: string;

  @ApiProperty({ enum: CHANNELS, example: 'phone' })
  @IsIn(CHANNELS, CHANNEL_MESSAGE)
  channel!: Channel;

  @ApiProperty({ enum: SIDES, description: 'The side that started it.', example: 'group' })
  @IsIn(SIDES, STARTED_BY_MESSAGE)
  startedBy!: StartedBy;

  @ApiProperty({ description: 'Whether both sides took part.', example: true })
  @IsBoolean(TWO_WAY_MESSAGE)
  twoWay!: boolean;

  @ApiProperty({
    format: 'uuid',
    description: "The health body's person, from the contacts of the partnership.",
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsUUID(undefined, { message: "healthContactId must be the id of a contact: the health body's person." })
  healthContactId!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "The group's person, if one is to be named.",
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0201',
  })
  @IsOptional()
  @IsUUID()
  groupContactId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What it was for.',
    example: 'Plan the autumn drop-ins',
    maxLength: TEXT_LENGTH,
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_LENGTH)
  purpose?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What came of it.',
    example: 'Rooms booked until March',
    maxLength: TEXT_LENGTH,
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_LENGTH)
  outcome?: string | null;

  @ApiPropertyOptional({
    enum: VISIBILITIES,
    default: 'shared',
    description: 'Who sees it: both sides, your own side, or you and the people that you name.',
    example: 'shared',
  })
  @WhenGiven()
  @IsIn(VISIBILITIES, { message: `visibility must be one of ${VISIBILITIES.join(', ')}.` })
  visibility: Visibility = 'shared';

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'Whether it was a talk with a mentor of the group. Both sides read those, so that its visibility is shared.',
    example: false,
  })
  @WhenGiven()
  @IsBoolean(MENTORING_MESSAGE)
  mentoring = false;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    default: [],
    description: 'Who besides you may open it, where it is restricted: accounts of your own organisation.',
    example: [],
  })
  @WhenGiven()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MOST_READERS)
  @IsUUID(undefined, { each: true })
  readerIds: string[] = [];
}

/** Only what is given changes; null empties what may be empty. */
export class CorrectEngagementDto {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The contract that it was about.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string | null;

  @ApiPropertyOptional({ description: 'The day it happened: today or earlier.', example: '2026-11-03' })
  @WhenGiven()
  @IsCalendarDate()
  happenedOn?: string;

  @ApiPropertyOptional({ enum: CHANNELS, example: 'video' })
  @WhenGiven()
  @IsIn(CHANNELS, CHANNEL_MESSAGE)
  channel?: Channel;

  @ApiPropertyOptional({ enum: SIDES, example: 'health' })
  @WhenGiven()
  @IsIn(SIDES, STARTED_BY_MESSAGE)
  startedBy?: StartedBy;

  @ApiPropertyOptional({ example: true })
  @WhenGiven()
  @IsBoolean(TWO_WAY_MESSAGE)
  twoWay?: boolean;

  @ApiPropertyOptional({ description: 'Whether it was a talk with a mentor of the group.', example: true })
  @WhenGiven()
  @IsBoolean(MENTORING_MESSAGE)
  mentoring?: boolean;

  @ApiPropertyOptional({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  @WhenGiven()
  @IsUUID()
  healthContactId?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0201',
  })
  @IsOptional()
  @IsUUID()
  groupContactId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Plan the winter drop-ins', maxLength: TEXT_LENGTH })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_LENGTH)
  purpose?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Rooms booked until March', maxLength: TEXT_LENGTH })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_LENGTH)
  outcome?: string | null;
}
