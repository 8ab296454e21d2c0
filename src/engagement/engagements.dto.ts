import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo, trueOrFalse } from '../platform';

const CHANNELS = ['email', 'phone', 'video', 'in_person', 'letter', 'portal'] as const;
const SORT_NAMES = ['happenedOn', '-happenedOn'] as const;

export class EngagementListQuery extends ListQuery {
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

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-happenedOn', example: '-happenedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-happenedOn';
}

/** A row of the list, as the query names its columns. */
export interface EngagementRow {
  id: string;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  contract_id: string | null;
  contract_reference: string | null;
  happened_on: string;
  channel: string;
  started_by: string;
  two_way: boolean;
  health_contact_id: string;
  health_name: string | null;
  health_email: string | null;
  group_contact_id: string | null;
  group_name: string | null;
  group_email: string | null;
  purpose: string | null;
  outcome: string | null;
  visibility: string;
  version: number;
}

export class EngagementPersonView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Sam Whitlow' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'sam.whitlow@westmere.example' })
  email!: string | null;
}

export class EngagementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0500' })
  id!: string;
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
    description: 'The contract that it was about, if it was about one.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  contractId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'WM-2026-014' })
  contractReference!: string | null;
  @ApiProperty({ example: '2026-11-04' })
  happenedOn!: string;
  @ApiProperty({ enum: CHANNELS, example: 'phone' })
  channel!: string;
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that started it.', example: 'group' })
  startedBy!: string;
  @ApiProperty({ description: 'Whether both sides took part.', example: true })
  twoWay!: boolean;
  @ApiProperty({ type: EngagementPersonView, description: "The health body's person." })
  healthPerson!: EngagementPersonView;
  @ApiProperty({
    type: EngagementPersonView,
    nullable: true,
    description: "The group's person; null where nobody was named.",
  })
  groupPerson!: EngagementPersonView | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it was for. Of a restricted entry only the single read tells.',
    example: 'Plan the autumn drop-ins',
  })
  purpose!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What came of it. Of a restricted entry only the single read tells.',
    example: 'Rooms booked until March',
  })
  outcome!: string | null;
  @ApiProperty({
    enum: ['shared', 'own_side', 'restricted'],
    description: 'Who sees it: both sides, your own side, or named people of your own side.',
    example: 'shared',
  })
  visibility!: string;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class EngagementPage extends PageInfo {
  @ApiProperty({ type: [EngagementView] })
  items!: EngagementView[];
}

export function toEngagementView(row: EngagementRow): EngagementView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    contractId: row.contract_id,
    contractReference: row.contract_reference,
    happenedOn: row.happened_on,
    channel: row.channel,
    startedBy: row.started_by,
    twoWay: row.two_way,
    healthPerson: { contactId: row.health_contact_id, name: row.health_name, email: row.health_email },
    groupPerson:
      row.group_contact_id === null
        ? null
        : { contactId: row.group_contact_id, name: row.group_name, email: row.group_email },
    purpose: row.purpose,
    outcome: row.outcome,
    visibility: row.visibility,
    version: row.version,
  };
}
