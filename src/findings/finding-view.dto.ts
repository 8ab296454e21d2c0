import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import { FINDING_RULES, SEVERITIES } from './finding';
import type { ActsOn, Audience, Evidence, FindingRule, Severity } from './finding';
import { FINDING_STATES } from './finding-list.dto';
import type { FindingState } from './finding-list.dto';
import { TITLES, WHY_CLEARED } from './finding-words';
import { ruleNamed } from './watched.rules';
import { REASONS_CLEARED } from './why-cleared.rules';
import type { ReasonCleared } from './why-cleared.rules';

/** A finding as queries name its columns, with what the reader's own side did with it. */
export interface FindingRow {
  id: string;
  rule: FindingRule;
  severity: Severity | null;
  audience: Audience;
  acts_on: ActsOn;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  partnership_id: string;
  contract_id: string | null;
  contract_reference: string | null;
  instalment_id: string | null;
  evidence: Readonly<Record<string, Evidence>>;
  first_seen_on: string;
  last_confirmed_on: string;
  cleared_on: string | null;
  cleared_why: ReasonCleared | null;
  version: number;
  worst_first: string;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  snoozed_until: string | null;
  snooze_reason: string | null;
  state: FindingState;
}

export class FindingView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900' })
  id!: string;
  @ApiProperty({ enum: FINDING_RULES, example: 'overdue' })
  rule!: FindingRule;
  @ApiProperty({ description: 'What it is, in words.', example: 'A payment is overdue' })
  title!: string;
  @ApiProperty({
    type: String,
    enum: SEVERITIES,
    nullable: true,
    description: 'null for what waits on the group: that is never held against it.',
    example: 'serious',
  })
  severity!: Severity | null;
  @ApiProperty({ enum: ['health_body', 'group', 'both'], description: 'Which side reads it.', example: 'both' })
  audience!: Audience;
  @ApiProperty({ enum: ['health_body', 'group'], description: 'Which side can mend it.', example: 'health_body' })
  actsOn!: ActsOn;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null when it concerns the partnership as a whole.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  contractId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'WM-2026-014' })
  contractReference!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0500' })
  instalmentId!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The dates, figures and references that show it. Days are counted to today.',
    example: { number: 8, dueOn: '2026-10-30', amountPence: 400000, receivedPence: 0, daysOverdue: 23 },
  })
  evidence!: Readonly<Record<string, Evidence>>;
  @ApiProperty({ enum: FINDING_STATES, example: 'open' })
  state!: FindingState;
  @ApiProperty({ description: 'The day on which it was first seen.', example: '2026-11-07' })
  firstSeenOn!: string;
  @ApiProperty({ description: 'Whether somebody of your side has said that they know of it.', example: false })
  acknowledged!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The last day on which it rests for your side.',
    example: null,
  })
  snoozedUntil!: string | null;
  @ApiProperty({ description: 'Goes up when what it says changes.', example: 1 })
  version!: number;
}

class FindingResponseView {
  @ApiProperty({ type: String, nullable: true, example: '2026-11-20T09:12:00.000Z' })
  acknowledgedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The account or token that said so.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0700',
  })
  acknowledgedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-12-31' })
  snoozedUntil!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'The ledger is closed until the new year.' })
  reason!: string | null;
}

export class FindingDetailView extends FindingView {
  @ApiProperty({ description: 'The number of the recommendation behind it.', example: 'G8' })
  recommendation!: string;
  @ApiProperty({
    description: 'What makes it go away.',
    example: 'The full amount reaches the group’s account, or the instalment is cancelled.',
  })
  clearedBy!: string;
  @ApiProperty({ description: 'The last day on which it was judged to hold.', example: '2026-11-22' })
  lastConfirmedOn!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  clearedOn!: string | null;
  @ApiProperty({ type: String, enum: REASONS_CLEARED, nullable: true, example: null })
  clearedWhy!: ReasonCleared | null;
  @ApiProperty({ type: String, nullable: true, description: 'The same in words.', example: null })
  clearedWhyInWords!: string | null;
  @ApiProperty({ type: FindingResponseView, description: 'What your own side did with it. The other never sees it.' })
  response!: FindingResponseView;
}

export class FindingPage extends PageInfo {
  @ApiProperty({ type: [FindingView] })
  items!: FindingView[];
}

export function toFindingView(row: FindingRow): FindingView {
  return {
    id: row.id,
    rule: row.rule,
    title: TITLES[row.rule],
    severity: row.severity,
    audience: row.audience,
    actsOn: row.acts_on,
    partnershipId: row.partnership_id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    contractId: row.contract_id,
    contractReference: row.contract_reference,
    instalmentId: row.instalment_id,
    evidence: row.evidence,
    state: row.state,
    firstSeenOn: row.first_seen_on,
    acknowledged: row.acknowledged_at !== null,
    snoozedUntil: row.snoozed_until,
    version: row.version,
  };
}

export function toFindingDetailView(row: FindingRow): FindingDetailView {
  const { gNumber, clearedBy } = ruleNamed(row.rule);
  return Object.assign(toFindingView(row), {
    recommendation: gNumber,
    clearedBy,
    lastConfirmedOn: row.last_confirmed_on,
    clearedOn: row.cleared_on,
    clearedWhy: row.cleared_why,
    clearedWhyInWords: row.cleared_why === null ? null : WHY_CLEARED[row.cleared_why],
    response: {
      acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
      acknowledgedBy: row.acknowledged_by,
      snoozedUntil: row.snoozed_until,
      reason: row.snooze_reason,
    },
  });
}
