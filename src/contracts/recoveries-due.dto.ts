import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import { penceFromDatabase } from '../shared/money';
import { trimmed } from './contract-terms.dto';

const STATES = ['due', 'recovered', 'waived_by_health', 'never_came'] as const;
const SORT_NAMES = ['dueSince', '-dueSince'] as const;

export class RecoveryDueListQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-dueSince', example: '-dueSince' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort = '-dueSince';
}

export class WaiveRecoveryDto {
  @ApiProperty({
    description: 'Why the group may keep it, for both sides to read.',
    maxLength: 1000,
    example: 'Small.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why the group may keep it.' })
  @MaxLength(1000)
  reason!: string;
}

export interface RecoveryDueRow {
  id: string;
  contract_id: string;
  contract_reference: string;
  instalment_id: string;
  health_body: string;
  group: string;
  amount_pence: string;
  recovered_pence: string;
  never_came_pence: string;
  for_from: string;
  for_to: string;
  reason: string;
  due_since: string;
  state: string;
  receipt_id: string | null;
  closed_on: string | null;
  waived_reason: string | null;
  version: number;
}

export class RecoveryDueView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ description: 'For finance roles the payee name, as the bank has it.', example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'VAT included, in pence.', example: 67742 })
  amountPence!: number;
  @ApiProperty({ description: 'What of it came back, in pence.', example: 0 })
  recoveredPence!: number;
  @ApiProperty({
    description: 'What of it the group never had: the bank sent it back, or its receipt was a mistake. In pence.',
    example: 0,
  })
  neverCamePence!: number;
  @ApiProperty({ description: 'The first day that it was paid for.', example: '2026-12-11' })
  forFrom!: string;
  @ApiProperty({ example: '2026-12-31' })
  forTo!: string;
  @ApiProperty({ example: 'Paid in advance for days after the last day of the contract.' })
  reason!: string;
  @ApiProperty({ example: '2026-12-10' })
  dueSince!: string;
  @ApiProperty({ enum: STATES, example: 'due' })
  state!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The entry of the ledger with which all of it was back.',
    example: null,
  })
  receiptId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  closedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  waivedReason!: string | null;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class RecoveryDuePage extends PageInfo {
  @ApiProperty({ type: [RecoveryDueView] })
  items!: RecoveryDueView[];
}

export function toRecoveryDueView(row: RecoveryDueRow): RecoveryDueView {
  return {
    id: row.id,
    contractId: row.contract_id,
    contractReference: row.contract_reference,
    instalmentId: row.instalment_id,
    healthBody: row.health_body,
    group: row.group,
    amountPence: penceFromDatabase(row.amount_pence),
    recoveredPence: penceFromDatabase(row.recovered_pence),
    neverCamePence: penceFromDatabase(row.never_came_pence),
    forFrom: row.for_from,
    forTo: row.for_to,
    reason: row.reason,
    dueSince: row.due_since,
    state: row.state,
    receiptId: row.receipt_id,
    closedOn: row.closed_on,
    waivedReason: row.waived_reason,
    version: row.version,
  };
}
