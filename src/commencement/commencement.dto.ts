import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsCalendarDate, NestedList } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { CHANNELS, standingOf, WAYS } from './commencement.rules';
import type { Channel, Version, Way } from './commencement.rules';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
const AVAILABLE = { description: 'Days and times, and nothing about why.', maxLength: 500 };

export class DeadlineDto {
  @ApiProperty({ maxLength: 200, example: 'Interim report' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  what!: string;

  @ApiProperty({ type: String, example: '2027-01-15' })
  @IsCalendarDate()
  on!: CalendarDate;

  @ApiProperty({ enum: ['health', 'group'], description: 'Whose it is.', example: 'group' })
  @IsIn(['health', 'group'])
  whose!: Side;
}

/** The whole of a version: what is left out is not agreed. */
export class CommencementDto {
  @ApiProperty({ enum: CHANNELS, example: 'email' })
  @IsIn(CHANNELS)
  channel!: Channel;

  @ApiProperty({ description: 'In touch at least every so many days.', minimum: 1, maximum: 366, example: 30 })
  @IsInt()
  @Min(1)
  @Max(366)
  contactEveryDays!: number;

  @ApiProperty({ enum: WAYS, isArray: true, description: 'How both like to work together.', example: ['time_to_read'] })
  @IsArray()
  @ArrayUnique()
  @IsIn(WAYS, { each: true })
  ways!: Way[];

  @ApiProperty({ ...AVAILABLE, example: 'Monday to Thursday, 9 to 5' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  healthAvailability!: string;

  @ApiProperty({ ...AVAILABLE, example: 'Tuesday and Friday evenings' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  groupAvailability!: string;

  @ApiProperty({ type: [DeadlineDto] })
  @ArrayMaxSize(30)
  @NestedList(() => DeadlineDto)
  deadlines!: DeadlineDto[];

  @ApiProperty({ type: [String], description: 'The days on which both look at it again.', example: ['2027-03-01'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsCalendarDate({ each: true })
  reviews!: CalendarDate[];
}

export class ToldOutsideDto {
  @ApiProperty({ type: String, description: 'The day on which the group said so.', example: '2026-11-19' })
  @IsCalendarDate()
  confirmedOn!: CalendarDate;

  @ApiProperty({ description: 'By which way.', maxLength: 300, example: 'By phone' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  how!: string;

  @ApiProperty({ description: 'What shows it. The group reads this when it joins.', maxLength: 1000, example: 'Email' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  evidence!: string;
}

export class CommencementVersionView extends CommencementDto {
  @ApiProperty({ description: 'Of the contract, from 1.', example: 2 })
  number!: number;
  @ApiProperty({ enum: ['health', 'group'], example: 'group' })
  proposedBy!: Side;
  @ApiProperty({ type: String, example: '2026-11-20' })
  proposedOn!: CalendarDate;
  @ApiProperty({ type: String, nullable: true, example: null })
  healthConfirmedOn!: CalendarDate | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-20' })
  groupConfirmedOn!: CalendarDate | null;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: by which way.', example: null })
  toldHow!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: what shows it.', example: null })
  evidence!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Since when both have agreed.', example: null })
  agreedOn!: CalendarDate | null;
}

export class CommencementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ type: CommencementVersionView, nullable: true, description: 'What both have agreed.' })
  inForce!: CommencementVersionView | null;
  @ApiProperty({ type: CommencementVersionView, nullable: true, description: 'What one side has proposed.' })
  open!: CommencementVersionView | null;
  @ApiProperty({ type: String, enum: ['health', 'group'], nullable: true, example: 'health' })
  waitsFor!: Side | null;
  @ApiProperty({ type: [CommencementVersionView], description: 'All versions, newest first.' })
  versions!: CommencementVersionView[];
  @ApiProperty({ description: 'The number of the newest version; 0 before the first.', example: 2 })
  version!: number;
}

export function toCommencementView(contractId: string, versions: CommencementVersionView[]): CommencementView {
  const { inForce, open, waitsFor } = standingOf(versions.map((view) => ({ ...asVersion(view), view })));
  return {
    contractId,
    inForce: inForce?.view ?? null,
    open: open?.view ?? null,
    waitsFor,
    versions,
    version: versions[0]?.number ?? 0,
  };
}

/** As the rules take it. */
export function asVersion(view: CommencementVersionView): Version {
  const { number, proposedBy, healthConfirmedOn, groupConfirmedOn } = view;
  return { number, proposedBy, confirmed: { health: healthConfirmedOn, group: groupConfirmedOn } };
}
