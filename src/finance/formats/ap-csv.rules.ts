import { csvLine } from './csv-cell.rules';
import { amountIn, AP_SOURCES, dateIn } from './export-template.rules';
import type { ApSource, ExportTemplate, TemplateColumn } from './export-template.rules';
import { LineProblems, Tally } from './run-checks.rules';
import type { LineFacts, RunFacts } from './run-facts';

type Style = Pick<ExportTemplate, 'amountFormat' | 'dateFormat'>;
type Facts = Pick<RunFacts, 'number' | 'sequence'>;

const CELLS: Readonly<Record<ApSource, (line: LineFacts, style: Style, run: Facts) => string>> = {
  supplierNumber: (line) => line.supplierNumber ?? '',
  payeeName: (line) => line.payeeName,
  amount: (line, { amountFormat }) => amountIn(amountFormat, line.amountPence),
  paymentDate: (line, { dateFormat }) => dateIn(dateFormat, line.payOn),
  dueDate: (line, { dateFormat }) => dateIn(dateFormat, line.dueOn),
  reference: (line) => line.reference,
  invoiceNumber: (line) => line.invoiceNumber ?? '',
  purchaseOrder: (line) => line.purchaseOrderNumber ?? '',
  costCentre: (line) => line.costCentre ?? '',
  accountCode: (line) => line.accountCode ?? '',
  analysisCode: (line) => line.analysisCode ?? '',
  periodFrom: ({ periodStartsOn: day }, { dateFormat }) => (day === null ? '' : dateIn(dateFormat, day)),
  periodTo: ({ periodEndsOn: day }, { dateFormat }) => (day === null ? '' : dateIn(dateFormat, day)),
  runNumber: (_line, _style, run) => String(run.number),
  lineNumber: (line) => String(line.position),
  fileNumber: (_line, _style, run) => String(run.sequence),
};

/** What no ledger can do without, where a column shows it. Analysis, orders and invoices are not for every ledger. */
const NEEDED = ['supplierNumber', 'costCentre', 'accountCode'] as const satisfies readonly ApSource[];

/**
 * The payments of a run for an accounts-payable ledger, by supplier number: no bank details. Throws as RunWriter says;
 * a line without a supplier number or coding is named where the column set shows it.
 */
export async function* apCsv(
  run: RunFacts,
  template: ExportTemplate,
  lines: AsyncIterable<LineFacts>,
): AsyncGenerator<string, void> {
  const [problems, tally] = [new LineProblems(), new Tally(run.days)];
  const needed = NEEDED.filter((source) => shows(template.columns, source));
  if (template.headerLine) yield headerOf(template);
  for await (const line of lines) {
    tally.count(line);
    const absent = needed.filter((source) => !line[source]);
    for (const source of absent) problems.add(line, `it has no ${AP_SOURCES[source].toLowerCase()}.`);
    yield apLine(line, template, run);
  }
  tally.finish();
  problems.refuse();
}

/** One payment as the column set writes it. */
export function apLine(line: LineFacts, template: ExportTemplate, run: Facts): string {
  const cells = template.columns.map((column) => {
    if ('fixed' in column) return column.fixed;
    return CELLS[column.source as ApSource](line, template, run);
  });
  return csvLine(cells, template);
}

export function headerOf(template: ExportTemplate): string {
  return csvLine(
    template.columns.map(({ header }) => header),
    template,
  );
}

function shows(columns: readonly TemplateColumn[], source: ApSource): boolean {
  return columns.some((column) => 'source' in column && column.source === source);
}
