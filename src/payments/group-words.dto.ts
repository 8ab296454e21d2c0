import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { trimmed } from './said';

export const ARRIVALS = ['arrived', 'not_arrived'] as const;
export type Arrival = (typeof ARRIVALS)[number];
export const SERVICE_EFFECTS = ['none', 'reduced', 'paused'] as const;
export const STAFF_BANDS = ['none', 'under_5', '5_to_9', '10_to_24', '25_or_more'] as const;

const WHOLE_PENCE = { message: 'reservesUsedPence must be whole pence, more than 0, or left out: £12.50 is 1250.' };

export class SayArrivalDto {
  @ApiProperty({ enum: ARRIVALS, description: 'Whether the payment is in your account.', example: 'not_arrived' })
  @IsIn(ARRIVALS, { message: 'said must be arrived or not_arrived.' })
  said!: Arrival;

  @ApiProperty({
    type: String,
    description: 'The day it arrived; or, where it has not, the last day on which you looked at the account.',
    example: '2026-11-21',
  })
  @IsCalendarDate()
  aboutOn!: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What else is to be known. Both sides read it.',
    maxLength: 1000,
    example: 'We moved to another bank in October.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  note?: string | null;
}

export class ArrivalStatementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0470' })
  id!: string;
  @ApiProperty({ enum: ARRIVALS, description: 'The latest one counts.', example: 'not_arrived' })
  said!: Arrival;
  @ApiProperty({ type: String, example: '2026-11-21' })
  aboutOn!: CalendarDate;
  @ApiProperty({ type: String, nullable: true, example: 'We moved to another bank in October.' })
  note!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-21T10:12:00Z' })
  saidAt!: string;
}

export class ReportImpactDto {
  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'How much of your reserves was used to go on meanwhile, in whole pence; only if you want to say.',
    example: 250000,
    minimum: 1,
  })
  @IsOptional()
  @IsInt(WHOLE_PENCE)
  @Min(1, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, { message: 'reservesUsedPence is larger than any amount.' })
  reservesUsedPence?: number | null;

  @ApiProperty({ enum: SERVICE_EFFECTS, description: 'What became of the service meanwhile.', example: 'reduced' })
  @IsIn(SERVICE_EFFECTS, { message: 'serviceEffect must be one of none, reduced and paused.' })
  serviceEffect!: (typeof SERVICE_EFFECTS)[number];

  @ApiProperty({
    enum: STAFF_BANDS,
    description: 'How many staff were affected, as a band: no names, and no small numbers.',
    example: 'under_5',
  })
  @IsIn(STAFF_BANDS, { message: `staffAffected must be one of ${STAFF_BANDS.join(', ')}.` })
  staffAffected!: (typeof STAFF_BANDS)[number];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'In your own words. The health body reads it.',
    maxLength: 2000,
    example: 'We closed the Thursday drop-in for two weeks.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  words?: string | null;
}

export class ImpactReportView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0480' })
  id!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'In pence; null where it was not said.', example: 250000 })
  reservesUsedPence!: number | null;
  @ApiProperty({ enum: SERVICE_EFFECTS, example: 'reduced' })
  serviceEffect!: string;
  @ApiProperty({ enum: STAFF_BANDS, example: 'under_5' })
  staffAffected!: string;
  @ApiProperty({ type: String, nullable: true, example: 'We closed the Thursday drop-in for two weeks.' })
  words!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-21T10:12:00Z' })
  reportedAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the group took it back: from then on the health body does not see it.',
    example: null,
  })
  withdrawnAt!: string | null;
}

export class ImpactReportList {
  @ApiProperty({ type: [ImpactReportView], description: 'Oldest first.' })
  items!: ImpactReportView[];
}
