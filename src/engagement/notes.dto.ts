import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import type { Written } from './authors';
import { CorrectionView, toCorrectionView } from './corrections';
import type { CorrectionRow } from './corrections';
import { REACH } from './reach';

export const NOTE_SUBJECTS = ['partnership', 'contract', 'contact', 'instalment', 'engagement'] as const;
export type NoteSubject = (typeof NOTE_SUBJECTS)[number];

const NOTE_VISIBILITIES = ['own_side', 'restricted'] as const;
type NoteVisibility = (typeof NOTE_VISIBILITIES)[number];

const BODY_LENGTH = 10_000;
const MOST_READERS = 50;
const SORT_NAMES = ['createdAt', '-createdAt'] as const;
const BODY = { message: `body must be text of 1 to ${BODY_LENGTH.toLocaleString('en-GB')} characters.` };

export class NoteListQuery extends ListQuery {
  @ApiPropertyOptional({
    enum: NOTE_SUBJECTS,
    description: 'Only notes about records of this kind.',
    example: 'contract',
  })
  @IsOptional()
  @IsIn(NOTE_SUBJECTS)
  subjectKind?: NoteSubject;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only notes about this record.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only notes about anything in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-createdAt', example: '-createdAt' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = '-createdAt';
}

export class WriteNoteDto {
  @ApiProperty({ enum: NOTE_SUBJECTS, description: 'What kind of record it is about.', example: 'contract' })
  @IsIn(NOTE_SUBJECTS, { message: `subjectKind must be one of ${NOTE_SUBJECTS.join(', ')}.` })
  subjectKind!: NoteSubject;

  @ApiProperty({
    format: 'uuid',
    description: 'The record that it is about.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsUUID(undefined, { message: 'subjectId must be the id of a record of that kind.' })
  subjectId!: string;

  @ApiProperty({ example: 'Ask for the signed copy again in May.', maxLength: BODY_LENGTH, description: REACH })
  @IsString(BODY)
  @MinLength(1, BODY)
  @MaxLength(BODY_LENGTH, BODY)
  body!: string;

  @ApiPropertyOptional({
    enum: NOTE_VISIBILITIES,
    default: 'own_side',
    description: 'Who sees it: your own side, or you and the people that you name. Never the other side.',
    example: 'own_side',
  })
  @IsIn(NOTE_VISIBILITIES, { message: `visibility must be one of ${NOTE_VISIBILITIES.join(', ')}.` })
  visibility: NoteVisibility = 'own_side';

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    default: [],
    description: 'Who besides you may open it, where it is restricted: accounts of your own organisation.',
    example: [],
  })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MOST_READERS)
  @IsUUID(undefined, { each: true })
  readerIds: string[] = [];
}

export class CorrectNoteDto {
  @ApiProperty({ example: 'Ask for the signed copy again in June.', maxLength: BODY_LENGTH, description: REACH })
  @IsString(BODY)
  @MinLength(1, BODY)
  @MaxLength(BODY_LENGTH, BODY)
  body!: string;
}

/** A row of the list, as the query names its columns. */
export interface NoteRow {
  id: string;
  health_body_id: string;
  group_id: string;
  subject_kind: string;
  subject_id: string;
  visibility: string;
  body: string | null;
  created_at: Date;
  version: number;
}

export interface NoteDetailRow extends NoteRow, Written {
  corrections: CorrectionRow[];
}

export class NoteView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0600' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ enum: NOTE_SUBJECTS, description: 'What kind of record it is about.', example: 'contract' })
  subjectKind!: string;
  @ApiProperty({
    format: 'uuid',
    description: 'The record that it is about.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  subjectId!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a restricted note only the single read tells.',
    example: 'Ask for the signed copy again in May.',
  })
  body!: string | null;
  @ApiProperty({
    enum: NOTE_VISIBILITIES,
    description: 'Who sees it: your own side, or named people of your own side.',
    example: 'own_side',
  })
  visibility!: string;
  @ApiProperty({ description: 'Who may still ask for it, to be shown with it.', example: REACH })
  reach!: string;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  createdAt!: string;
  @ApiProperty({ description: 'Goes up with each correction.', example: 1 })
  version!: number;
}

export class NoteDetailView extends NoteView {
  @ApiProperty({ type: [CorrectionView], description: 'What it said before it was corrected, oldest first.' })
  corrections!: CorrectionView[];
}

export class NotePage extends PageInfo {
  @ApiProperty({ type: [NoteView] })
  items!: NoteView[];
}

export function toNoteView(row: NoteRow): NoteView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    groupId: row.group_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    body: row.body,
    visibility: row.visibility,
    reach: REACH,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

export function toNoteDetailView(row: NoteDetailRow): NoteDetailView {
  return Object.assign(toNoteView(row), { corrections: row.corrections.map(toCorrectionView) });
}
