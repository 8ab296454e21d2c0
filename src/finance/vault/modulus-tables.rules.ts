import type { ModulusMethod, ModulusRow } from './modulus.rules';

/** A row of the published weight table. */
export interface PublishedWeights extends ModulusRow {
  from: string;
  to: string;
}

export interface PublishedSubstitution {
  sortCode: string;
  instead: string;
}

const SORT_CODE = /^\d{6}$/;
/** A line of a published table cannot be read: the message names it, and repeats nothing of the file. */
export class ModulusTableError extends Error {}

/** From, to, method, fourteen whole numbers, and an exception from 1 to 14 or none. */
const ROW = /^(\d{6}) (\d{6}) (MOD10|MOD11|DBLAL)((?: -?\d{1,3}){14})(?: ([1-9]|1[0-4]))?$/;

/** The weight table (valacdos.txt). */
export function readWeights(text: string): PublishedWeights[] {
  return linesOf(text).map(({ fields, line }) => {
    const row = weightsIn(ROW.exec(fields.join(' ')));
    if (row === null || row.from > row.to)
      throw new ModulusTableError(`Line ${String(line)} of the weights is no row of that table.`);
    return row;
  });
}

function weightsIn(found: RegExpExecArray | null): PublishedWeights | null {
  if (found === null) return null;
  const [, from = '', to = '', method, weights = '', exception] = found;
  return {
    from,
    to,
    method: method as ModulusMethod,
    weights: weights.trim().split(' ').map(Number),
    exception: exception === undefined ? null : Number(exception),
  };
}

/** The substitution table (scsubtab.txt): two sort codes a line. */
export function readSubstitutions(text: string): PublishedSubstitution[] {
  return linesOf(text).map(({ fields, line }) => {
    const [sortCode = '', instead = ''] = fields;
    if (fields.length !== 2 || !SORT_CODE.test(sortCode) || !SORT_CODE.test(instead)) {
      throw new ModulusTableError(`Line ${String(line)} of the substitutions is no row of that table.`);
    }
    return { sortCode, instead };
  });
}

function linesOf(text: string): { fields: string[]; line: number }[] {
  return text
    .split(/\r?\n/)
    .map((row, index) => ({ fields: row.trim().split(/\s+/), line: index + 1 }))
    .filter(({ fields }) => fields[0] !== '');
}
