import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { RETURN_REASONS } from './instalment-life.rules';
import type { ReturnReason } from './instalment-life.rules';
import { trimmed } from './said';

const REASON_LENGTH = 1000;

/** What the bank said of a payment that it sent back. */
export class RecordReturnDto {
  @ApiProperty({ enum: RETURN_REASONS, description: 'Why, as the bank has it.', example: 'account_closed' })
  @IsIn(RETURN_REASONS, { message: `reasonCode must be one of ${RETURN_REASONS.join(', ')}.` })
  reasonCode!: ReturnReason;

  @ApiProperty({ type: String, description: 'The day on which the bank sent it back.', example: '2026-11-20' })
  @IsCalendarDate()
  returnedOn!: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "The bank's own code, in capitals and digits.",
    example: 'AC04',
    maxLength: 10,
  })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z0-9]{1,10}$/, { message: 'bankCode must be at most ten capitals and digits, as the bank gave it.' })
  bankCode?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What else is to be known. Both sides read it.',
    example: 'We will ask for the new details.',
    maxLength: REASON_LENGTH,
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(REASON_LENGTH)
  note?: string | null;
}

export class AttemptAgainDto {
  @ApiProperty({
    description: 'What is different now. Both sides read it.',
    example: 'The group gave us its new account.',
    maxLength: REASON_LENGTH,
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say what is different now, for both sides to read.' })
  @MaxLength(REASON_LENGTH)
  reason!: string;
}

export class UndoReturnDto {
  @ApiProperty({
    description: 'How it came to be recorded. Both sides read it.',
    example: 'The bank meant another payment.',
    maxLength: REASON_LENGTH,
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say how it came to be recorded, for both sides to read.' })
  @MaxLength(REASON_LENGTH)
  reason!: string;
}
