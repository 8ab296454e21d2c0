import { DomainError } from '../../shared/domain-error';
import type { FieldError } from '../../shared/domain-error';
import { columnProblems } from '../formats/export-template.rules';
import type { ExportTemplate } from '../formats/export-template.rules';

/** Throws DomainError `invalid` with a pointer to each thing that no file could be written with. */
export function checkTemplate(template: ExportTemplate): void {
  const fields = [...columnErrors(template), ...controlErrors(template)];
  const [first] = fields;
  if (first === undefined) return;
  throw new DomainError('invalid', first.detail, fields);
}

function columnErrors({ kind, columns }: ExportTemplate): FieldError[] {
  const shapes = columns.flatMap((column, index) => {
    const has = ['source', 'fixed'].filter((name) => Object.hasOwn(column, name)).length;
    if (has === 1) return [];
    const detail = 'A column has either source, the fact that it shows, or fixed, a text that is always the same.';
    return [{ pointer: `/columns/${String(index)}`, detail }];
  });
  if (shapes.length > 0) return shapes;
  return columnProblems(kind, columns).map(({ index, detail }) => ({
    pointer: index === null ? '/columns' : `/columns/${String(index)}`,
    detail,
  }));
}

function controlErrors({ kind, control }: ExportTemplate): FieldError[] {
  if (kind === 'journal_csv' && control === null) {
    return [{ pointer: '/control', detail: 'A journal needs the control account that it credits.' }];
  }
  if (kind === 'ap_csv' && control !== null) {
    return [{ pointer: '/control', detail: 'Only a journal has a control account.' }];
  }
  return [];
}
