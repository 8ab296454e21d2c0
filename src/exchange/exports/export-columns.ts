/** A column of a file: its name on a spreadsheet, its name in JSON, and the SQL behind each. */
export interface Column {
  title: string;
  field: string;
  sql: string;
  /** Whole pence in JSON, pounds with two places on a spreadsheet. */
  pence?: true;
}

const csvCell = ({ title, sql, pence }: Column) => `${pence === true ? `${sql} * 0.01` : sql} as "${title}"`;

export const SHAPES = {
  csv: (all: readonly Column[]) => all.map(csvCell).join(', '),
  'json-lines': (all: readonly Column[]) =>
    `json_build_object(${all.map(({ field, sql }) => `'${field}', ${sql}`).join(', ')})`,
};
export type Format = keyof typeof SHAPES;

/** In the words of the wall, so that the planner sees that they are the same. */
export const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

/** Text that somebody typed is no text for a spreadsheet to run. */
export const text = (sql: string, format: Format) => (format === 'csv' ? `csv_safe(${sql})` : sql);
