import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { cellSafe } from './cell-text.rules';
import { PROBLEM_COLUMN } from './columns.rules';
import { quoted } from './csv-rows';
import type { Separator } from './header.rules';
import type { ImportProblem } from './problem.rules';
import { folded } from './words.rules';

export interface MendedCsv {
  /** Waits while the output is full, so that memory stays flat. */
  write(cells: readonly string[], reasons: readonly string[]): Promise<void>;
  /** Ends the output and waits until all is written. */
  end(): Promise<void>;
}

/**
 * A file of rows to mend and import again: the header as it came, the cells as they came, and the reasons in a last
 * column "Problem" (a column of that name from an earlier time is left out). A row with too few or too many cells keeps
 * its number of cells, so that it is refused again unless somebody mends it. UTF-8 with a byte order mark, for Excel.
 */
export function mendedCsv(out: Writable, header: readonly string[], separator: Separator): MendedCsv {
  const old = header.findIndex((cell) => folded(cell) === folded(PROBLEM_COLUMN));
  const done = finished(out, { readable: false });
  // told to whoever writes or ends next
  done.catch(() => undefined);
  const line = async (cells: readonly string[], last: string, mark = ''): Promise<void> => {
    const text = [...withoutOld(cells, old, header.length), last].map(csvCell).join(separator);
    if (!out.write(`${mark}${text}\r\n`)) await Promise.race([once(out, 'drain'), done]);
  };
  const begun = line(header, PROBLEM_COLUMN, BYTE_ORDER_MARK);
  begun.catch(() => undefined);
  return {
    async write(cells, reasons) {
      await begun;
      await line(cells, reasons.join('; '));
    },
    async end() {
      await begun;
      out.end();
      await done;
    },
  };
}

/** A problem as a reason in the last column. */
export function reasonOf({ column, problem }: ImportProblem): string {
  return column === null ? problem : `${column}: ${problem}`;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Always one cell less, where there was such a column: a row of the wrong length stays one. */
function withoutOld(cells: readonly string[], old: number, columns: number): readonly string[] {
  if (old === -1) return cells;
  const dropped = old === columns - 1 ? cells.length - 1 : old;
  return cells.filter((_, position) => position !== dropped);
}

function csvCell(cell: string): string {
  const safe = cellSafe(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? quoted(safe) : safe;
}
