import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageInfo } from '../../platform';
import {
  AMOUNT_FORMATS,
  DATE_FORMATS,
  LINE_ENDINGS,
  QUOTINGS,
  SEPARATORS,
  TEMPLATE_KINDS,
} from '../formats/export-template.rules';
import { templateOf } from './export-template-record';
import type { ExportTemplateRow } from './export-template-record';
import { SOURCES } from './export-templates.dto';

export class TemplateColumnView {
  @ApiProperty({ example: 'SUPPLIER' })
  header!: string;
  @ApiPropertyOptional({ enum: SOURCES, description: 'The fact that it shows.', example: 'supplierNumber' })
  source?: string;
  @ApiPropertyOptional({ description: 'A text that is the same on each line.', example: 'GRANT' })
  fixed?: string;
}

export class ControlAccountView {
  @ApiProperty({ example: '9900' })
  accountCode!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  costCentre!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  analysisCode!: string | null;
}

export class ExportTemplateView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0901' })
  id!: string;
  @ApiProperty({ example: 'Shared ledger' })
  name!: string;
  @ApiProperty({ enum: TEMPLATE_KINDS, example: 'ap_csv' })
  kind!: string;
  @ApiProperty({ type: [TemplateColumnView], description: 'From left to right.' })
  columns!: TemplateColumnView[];
  @ApiProperty({ example: true })
  headerLine!: boolean;
  @ApiProperty({ enum: DATE_FORMATS, example: 'DD/MM/YYYY' })
  dateFormat!: string;
  @ApiProperty({ enum: AMOUNT_FORMATS, example: 'pounds' })
  amountFormat!: string;
  @ApiProperty({ enum: SEPARATORS, example: 'comma' })
  separator!: string;
  @ApiProperty({ enum: LINE_ENDINGS, example: 'crlf' })
  lineEnding!: string;
  @ApiProperty({ enum: QUOTINGS, example: 'needed' })
  quoting!: string;
  @ApiProperty({ type: ControlAccountView, nullable: true, description: 'Of a journal.' })
  control!: ControlAccountView | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class ExportTemplatePage extends PageInfo {
  @ApiProperty({ type: [ExportTemplateView] })
  items!: ExportTemplateView[];
}

export class TemplatePreviewView {
  @ApiProperty({
    description: 'The file, with three made-up payments in it.',
    example: 'SUPPLIER,AMOUNT\r\n501187,1250.00\r\n501201,833.50\r\n0098,10000.05\r\n',
  })
  text!: string;
}

export function toExportTemplateView(row: ExportTemplateRow): ExportTemplateView {
  const { columns, control, ...style } = templateOf(row);
  return { id: row.id, name: row.name, ...style, columns: [...columns], control, version: row.version };
}
