import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { MayBeLeftOut } from '../organisations';
import { IsCalendarDate, ListQuery, PageInfo } from '../platform';
import { SIDES, StandInView } from './away.dto';

const SORT_NAMES = ['toOn', '-toOn'] as const;

export class AbsenceListQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Only those who are away on this day.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  on?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those that this partnership is told of.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({ enum: SIDES, description: 'Only people of this side.', example: 'health' })
  @IsOptional()
  @IsIn(SIDES)
  side?: (typeof SIDES)[number];

  @ApiPropertyOptional({
    enum: SORT_NAMES,
    default: 'toOn',
    description: 'By the last day away.',
    example: 'toOn',
  })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'toOn';
}

export class AddAbsenceDto {
  @ApiProperty({
    format: 'uuid',
    description:
      'Somebody of your own organisation. All their partnerships are told; why they are away is not recorded.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsUUID()
  personId!: string;

  @ApiProperty({ description: 'The first day away.', example: '2026-11-16' })
  @IsCalendarDate()
  fromOn!: string;

  @ApiProperty({ description: 'The last day away.', example: '2026-11-27' })
  @IsCalendarDate()
  toOn!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Who of your own organisation can be asked instead. They become a contact where they are none yet.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0401',
  })
  @MayBeLeftOut()
  @IsUUID()
  standInPersonId?: string;
}

export class AbsentContactView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Robin Ferrow' })
  name!: string | null;
  @ApiProperty({ type: StandInView, nullable: true })
  standIn!: StandInView | null;
}

/** A row of the list, as the query names its columns. */
export interface AbsenceRow {
  id: string;
  side: string;
  from_on: string;
  to_on: string;
  contacts: AbsentContactView[];
}

export class AbsenceView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0500' })
  id!: string;
  @ApiProperty({ enum: SIDES, description: 'The side that they are of.', example: 'health' })
  side!: string;
  @ApiProperty({ example: '2026-11-16' })
  fromOn!: string;
  @ApiProperty({ description: 'The last day away.', example: '2026-11-27' })
  toOn!: string;
  @ApiProperty({ type: [AbsentContactView], description: 'Who it is, in each partnership of yours that is told.' })
  contacts!: AbsentContactView[];
}

export class AbsencePage extends PageInfo {
  @ApiProperty({ type: [AbsenceView] })
  items!: AbsenceView[];
}

export function toAbsenceView({ id, side, from_on, to_on, contacts }: AbsenceRow): AbsenceView {
  return { id, side, fromOn: from_on, toOn: to_on, contacts };
}
