import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageInfo } from '../../platform';
import { OUTCOMES, WAITING } from './outcome.rules';
import type { Outcome } from './outcome.rules';
import type { StatementKind } from './statement-file';

const KINDS = ['camt_053', 'csv'] as const satisfies readonly StatementKind[];
const EXAMPLE = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0a00';

export class StatementForm {
  @ApiProperty({ type: String, format: 'binary', description: 'camt.053 as XML, or CSV. At most 25 MB.' })
  file!: unknown;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'For CSV: how its columns are to be read.',
    example: EXAMPLE,
  })
  mappingId?: string;
}

export interface StatementRow {
  id: string;
  file_id: string;
  kind: StatementKind;
  file_name: string;
  sha256: Buffer;
  statement_count: number;
  entry_count: number;
  counts: Partial<Record<Outcome, number>>;
  imported_at: Date;
  imported_by: string | null;
  undone_at: Date | null;
  undo_reason: string | null;
  version: number;
}

export class OutcomeCountsView {
  @ApiProperty({ description: 'Booked without a person: exact.', example: 4950 }) matched!: number;
  @ApiProperty({ description: 'Booked by a person.', example: 3 }) confirmed!: number;
  @ApiProperty({ description: 'Payments that came back.', example: 5 }) returned!: number;
  @ApiProperty({ description: 'For a person to confirm.', example: 12 }) suggested!: number;
  @ApiProperty({ description: 'Less than was sent.', example: 5 }) part!: number;
  @ApiProperty({ description: 'Counted already.', example: 10 }) duplicate!: number;
  @ApiProperty({ description: 'Like no payment that was sent.', example: 15 }) unknown!: number;
  @ApiProperty({ description: 'Set aside with a reason.', example: 0 }) ignored!: number;
  @ApiProperty({ description: 'Taken back.', example: 0 }) undone!: number;
}

export class ReconciliationView {
  @ApiProperty({ format: 'uuid', example: EXAMPLE }) id!: string;
  @ApiProperty({ enum: KINDS, example: 'camt_053' }) kind!: StatementKind;
  @ApiProperty({ example: 'statement-2026-11-20.xml' }) fileName!: string;
  @ApiProperty({ description: 'SHA-256 of the file, in hex.', example: 'a'.repeat(64) }) sha256!: string;
  @ApiProperty({ description: 'How many statements the file holds.', example: 1 }) statementCount!: number;
  @ApiProperty({ example: 5000 }) entryCount!: number;
  @ApiProperty({ description: 'How many entries wait for a person.', example: 42 }) waitingCount!: number;
  @ApiProperty({ type: OutcomeCountsView }) counts!: OutcomeCountsView;
  @ApiProperty({ example: '2026-11-20T09:30:00.000Z' }) importedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) importedBy!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was taken back.',
    example: null,
  })
  undoneAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) undoReason!: string | null;
  @ApiProperty({ example: 1 }) version!: number;
}

export class ReconciliationPage extends PageInfo {
  @ApiProperty({ type: [ReconciliationView] }) items!: ReconciliationView[];
}

export function toReconciliationView(row: StatementRow): ReconciliationView {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row.counts[outcome] ?? 0]));
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    sha256: row.sha256.toString('hex'),
    statementCount: row.statement_count,
    entryCount: row.entry_count,
    waitingCount: WAITING.reduce((sum, outcome) => sum + (row.counts[outcome] ?? 0), 0),
    counts: counts as Record<Outcome, number>,
    importedAt: row.imported_at.toISOString(),
    importedBy: row.imported_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoReason: row.undo_reason,
    version: row.version,
  };
}
