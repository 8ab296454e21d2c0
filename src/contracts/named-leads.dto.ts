import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Equals, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo, trueOrFalse } from '../platform';

const SIDES = ['health', 'group'] as const;
export const LEAD_ROLES = ['lead', 'deputy', 'mentor', 'sponsor'] as const;
const SORT_NAMES = ['contractReference', '-contractReference'] as const;

export class NamedLeadListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'Only leads who answer on this day; today in London unless given.',
    example: '2026-11-22',
  })
  @IsOptional()
  @IsCalendarDate()
  asOf?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only leads of this contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only leads of contracts with this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({ enum: SIDES, description: 'Only leads of this side.', example: 'health' })
  @IsOptional()
  @IsIn(SIDES)
  side?: (typeof SIDES)[number];

  @ApiPropertyOptional({ enum: LEAD_ROLES, description: 'Only leads with this role.', example: 'deputy' })
  @IsOptional()
  @IsIn(LEAD_ROLES)
  role?: (typeof LEAD_ROLES)[number];

  @ApiPropertyOptional({
    description: 'Only leads with this email address, in any capitals.',
    example: 'sam.whitlow@westmere.example',
    maxLength: 254,
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Only your own people whose last day is 0 to 60 days away. For health bodies.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @Equals(true, { message: 'leaving can only be true: leave it out to see everybody.' })
  leaving?: true;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'contractReference', example: 'contractReference' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'contractReference';
}

/** A row of the list, as the query names its columns. `last_day_on` is there for health bodies only. */
export interface NamedLeadRow {
  id: string;
  contract_id: string;
  reference: string;
  health_body_id: string;
  group_id: string;
  side: string;
  role: string;
  contact_id: string;
  name: string | null;
  email: string | null;
  from_on: string | null;
  to_on: string | null;
  verified_on: string | null;
  version: number;
  last_day_on?: string | null;
}

export class NamedLeadView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ enum: SIDES, description: 'The side that this person answers for.', example: 'health' })
  side!: string;
  @ApiProperty({ enum: LEAD_ROLES, example: 'lead' })
  role!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Sam Whitlow' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'sam.whitlow@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'First day in the role, if known.', example: '2026-04-01' })
  fromOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Last day in the role, if there is one.', example: null })
  toOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When somebody last checked that this is still right.',
    example: '2026-09-30',
  })
  verifiedOn!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Last day at your organisation, if one is known. Only health bodies are told, of their own people.',
    example: null,
  })
  lastDayOn?: string | null;
}

export class NamedLeadPage extends PageInfo {
  @ApiProperty({ type: [NamedLeadView] })
  items!: NamedLeadView[];
}

export function toNamedLeadView(row: NamedLeadRow): NamedLeadView {
  return {
    id: row.id,
    contractId: row.contract_id,
    contractReference: row.reference,
    healthBodyId: row.health_body_id,
    groupId: row.group_id,
    side: row.side,
    role: row.role,
    contactId: row.contact_id,
    name: row.name,
    email: row.email,
    fromOn: row.from_on,
    toOn: row.to_on,
    verifiedOn: row.verified_on,
    version: row.version,
    ...(row.last_day_on !== undefined && { lastDayOn: row.last_day_on }),
  };
}
