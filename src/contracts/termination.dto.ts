import { ApiProperty } from '@nestjs/swagger';
import { PlanComparisonView, toPlanComparisonView } from './plan-comparison.dto';
import type { NotOwed, PlannedTermination } from './termination.rules';

export class NotOwedView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ description: 'The first day that it was for.', example: '2026-12-11' })
  from!: string;
  @ApiProperty({ description: 'The last day that it was for.', example: '2026-12-31' })
  to!: string;
  @ApiProperty({ description: 'VAT included, in pence.', example: 67742 })
  amountPence!: number;
}

export class TerminationPreviewView extends PlanComparisonView {
  @ApiProperty({
    type: [NotOwedView],
    description: 'What was paid in advance, or is on its way, for days after the last: due to be recovered.',
  })
  recoveries!: NotOwedView[];
  @ApiProperty({ type: [NotOwedView], description: 'What need not be paid any more of payments that came in part.' })
  released!: NotOwedView[];
}

export function toTerminationPreviewView({
  comparison,
  recoveries,
  released,
}: PlannedTermination): TerminationPreviewView {
  const shown = { recoveries: recoveries.map(toNotOwedView), released: released.map(toNotOwedView) };
  return Object.assign(toPlanComparisonView(comparison), shown);
}

function toNotOwedView({ instalmentId, from, to, amountPence }: NotOwed): NotOwedView {
  return { instalmentId, from, to, amountPence };
}
