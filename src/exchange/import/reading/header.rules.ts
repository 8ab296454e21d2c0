import { cellText, isBlank } from './cell-text.rules';
import { COLUMNS, type ImportFileKind, PROBLEM_COLUMN, REQUIRED } from './columns.rules';
import { type ImportProblem, Mistake, shown } from './problem.rules';
import { folded } from './words.rules';

export type Separator = ',' | ';' | '\t';

export interface Header {
  /** Where each known column stands in a row, from 0. */
  positions: ReadonlyMap<string, number>;
  unknownColumns: string[];
  /** Not empty: no row of the file can be read. */
  problems: ImportProblem[];
}

const COLUMNS_A_FILE = 100;
const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/** Names of columns match without regard to case, spaces, underscores or hyphens. */
export function readHeader(kind: ImportFileKind, file: string, row: number, cells: readonly string[]): Header {
  const problem = (column: string | null, value: string, says: string): ImportProblem => {
    return { file, row, column, value: shown(value), problem: says };
  };
  if (cells.length > COLUMNS_A_FILE) {
    const says = `the header has ${String(cells.length)} columns; a file may have 100: delete those that are not needed`;
    return { positions: new Map(), unknownColumns: [], problems: [problem(null, '', says)] };
  }
  const { positions, unknown, twice, unreadable } = sortColumns(kind, cells);
  return {
    positions,
    unknownColumns: [...unknown],
    problems: [
      ...unreadable.map(([cell, mistake]) => problem(null, cell, `in the header ${mistake.says}`)),
      ...twice.map(([name, cell]) => problem(name, cell, `there are two columns “${name}”; delete or rename one`)),
      ...missing(kind, positions).map((names) =>
        problem(names[0] ?? null, '', `there is no column ${names.map((name) => `“${name}”`).join(' or ')}; add it`),
      ),
    ],
  };
}

interface SortedColumns {
  positions: Map<string, number>;
  unknown: Set<string>;
  twice: [name: string, cell: string][];
  unreadable: [cell: string, mistake: Mistake][];
}

function sortColumns(kind: ImportFileKind, cells: readonly string[]): SortedColumns {
  const sorted: SortedColumns = { positions: new Map(), unknown: new Set(), twice: [], unreadable: [] };
  cells.forEach((cell, position) => {
    const text = cellText(cell);
    if (text instanceof Mistake) sorted.unreadable.push([cell, text]);
    else sortColumn(sorted, knownName(kind, text), text, position);
  });
  return sorted;
}

function sortColumn(sorted: SortedColumns, name: string | null, cell: string, position: number): void {
  if (name === null) {
    if (cell !== '') sorted.unknown.add(shown(cell));
  } else if (name !== PROBLEM_COLUMN && sorted.positions.has(name)) sorted.twice.push([name, cell]);
  else sorted.positions.set(name, position);
}

/** The column's name in the template, whatever its spelling in the file; null when Accord has no such column. */
function knownName(kind: ImportFileKind, cell: string): string | null {
  return NAMES[kind].get(folded(cell)) ?? null;
}

function missing(kind: ImportFileKind, positions: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  return REQUIRED[kind].filter((names) => !names.some((name) => positions.has(name)));
}

/**
 * The separator under which the header line has most columns that Accord knows; where that does not decide, most
 * columns, and then the comma.
 */
export function separatorOf(kind: ImportFileKind, opening: string): Separator {
  const line = headerLine(opening);
  let best: Separator = ',';
  let bestScore = -1;
  for (const separator of SEPARATORS) {
    const cells = line.split(separator);
    const known = cells.filter((cell) => knownName(kind, cell.replaceAll('"', '')) !== null).length;
    const score = known * line.length + cells.length;
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

/** The first line that holds more than separators, with the lines after it that an open quote joins to it. */
function headerLine(opening: string): string {
  const lines = opening.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => !isBlank(line.replace(/[,;"]/g, '')));
  const header: string[] = [];
  let quotes = 0;
  for (const line of lines.slice(Math.max(first, 0))) {
    header.push(line);
    quotes += line.split('"').length - 1;
    if (quotes % 2 === 0) break;
  }
  return header.join(' ');
}

const NAMES: Readonly<Record<ImportFileKind, ReadonlyMap<string, string>>> = {
  contracts: namesOf(COLUMNS.contracts),
  payments: namesOf(COLUMNS.payments),
  contacts: namesOf(COLUMNS.contacts),
};

function namesOf(columns: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...columns, PROBLEM_COLUMN].map((name) => [folded(name), name]));
}
