import type { CalendarDate } from '../../shared/calendar-date';
import type { ImportLog, ImportReport } from './import-log';
import type { ImportFileKind } from './reading';

/** A file to bring in: where it lies, and what the user calls it. */
export interface ImportFile {
  path: string;
  name: string;
}

export interface ImportRequest {
  files: Partial<Record<ImportFileKind, ImportFile>>;
  /** Judge everything and change nothing. */
  dryRun: boolean;
  /** Take the good rows though others are bad. Otherwise it is all or nothing. */
  keepGood: boolean;
  /** Today in London unless given. */
  asOf?: CalendarDate;
  onProgress?: (bytesRead: number, bytesInAll: number) => void;
}

export interface ImportResult {
  report: ImportReport;
  /** Whether anything was written. */
  changed: boolean;
  /** The import's record, where one health body's own was kept. */
  importId: string | null;
  toMend: ImportLog['toMend'];
  headers: Partial<Record<ImportFileKind, { header: readonly string[]; separator: ',' | ';' | '\t' }>>;
}
