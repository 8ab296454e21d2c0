import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsCalendarDate, ListQuery, trueOrFalse } from '../platform';
import { CHANNELS } from './engagement-view.dto';
import type { Channel } from './engagement-view.dto';

const SORT_NAMES = ['happenedOn', '-happenedOn'] as const;

export class EngagementListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contact in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contact with this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contact about this contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contact with this person of either side, by the id of their contact.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @ApiPropertyOptional({ enum: CHANNELS, description: 'Only contact by this channel.', example: 'phone' })
  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel;

  @ApiPropertyOptional({
    description: "Only contact with the health body's person who has this email, in any capitals.",
    example: 'sam.whitlow@westmere.example',
    maxLength: 254,
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  healthEmail?: string;

  @ApiPropertyOptional({ description: 'Only contact on this day or later.', example: '2026-04-01' })
  @IsOptional()
  @IsCalendarDate()
  from?: string;

  @ApiPropertyOptional({ description: 'Only contact on this day or earlier.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  to?: string;

  @ApiPropertyOptional({
    description: 'true: only where both sides took part; false: only what went unanswered.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  twoWay?: boolean;

  @ApiPropertyOptional({
    description: 'true: only talks with a mentor; false: all other contact.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  mentoring?: boolean;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-happenedOn', example: '-happenedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-happenedOn';
}
