import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsCalendarDate, ListQuery, PageInfo, trueOrFalse } from '../platform';
import { penceFromDatabase } from '../shared/money';
import { CONTRACT_STATES } from './contract-state.rules';
import type { ContractState } from './contract-state.rules';

const SORT_NAMES = ['startsOn', '-startsOn', 'endsOn', '-endsOn', 'reference', '-reference'] as const;

export class ContractListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'The day to judge states by; today in London unless given.',
    example: '2026-11-22',
  })
  @IsOptional()
  @IsCalendarDate()
  asOf?: string;

  @ApiPropertyOptional({
    enum: CONTRACT_STATES,
    description: 'Only contracts in this state on that day.',
    example: 'active',
  })
  @IsOptional()
  @IsIn(CONTRACT_STATES)
  state?: ContractState;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contracts with this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contracts of this health body.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001',
  })
  @IsOptional()
  @IsUUID()
  healthBodyId?: string;

  @ApiPropertyOptional({
    description: 'Only the contract with this reference, in any capitals.',
    example: 'WM-2026-014',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reference?: string;

  @ApiPropertyOptional({
    description:
      'Only contracts with this in their reference, their title or the name of the other side, in any capitals.',
    example: 'peer support',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({ description: 'Only contracts whose last day is before this one.', example: '2027-04-01' })
  @IsOptional()
  @IsCalendarDate()
  endsBefore?: string;

  @ApiPropertyOptional({
    description: 'true: only monthly in advance; false: only contracts that leave it.',
    example: false,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  monthlyInAdvance?: boolean;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'endsOn', example: 'endsOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'endsOn';
}

/** A row of a contract list, as the query names its columns. */
export interface ContractRow {
  id: string;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  reference: string;
  title: string;
  state: ContractState;
  instrument: string;
  regime: string | null;
  value_pence: string;
  starts_on: string;
  ends_on: string;
  timing: string;
  rhythm: string;
  payment_days: number;
  payment_day: number | null;
  deviation_reason: string | null;
  advance_basis: string | null;
  purchase_order: string | null;
  vat_treatment: string;
  invoice_needed: boolean | null;
  purchase_order_needed: boolean | null;
  version: number;
}

export class ContractView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  reference!: string;
  @ApiProperty({ example: 'Peer support and advocacy' })
  title!: string;
  @ApiProperty({
    enum: CONTRACT_STATES,
    description: 'On the day asked for. active and ended follow from the dates.',
    example: 'active',
  })
  state!: ContractState;
  @ApiProperty({ enum: ['contract_for_services', 'grant'], example: 'contract_for_services' })
  instrument!: string;
  @ApiProperty({ type: String, nullable: true, example: 'below_threshold' })
  regime!: string | null;
  @ApiProperty({ description: 'Net of VAT, in pence.', example: 4800000 })
  valuePence!: number;
  @ApiProperty({ example: '2026-04-01' })
  startsOn!: string;
  @ApiProperty({ description: 'The last day, included.', example: '2027-03-31' })
  endsOn!: string;
  @ApiProperty({ enum: ['in_advance', 'in_arrears', 'on_milestone'], example: 'in_advance' })
  timing!: string;
  @ApiProperty({ enum: ['monthly', 'quarterly', 'annually', 'once'], example: 'monthly' })
  rhythm!: string;
  @ApiProperty({
    description: 'In arrears: by which day payment is due, the last day of the period being day 1.',
    example: 30,
  })
  paymentDays!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'A fixed day of the month to pay on, if one was agreed.',
    example: null,
  })
  paymentDay!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the terms leave monthly in advance.', example: null })
  deviationReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Small voluntary body without working capital' })
  advanceBasis!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PO-70112' })
  purchaseOrder!: string | null;
  @ApiProperty({ enum: ['outside_scope', 'exempt', 'zero', 'standard'], example: 'outside_scope' })
  vatTreatment!: string;
  @ApiProperty({ type: Boolean, nullable: true, example: false })
  invoiceNeeded!: boolean | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether each payment needs a purchase order that covers it; null: only where orders are on record.',
    example: null,
  })
  purchaseOrderNeeded!: boolean | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class ContractPage extends PageInfo {
  @ApiProperty({ type: [ContractView] })
  items!: ContractView[];
}

export function toContractView(row: ContractRow): ContractView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    reference: row.reference,
    title: row.title,
    state: row.state,
    instrument: row.instrument,
    regime: row.regime,
    valuePence: penceFromDatabase(row.value_pence),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    timing: row.timing,
    rhythm: row.rhythm,
    paymentDays: row.payment_days,
    paymentDay: row.payment_day,
    deviationReason: row.deviation_reason,
    advanceBasis: row.advance_basis,
    purchaseOrder: row.purchase_order,
    vatTreatment: row.vat_treatment,
    invoiceNeeded: row.invoice_needed,
    purchaseOrderNeeded: row.purchase_order_needed,
    version: row.version,
  };
}
