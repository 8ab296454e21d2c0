import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkModulus } from './modulus.rules';
import type { ModulusTables } from './modulus.rules';
import { ModulusTableError, readSubstitutions, readWeights } from './modulus-tables.rules';

interface PublishedCase {
  no: number;
  description: string;
  sortCode: string;
  accountNumber: string;
  valid: boolean;
}

interface Published {
  weights: string[];
  substitutions: string[];
}

const oracle = (name: string) => readFileSync(join(__dirname, '../../../test/oracles', name), 'utf8');
const { cases } = JSON.parse(oracle('vocalink-modulus-34-cases.json')) as { cases: PublishedCase[] };
const rows = JSON.parse(oracle('vocalink-modulus-rows-of-34-cases.json')) as Published;
const weights = readWeights(rows.weights.join('\n'));
const substitutions = readSubstitutions(rows.substitutions.join('\n'));

const tablesOf = (sortCode: string): ModulusTables => ({
  rows: weights.filter(({ from, to }) => from <= sortCode && sortCode <= to),
  instead: substitutions.find((substitution) => substitution.sortCode === sortCode)?.instead ?? null,
});
const check = (sortCode: string, accountNumber: string) => checkModulus(sortCode, accountNumber, tablesOf(sortCode));

describe('the modulus check', () => {
  it('has all the published cases to answer', () => {
    expect(cases).toHaveLength(34);
    expect(cases.filter(({ valid }) => valid)).toHaveLength(26);
  });

  it.each(cases)('answers published case $no: $description', ({ no, sortCode, accountNumber, valid }) => {
    // A foreign currency account is published as valid because nothing can be said against it.
    const accepted = no === 13 ? 'not_checkable' : 'possible';
    expect(check(sortCode, accountNumber)).toBe(valid ? accepted : 'impossible');
  });

  it('cannot check what the tables have no row for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (accountNumber) => {
        expect(checkModulus('999999', accountNumber, { rows: [], instead: null })).toBe('not_checkable');
      }),
    );
  });

  it('notices every single wrong digit of an account under a plain check by 11', () => {
    const right = '88837491';
    for (const [at, digit] of Array.from(right).entries()) {
      for (const other of '0123456789'.replace(digit, '')) {
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        expect({ wrong, answer: check('107999', wrong) }).toEqual({ wrong, answer: 'impossible' });
      }
    }
  });

  it('answers for any pair of digits, whichever rows there are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.stringMatching(/^\d{8}$/), ({ sortCode }, accountNumber) => {
        expect(['possible', 'impossible', 'not_checkable']).toContain(check(sortCode, accountNumber));
      }),
    );
  });
});

describe('the published tables', () => {
  it('are read as they are published, with rows that have no exception', () => {
    expect(
      readWeights('089000 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1\r\n'),
    ).toEqual([
      {
        from: '089000',
        to: '089999',
        method: 'MOD10',
        weights: [0, 0, 0, 0, 0, 0, 7, 1, 3, 7, 1, 3, 7, 1],
        exception: null,
      },
    ]);
  });

  it.each([
    ['another method', '089000 089999 MOD9 0 0 0 0 0 0 7 1 3 7 1 3 7 1'],
    ['a missing weight', '089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7'],
    ['an unknown exception', '089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1 15'],
    ['a range that runs backwards', '089999 089000 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1'],
    ['words', 'This is no table'],
  ])('are refused with %s, and the line is named', (_, line) => {
    expect(() => readWeights(`\n${line}`)).toThrow(ModulusTableError);
    expect(() => readWeights(`\n${line}`)).toThrow('Line 2');
  });

  it('are refused when a substitution is none', () => {
    expect(() => readSubstitutions('938600 9386')).toThrow('Line 1');
  });
});
