import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
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
  ValidateIf,
} from 'class-validator';
import { IsCalendarDate, NestedList } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { LONGEST_PAYMENT_DAYS } from './payment-terms.rules';
import type { Rhythm, Timing, VatTreatment } from './payment-terms.rules';

const TIMINGS = ['in_advance', 'in_arrears', 'on_milestone'] as const;
const RHYTHMS = ['monthly', 'quarterly', 'annually', 'once'] as const;
const VAT_TREATMENTS = ['outside_scope', 'exempt', 'zero', 'standard'] as const;
const INSTRUMENTS = ['contract_for_services', 'grant'] as const;
/** The rules under which a contract was awarded: they say which figures its payments are reported in. */
export const REGIMES = ['procurement_act', 'pcr_2015', 'provider_selection', 'below_threshold', 'grant'] as const;
export type ContractRegime = (typeof REGIMES)[number];
const MOST_MILESTONES = 200;

/** A missing field keeps its default; null is refused. */
const given = (_: object, value: unknown) => value !== undefined;
export const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class MilestoneDto {
  @ApiProperty({
    type: String,
    description: 'By when it is to be paid: that day or the last banking day before it.',
    example: '2027-06-30',
  })
  @IsCalendarDate()
  dueOn!: CalendarDate;

  @ApiProperty({ description: 'Net of VAT, in pence.', minimum: 1, example: 400000 })
  @IsInt({ message: 'netPence must be whole pence.' })
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  netPence!: number;

  @ApiPropertyOptional({ description: 'What has then been done.', maxLength: 200, example: 'Interim report' })
  @ValidateIf(given)
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  label?: string;
}

/** The terms from which a schedule is planned. */
export class PlanTermsDto {
  @ApiProperty({ description: 'Net of VAT, in pence.', minimum: 1, example: 4800000 })
  @IsInt({ message: 'valuePence must be whole pence.' })
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  valuePence!: number;

  @ApiProperty({ type: String, example: '2027-04-01' })
  @IsCalendarDate()
  startsOn!: CalendarDate;

  @ApiProperty({ type: String, description: 'The last day, included.', example: '2028-03-31' })
  @IsCalendarDate()
  endsOn!: CalendarDate;

  @ApiPropertyOptional({ enum: TIMINGS, default: 'in_advance', example: 'in_advance' })
  @ValidateIf(given)
  @IsIn(TIMINGS)
  timing?: Timing;

  @ApiPropertyOptional({
    enum: RHYTHMS,
    default: 'monthly',
    description: 'How often, from the first day on. Not for milestones.',
    example: 'monthly',
  })
  @ValidateIf(given)
  @IsIn(RHYTHMS)
  rhythm?: Rhythm;

  @ApiPropertyOptional({
    description: 'In arrears: by which day payment is due, the last day of the period being day 1.',
    minimum: 1,
    maximum: LONGEST_PAYMENT_DAYS,
    default: LONGEST_PAYMENT_DAYS,
    example: 30,
  })
  @ValidateIf(given)
  @IsInt()
  @Min(1)
  @Max(LONGEST_PAYMENT_DAYS, { message: 'paymentDays must be at most 30: the law allows no longer.' })
  paymentDays?: number;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'A fixed day of the month to pay on, so that every month has it. It leaves monthly in advance.',
    minimum: 1,
    maximum: 28,
    example: null,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(28, { message: 'paymentDay must be at most 28, so that every month has it.' })
  paymentDay?: number | null;

  @ApiProperty({
    enum: VAT_TREATMENTS,
    description: 'A person decides this; it is not worked out.',
    example: 'outside_scope',
  })
  @IsIn(VAT_TREATMENTS)
  vatTreatment!: VatTreatment;

  @ApiPropertyOptional({
    type: [MilestoneDto],
    description: 'With the timing on_milestone: each payment, together the value of the contract.',
    maxItems: MOST_MILESTONES,
    example: [{ dueOn: '2027-06-30', netPence: 4800000, label: 'Final report' }],
  })
  @ValidateIf(given)
  @ArrayMaxSize(MOST_MILESTONES)
  @NestedList(() => MilestoneDto)
  milestones?: MilestoneDto[];
}

class ContractFieldsDto extends PlanTermsDto {
  @ApiProperty({
    description: 'As it stands on the paper; no other contract of your organisation has it.',
    maxLength: 200,
    example: 'WM-2027-003',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reference must say what the contract is called in your register.' })
  @MaxLength(200)
  reference!: string;

  @ApiProperty({ maxLength: 300, example: 'Peer support and advocacy' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'title must say what the contract is for.' })
  @MaxLength(300)
  title!: string;

  @ApiProperty({
    enum: INSTRUMENTS,
    description: 'A person decides this: statutory interest is owed on contracts for services only.',
    example: 'contract_for_services',
  })
  @IsIn(INSTRUMENTS)
  instrument!: (typeof INSTRUMENTS)[number];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    enum: REGIMES,
    description: 'The rules under which it was awarded; null: nobody has said. A person decides this too.',
    example: 'below_threshold',
  })
  @IsOptional()
  @IsIn(REGIMES)
  regime?: (typeof REGIMES)[number] | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Why the terms leave monthly in advance. Required when they do; both sides read it.',
    maxLength: 1000,
    example: null,
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'deviationReason must say why, or be left out.' })
  @MaxLength(1000)
  deviationReason?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'One line for the auditors: why public money goes early. Paid in advance, there is a ready one.',
    maxLength: 300,
    example: 'Small voluntary body without working capital',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'advanceBasis must say why, or be left out.' })
  @MaxLength(300)
  advanceBasis?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100, example: 'PO-70112' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'purchaseOrder must be a number as it stands on the order, or be left out.' })
  @MaxLength(100)
  purchaseOrder?: string | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Whether each payment needs an invoice of the group; null until somebody says so.',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  invoiceNeeded?: boolean | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description:
      'Whether each payment needs a purchase order that covers it; null: only where orders are on record for the contract.',
    example: null,
  })
  @IsOptional()
  @IsBoolean()
  purchaseOrderNeeded?: boolean | null;
}

export class DraftContractDto extends ContractFieldsDto {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  @IsUUID()
  partnershipId!: string;
}

/** What is left out stays as it is. */
export class ChangeContractDto extends PartialType(ContractFieldsDto, { skipNullProperties: false }) {}
