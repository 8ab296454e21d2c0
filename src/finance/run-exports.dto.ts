import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { MayBeLeftOut } from '../organisations';
import { EXPORT_KINDS } from './formats/run-facts';
import type { ExportKind } from './formats/run-facts';
import { penceFromDatabase } from '../shared/money';

const EXPORT = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0750';

export class ExportRunDto {
  @ApiPropertyOptional({
    enum: EXPORT_KINDS,
    description:
      'The payment file, which sends the run, unless given; a journal or the remittances once the run is exported.',
    example: 'ap_csv',
  })
  @IsOptional()
  @IsIn(EXPORT_KINDS)
  kind?: ExportKind;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Of a journal: the column set that it is made with. It can be left out where only one is saved.',
    example: EXPORT,
  })
  @MayBeLeftOut()
  @IsUUID()
  templateId?: string;
}

export interface ExportRow {
  id: string;
  kind: ExportKind;
  sequence: number;
  file_name: string;
  media_type: string;
  sha256: Buffer;
  size_bytes: string;
  line_count: number;
  total_pence: string;
  made_by: string;
  made_at: Date;
}

export class RunExportView {
  @ApiProperty({ format: 'uuid', example: EXPORT }) id!: string;
  @ApiProperty({ enum: EXPORT_KINDS, example: 'ap_csv' }) kind!: ExportKind;
  @ApiProperty({ description: 'Its number among your files of this kind, without gaps.', example: 12 })
  sequence!: number;
  @ApiProperty({ example: 'run-12-12-payables.csv' }) fileName!: string;
  @ApiProperty({ example: 'text/csv; charset=utf-8' }) mediaType!: string;
  @ApiProperty({
    description: 'SHA-256 of its bytes, which stay the same for ever.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256!: string;
  @ApiProperty({ example: 8211 }) sizeBytes!: number;
  @ApiProperty({ description: 'Control total: how many payments.', example: 41 }) lineCount!: number;
  @ApiProperty({ description: 'Control total, in whole pence.', example: 18450000 }) totalPence!: number;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900' }) madeBy!: string;
  @ApiProperty({ example: '2026-11-25T14:02:11.000Z' }) madeAt!: string;
}

export class RunExportList {
  @ApiProperty({ type: [RunExportView] }) items!: RunExportView[];
}

export function toRunExportView(row: ExportRow): RunExportView {
  return {
    id: row.id,
    kind: row.kind,
    sequence: row.sequence,
    fileName: row.file_name,
    mediaType: row.media_type,
    sha256: row.sha256.toString('hex'),
    sizeBytes: Number(row.size_bytes),
    lineCount: row.line_count,
    totalPence: penceFromDatabase(row.total_pence),
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
  };
}
