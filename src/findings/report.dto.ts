import { ApiProperty } from '@nestjs/swagger';
import { REPORTED_RULES, SEVERITIES } from './finding';
import type { Evidence, ReportedRule, Severity } from './finding';

export class LatePayment {
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'From 1, oldest first.', example: 8 })
  instalmentNumber!: number;
  @ApiProperty({ example: '2026-10-30' })
  instalmentDueOn!: string;
  @ApiProperty({ description: 'What is owed, with VAT.', example: 400000 })
  amountPence!: number;
  @ApiProperty({ description: 'What had been received by the day.', example: 0 })
  receivedPence!: number;
  @ApiProperty({ description: 'Calendar days since the due date.', example: 23 })
  daysOverdue!: number;
  @ApiProperty({ enum: SEVERITIES, example: 'serious' })
  severity!: Severity;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'null for a grant, or where the Bank Rate is not known.',
    example: 0,
  })
  statutoryInterestPence!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'null for a grant.', example: 0 })
  fixedSumPence!: number | null;
}

export class AtRiskPayment {
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ example: 9 })
  instalmentNumber!: number;
  @ApiProperty({ example: '2026-12-01' })
  instalmentDueOn!: string;
  @ApiProperty({ description: 'Two banking days before it is due.', example: '2026-11-27' })
  sendByOn!: string;
  @ApiProperty({ example: 400000 })
  amountPence!: number;
}

export class ReportedFinding {
  @ApiProperty({ enum: REPORTED_RULES, example: 'no_deputy' })
  rule!: ReportedRule;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null when it concerns the partnership as a whole.',
    example: 'WM-2026-014',
  })
  contractReference!: string | null;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ enum: SEVERITIES, example: 'attention' })
  severity!: Severity;
  @ApiProperty({ type: [String], description: 'Whom it is about, by email.', example: ['sam.lead@westmere.example'] })
  people!: string[];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Figures, dates and references that show it.',
    example: { deputy: null },
  })
  evidence!: Readonly<Record<string, Evidence>>;
}

class ReportTotals {
  @ApiProperty({ description: 'Contracts in any state.', example: 40 })
  contracts!: number;
  @ApiProperty({ description: 'All their instalments that are not cancelled.', example: 480 })
  instalments!: number;
  @ApiProperty({ description: 'What is outstanding on the overdue ones.', example: 1250000 })
  overduePence!: number;
  @ApiProperty({ example: 4 })
  overdueCount!: number;
}

export class Report {
  @ApiProperty({ example: '2026-11-22' })
  asOf!: string;
  @ApiProperty({ type: [String], example: [] })
  warnings!: string[];
  @ApiProperty({
    type: [LatePayment],
    description: 'The overdue ones: critical first, most days first, then reference.',
  })
  latePayments!: LatePayment[];
  @ApiProperty({ type: [AtRiskPayment], description: 'By the day to send by, then reference.' })
  atRisk!: AtRiskPayment[];
  @ApiProperty({ type: [ReportedFinding], description: 'Critical first.' })
  findings!: ReportedFinding[];
  @ApiProperty({ type: ReportTotals })
  totals!: ReportTotals;
}
