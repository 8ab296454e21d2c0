import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageInfo } from '../../platform';

class FileFactsView {
  @ApiProperty({ example: 'contracts.csv' })
  file!: string;
  @ApiProperty({ description: 'Rows of data, without the header and empty lines.', example: 40 })
  rows!: number;
  @ApiProperty({ enum: ['utf-8', 'windows-1252'], example: 'utf-8' })
  encoding!: string;
  @ApiProperty({ enum: [',', ';', '\t'], example: ',' })
  separator!: string;
  @ApiProperty({ type: [String], description: 'Columns that were passed over.', example: ['Ward'] })
  unknownColumns!: string[];
}

class ImportProblemView {
  @ApiProperty({ example: 'contracts.csv' })
  file!: string;
  @ApiProperty({ description: 'As a spreadsheet shows it: the header is 1.', example: 14 })
  row!: number;
  @ApiProperty({ type: String, nullable: true, example: 'Start date' })
  column!: string | null;
  @ApiProperty({ description: 'The cell as it stands in the file, its first 100 characters.', example: '31/02/2026' })
  value!: string;
  @ApiProperty({ example: '31/02/2026 is not a date in the calendar; write D/M/YYYY or YYYY-MM-DD' })
  problem!: string;
}

export class ImportReportView {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Its record, where anything was taken or set aside.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300',
  })
  id!: string | null;
  @ApiProperty({ type: [FileFactsView] })
  files!: FileFactsView[];
  @ApiProperty({ type: [ImportProblemView] })
  errors!: ImportProblemView[];
  @ApiProperty({ type: [String], example: [] })
  warnings!: string[];
  @ApiProperty({ description: 'Rows that made something new.', example: 40 })
  created!: number;
  @ApiProperty({ description: 'Rows that changed something already there.', example: 0 })
  updated!: number;
  @ApiProperty({ description: 'Rows that say what is already there.', example: 0 })
  unchanged!: number;
  @ApiProperty({ description: 'Rows that repeat an earlier row.', example: 0 })
  skipped!: number;
}

export class ImportView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300' })
  id!: string;
  @ApiProperty({ example: '2026-11-22' })
  asOf!: string;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  finishedAt!: string;
  @ApiProperty({ example: 40 })
  created!: number;
  @ApiProperty({ example: 0 })
  updated!: number;
  @ApiProperty({ example: 0 })
  unchanged!: number;
  @ApiProperty({ example: 0 })
  skipped!: number;
  @ApiProperty({ description: 'Things that were wrong in rows.', example: 2 })
  refused!: number;
  @ApiProperty({
    enum: ['contracts', 'payments', 'contacts'],
    isArray: true,
    description: 'Files of rows to mend that can be fetched.',
    example: ['contracts'],
  })
  rowsToMend!: string[];
}

export class ImportPage extends PageInfo {
  @ApiProperty({ type: [ImportView] })
  items!: ImportView[];
}

/** The fields of the multipart form, for the API document. */
export class ImportForm {
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The contract register.' })
  contracts?: unknown;
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The payments ledger.' })
  payments?: unknown;
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The contact log.' })
  contacts?: unknown;
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'Judge everything and change nothing.',
    example: 'true',
  })
  dryRun?: string;
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'Take the good rows though others are bad.',
    example: 'false',
  })
  keepGood?: string;
  @ApiPropertyOptional({ description: 'The day to judge by; today in London unless given.', example: '2026-11-22' })
  asOf?: string;
}
