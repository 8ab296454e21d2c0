import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

const STATES = ['open', 'run_out', 'joined', 'not_now', 'withdrawn'] as const;
type InvitationState = (typeof STATES)[number];

export class InviteDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Somebody of a group that you have listed and that has not joined, with an email address.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsUUID(undefined, { message: 'contactId must be the id of a contact.' })
  contactId!: string;

  @ApiProperty({
    description: 'The day on which you told them that this would come: an invitation surprises nobody.',
    example: '2026-11-20',
  })
  @IsCalendarDate()
  toldOn!: CalendarDate;
}

export class InvitationListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only invitations of this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({ enum: STATES, description: 'Only invitations in this state now.', example: 'open' })
  @IsOptional()
  @IsIn(STATES)
  state?: InvitationState;
}

/** A row of the list, as the query names its columns. */
export interface InvitationRow {
  id: string;
  group_id: string;
  group: string;
  contact_id: string;
  contact: string | null;
  told_on: string;
  state: InvitationState;
  created_at: Date;
  created_key: string;
  expires_at: Date;
  answered_at: Date | null;
  version: number;
}

export class InvitationView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Max Dunmere' })
  contact!: string | null;
  @ApiProperty({ description: 'When the contact was told that it would come.', example: '2026-11-20' })
  toldOn!: string;
  @ApiProperty({
    enum: STATES,
    description: 'not_now is an answer like any other and counts against nobody.',
    example: 'open',
  })
  state!: InvitationState;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  createdAt!: string;
  @ApiProperty({
    description: 'Fourteen days later; until then the link works once.',
    example: '2026-12-06T09:30:00.000Z',
  })
  expiresAt!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  answeredAt!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class NewInvitationView extends InvitationView {
  @ApiProperty({
    description: 'Shown this once: give the link with it at its end to the contact, and to nobody else.',
    example: 'q2v8s0-Yk3J1ZcQm0y7h4mXn1bW9fD2uTzR5aLpE6xA',
  })
  token!: string;
}

export class InvitationPage extends PageInfo {
  @ApiProperty({ type: [InvitationView] })
  items!: InvitationView[];
}

export function toNewInvitationView(row: InvitationRow, token: string): NewInvitationView {
  return Object.assign(toInvitationView(row), { token });
}

export function toInvitationView(row: InvitationRow): InvitationView {
  return {
    id: row.id,
    groupId: row.group_id,
    group: row.group,
    contactId: row.contact_id,
    contact: row.contact,
    toldOn: row.told_on,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    version: row.version,
  };
}
