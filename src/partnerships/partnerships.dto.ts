import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AwayView } from '../people';
import { IsCalendarDate, ListQuery, PageInfo, trueOrFalse } from '../platform';

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
    enum: SORT_NAMES,
    default: 'name',
    description: 'By the name of the other side.',
    example: 'name',
  })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}

export class ContractCountsView {
  @ApiProperty({ example: 0 })
  draft!: number;
  @ApiProperty({ description: 'Agreed and not started.', example: 1 })
  agreed!: number;
  @ApiProperty({ example: 2 })
  active!: number;
  @ApiProperty({ example: 0 })
  suspended!: number;
  @ApiProperty({ example: 3 })
  ended!: number;
  @ApiProperty({ example: 0 })
  withdrawn!: number;
  @ApiProperty({ example: 0 })
  terminated!: number;
}

const NO_CONTRACTS = { draft: 0, agreed: 0, active: 0, suspended: 0, ended: 0, withdrawn: 0, terminated: 0 };

export class PartnershipContactView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  id!: string;
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that this person is of.', example: 'group' })
  side!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Ali Penwright' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'ali@harbourlights.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '0113 496 0000' })
  phone!: string | null;
  @ApiProperty({
    type: String,
    enum: ['email', 'phone', 'video', 'in_person', 'letter', 'portal'],
    nullable: true,
    example: 'phone',
  })
  preferredChannel!: string | null;
  @ApiProperty({
    type: [String],
    enum: ['lead', 'deputy', 'mentor', 'sponsor'],
    description: 'What they are on contracts of this partnership on the day asked for.',
    example: ['lead'],
  })
  roles!: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When somebody last checked that these details are right.',
    example: '2026-09-30',
  })
  verifiedOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Their last day, once the other side was told.',
    example: null,
  })
  leavingOn!: string | null;
  @ApiProperty({ type: AwayView, nullable: true, description: 'Whether they are away on that day, never why.' })
  away!: AwayView | null;
}

/** A row of the list, as the query names its columns. What only the health body knows is there only for it. */
export interface PartnershipRow {
  id: string;
  health_body_id: string;
  health_body: string;
  group_id: string;
  group: string;
  joined: boolean;
  leaves_on: string | null;
  left_on: string | null;
  contact_every_days: number | null;
  since: string | null;
  /** States without a contract are left out. */
  contracts: Partial<ContractCountsView>;
  also_known_as?: string[];
  supplier_number?: string | null;
  version: number;
}

export type PartnershipDetailRow = PartnershipRow & { contacts: PartnershipContactView[] };

export class PartnershipView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'Whether the group has joined Accord itself.', example: true })
  joined!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The last day in Accord of a group that is leaving it; the group can still stop it.',
    example: null,
  })
  leavesOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The last day in Accord of a group that has left it and not joined again.',
    example: null,
  })
  leftOn!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often the two agreed to be in touch, in days; null where nothing was agreed.',
    example: 30,
  })
  contactEveryDays!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day of the first contract, drafts and withdrawn ones left out; null without one.',
    example: '2024-04-01',
  })
  since!: string | null;
  @ApiProperty({ type: ContractCountsView, description: 'How many contracts are in each state on the day asked for.' })
  contracts!: ContractCountsView;
  @ApiPropertyOptional({
    type: [String],
    description: 'Other spellings of the group in your files. Only the health body is told.',
    example: ['Harbour Lights Group'],
  })
  alsoKnownAs?: string[];
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Of the group in your ledger. Only the health body is told.',
    example: '501187',
  })
  supplierNumber?: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class PartnershipDetailView extends PartnershipView {
  @ApiProperty({ type: [PartnershipContactView], description: "The people of both sides, the health body's first." })
  contacts!: PartnershipContactView[];
}

export class PartnershipPage extends PageInfo {
  @ApiProperty({ type: [PartnershipView] })
  items!: PartnershipView[];
}

export function toPartnershipView(row: PartnershipRow): PartnershipView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    group: row.group,
    joined: row.joined,
    leavesOn: row.leaves_on,
    leftOn: row.joined ? null : row.left_on,
    contactEveryDays: row.contact_every_days,
    since: row.since,
    contracts: { ...NO_CONTRACTS, ...row.contracts },
    ...(row.also_known_as !== undefined && { alsoKnownAs: row.also_known_as }),
    ...(row.supplier_number !== undefined && { supplierNumber: row.supplier_number }),
    version: row.version,
  };
}

export function toPartnershipDetailView(row: PartnershipDetailRow): PartnershipDetailView {
  return Object.assign(toPartnershipView(row), { contacts: row.contacts });
}
