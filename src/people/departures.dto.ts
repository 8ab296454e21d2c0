import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsCalendarDate } from '../platform';
import type { Holding } from './contributions';

export class SetDepartureDto {
  @ApiProperty({
    description: 'The last day at your organisation. Why somebody leaves is not recorded anywhere.',
    example: '2026-12-31',
  })
  @IsCalendarDate()
  lastDayOn!: string;
}

export class HoldingView {
  @ApiProperty({ description: 'What kind of thing it is.', example: 'named-lead' })
  kind!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300' })
  id!: string;
  @ApiProperty({ example: 'WM-2026-014 Peer support and advocacy' })
  label!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What they are on it.', example: 'lead' })
  role!: string | null;
}

export class DepartureView {
  @ApiProperty({ type: String, nullable: true, description: 'Null while nobody leaves.', example: '2026-12-31' })
  lastDayOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When the other sides were told. Until then the last day is your own to know.',
    example: null,
  })
  toldOn!: string | null;
  @ApiPropertyOptional({
    type: [HoldingView],
    description:
      'What they hold today, or from a later day, and somebody else has to take over. Left out for administrators, who see no partnerships.',
  })
  holds?: HoldingView[];
  @ApiProperty({ description: 'Of the person: goes up with each change.', example: 1 })
  version!: number;
}

export interface Departure {
  lastDayOn: string | null;
  toldOn: string | null;
  holds: Holding[] | null;
  version: number;
}

export function toDepartureView({ lastDayOn, toldOn, holds, version }: Departure): DepartureView {
  return {
    lastDayOn,
    toldOn,
    ...(holds !== null && {
      holds: holds.map(({ kind, id, label, healthBodyId, groupId, contractId, role }) => ({
        kind,
        id,
        label,
        healthBodyId,
        groupId,
        contractId,
        role,
      })),
    }),
    version,
  };
}
