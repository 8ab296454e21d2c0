import { ApiProperty } from '@nestjs/swagger';
import type { ComparedLine, PlanComparison } from './plan-comparison.rules';
import { PlannedInstalmentView, toPlannedInstalmentView } from './schedule.dto';
import { seenKey } from './standing-plan';

const WHY_KEPT = ['sent_or_received', 'due_already', 'before_effective_date', 'not_concerned'];

export class ComparedLineView {
  @ApiProperty({
    type: PlannedInstalmentView,
    nullable: true,
    description: 'As it is planned now; null for a new one.',
  })
  old!: PlannedInstalmentView | null;
  @ApiProperty({ type: PlannedInstalmentView, nullable: true, description: 'As it would be; null where it would go.' })
  new!: PlannedInstalmentView | null;
  @ApiProperty({ description: 'New less old, VAT included, in pence.', example: 50000 })
  differencePence!: number;
  @ApiProperty({
    type: String,
    enum: WHY_KEPT,
    nullable: true,
    description: 'Why it stays as it is; null where it is planned again.',
    example: null,
  })
  kept!: string | null;
}

export class PlanComparisonView {
  @ApiProperty({ description: 'Send it with your acceptance.', example: 'pT0wHkq9m1oXW6c2v3yZaQ' })
  previewKey!: string;
  @ApiProperty({ description: 'All payments as planned now, VAT included, in pence.', example: 900000 })
  oldPence!: number;
  @ApiProperty({ description: 'All payments as they would be, VAT included, in pence.', example: 1200000 })
  newPence!: number;
  @ApiProperty({ example: 300000 })
  differencePence!: number;
  @ApiProperty({ type: [ComparedLineView], description: 'By the first day paid for.' })
  lines!: ComparedLineView[];
}

export function toPlanComparisonView(comparison: PlanComparison): PlanComparisonView {
  const { oldPence, newPence, differencePence, lines } = comparison;
  return { previewKey: seenKey(comparison), oldPence, newPence, differencePence, lines: lines.map(toComparedLineView) };
}

function toComparedLineView({ old, new: instead, differencePence, kept }: ComparedLine): ComparedLineView {
  return {
    old: old === null ? null : toPlannedInstalmentView(old),
    new: instead === null ? null : toPlannedInstalmentView(instead),
    differencePence,
    kept,
  };
}
