import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
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
import { INVOICE_STATES } from './invoices.rules';
import type { InvoiceState } from './invoices.rules';

const SORT_NAMES = ['receivedOn', '-receivedOn'] as const;
const MOST_PAYMENTS = 60;
const WHOLE_PENCE = { message: '$property must be whole pence, 0 or more: £12.50 is 1250.' };
const MORE_THAN_ANY = { message: '$property is more than any invoice is for.' };
const NUMBER = { message: 'number must be as it stands on the invoice, at most 60 characters.' };
const PAYMENTS = { message: `instalmentIds must name the payments that it is for, at most ${String(MOST_PAYMENTS)}.` };
const REASON = { message: 'reason must say what is wrong with it, in at most 1000 characters. Both sides read it.' };
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class InvoiceListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: INVOICE_STATES, description: 'Only invoices in this state.', example: 'received' })
  @IsOptional()
  @IsIn(INVOICE_STATES)
  state?: InvoiceState;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only invoices under this contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-receivedOn', example: '-receivedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-receivedOn';
}

export class EnterInvoiceDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The contract that it is for.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsUUID(undefined, { message: 'contractId must be the id of one of your contracts.' })
  contractId!: string;

  @ApiProperty({ description: 'As it stands on the invoice.', example: 'INV-014', maxLength: 60 })
  @Transform(trimmed)
  @IsString(NUMBER)
  @MinLength(1, NUMBER)
  @MaxLength(60, NUMBER)
  number!: string;

  @ApiProperty({ type: String, description: 'The day that stands on it.', example: '2026-11-20' })
  @IsCalendarDate()
  datedOn!: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    description:
      'The day on which the health body had it, from which the clocks of prompt payment run: for the health side to say, today unless given. What a group enters is received on that day.',
    example: '2026-11-21',
  })
  @IsOptional()
  @IsCalendarDate()
  receivedOn?: CalendarDate;

  @ApiProperty({ description: 'Without VAT, in pence.', example: 400000, minimum: 0 })
  @IsInt(WHOLE_PENCE)
  @Min(0, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, MORE_THAN_ANY)
  netPence!: number;

  @ApiPropertyOptional({ description: 'In pence; 0 unless given.', example: 0, minimum: 0, default: 0 })
  @IsOptional()
  @IsInt(WHOLE_PENCE)
  @Min(0, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, MORE_THAN_ANY)
  vatPence?: number;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The purchase order that it quotes.',
    example: null,
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'purchaseOrderId must be the id of an order of this contract.' })
  purchaseOrderId?: string | null;

  @ApiProperty({
    type: [String],
    description: 'The payments that it asks for. Each has at most one invoice that was not credited.',
    example: ['01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400'],
    maxItems: MOST_PAYMENTS,
  })
  @IsArray(PAYMENTS)
  @ArrayMinSize(1, PAYMENTS)
  @ArrayMaxSize(MOST_PAYMENTS, PAYMENTS)
  @ArrayUnique({ message: 'instalmentIds must name each payment once.' })
  @IsUUID(undefined, { each: true, message: 'instalmentIds must be ids of payments under the contract.' })
  instalmentIds!: string[];
}

/** What is left out stays as it is. */
export class CorrectInvoiceDto extends PartialType(OmitType(EnterInvoiceDto, ['contractId'])) {}

export class DisputeInvoiceDto {
  @ApiProperty({
    description: 'What is wrong with it. The group reads it.',
    example: 'It quotes last year’s order.',
    maxLength: 1000,
  })
  @Transform(trimmed)
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(1000, REASON)
  reason!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The day on which the group was told; today unless given, for it reads this here.',
    example: '2026-11-22',
  })
  @IsOptional()
  @IsCalendarDate()
  groupToldOn?: CalendarDate;
}

/** The form of an upload, for the API document. */
export class DocumentForm {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'A PDF or a photo (JPEG, PNG, HEIC, WebP), at most 15 MB.',
  })
  file!: unknown;
}
