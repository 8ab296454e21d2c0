import { ApiProperty } from '@nestjs/swagger';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { ArrivalStatementView, ImpactReportView } from './group-words.dto';
import { HoldView, toHoldView } from './holds.dto';
import type { HoldRow } from './holds.dto';
import type { ImpactRow } from './impact.service';
import { INSTALMENT_STATES } from './instalment-states';
import type { InstalmentState } from './instalment-states';
import { LedgerEntryView, toLedgerEntryView } from './receipt-view.dto';
import type { LedgerRow } from './receipt-view.dto';

/** All that happened to one instalment, as its query builds it. */
export interface HistoryRow {
  id: string;
  contract_id: string;
  moves: MoveView[];
  holds: HoldRow[];
  receipts: LedgerRow[];
  statements: ArrivalStatementView[];
  impact: ImpactRow[];
}

export class MoveView {
  @ApiProperty({ description: 'Its place in the history, from 1.', example: 1 })
  position!: number;
  @ApiProperty({ enum: INSTALMENT_STATES, example: 'planned' })
  fromState!: InstalmentState;
  @ApiProperty({ enum: INSTALMENT_STATES, example: 'held' })
  toState!: InstalmentState;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why: that of the hold or the return, received, taken_back and receipt_reversed for the ledger.',
    example: 'papers_missing',
  })
  reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'In words.', example: 'The purchase order ran out.' })
  reason!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The day that it is about, where that is not the day it was recorded: that of a return, by the bank.',
    example: null,
  })
  happenedOn!: CalendarDate | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-19T09:30:00.000Z' })
  recordedAt!: string;
}

export class InstalmentHistoryView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ type: [MoveView], description: 'Each change of state, oldest first.' })
  moves!: MoveView[];
  @ApiProperty({ type: [HoldView], description: 'Each time it was held, oldest first.' })
  holds!: HoldView[];
  @ApiProperty({ type: [LedgerEntryView], description: 'What was received, reversed and taken back, by day.' })
  receipts!: LedgerEntryView[];
  @ApiProperty({ type: [ArrivalStatementView], description: 'What the group said of its arrival, oldest first.' })
  arrivalStatements!: ArrivalStatementView[];
  @ApiProperty({
    type: [ImpactReportView],
    description: 'What waiting for it meant to the group, oldest first. Not for finance roles, who get none.',
  })
  impactReports!: ImpactReportView[];
}

export function toHistoryView(row: HistoryRow): InstalmentHistoryView {
  const reversed = new Set(row.receipts.map(({ reversesId }) => reversesId));
  return {
    instalmentId: row.id,
    moves: row.moves.map((move) => Object.assign(move, { recordedAt: instant(move.recordedAt) })),
    holds: row.holds.map(toHoldView),
    receipts: row.receipts.map((each) => toLedgerEntryView(each, reversed.has(each.id))),
    arrivalStatements: row.statements.map((each) => Object.assign(each, { saidAt: instant(each.saidAt) })),
    impactReports: row.impact.map(toImpactReportView),
  };
}

export function toImpactReportView(row: ImpactRow): ImpactReportView {
  const { reservesUsedPence: reserves, reportedAt, withdrawnAt } = row;
  return {
    ...row,
    reservesUsedPence: reserves === null ? null : penceFromDatabase(reserves),
    reportedAt: instant(reportedAt),
    withdrawnAt: withdrawnAt === null ? null : instant(withdrawnAt),
  };
}

/** PostgreSQL writes instants in JSON with the offset of its session. */
function instant(text: string): string {
  return new Date(text).toISOString();
}
