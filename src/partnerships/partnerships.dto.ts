import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { toWorkView, WorkView } from '../organisations';
import type { WorkRow } from '../organisations';
import { AwayView } from '../people';
import { PageInfo } from '../platform';

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
export interface PartnershipRow extends WorkRow {
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
  @ApiProperty({ type: WorkView, description: 'What the group says of its work.' })
  work!: WorkView;
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
    work: toWorkView(row),
    ...(row.also_known_as !== undefined && { alsoKnownAs: row.also_known_as }),
    ...(row.supplier_number !== undefined && { supplierNumber: row.supplier_number }),
    version: row.version,
  };
}

export function toPartnershipDetailView(row: PartnershipDetailRow): PartnershipDetailView {
  return Object.assign(toPartnershipView(row), { contacts: row.contacts });
}
