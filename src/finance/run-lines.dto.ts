import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { DIFFERENCES, differenceInWords, LEFT_OUT_REASONS, leftOutInWords } from './left-out.rules';
import type { Difference, LeftOutReason } from './left-out.rules';

const MOST_AT_ONCE = 200;
const INSTALMENT = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400';

export class AddLinesDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'Payments to add. One that cannot be added refuses them all.',
    maxItems: MOST_AT_ONCE,
    example: [INSTALMENT],
  })
  @IsArray()
  @ArrayMinSize(1, { message: 'instalmentIds must name at least one payment.' })
  @ArrayMaxSize(MOST_AT_ONCE, { message: `instalmentIds may name at most ${String(MOST_AT_ONCE)} payments.` })
  @ArrayUnique({ message: 'instalmentIds must name each payment once.' })
  @IsUUID(undefined, { each: true, message: 'instalmentIds must be ids of your payments.' })
  instalmentIds!: string[];
}

export interface LineRow {
  id: string;
  position: number;
  instalment_id: string;
  payee_name: string;
  supplier_number: string | null;
  reference: string;
  amount_pence: string;
  due_on: CalendarDate;
  send_by_on: CalendarDate;
  cost_centre: string | null;
  account_code: string | null;
  analysis_code: string | null;
  live: boolean;
  instalment_state: string;
}

export class RunLineView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0710' }) id!: string;
  @ApiProperty({ description: 'Its place in the run, from 1.', example: 1 }) position!: number;
  @ApiProperty({ format: 'uuid', example: INSTALMENT }) instalmentId!: string;
  @ApiProperty({ description: 'The account holder, as copied when the line was added.', example: 'Harbourlight CIO' })
  payeeName!: string;
  @ApiProperty({ type: String, nullable: true, example: 'S-0101' }) supplierNumber!: string | null;
  @ApiProperty({ description: 'Of the contract and the payment.', example: 'SV-2026-01/7' }) reference!: string;
  @ApiProperty({ description: 'In whole pence.', example: 400000 }) amountPence!: number;
  @ApiProperty({ example: '2026-12-01' }) dueOn!: string;
  @ApiProperty({ example: '2026-11-27' }) sendByOn!: string;
  @ApiProperty({ type: String, nullable: true, example: 'C100' }) costCentre!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '52100' }) accountCode!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) analysisCode!: string | null;
  @ApiProperty({ description: 'false once the run is cancelled or the payment came back.', example: true })
  live!: boolean;
  @ApiProperty({
    enum: ['planned', 'approved', 'exported', 'paid', 'returned', 'held', 'cancelled'],
    description: 'How the payment stands now.',
    example: 'approved',
  })
  instalmentState!: string;
}

export class RunLinePage extends PageInfo {
  @ApiProperty({ type: [RunLineView] }) items!: RunLineView[];
}

export function toLineView(row: LineRow): RunLineView {
  return {
    id: row.id,
    position: row.position,
    instalmentId: row.instalment_id,
    payeeName: row.payee_name,
    supplierNumber: row.supplier_number,
    reference: row.reference,
    amountPence: penceFromDatabase(row.amount_pence),
    dueOn: row.due_on,
    sendByOn: row.send_by_on,
    costCentre: row.cost_centre,
    accountCode: row.account_code,
    analysisCode: row.analysis_code,
    live: row.live,
    instalmentState: row.instalment_state,
  };
}

export interface LeftOutRow {
  instalment_id: string;
  payee_name: string;
  reference: string;
  amount_pence: string;
  due_on: CalendarDate;
  send_by_on: CalendarDate;
  reason: LeftOutReason;
  in_run: number | null;
  missing: string[];
}

export class LeftOutView {
  @ApiProperty({ format: 'uuid', example: INSTALMENT }) instalmentId!: string;
  @ApiProperty({ example: 'Harbourlight CIO' }) payeeName!: string;
  @ApiProperty({ example: 'SV-2026-01/7' }) reference!: string;
  @ApiProperty({ description: 'What was outstanding, in whole pence.', example: 400000 }) amountPence!: number;
  @ApiProperty({ example: '2026-12-01' }) dueOn!: string;
  @ApiProperty({ example: '2026-11-27' }) sendByOn!: string;
  @ApiProperty({ enum: LEFT_OUT_REASONS, example: 'held' }) reason!: LeftOutReason;
  @ApiProperty({ description: 'The reason in words.', example: 'It is on hold.' }) reasonInWords!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The run that it is in.', example: null })
  inRun!: number | null;
  @ApiProperty({ type: [String], description: 'The checks of readiness that it failed.', example: [] })
  missing!: string[];
}

export class LeftOutPage extends PageInfo {
  @ApiProperty({ type: [LeftOutView] }) items!: LeftOutView[];
}

export function toLeftOutView(row: LeftOutRow): LeftOutView {
  const { reason, in_run: inRun, missing } = row;
  return {
    instalmentId: row.instalment_id,
    payeeName: row.payee_name,
    reference: row.reference,
    amountPence: penceFromDatabase(row.amount_pence),
    dueOn: row.due_on,
    sendByOn: row.send_by_on,
    reason,
    reasonInWords: leftOutInWords({ reason, inRun, missing }),
    inRun,
    missing,
  };
}

export interface DifferenceRow {
  id: string;
  position: number;
  instalment_id: string;
  payee_name: string;
  reference: string;
  differences: Difference[];
  missing: string[];
}

export class DifferenceView {
  @ApiProperty({ format: 'uuid', description: 'The line.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0710' })
  id!: string;
  @ApiProperty({ example: 1 }) position!: number;
  @ApiProperty({ format: 'uuid', example: INSTALMENT }) instalmentId!: string;
  @ApiProperty({ example: 'Harbourlight CIO' }) payeeName!: string;
  @ApiProperty({ example: 'SV-2026-01/7' }) reference!: string;
  @ApiProperty({ enum: DIFFERENCES, isArray: true, example: ['held'] }) differences!: Difference[];
  @ApiProperty({ type: [String], description: 'The checks of readiness that it fails now.', example: [] })
  missing!: string[];
  @ApiProperty({ example: 'Line 1 (SV-2026-01/7): it is on hold.' }) inWords!: string;
}

export class DifferencePage extends PageInfo {
  @ApiProperty({ type: [DifferenceView] }) items!: DifferenceView[];
}

export function toDifferenceView(row: DifferenceRow): DifferenceView {
  return {
    id: row.id,
    position: row.position,
    instalmentId: row.instalment_id,
    payeeName: row.payee_name,
    reference: row.reference,
    differences: row.differences,
    missing: row.missing,
    inWords: differenceInWords(row),
  };
}
