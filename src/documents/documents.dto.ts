import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import type { Side } from '../platform';

const SORTS = ['attachedAt', '-attachedAt'] as const;

export class DocumentListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'Only those of this contract itself, and not of its payments.',
    example: '01990000-0000-7000-8000-000000000004',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    description: 'Only those of this payment.',
    example: '01990000-0000-7000-8000-000000000005',
  })
  @IsOptional()
  @IsUUID()
  instalmentId?: string;

  @ApiPropertyOptional({
    description: 'Only those of this entry of the contact log.',
    example: '01990000-0000-7000-8000-00000000000a',
  })
  @IsOptional()
  @IsUUID()
  engagementId?: string;

  @ApiPropertyOptional({
    description: 'Only those of this decision.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c00',
  })
  @IsOptional()
  @IsUUID()
  decisionId?: string;

  @ApiPropertyOptional({ enum: SORTS, default: '-attachedAt', example: '-attachedAt' })
  @IsOptional()
  @IsIn(SORTS)
  sort = '-attachedAt';
}

export interface DocumentRow {
  id: string;
  contract_id: string | null;
  instalment_id: string | null;
  engagement_id: string | null;
  decision_id: string | null;
  side: Side;
  media_type: string;
  size_bytes: string;
  file_name: string;
  attached_at: Date;
  removed_at: Date | null;
}

export class DocumentView {
  @ApiProperty({ example: '01990000-0000-7000-8000-00000000000d' })
  id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the contract, or of the contract that the payment is paid under.',
    example: '01990000-0000-7000-8000-000000000004',
  })
  contractId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  instalmentId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  engagementId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  decisionId!: string | null;

  @ApiProperty({
    enum: ['health', 'group'],
    description: 'The side that added it, and may remove it.',
    example: 'group',
  })
  addedBy!: Side;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:15:00.000Z' })
  addedAt!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null once it was removed: a name can say too much as well.',
    example: 'minutes.pdf',
  })
  fileName!: string | null;

  @ApiProperty({ description: 'By what is in it, whatever it was called.', example: 'application/pdf' })
  mediaType!: string;

  @ApiProperty({ description: 'In bytes.', example: 48_213 })
  sizeBytes!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When the side that added it took it away. Its contents are gone.',
    example: null,
  })
  removedAt!: string | null;
}

export class DocumentPage extends PageInfo {
  @ApiProperty({ type: [DocumentView] })
  items!: DocumentView[];
}

export class AttachedFileForm {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'A PDF or a photo (JPEG, PNG, HEIC, WebP), at most 15 MB.',
  })
  file!: unknown;
}

export function toDocumentView(row: DocumentRow): DocumentView {
  return {
    id: row.id,
    contractId: row.contract_id,
    instalmentId: row.instalment_id,
    engagementId: row.engagement_id,
    decisionId: row.decision_id,
    addedBy: row.side,
    addedAt: row.attached_at.toISOString(),
    fileName: row.removed_at === null ? row.file_name : null,
    mediaType: row.media_type,
    sizeBytes: Number(row.size_bytes),
    removedAt: row.removed_at?.toISOString() ?? null,
  };
}
