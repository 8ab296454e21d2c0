import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { IsCalendarDate } from '../platform';

export class SnoozeFindingDto {
  @ApiProperty({ description: 'The last day on which it rests: at most 90 days from today.', example: '2026-12-31' })
  @IsCalendarDate()
  until!: string;

  @ApiProperty({
    description: 'Why it can wait. Only your own side reads it; a request for information can still reach it.',
    example: 'The ledger is closed until the new year.',
    minLength: 1,
    maxLength: 1000,
  })
  @IsString()
  @Length(1, 1000)
  reason!: string;
}
