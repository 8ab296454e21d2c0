import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import { CAUSES, causeInWords, OUTCOMES } from './outcome.rules';
import type { Cause, Outcome } from './outcome.rules';

const CAUSE_CODES = Object.keys(CAUSES) as Cause[];
const REASON_LENGTH = 1000;
const EXAMPLE = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0a20';
const LINE = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0710';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class EntryListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: OUTCOMES, description: 'Only entries with this outcome.', example: 'suggested' })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: Outcome;

  @ApiPropertyOptional({ enum: CAUSE_CODES, description: 'Only entries judged for this cause.', example: 'one_alike' })
  @IsOptional()
  @IsIn(CAUSE_CODES)
  cause?: Cause;
}

export class ConfirmEntryDto {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'The line of a run that it settles or sends back; the only candidate unless given.',
    example: LINE,
  })
  @IsOptional()
  @IsUUID()
  lineId?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The day on which the money was in the group’s account; worked out from the entry unless given.',
    example: '2026-11-20',
  })
  @IsOptional()
  @IsCalendarDate()
  receivedOn?: CalendarDate;
}

export class DecisionReasonDto {
  @ApiProperty({ description: 'Why.', example: 'It is the rent.', maxLength: REASON_LENGTH })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why.' })
  @MaxLength(REASON_LENGTH)
  reason!: string;
}

export interface CandidateRow {
  id: string;
  payeeName: string;
  reference: string;
  amountPence: number;
  dueOn: string;
  runNumber: number;
  state: string;
}

export interface EntryRow {
  id: string;
  position: number;
  booked_on: CalendarDate;
  amount_pence: string;
  currency: string;
  direction: 'debit' | 'credit';
  reversal: boolean;
  return_code: string | null;
  end_to_end_id: string | null;
  reference: string | null;
  counterparty: string | null;
  outcome: Outcome;
  cause: Cause;
  run_number: number | null;
  received_on: CalendarDate | null;
  reason: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  line_count: number;
  line: CandidateRow | null;
  candidates: CandidateRow[];
  version: number;
}

export class LineOfEntryView {
  @ApiProperty({ format: 'uuid', example: LINE }) id!: string;
  @ApiProperty({ example: 'Harbourlight CIO' }) payeeName!: string;
  @ApiProperty({ example: 'SV-2026-01/7' }) reference!: string;
  @ApiProperty({ description: 'In whole pence.', example: 400000 }) amountPence!: number;
  @ApiProperty({ example: '2026-12-01' }) dueOn!: string;
  @ApiProperty({ description: 'The number of its payment run.', example: 12 }) runNumber!: number;
  @ApiProperty({ description: 'The state of its payment now.', example: 'exported' }) state!: string;
}

export class EntryView {
  @ApiProperty({ format: 'uuid', example: EXAMPLE }) id!: string;
  @ApiProperty({ description: 'Its place in the file, from 1.', example: 17 }) position!: number;
  @ApiProperty({ example: '2026-11-20' }) bookedOn!: string;
  @ApiProperty({ description: 'In hundredths of its currency.', example: 400000 }) amountPence!: number;
  @ApiProperty({ example: 'GBP' }) currency!: string;
  @ApiProperty({ enum: ['debit', 'credit'], description: 'debit: out of your account.', example: 'debit' })
  direction!: 'debit' | 'credit';
  @ApiProperty({ description: 'The bank takes an earlier entry back.', example: false }) reversal!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it came back, as the bank has it.', example: null })
  returnCode!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'RUN-12-17' }) endToEndId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'SV-2026-01/7' }) reference!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'HARBOURLIGHT CIO' }) counterparty!: string | null;
  @ApiProperty({ enum: OUTCOMES, example: 'matched' }) outcome!: Outcome;
  @ApiProperty({ enum: CAUSE_CODES, description: 'Why it was judged so.', example: 'exact' }) cause!: Cause;
  @ApiProperty({ example: 'Reference, amount and payee are those of a line that was sent.' }) causeInWords!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The run whose whole sum it is.', example: null })
  runNumber!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'When the group was paid.', example: '2026-11-20' })
  receivedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was ignored or undone.', example: null })
  reason!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) decidedAt!: string | null;
  @ApiProperty({ description: 'How many payments it settles or sends back.', example: 1 }) lineCount!: number;
  @ApiProperty({ type: LineOfEntryView, nullable: true, description: 'The first of them.' })
  line!: LineOfEntryView | null;
  @ApiProperty({ type: [LineOfEntryView], description: 'What may be chosen, the likeliest first.' })
  candidates!: LineOfEntryView[];
  @ApiProperty({ example: 1 }) version!: number;
}

export class EntryPage extends PageInfo {
  @ApiProperty({ type: [EntryView] }) items!: EntryView[];
}

export function toEntryView(row: EntryRow): EntryView {
  return {
    id: row.id,
    position: row.position,
    bookedOn: row.booked_on,
    amountPence: penceFromDatabase(row.amount_pence),
    currency: row.currency,
    direction: row.direction,
    reversal: row.reversal,
    returnCode: row.return_code,
    endToEndId: row.end_to_end_id,
    reference: row.reference,
    counterparty: row.counterparty,
    outcome: row.outcome,
    cause: row.cause,
    causeInWords: causeInWords(row.cause),
    runNumber: row.run_number,
    receivedOn: row.received_on,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    lineCount: row.line_count,
    line: row.line,
    candidates: row.candidates,
    version: row.version,
  };
}
