import { FORMULA } from '../../shared/formula';

/** How a file's cells are put beside each other. */
export interface CsvStyle {
  separator: 'comma' | 'semicolon' | 'tab' | 'bar';
  lineEnding: 'crlf' | 'lf';
  /** Quotation marks only where a cell needs them, or around every cell. */
  quoting: 'needed' | 'always';
}

const STARTS_FORMULA = new RegExp(`^${FORMULA}`, 'u');
const SEPARATORS: Readonly<Record<CsvStyle['separator'], string>> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };
const ENDINGS: Readonly<Record<CsvStyle['lineEnding'], string>> = { crlf: '\r\n', lf: '\n' };

/** A text that a spreadsheet would run as a formula begins with an apostrophe instead. */
export function csvSafe(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

/** One line, with its ending. Each cell is made safe first. */
export function csvLine(cells: readonly string[], style: CsvStyle): string {
  const separator = SEPARATORS[style.separator];
  return cells.map((cell) => written(csvSafe(cell), separator, style)).join(separator) + ENDINGS[style.lineEnding];
}

function written(cell: string, separator: string, { quoting }: CsvStyle): string {
  const needed = quoting === 'always' || cell.includes(separator) || /["\r\n]|^ | $/.test(cell);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}
