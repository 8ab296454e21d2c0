import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { Written } from './authors';
import { CorrectionView, toCorrectionView } from './corrections';
import type { CorrectionRow } from './corrections';

export const CHANNELS = ['email', 'phone', 'video', 'in_person', 'letter', 'portal'] as const;
export type Channel = (typeof CHANNELS)[number];

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
  mentoring: boolean;
  health_contact_id: string;
  health_name: string | null;
  health_email: string | null;
  group_contact_id: string | null;
  group_name: string | null;
  group_email: string | null;
  purpose: string | null;
  outcome: string | null;
  visibility: string;
  owner_id: string;
  version: number;
}

export interface EngagementDetailRow extends EngagementRow, Written {
  corrections: CorrectionRow[];
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
  @ApiProperty({ description: 'Whether it was a talk with a mentor of the group.', example: false })
  mentoring!: boolean;
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
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that wrote it down.', example: 'health' })
  writtenBy!: string;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class EngagementDetailView extends EngagementView {
  @ApiProperty({ type: [CorrectionView], description: 'What it said before it was corrected, oldest first.' })
  corrections!: CorrectionView[];
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
    mentoring: row.mentoring,
    healthPerson: { contactId: row.health_contact_id, name: row.health_name, email: row.health_email },
    groupPerson:
      row.group_contact_id === null
        ? null
        : { contactId: row.group_contact_id, name: row.group_name, email: row.group_email },
    purpose: row.purpose,
    outcome: row.outcome,
    visibility: row.visibility,
    writtenBy: row.owner_id === row.health_body_id ? 'health' : 'group',
    version: row.version,
  };
}

export function toEngagementDetailView(row: EngagementDetailRow): EngagementDetailView {
  return Object.assign(toEngagementView(row), { corrections: row.corrections.map(toCorrectionView) });
}
