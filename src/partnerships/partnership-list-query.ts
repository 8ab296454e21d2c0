import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { COMMUNITIES, KINDS_OF_WORK, WAYS_OF_WORKING } from '../organisations';
import type { Community, KindOfWork, WayOfWorking } from '../organisations';
import { IsCalendarDate, ListQuery, trueOrFalse } from '../platform';

const SORT_NAMES = ['name', '-name'] as const;

export class PartnershipListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'The day to count contracts by; today in London unless given.',
    example: '2026-11-22',
  })
  @IsOptional()
  @IsCalendarDate()
  asOf?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only the partnership with this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only the partnership with this health body.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001',
  })
  @IsOptional()
  @IsUUID()
  healthBodyId?: string;

  @ApiPropertyOptional({
    description:
      "Only partnerships whose other side's name contains this, in any capitals and spacing; for health bodies also what else a group is known as in their files.",
    example: 'harbour',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'true: only with groups that have joined Accord; false: only with groups that are listed.',
    example: false,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  joined?: boolean;

  @ApiPropertyOptional({
    enum: KINDS_OF_WORK,
    description: 'Only with groups that say they do this.',
    example: 'training',
  })
  @IsOptional()
  @IsIn(KINDS_OF_WORK)
  kindOfWork?: KindOfWork;

  @ApiPropertyOptional({
    enum: COMMUNITIES,
    description: 'Only with groups whose work is for these people, or for all LGBTQ+ people.',
    example: 'older',
  })
  @IsOptional()
  @IsIn(COMMUNITIES)
  community?: Community;

  @ApiPropertyOptional({ enum: WAYS_OF_WORKING, description: 'Only with groups that work this way.', example: 'peer' })
  @IsOptional()
  @IsIn(WAYS_OF_WORKING)
  way?: WayOfWorking;

  @ApiPropertyOptional({
    description: 'Only with groups that name this, in any capitals, where they say where they work.',
    example: 'westmere',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  area?: string;

  @ApiPropertyOptional({
    enum: SORT_NAMES,
    default: 'name',
    description: 'By the name of the other side.',
    example: 'name',
  })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}
