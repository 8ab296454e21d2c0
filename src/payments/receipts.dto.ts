import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsCalendarDate, ListQuery } from '../platform';

const REFERENCE_LENGTH = 140;
const REASON_LENGTH = 500;
const WHOLE_PENCE = { message: 'amountPence must be whole pence, more than 0: £12.50 is 1250.' };
const REASON = { message: `reason must say why, in at most ${String(REASON_LENGTH)} characters. Both sides read it.` };

const SORT_NAMES = ['receivedOn', '-receivedOn'] as const;

export class ReceiptListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what was received of this payment.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsOptional()
  @IsUUID()
  instalmentId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what was received under this contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what was received in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({ description: 'Only what was received on this day or later.', example: '2026-04-01' })
  @IsOptional()
  @IsCalendarDate()
  from?: string;

  @ApiPropertyOptional({ description: 'Only what was received on this day or earlier.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  to?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-receivedOn', example: '-receivedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-receivedOn';
}

/** The money of one receipt, as it is entered by hand. */
export class ReceivedDto {
  @ApiProperty({ description: 'What came, in whole pence: at most what is outstanding.', example: 400000, minimum: 1 })
  @IsInt(WHOLE_PENCE)
  @Min(1, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, { message: 'amountPence is larger than any payment.' })
  amountPence!: number;

  @ApiProperty({ description: "The day the group's account was credited: today or earlier.", example: '2026-11-20' })
  @IsCalendarDate()
  receivedOn!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The reference of the payment.',
    example: 'BACS-118822',
    maxLength: REFERENCE_LENGTH,
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(REFERENCE_LENGTH)
  reference?: string | null;
}

export class RecordReceiptDto extends ReceivedDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The instalment that it pays.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsUUID(undefined, { message: 'instalmentId must be the id of one of your instalments.' })
  instalmentId!: string;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'true where it is another payment, though one of the same contract, amount, day and reference is there already.',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  anotherAlike = false;
}

export class ReverseReceiptDto {
  @ApiProperty({
    description: 'Why it was a mistake. Both sides read it.',
    example: 'Entered on the wrong contract',
    maxLength: REASON_LENGTH,
  })
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(REASON_LENGTH, REASON)
  reason!: string;
}

export class CorrectReceiptDto extends ReceivedDto {
  @ApiProperty({
    description: 'What was wrong. Both sides read it.',
    example: 'Two digits were swapped',
    maxLength: REASON_LENGTH,
  })
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(REASON_LENGTH, REASON)
  reason!: string;
}

export class RecordRecoveryDto {
  @ApiProperty({
    description: 'What was taken back, in whole pence: at most what had been received.',
    example: 150000,
    minimum: 1,
  })
  @IsInt(WHOLE_PENCE)
  @Min(1, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, { message: 'amountPence is larger than any payment.' })
  amountPence!: number;

  @ApiProperty({ description: "The day it left the group's account: today or earlier.", example: '2026-11-20' })
  @IsCalendarDate()
  recoveredOn!: string;

  @ApiProperty({
    description: 'Why it was taken back. Both sides read it.',
    example: 'Paid twice by the bank',
    maxLength: REASON_LENGTH,
  })
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(REASON_LENGTH, REASON)
  reason!: string;
}
