import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import { penceFromDatabase } from '../shared/money';
import type { StandingJudge, StandingRow } from './instalment-standing.service';
import { LedgerEntryView, toLedgerEntryView } from './receipt-view.dto';
import { ARRIVALS } from './group-words.dto';
import type { Arrival } from './group-words.dto';
import { HoldView, toHoldView } from './holds.dto';
import type { HoldRow } from './holds.dto';
import { HOLD_CAUSES, holdCause } from './instalment-life.rules';
import type { HoldCause } from './instalment-life.rules';
import { INSTALMENT_STATES } from './instalment-states';
import type { InstalmentState } from './instalment-states';

/** A row of an instalment list, as the query names its columns. */
export interface InstalmentRow extends StandingRow {
  id: string;
  contract_id: string;
  contract_reference: string;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  number: number;
  period_starts_on: string;
  net_pence: string;
  vat_pence: string;
  state: InstalmentState;
  suspended: boolean;
  version: number;
  arrival_said: Arrival | null;
  /** Null unless it is held now. */
  hold: HoldRow | null;
}

export class InstalmentView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({
    description: 'The group by the name it is known as; for finance roles the payee name, as the bank has it.',
    example: 'Harbour Lights',
  })
  group!: string;
  @ApiProperty({ description: 'Its place in the plan, from 1.', example: 8 })
  number!: number;
  @ApiProperty({ description: 'The first day paid for.', example: '2026-11-01' })
  periodStartsOn!: string;
  @ApiProperty({ description: 'The last day paid for, included.', example: '2026-11-30' })
  periodEndsOn!: string;
  @ApiProperty({ description: "The day on which the money is to be in the group's account.", example: '2026-10-30' })
  dueOn!: string;
  @ApiProperty({ description: 'The last day to submit a Bacs payment that arrives by then.', example: '2026-10-28' })
  sendByOn!: string;
  @ApiProperty({ description: 'In pence, without VAT.', example: 400000 })
  netPence!: number;
  @ApiProperty({ description: 'In pence.', example: 0 })
  vatPence!: number;
  @ApiProperty({ description: 'What is owed in all: net and VAT, in pence.', example: 400000 })
  amountPence!: number;
  @ApiProperty({ description: 'Received by the end of the day asked for, in pence.', example: 0 })
  receivedPence!: number;
  @ApiProperty({ description: 'Then still to be received, due or not, in pence; 0 when cancelled.', example: 400000 })
  outstandingPence!: number;
  @ApiProperty({ enum: INSTALMENT_STATES, description: 'As it is now, whatever day is asked for.', example: 'planned' })
  state!: InstalmentState;
  @ApiProperty({
    type: () => HoldView,
    nullable: true,
    description: 'Why it is held now; null unless it is. Held is still overdue.',
    example: null,
  })
  hold!: HoldView | null;
  @ApiProperty({
    type: String,
    enum: HOLD_CAUSES,
    nullable: true,
    description: 'Whose cause the hold is; disputed where the two sides differ. Null unless it is held now.',
    example: null,
  })
  holdCause!: HoldCause | null;
  @ApiProperty({
    type: String,
    enum: ARRIVALS,
    nullable: true,
    description: 'What the group last said; null while it said nothing.',
    example: null,
  })
  arrivalSaid!: Arrival | null;
  @ApiProperty({
    description: 'False while its contract is a draft or withdrawn, on the day asked for: no money is to come for it.',
    example: true,
  })
  counts!: boolean;
  @ApiProperty({
    description:
      'Its contract is suspended on the day on which it would be paid, its due day or today where that has gone by: it is not sent.',
    example: false,
  })
  contractSuspended!: boolean;
  @ApiProperty({
    description: 'Due before the day asked for and not fully received by it. Never of a draft or withdrawn contract.',
    example: true,
  })
  overdue!: boolean;
  @ApiProperty({ description: 'Calendar days since the due date; 0 unless it is overdue.', example: 23 })
  daysOverdue!: number;
  @ApiProperty({
    type: String,
    enum: ['attention', 'serious', 'critical'],
    nullable: true,
    description: 'By days overdue: attention from 1, serious from 8, critical from 30. Null unless it is overdue.',
    example: 'serious',
  })
  severity!: string | null;
  @ApiProperty({
    description:
      'Due on the day asked for or later, not fully received, not sent yet, and to be sent within five banking days.',
    example: false,
  })
  atRisk!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The day that completed the amount; null if that was not by the day asked for.',
    example: null,
  })
  settledOn!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Statutory interest that the group may claim, up to and including the day asked for, in pence: 8% over the Bank Rate that held when it started. 0 before it starts. Null for a grant, which the Act does not cover, and where the rate is missing.',
    example: null,
  })
  statutoryInterestPence!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The fixed sum that may be claimed besides, in pence; null for a grant.',
    example: null,
  })
  fixedSumPence!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day that carries statutory interest if the debt is still there; null for a grant.',
    example: '2026-12-01',
  })
  interestStartsOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The half-year whose Bank Rate is missing, where the interest cannot be worked out for that.',
    example: null,
  })
  missingRate!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class InstalmentPage extends PageInfo {
  @ApiProperty({ type: [InstalmentView] })
  items!: InstalmentView[];
}

export class InstalmentDetailView extends InstalmentView {
  @ApiProperty({
    type: [LedgerEntryView],
    description: 'What was received, reversed and taken back by the end of the day asked for, oldest first.',
  })
  receipts!: LedgerEntryView[];
}

export function toInstalmentView(row: InstalmentRow, judge: StandingJudge): InstalmentView {
  const { interest, ...standing } = judge.standing(row);
  return {
    id: row.id,
    contractId: row.contract_id,
    contractReference: row.contract_reference,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    number: row.number,
    periodStartsOn: row.period_starts_on,
    periodEndsOn: row.period_ends_on,
    dueOn: row.due_on,
    sendByOn: row.send_by_on,
    netPence: penceFromDatabase(row.net_pence),
    vatPence: penceFromDatabase(row.vat_pence),
    amountPence: penceFromDatabase(row.amount_pence),
    ...standing,
    counts: row.contract_counts,
    contractSuspended: row.suspended,
    state: row.state,
    hold: row.hold === null ? null : toHoldView(row.hold),
    holdCause: row.hold === null ? null : holdCause(row.hold.causeByHealth, row.hold.causeByGroup),
    arrivalSaid: row.arrival_said,
    statutoryInterestPence: interest.interestPence,
    fixedSumPence: interest.fixedSumPence,
    interestStartsOn: interest.startsOn,
    missingRate: interest.missingRate,
    version: row.version,
  };
}

export function toInstalmentDetailView(row: InstalmentRow, judge: StandingJudge): InstalmentDetailView {
  const reversed = new Set(row.receipts.map(({ reversesId }) => reversesId));
  const receipts = row.receipts.map((each) => toLedgerEntryView(each, reversed.has(each.id)));
  return Object.assign(toInstalmentView(row, judge), { receipts });
}
