import { lib, runtime } from 'nunjucks';

/** What templates escape with; the types leave it out. */
const { escape } = lib as unknown as { escape: (text: string) => string };

/** A text, or HTML that a template made. */
type Content = string | number | runtime.SafeString;

interface Cell {
  text?: Content;
  html?: Content;
  format?: 'numeric';
  classes?: string;
  href?: string;
  /** What the column is called; the heading says it anyway. */
  header?: string;
}

interface TableParams {
  responsive: true;
  caption?: Content;
  captionSize?: 's' | 'm' | 'l' | 'xl';
  captionClasses?: string;
  classes?: string;
  firstCellIsHeader?: boolean;
  head: readonly Cell[];
  rows: readonly (readonly (Cell | Content)[])[];
}

const OPTIONS = new Set([
  'responsive',
  'caption',
  'captionSize',
  'captionClasses',
  'classes',
  'firstCellIsHeader',
  'head',
  'rows',
]);
const CELL_OPTIONS = new Set(['text', 'html', 'format', 'classes', 'href', 'header']);

/**
 * The table of NHS.UK, responsive, in the options that pages use and to the letter as its macro writes it, which takes as
 * long for a table of 25 lines as the database takes for the page. Throws for an option that is not among them.
 */
export function table(params: TableParams): runtime.SafeString {
  known(params, OPTIONS);
  const { head, rows, firstCellIsHeader = false } = params;
  const cells = head.map((heading) => cellOf(heading, HEADING, {}));
  const lines = rows.map((row) =>
    row.map((cell, at) => cellOf(cell, firstCellIsHeader && at === 0 ? ROW_HEADING : PLAIN, head[at] ?? {})),
  );
  return new runtime.SafeString(`<table class="${classed('nhsuk-table nhsuk-table--responsive', params.classes)}" role="table">
${captionOf(params)}${head.length === 0 ? '' : `<thead class="nhsuk-table__head" role="rowgroup">\n${line(cells)}</thead>\n`}<tbody class="nhsuk-table__body">
${lines.map(line).join('')}</tbody>
</table>`);
}

const HEADING = { element: 'th', name: 'nhsuk-table__header', attributes: 'scope="col" role="columnheader"' };
const ROW_HEADING = { element: 'th', name: 'nhsuk-table__header', attributes: 'scope="row" role="rowheader"' };
const PLAIN = { element: 'td', name: 'nhsuk-table__cell', attributes: 'role="cell"' };

const line = (cells: readonly string[]) => `<tr class="nhsuk-table__row" role="row">\n${cells.join('')}</tr>\n`;

function captionOf({ caption, captionSize, captionClasses }: TableParams): string {
  if (!caption) return '';
  const name = 'nhsuk-table__caption';
  const sized = captionSize === undefined ? name : `${name} ${name}--${captionSize}`;
  return `<caption class="${classed(sized, captionClasses)}">\n${escaped(caption)}\n</caption>\n`;
}

function cellOf(given: Cell | Content, kind: typeof HEADING, heading: Cell): string {
  const cell = isContent(given) ? { text: given } : given;
  known(cell, CELL_OPTIONS);
  const numeric = (cell.format ?? heading.format) === 'numeric' ? `${kind.name} ${kind.name}--numeric` : kind.name;
  const { element, attributes } = kind;
  return `<${element} class="${classed(numeric, cell.classes)}" ${attributes}>
${kind === HEADING ? linked(cell) : under(heading, cell)}
</${element}>
`;
}

/** On a narrow screen a cell says itself what it is. */
function under(heading: Cell, cell: Cell): string {
  const shown = linked(cell);
  const named = `<span class="nhsuk-table__heading" aria-hidden="true">${contentOf(heading)} </span>`;
  return named + (cell.html ? `<span>${shown}</span>` : shown);
}

function linked(cell: Cell): string {
  const content = contentOf(cell);
  return cell.href ? `<a class="nhsuk-link" href="${escape(cell.href)}">${content}</a>` : content;
}

function contentOf({ html, text }: Cell): string {
  if (html) return html.toString().trim();
  return text ? escaped(text).trim() : '';
}

function escaped(content: Content): string {
  return content instanceof runtime.SafeString ? content.toString() : escape(String(content));
}

function classed(own: string, more: string | undefined): string {
  return more ? `${own} ${escape(more)}` : own;
}

function isContent(given: Cell | Content): given is Content {
  return typeof given !== 'object' || given instanceof runtime.SafeString;
}

function known(given: object, options: ReadonlySet<string>): void {
  for (const option of Object.keys(given)) {
    if (!options.has(option)) throw new Error(`Tables of pages have no option ${option}: see frame/table.ts.`);
  }
}
