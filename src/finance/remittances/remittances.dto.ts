import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../../platform';
import { penceFromDatabase } from '../../shared/money';

const SORT_NAMES = ['paymentDate', '-paymentDate'] as const;

export class RemittanceListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what this payment run paid. For a health body: a group knows no runs.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0801',
  })
  @IsOptional()
  @IsUUID()
  runId?: string;

  @ApiPropertyOptional({ description: 'Only what was to arrive on this day or later.', example: '2026-04-01' })
  @IsOptional()
  @IsCalendarDate()
  from?: string;

  @ApiPropertyOptional({ description: 'Only what was to arrive on this day or earlier.', example: '2027-03-31' })
  @IsOptional()
  @IsCalendarDate()
  to?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-paymentDate', example: '-paymentDate' })
  @IsOptional()
  @IsIn(SORT_NAMES, { message: `sort must be one of ${SORT_NAMES.join(', ')}.` })
  sort: (typeof SORT_NAMES)[number] = '-paymentDate';
}

export interface RemittanceRow {
  id: string;
  health_body_id: string;
  health_body: string;
  number: number;
  payment_date: string;
  payee_name: string;
  payee_line: string;
  line_count: number;
  total_pence: string;
  made_at: Date;
}

export interface RemittanceLineRow {
  position: number;
  instalment_id: string;
  amount_pence: string;
  reference: string;
  invoice_number: string | null;
  period_starts_on: string;
  period_ends_on: string;
  due_on: string;
}

export class RemittanceView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0902' })
  id!: string;
  @ApiProperty({ format: 'uuid', description: 'Who pays.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ description: 'Who pays.', example: 'NHS Example ICB' })
  healthBody!: string;
  @ApiProperty({ description: 'The number of the payment run: what both sides call it.', example: 12 })
  number!: number;
  @ApiProperty({ description: 'The day on which the money is to arrive.', example: '2026-04-01' })
  paymentDate!: string;
  @ApiProperty({ description: 'The account holder as the bank has it.', example: 'Harbour Lights Community Fund' })
  payeeName!: string;
  @ApiProperty({
    description: 'The payee as a bank statement shows it: capitals, at most eighteen characters.',
    example: 'HARBOUR LIGHTS COM',
    maxLength: 18,
  })
  payeeLine!: string;
  @ApiProperty({ description: 'How many payments it is for.', example: 1 })
  lineCount!: number;
  @ApiProperty({ example: 250000 })
  totalPence!: number;
  @ApiProperty({ description: 'When the payment file was made.', example: '2026-03-27T09:30:00.000Z' })
  madeAt!: string;
}

export class RemittanceLineView {
  @ApiProperty({ description: 'From 1.', example: 1 })
  position!: number;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300' })
  instalmentId!: string;
  @ApiProperty({ description: 'What the bank statement says.', example: 'WM-2026-014/3' })
  reference!: string;
  @ApiProperty({ type: String, nullable: true, example: 'INV-0007' })
  invoiceNumber!: string | null;
  @ApiProperty({ description: 'First day of the period paid for.', example: '2026-04-01' })
  periodStartsOn!: string;
  @ApiProperty({ description: 'Last day of the period paid for.', example: '2026-04-30' })
  periodEndsOn!: string;
  @ApiProperty({ example: '2026-04-01' })
  dueOn!: string;
  @ApiProperty({ example: 250000 })
  amountPence!: number;
}

export class RemittanceDetailView extends RemittanceView {
  @ApiProperty({ type: [RemittanceLineView] })
  lines!: RemittanceLineView[];
}

export class RemittancePage extends PageInfo {
  @ApiProperty({ type: [RemittanceView] })
  items!: RemittanceView[];
}

export function toRemittanceView(row: RemittanceRow): RemittanceView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    number: row.number,
    paymentDate: row.payment_date,
    payeeName: row.payee_name,
    payeeLine: row.payee_line,
    lineCount: row.line_count,
    totalPence: penceFromDatabase(row.total_pence),
    madeAt: row.made_at.toISOString(),
  };
}

export function toRemittanceLineView(row: RemittanceLineRow): RemittanceLineView {
  return {
    position: row.position,
    instalmentId: row.instalment_id,
    reference: row.reference,
    invoiceNumber: row.invoice_number,
    periodStartsOn: row.period_starts_on,
    periodEndsOn: row.period_ends_on,
    dueOn: row.due_on,
    amountPence: penceFromDatabase(row.amount_pence),
  };
}
