import type {
  AmountFormat,
  ControlAccount,
  DateFormat,
  ExportTemplate,
  TemplateColumn,
  TemplateKind,
} from '../formats/export-template.rules';

/** A saved column set, as the table has it. */
export interface ExportTemplateRow {
  id: string;
  kind: TemplateKind;
  name: string;
  name_key: string;
  columns: TemplateColumn[];
  header_line: boolean;
  date_format: DateFormat;
  amount_format: AmountFormat;
  separator: ExportTemplate['separator'];
  line_ending: ExportTemplate['lineEnding'];
  quoting: ExportTemplate['quoting'];
  control_account: string | null;
  control_centre: string | null;
  control_analysis: string | null;
  version: number;
}

export const TEMPLATE_COLUMNS = `t.id, t.kind, t.name, t.name_key, t.columns, t.header_line, t.date_format, t.amount_format,
  t.separator, t.line_ending, t.quoting, t.control_account, t.control_centre, t.control_analysis, t.version`;

export function templateOf(row: ExportTemplateRow): ExportTemplate {
  return {
    kind: row.kind,
    columns: row.columns,
    headerLine: row.header_line,
    dateFormat: row.date_format,
    amountFormat: row.amount_format,
    separator: row.separator,
    lineEnding: row.line_ending,
    quoting: row.quoting,
    control: controlOf(row),
  };
}

function controlOf(row: ExportTemplateRow): ControlAccount | null {
  if (row.control_account === null) return null;
  return { accountCode: row.control_account, costCentre: row.control_centre, analysisCode: row.control_analysis };
}

/** In the order of VALUES_IN_ORDER. */
export function valuesOf(name: string, nameKey: string, template: ExportTemplate): unknown[] {
  return [
    name,
    nameKey,
    JSON.stringify(template.columns),
    template.headerLine,
    template.dateFormat,
    template.amountFormat,
    template.separator,
    template.lineEnding,
    template.quoting,
    template.control?.accountCode ?? null,
    template.control?.costCentre ?? null,
    template.control?.analysisCode ?? null,
  ];
}

export const VALUES_IN_ORDER = `name, name_key, columns, header_line, date_format, amount_format, separator, line_ending,
  quoting, control_account, control_centre, control_analysis`;
