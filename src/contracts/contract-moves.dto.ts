import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { REASON_CODES } from './contract-state.rules';
import type { ReasonCode } from './contract-state.rules';
import { trimmed } from './contract-terms.dto';

/** Suspending, withdrawing and terminating: who decided it and why, and when the group was told. */
export class MoveContractDto {
  @ApiProperty({ type: String, description: 'The day from which it holds.', example: '2026-12-31' })
  @IsCalendarDate()
  effectiveOn!: CalendarDate;

  @ApiProperty({ enum: REASON_CODES, example: 'budget_cut' })
  @IsIn(REASON_CODES)
  reasonCode!: ReasonCode;

  @ApiProperty({
    description: 'Why, in words. Both sides read it.',
    maxLength: 2000,
    example: 'The programme that pays for it was not renewed for next year.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why, for both sides to read.' })
  @MaxLength(2000)
  reason!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'Who at the health body approved it: one of its contacts in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsUUID()
  approvedByContactId!: string;

  @ApiProperty({ type: String, description: 'The day on which the group was told.', example: '2026-11-20' })
  @IsCalendarDate()
  groupToldOn!: CalendarDate;
}

/** Going on with what was suspended needs no reason. */
export class ResumeContractDto {
  @ApiProperty({ type: String, description: 'The day from which it holds.', example: '2027-02-01' })
  @IsCalendarDate()
  effectiveOn!: CalendarDate;

  @ApiPropertyOptional({ enum: REASON_CODES, type: String, nullable: true, example: 'reorganisation' })
  @IsOptional()
  @IsIn(REASON_CODES)
  reasonCode?: ReasonCode | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000, example: 'The new team is in place.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why, or be left out.' })
  @MaxLength(2000)
  reason?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsOptional()
  @IsUUID()
  approvedByContactId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '2027-01-25' })
  @IsOptional()
  @IsCalendarDate()
  groupToldOn?: CalendarDate | null;
}

/** The day is the last of the contract, and paid for. */
export class TerminateContractDto extends MoveContractDto {
  @ApiPropertyOptional({
    description: 'The `previewKey` of the preview that you saw. Where payments moved since, you are asked again.',
    example: 'pT0wHkq9m1oXW6c2v3yZaQ',
    maxLength: 22,
  })
  @IsOptional()
  @IsString()
  @Matches(/^[\w-]{22}$/, { message: 'previewKey must be that of the preview.' })
  previewKey?: string;
}

export class PreviewTerminationDto {
  @ApiProperty({ type: String, description: 'The last day of the contract, paid for.', example: '2026-12-10' })
  @IsCalendarDate()
  effectiveOn!: CalendarDate;
}
