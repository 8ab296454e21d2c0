import type { ImportFileKind } from '../import/reading';
import type { ColumnOf } from '../import/reading/columns.rules';

/** A row of a spreadsheet; columns left out are empty. */
export type Row<K extends ImportFileKind> = Partial<Record<ColumnOf<K>, string | undefined>>;
