import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../platform';

export class AuditEventListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what happened to this record.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  @ApiPropertyOptional({ description: 'Only this, as `what.happened`.', example: 'contract.agreed' })
  @IsOptional()
  @Matches(/^[a-z-]+\.[a-z-]+$/, { message: 'action must be written as what.happened, for example contract.agreed.' })
  action?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what this account or token did.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800',
  })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({ description: 'Only from this day on, in London.', example: '2026-11-01' })
  @IsOptional()
  @IsCalendarDate()
  from?: string;

  @ApiPropertyOptional({ description: 'Only until this day, included, in London.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  to?: string;
}

/** A row of the list, as the query names its columns. */
export interface AuditEventRow {
  id: string;
  happened_at: Date;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_id: string;
  detail: Record<string, unknown> | null;
  request_id: string | null;
}

export class AuditEventView {
  @ApiProperty({ description: 'Goes up with time, in one series for the whole server.', example: '20417' })
  id!: string;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  happenedAt!: string;
  @ApiProperty({ enum: ['account', 'token', 'operator', 'system'], example: 'account' })
  actorKind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'null for the operator and the system.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800',
  })
  actorId!: string | null;
  @ApiProperty({ example: 'contract.agreed' })
  action!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  subjectId!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Ids, codes and figures. null for an administrator where it is about a partnership.',
    example: { role: 'auditor' },
  })
  detail!: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0999' })
  requestId!: string | null;
}

export class AuditEventPage extends PageInfo {
  @ApiProperty({ type: [AuditEventView] })
  items!: AuditEventView[];
}

export function toAuditEventView(row: AuditEventRow): AuditEventView {
  return {
    id: row.id,
    happenedAt: row.happened_at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectId: row.subject_id,
    detail: row.detail,
    requestId: row.request_id,
  };
}
