import { SOURCES_OF, templateOf } from '../../finance';
import type { ExportTemplates, RunState } from '../../finance';

type SavedColumns = Awaited<ReturnType<ExportTemplates['ofRun']>>;

interface ColumnsShown {
  name: string;
  /** They are no longer those that the run was submitted with. */
  changed: boolean;
  columns: { header: string; shows: string }[];
}

/** What the columns of a run's file show, for the person who approves it: they say where a ledger reads whom to pay. */
export function columnsShown(
  run: { state: RunState; templateVersion: number | null },
  row: SavedColumns,
): ColumnsShown {
  const waits = run.state === 'submitted' || run.state === 'approved';
  const { kind, columns } = templateOf(row);
  return {
    name: row.name,
    changed: waits && (row.removed_at !== null || run.templateVersion !== row.version),
    columns: columns.map((column) => ({
      header: column.header,
      shows: 'fixed' in column ? `always “${column.fixed}”` : (SOURCES_OF[kind][column.source] ?? column.source),
    })),
  };
}
