import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { LEGAL_FORMS, Line, MayBeLeftOut, NAME_CHARACTERS } from '../organisations';
import type { LegalForm } from '../organisations';

const ANSWERS = ['join', 'not_now'] as const;

export class OpenInvitationDto {
  @ApiProperty({
    description: 'The token at the end of the link.',
    example: 'q2v8s0-Yk3J1ZcQm0y7h4mXn1bW9fD2uTzR5aLpE6xA',
    maxLength: 100,
  })
  @IsString({ message: 'token must be the text at the end of the link.' })
  @MaxLength(100)
  token!: string;
}

/** What a group that joins says of itself; what it leaves out stays as it is recorded. */
class JoiningDto extends OpenInvitationDto {
  @ApiPropertyOptional({
    description: 'The name for open data. Until the group chooses one it is "Partner group".',
    example: 'Harbour Lights',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  publicationName?: string;

  @ApiPropertyOptional({
    description: 'The right name, if it is recorded wrongly.',
    example: 'Harbour Lights',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({ enum: LEGAL_FORMS, description: 'If it is recorded wrongly.', example: 'unincorporated' })
  @MayBeLeftOut()
  @IsIn(LEGAL_FORMS)
  legalForm?: LegalForm;

  @ApiPropertyOptional({ description: 'Your name as you use it.', example: 'Max Dunmere', maxLength: 300 })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  contactName?: string;
}

export class JoinSignedInDto extends JoiningDto {}

export class AnswerInvitationDto extends JoiningDto {
  @ApiProperty({ enum: ANSWERS, description: 'Not now is a full answer: it counts against nobody.', example: 'join' })
  @IsIn(ANSWERS, { message: 'answer must be join or not_now.' })
  answer!: (typeof ANSWERS)[number];

  @ApiPropertyOptional({
    description: 'To join: the password to sign in with, 12 characters or more.',
    example: 'correct horse battery',
    minLength: 12,
    maxLength: 200,
  })
  @MayBeLeftOut()
  @IsString({ message: 'password must be a text.' })
  @MaxLength(200)
  password?: string;
}

/** What the query tells of an invitation that was opened. */
export interface OpeningRow {
  health_body: string;
  group: string;
  legal_form: string | null;
  contact_name: string | null;
  contact_email: string;
  contacts: string;
  contracts: string;
  instalments: string;
  engagements: string;
  expires_at: Date;
}

class RecordedView {
  @ApiProperty({ description: 'People of the group with their address or phone.', example: 2 })
  contacts!: number;
  @ApiProperty({ example: 1 })
  contracts!: number;
  @ApiProperty({ description: 'Payments planned or made.', example: 12 })
  instalments!: number;
  @ApiProperty({ description: 'Entries in the log of contact that both sides would see.', example: 7 })
  contactLogEntries!: number;
}

/** Kept as statements, so that every page and letter says the same. */
const WHO_SEES_WHAT = [
  'You and the health body see the same contracts, payments, named leads and shared contact log.',
  'What you keep to your own side, the health body does not see here. Your people and your users are your own to keep.',
  'No other health body sees any of it, nor learns that you work with this one.',
  'A request under freedom of information, or by a person for their own data, can reach what the health body holds.',
  'What the law has the health body publish, such as contract notices and spending, Accord cannot hide.',
  'You may leave again at any time, and take a copy of everything with you. It changes nothing in what you are owed.',
];

export class InvitationOpeningView {
  @ApiProperty({ description: 'Who invites you.', example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ description: 'What they call your group. You can correct it.', example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ type: String, nullable: true, description: 'You can correct it.', example: 'unincorporated' })
  legalForm!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'You can correct it.', example: 'Max Dunmere' })
  contactName!: string | null;
  @ApiProperty({
    description:
      'The address that the invitation is for. You sign in with it once you join; for another, ask for a new invitation.',
    example: 'max@harbourlights.example',
  })
  contactEmail!: string;
  @ApiProperty({
    type: RecordedView,
    description: 'How much is recorded about you already. You see all of it when you join.',
  })
  recorded!: RecordedView;
  @ApiProperty({ type: [String], description: 'Who sees what, if you join.', example: [WHO_SEES_WHAT[0]] })
  whoSeesWhat!: string[];
  @ApiProperty({ description: 'Until then the link works, once.', example: '2026-12-06T09:30:00.000Z' })
  expiresAt!: string;
}

export function toOpeningView(row: OpeningRow): InvitationOpeningView {
  return {
    healthBody: row.health_body,
    group: row.group,
    legalForm: row.legal_form,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    recorded: {
      contacts: Number(row.contacts),
      contracts: Number(row.contracts),
      instalments: Number(row.instalments),
      contactLogEntries: Number(row.engagements),
    },
    whoSeesWhat: [...WHO_SEES_WHAT],
    expiresAt: row.expires_at.toISOString(),
  };
}

export class InvitationAnswerView {
  @ApiProperty({ enum: ['joined', 'not_now'], example: 'joined' })
  answer!: 'joined' | 'not_now';
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The group, once it has joined: act for it under this id.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  organisationId!: string | null;
}

export class AcceptedView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  partnershipId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
}
