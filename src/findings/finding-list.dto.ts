import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../platform';
import { FINDING_RULES, SEVERITIES } from './finding';
import type { ActsOn, FindingRule, Severity } from './finding';

export const FINDING_STATES = ['open', 'snoozed', 'cleared'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

const SIDES = ['health_body', 'group'] as const;

export class FindingListQuery extends ListQuery {
  @ApiPropertyOptional({
    enum: FINDING_STATES,
    default: 'open',
    description: 'open: holds and does not rest; snoozed: holds, and your side lets it rest; cleared: holds no more.',
    example: 'open',
  })
  @IsOptional()
  @IsIn(FINDING_STATES)
  state: FindingState = 'open';

  @ApiPropertyOptional({ enum: FINDING_RULES, example: 'overdue' })
  @IsOptional()
  @IsIn(FINDING_RULES)
  rule?: FindingRule;

  @ApiPropertyOptional({ enum: SEVERITIES, example: 'critical' })
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: Severity;

  @ApiPropertyOptional({ enum: SIDES, description: 'Only what this side can mend.', example: 'health_body' })
  @IsOptional()
  @IsIn(SIDES)
  actsOn?: ActsOn;

  @ApiPropertyOptional({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what is about this one contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;
}
