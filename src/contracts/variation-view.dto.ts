import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { Side } from '../shared/side';
import type { Milestone } from './milestones.rules';
import type { Rhythm, Timing } from './payment-terms.rules';
import { PlanComparisonView } from './plan-comparison.dto';
import { VARIATION_STATES } from './variations.dto';
import type { VariationState } from './variations.dto';

/** Terms as the query makes them; the value as text, for JSON numbers may not hold it. */
export interface TermsJson {
  valuePence: string;
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  timing: Timing;
  rhythm: Rhythm;
  paymentDays: number;
  paymentDay: number | null;
  deviationReason: string | null;
  advanceBasis: string | null;
}

export interface VariationRow {
  id: string;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  contract_id: string;
  contract_reference: string;
  number: number;
  proposed_by: Side;
  proposed_on: CalendarDate;
  reason: string;
  effective_on: CalendarDate;
  before: TermsJson;
  after: TermsJson;
  milestones: Milestone[] | null;
  state: VariationState;
  answered_on: CalendarDate | null;
  decline_reason: string | null;
  how: string | null;
  told_how: string | null;
  evidence: string | null;
  schedule_version: number | null;
  version: number;
}

export class VariedTermsView {
  @ApiProperty({ description: 'Net of VAT, in pence.', example: 4800000 })
  valuePence!: number;
  @ApiProperty({ example: '2026-04-01' })
  startsOn!: string;
  @ApiProperty({ description: 'The last day, included.', example: '2027-03-31' })
  endsOn!: string;
  @ApiProperty({ example: 'in_advance' })
  timing!: string;
  @ApiProperty({ example: 'monthly' })
  rhythm!: string;
  @ApiProperty({ example: 30 })
  paymentDays!: number;
  @ApiProperty({ type: Number, nullable: true, example: null })
  paymentDay!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  deviationReason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Small voluntary body without working capital' })
  advanceBasis!: string | null;
}

export class VariationMilestoneView {
  @ApiProperty({ example: '2027-06-30' })
  dueOn!: string;
  @ApiProperty({ example: 400000 })
  netPence!: number;
  @ApiProperty({ type: String, nullable: true, example: 'Interim report' })
  label!: string | null;
}

export class VariationView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0700' })
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
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'Of this contract, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that proposed it.', example: 'group' })
  proposedBy!: string;
  @ApiProperty({ example: '2026-11-22' })
  proposedOn!: string;
  @ApiProperty({ example: 'Twice as many people come as we planned for.' })
  reason!: string;
  @ApiProperty({ description: 'The day from which the new terms hold.', example: '2027-01-01' })
  effectiveOn!: string;
  @ApiProperty({ type: VariedTermsView, description: 'The terms that held when it was proposed.' })
  before!: VariedTermsView;
  @ApiProperty({ type: VariedTermsView })
  after!: VariedTermsView;
  @ApiProperty({
    type: [VariationMilestoneView],
    nullable: true,
    description: 'With the timing on_milestone: what is still to be paid.',
  })
  milestones!: VariationMilestoneView[] | null;
  @ApiProperty({
    enum: VARIATION_STATES,
    description: 'lapsed: the contract was over before anybody answered.',
    example: 'open',
  })
  state!: VariationState;
  @ApiProperty({ type: String, nullable: true, example: null })
  answeredOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  declineReason!: string | null;
  @ApiProperty({
    type: String,
    enum: ['in_accord', 'outside_accord'],
    nullable: true,
    description: 'outside_accord: written down by the health body for a group that had not joined.',
    example: null,
  })
  how!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: by which way.', example: null })
  toldHow!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: what shows it.', example: null })
  evidence!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The plan that came of it; null where no payment moved, or it was not accepted.',
    example: null,
  })
  scheduleVersion!: number | null;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class VariationDetailView extends VariationView {
  @ApiProperty({
    type: PlanComparisonView,
    nullable: true,
    description: 'While it is open: what it would make of the payments as they stand now.',
  })
  preview!: PlanComparisonView | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it can no longer be accepted as it is: payments were sent or came since it was proposed.',
    example: null,
  })
  problem!: string | null;
}

export class VariationPage extends PageInfo {
  @ApiProperty({ type: [VariationView] })
  items!: VariationView[];
}

export function toVariedTermsView({ valuePence, ...terms }: TermsJson): VariedTermsView {
  return { valuePence: penceFromDatabase(valuePence), ...terms };
}

export function toVariationView(row: VariationRow): VariationView {
  return {
    id: row.id,
    contractId: row.contract_id,
    contractReference: row.contract_reference,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    number: row.number,
    proposedBy: row.proposed_by,
    proposedOn: row.proposed_on,
    reason: row.reason,
    effectiveOn: row.effective_on,
    before: toVariedTermsView(row.before),
    after: toVariedTermsView(row.after),
    milestones:
      row.milestones?.map(({ dueOn, netPence, label }) => ({ dueOn, netPence, label: label ?? null })) ?? null,
    state: row.state,
    answeredOn: row.answered_on,
    declineReason: row.decline_reason,
    how: row.how,
    toldHow: row.told_how,
    evidence: row.evidence,
    scheduleVersion: row.schedule_version,
    version: row.version,
  };
}
