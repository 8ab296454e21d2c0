import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo, trueOrFalse } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { RUN_METHODS, RUN_STATES } from './run.rules';
import type { RunMethod, RunState } from './run.rules';

const SORT_NAMES = ['number', '-number'] as const;
const EXAMPLE_ID = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0700';
const EXAMPLE_ACCOUNT = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900';

export class RunListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: RUN_STATES, description: 'Only runs in this state.', example: 'draft' })
  @IsOptional()
  @IsIn(RUN_STATES)
  state?: RunState;

  @ApiPropertyOptional({ description: 'true: only runs that are neither closed nor cancelled.', example: true })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  underWay?: boolean;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-number', example: '-number' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-number';
}

export class ProposeRunDto {
  @ApiProperty({
    type: String,
    description: 'Everything that must be sent by this day is looked at.',
    example: '2026-11-27',
  })
  @IsCalendarDate()
  sendByOn!: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    description:
      'The first day on which the money is to arrive: a payment arrives when it is due, but not earlier. The second banking day from today unless given.',
    example: '2026-12-01',
  })
  @IsOptional()
  @IsCalendarDate()
  paymentDate?: CalendarDate;

  @ApiPropertyOptional({
    enum: RUN_METHODS,
    default: 'ap_csv',
    description: 'How it is sent: a file for the ledger, or one for the bank.',
    example: 'ap_csv',
  })
  @IsOptional()
  @IsIn(RUN_METHODS)
  method: RunMethod = 'ap_csv';

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The saved column set of the ledger file; the standard one without.',
    example: null,
  })
  @IsOptional()
  @IsUUID()
  templateId?: string | null;
}

/** A run as queries answer it. */
export interface RunRow {
  id: string;
  number: number;
  state: RunState;
  send_by_on: CalendarDate;
  payment_date: CalendarDate;
  method: RunMethod;
  template_id: string | null;
  template_version: number | null;
  line_count: number;
  total_pence: string;
  left_out_count: number;
  touched_by: string[];
  submitted_by: string | null;
  submitted_at: Date | null;
  approved_by: string | null;
  approved_at: Date | null;
  exported_by: string | null;
  exported_at: Date | null;
  closed_at: Date | null;
  reason: string | null;
  version: number;
  created_at: Date;
}

export class RunView {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID }) id!: string;
  @ApiProperty({ description: 'Its number at your health body.', example: 12 }) number!: number;
  @ApiProperty({ enum: RUN_STATES, example: 'draft' }) state!: RunState;
  @ApiProperty({ description: 'It was proposed from what must be sent by this day.', example: '2026-11-27' })
  sendByOn!: string;
  @ApiProperty({ description: 'The first day on which the money is to arrive.', example: '2026-12-01' })
  paymentDate!: string;
  @ApiProperty({ enum: RUN_METHODS, example: 'ap_csv' }) method!: RunMethod;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) templateId!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The version of the column set that it was submitted with: with another it is not sent.',
    example: null,
  })
  templateVersion!: number | null;
  @ApiProperty({ example: 41 }) lineCount!: number;
  @ApiProperty({ description: 'In whole pence.', example: 18450000 }) totalPence!: number;
  @ApiProperty({ description: 'How many payments had to be sent by the day too and are not in the run.', example: 2 })
  leftOutCount!: number;
  @ApiProperty({
    type: [String],
    description: 'The accounts that had a hand in preparing it.',
    example: [EXAMPLE_ACCOUNT],
  })
  touchedBy!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) submittedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) submittedAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) approvedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) approvedAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) exportedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) exportedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) closedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was last sent back, cancelled, or closed by hand.',
    example: null,
  })
  reason!: string | null;
  @ApiProperty({ example: '2026-11-24T09:30:00.000Z' }) createdAt!: string;
  @ApiProperty({ example: 1 }) version!: number;
}

export class RunPage extends PageInfo {
  @ApiProperty({ type: [RunView] }) items!: RunView[];
}

export class RunWarningView {
  @ApiProperty({ enum: ['no_approver'], example: 'no_approver' }) code!: 'no_approver';
  @ApiProperty({ example: 'Nobody who may approve £184,500.00 is there by 27 November 2026.' }) detail!: string;
}

export class RunApprovalView {
  @ApiProperty({ description: 'Whether you may approve it, now that it is as it is.', example: false }) may!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why not.',
    example: 'You had a hand in preparing this run, so somebody else has to approve it.',
  })
  whyNot!: string | null;
}

export class RunDetailView extends RunView {
  @ApiProperty({ type: [RunWarningView] }) warnings!: RunWarningView[];
  @ApiProperty({ type: RunApprovalView }) approval!: RunApprovalView;
  @ApiProperty({
    description: 'How many of its payments are no longer as the lines say. 0 once it is exported.',
    example: 0,
  })
  differenceCount!: number;
  @ApiProperty({ description: 'Of an exported run: lines whose money has arrived or come back.', example: 0 })
  settledCount!: number;
}

/** What is read of one run besides its row. */
export interface RunDetail {
  row: RunRow;
  warnings: RunWarningView[];
  whyNotApprove: string | null;
  differenceCount: number;
  settledCount: number;
}

const instant = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export function toRunView(row: RunRow): RunView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    sendByOn: row.send_by_on,
    paymentDate: row.payment_date,
    method: row.method,
    templateId: row.template_id,
    templateVersion: row.template_version,
    lineCount: row.line_count,
    totalPence: penceFromDatabase(row.total_pence),
    leftOutCount: row.left_out_count,
    touchedBy: row.touched_by,
    submittedBy: row.submitted_by,
    submittedAt: instant(row.submitted_at),
    approvedBy: row.approved_by,
    approvedAt: instant(row.approved_at),
    exportedBy: row.exported_by,
    exportedAt: instant(row.exported_at),
    closedAt: instant(row.closed_at),
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

export function toRunDetailView({ row, warnings, whyNotApprove, ...counts }: RunDetail): RunDetailView {
  const approval = { may: row.state === 'submitted' && whyNotApprove === null, whyNot: whyNotApprove };
  return Object.assign(toRunView(row), { warnings, approval, ...counts });
}
