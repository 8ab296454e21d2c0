import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { PAYMENT_CHECKS } from '../shared/payment-check';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
const YEAR = { message: 'financialYear must be the year in which it starts: 2026 for April 2026 to March 2027.' };
const NUMBER = { message: 'number must be as it stands on the order, at most 60 characters.' };
const CODE = { message: '$property must be as your ledger has it, at most 40 characters.' };
const VALUE = { message: 'valuePence must be whole pence, more than 0: £12.50 is 1250.' };

export class AddPurchaseOrderDto {
  @ApiProperty({ example: 'PO-70112', maxLength: 60 })
  @Transform(trimmed)
  @IsString(NUMBER)
  @MinLength(1, NUMBER)
  @MaxLength(60, NUMBER)
  number!: string;

  @ApiProperty({
    description: 'By the year in which it starts: 2026 runs from April 2026 to March 2027.',
    example: 2026,
  })
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  financialYear!: number;

  @ApiProperty({ description: 'What may be paid on it, with VAT, in pence.', example: 4800000, minimum: 1 })
  @IsInt(VALUE)
  @Min(1, VALUE)
  @Max(Number.MAX_SAFE_INTEGER, { message: 'valuePence is more than any order is for.' })
  valuePence!: number;

  @ApiPropertyOptional({
    type: String,
    description: 'The last day on which it can be paid on; 31 March of its year unless given.',
    example: '2027-03-31',
  })
  @IsOptional()
  @IsCalendarDate()
  validTo?: CalendarDate;
}

/** What is left out stays as it is. */
export class ChangePurchaseOrderDto extends PartialType(OmitType(AddPurchaseOrderDto, ['financialYear'])) {}

export class PurchaseOrderView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0700' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'PO-70112' })
  number!: string;
  @ApiProperty({ example: 2026 })
  financialYear!: number;
  @ApiProperty({ description: 'With VAT, in pence.', example: 4800000 })
  valuePence!: number;
  @ApiProperty({ example: '2027-03-31' })
  validTo!: string;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class OrderedYearView {
  @ApiProperty({ example: 2026 })
  financialYear!: number;
  @ApiProperty({ description: 'What was ordered for the year, in pence.', example: 4800000 })
  orderedPence!: number;
  @ApiProperty({ description: 'What falls due in the year, paid or not.', example: 4400000 })
  allocatedPence!: number;
  @ApiProperty({ description: 'Below 0 when more falls due than was ordered.', example: 400000 })
  remainingPence!: number;
  @ApiProperty({ type: [String], description: 'Payments that no order covers, in the order in which they fall due.' })
  notCovered!: string[];
}

export class PurchaseOrdersView {
  @ApiProperty({ type: [PurchaseOrderView] })
  items!: PurchaseOrderView[];
  @ApiProperty({ type: [OrderedYearView] })
  years!: OrderedYearView[];
}

export class SetCodingDto {
  @ApiProperty({ description: 'By the year in which it starts.', example: 2026 })
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  financialYear!: number;

  @ApiProperty({ example: 'C10420', maxLength: 40 })
  @Transform(trimmed)
  @IsString(CODE)
  @MinLength(1, CODE)
  @MaxLength(40, CODE)
  costCentre!: string;

  @ApiProperty({ example: '52161077', maxLength: 40 })
  @Transform(trimmed)
  @IsString(CODE)
  @MinLength(1, CODE)
  @MaxLength(40, CODE)
  accountCode!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: null, maxLength: 40 })
  @IsOptional()
  @Transform(trimmed)
  @IsString(CODE)
  @MinLength(1, CODE)
  @MaxLength(40, CODE)
  analysisCode?: string | null;
}

export class CodingView {
  @ApiProperty({ example: 2026 })
  financialYear!: number;
  @ApiProperty({ example: 'C10420' })
  costCentre!: string;
  @ApiProperty({ example: '52161077' })
  accountCode!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  analysisCode!: string | null;
}

export class CodingsView {
  @ApiProperty({ type: [CodingView], description: 'By financial year, latest first.' })
  items!: CodingView[];
}

export class PaymentReadinessItemView {
  @ApiProperty({ enum: PAYMENT_CHECKS, example: 'purchase_order' })
  check!: string;
  @ApiProperty({ example: false })
  met!: boolean;
  @ApiProperty({ enum: ['health_body', 'group'], description: 'Whose it is to see to.', example: 'health_body' })
  actsOn!: string;
  @ApiProperty({ description: 'Whether no payment leaves without it.', example: true })
  blocks!: boolean;
  @ApiProperty({ example: 'Raise a purchase order that covers this payment. Most run out on 31 March.' })
  whatToDo!: string;
  @ApiProperty({
    description: 'Where to see to it.',
    example: '/api/v1/contracts/01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100/purchase-orders',
  })
  from!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'By when the first payment that lacks it must be sent.',
    example: '2027-03-30',
  })
  neededBy!: string | null;
}

export class PaymentToSendView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  id!: string;
  @ApiProperty({ example: 8 })
  number!: number;
  @ApiProperty({ example: '2027-04-01' })
  dueOn!: string;
  @ApiProperty({ example: '2027-03-30' })
  sendByOn!: string;
  @ApiProperty({ example: 400000 })
  amountPence!: number;
  @ApiProperty({
    enum: PAYMENT_CHECKS,
    isArray: true,
    description: 'What it lacks; empty when nothing.',
    example: ['purchase_order'],
  })
  missing!: string[];
}

export class PaymentReadinessView {
  @ApiProperty({
    type: [PaymentReadinessItemView],
    description: 'For a group without what the health body keeps of its own ledger.',
  })
  checks!: PaymentReadinessItemView[];
  @ApiProperty({
    type: [PaymentToSendView],
    description: 'Each payment that is still to be sent, in the order in which they fall due.',
  })
  payments!: PaymentToSendView[];
  @ApiProperty({ type: Number, nullable: true, description: 'The version of the plan that holds.', example: 1 })
  scheduleVersion!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When the group said that it has read that version.',
    example: null,
  })
  acknowledgedOn!: string | null;
}

export class AcknowledgementDto {
  @ApiProperty({ description: 'The version of the schedule that was read.', example: 1, minimum: 1 })
  @IsInt({ message: 'scheduleVersion must be the version of the schedule that was read.' })
  @Min(1)
  scheduleVersion!: number;
}
