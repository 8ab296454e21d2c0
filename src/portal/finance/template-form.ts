import {
  AMOUNT_FORMATS,
  DATE_FORMATS,
  LINE_ENDINGS,
  QUOTINGS,
  SEPARATORS,
  SOURCES_OF,
  TEMPLATE_KINDS,
} from '../../finance';
import type { ExportTemplate, SaveExportTemplateDto, TemplateKind } from '../../finance';
import { FormRefused } from '../frame/form';
import type { Answers, FormError } from '../frame/form';

/** What a column shows when it shows a text of its own. */
export const OWN_TEXT = 'fixed';
const MOST_ROWS = 60;
const [NAME, HEADER, TEXT, CODE] = [100, 60, 100, 40];

export interface ColumnRow {
  place: string;
  header: string;
  /** A fact of the payment, or OWN_TEXT. */
  source: string;
  fixed: string;
}

/** A column set as its page shows it: everything as text. */
export interface TemplateForm {
  name: string;
  kind: TemplateKind;
  version: string;
  rows: ColumnRow[];
  headerLine: boolean;
  dateFormat: string;
  amountFormat: string;
  separator: string;
  lineEnding: string;
  quoting: string;
  controlAccount: string;
  controlCentre: string;
  controlAnalysis: string;
}

export function formOf(template: ExportTemplate, name: string, version: string): TemplateForm {
  const { columns, control, ...layout } = template;
  const rows = columns.map((column, index) => ({
    place: String(index + 1),
    header: column.header,
    source: 'source' in column ? column.source : OWN_TEXT,
    fixed: 'fixed' in column ? column.fixed : '',
  }));
  return {
    name,
    version,
    ...layout,
    rows,
    controlAccount: control?.accountCode ?? '',
    controlCentre: control?.costCentre ?? '',
    controlAnalysis: control?.analysisCode ?? '',
  };
}

/** With some rows to fill in at the end. */
export function withEmptyRows(form: TemplateForm, more: number): TemplateForm {
  const empty = Array.from({ length: more }, (_, index) => ({
    place: String(form.rows.length + index + 1),
    header: '',
    source: '',
    fixed: '',
  }));
  return { ...form, rows: [...form.rows, ...empty] };
}

/** What was sent: rows in the order of their places, without those left empty. */
export function formIn(answers: Answers): TemplateForm {
  const text = (field: string) => (typeof answers[field] === 'string' ? answers[field] : '');
  return {
    name: text('name'),
    kind: TEMPLATE_KINDS.find((kind) => kind === text('kind')) ?? 'ap_csv',
    version: text('version'),
    rows: rowsIn(text),
    headerLine: text('headerLine') === 'true',
    dateFormat: text('dateFormat'),
    amountFormat: text('amountFormat'),
    separator: text('separator'),
    lineEnding: text('lineEnding'),
    quoting: text('quoting'),
    controlAccount: text('controlAccount'),
    controlCentre: text('controlCentre'),
    controlAnalysis: text('controlAnalysis'),
  };
}

function rowsIn(text: (field: string) => string): ColumnRow[] {
  const sent = Array.from({ length: MOST_ROWS }, (_, index) => {
    const of = (what: string) => text(`${what}-${String(index)}`);
    return { place: of('place'), header: of('header'), source: of('source'), fixed: of('fixed') };
  });
  return sent
    .filter(({ header, source, fixed }) => header !== '' || source !== '' || fixed !== '')
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map((row, index) => ({ ...row, place: String(index + 1) }));
}

/** What has no number stays at the end. */
function placeOf({ place }: ColumnRow): number {
  return /^\d{1,4}(\.\d{1,2})?$/.test(place) ? Number(place) : 10_000;
}

/** What there is to save. Throws FormRefused with a message at each answer that has to be mended. */
export function savedFrom(form: TemplateForm): SaveExportTemplateDto {
  const errors = [...nameErrors(form), ...form.rows.flatMap((row, index) => rowErrors(form.kind, row, index))];
  const layout = {
    dateFormat: oneOf(DATE_FORMATS, form.dateFormat),
    amountFormat: oneOf(AMOUNT_FORMATS, form.amountFormat),
    separator: oneOf(SEPARATORS, form.separator),
    lineEnding: oneOf(LINE_ENDINGS, form.lineEnding),
    quoting: oneOf(QUOTINGS, form.quoting),
  };
  errors.push(...controlErrors(form));
  if (errors.length > 0) throw new FormRefused(422, errors);
  return {
    name: form.name,
    kind: form.kind,
    columns: form.rows.map(({ header, source, fixed }) =>
      source === OWN_TEXT ? { header, fixed } : { header, source },
    ),
    headerLine: form.headerLine,
    ...layout,
    control: form.kind === 'journal_csv' ? controlOf(form) : null,
  };
}

function controlOf({ controlAccount, controlCentre, controlAnalysis }: TemplateForm) {
  const orNull = (code: string) => (code === '' ? null : code);
  return { accountCode: controlAccount, costCentre: orNull(controlCentre), analysisCode: orNull(controlAnalysis) };
}

/** A choice that the page does not offer is taken as the first that it does. */
function oneOf<Word extends string>(words: readonly [Word, ...Word[]], answer: string): Word {
  return words.find((word) => word === answer) ?? words[0];
}

function nameErrors({ name, rows }: TemplateForm): FormError[] {
  const errors: FormError[] = [];
  if (name === '') errors.push({ field: 'name', text: 'Enter a name for this column set' });
  if (name.length > NAME) errors.push({ field: 'name', text: `The name must be at most ${String(NAME)} characters` });
  if (rows.length === 0) errors.push({ field: 'columns-0-header', text: 'Enter the name of the first column' });
  return errors;
}

function rowErrors(kind: TemplateKind, { header, source, fixed }: ColumnRow, index: number): FormError[] {
  const at = (part: string) => `columns-${String(index)}-${part}`;
  const which = `column ${String(index + 1)}`;
  const errors: FormError[] = [];
  if (header === '') errors.push({ field: at('header'), text: `Enter a name for ${which}` });
  if (header.length > HEADER) errors.push({ field: at('header'), text: tooLong(`The name of ${which}`, HEADER) });
  if (source !== OWN_TEXT && !Object.hasOwn(SOURCES_OF[kind], source)) {
    errors.push({ field: at('source'), text: `Choose what ${which} shows` });
  }
  if (fixed.length > TEXT) errors.push({ field: at('fixed'), text: tooLong(`The text of ${which}`, TEXT) });
  return errors;
}

function controlErrors({ kind, controlAccount, controlCentre, controlAnalysis }: TemplateForm): FormError[] {
  if (kind !== 'journal_csv') return [];
  if (controlAccount === '') return [{ field: 'control', text: 'Enter the control account that the journal credits' }];
  const codes = { control: controlAccount, controlCentre, controlAnalysis };
  return Object.entries(codes)
    .filter(([, code]) => code.length > CODE)
    .map(([field]) => ({ field, text: tooLong('The code', CODE) }));
}

function tooLong(what: string, most: number): string {
  return `${what} must be at most ${String(most)} characters`;
}
