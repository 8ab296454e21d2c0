/**
 * How a cell begins that a spreadsheet may run: with the sign of a formula, a wide one too, also behind what does not show
 * or what a spreadsheet takes away; or with a tab or the end of a line. As csv_safe in the database. A source of regular
 * expressions.
 */
export const FORMULA = String.raw`(?:[\t\r\n]|[\s\u200B-\u200D\u2060\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])`;
