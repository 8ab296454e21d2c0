import { USUAL_AP_TEMPLATE, USUAL_JOURNAL_TEMPLATE } from '../../finance';
import { FormRefused } from '../frame/form';
import { formIn, formOf, savedFrom, withEmptyRows } from './template-form';

const WRITTEN = {
  dateFormat: 'YYYYMMDD',
  amountFormat: 'pence',
  separator: 'tab',
  lineEnding: 'lf',
  quoting: 'always',
};
const errorsOf = (answers: Record<string, string>) => {
  try {
    savedFrom(formIn(answers));
  } catch (error) {
    if (error instanceof FormRefused) return error.errors;
    throw error;
  }
  throw new Error('It was taken.');
};

describe('the form of a column set', () => {
  it('reads rows in the order of their places, without the empty ones', () => {
    const form = formIn({
      ...WRITTEN,
      name: 'Ledger',
      kind: 'ap_csv',
      headerLine: 'true',
      'place-0': '2',
      'header-0': 'AMT',
      'source-0': 'amount',
      'place-1': '1.5',
      'header-1': 'TYPE',
      'source-1': 'fixed',
      'fixed-1': 'GRANT',
      'place-2': '3',
      'place-3': 'last',
      'header-3': 'REF',
      'source-3': 'reference',
    });
    expect(savedFrom(form)).toEqual({
      ...WRITTEN,
      name: 'Ledger',
      kind: 'ap_csv',
      headerLine: true,
      columns: [
        { header: 'TYPE', fixed: 'GRANT' },
        { header: 'AMT', source: 'amount' },
        { header: 'REF', source: 'reference' },
      ],
      control: null,
    });
  });

  it('shows a saved column set as it was saved', () => {
    const { name, columns } = savedFrom(withEmptyRows(formOf(USUAL_AP_TEMPLATE, 'Ours', '3'), 0));
    expect({ name, columns }).toEqual({ name: 'Ours', columns: USUAL_AP_TEMPLATE.columns });
    const rows = withEmptyRows(formOf(USUAL_AP_TEMPLATE, 'Ours', '3'), 2).rows.map(({ place }) => place);
    expect(rows).toEqual(Array.from({ length: 13 }, (_, index) => String(index + 1)));
  });

  it('says at each answer what has to be mended', () => {
    expect(errorsOf({}).map(({ field }) => field)).toEqual(['name', 'columns-0-header']);
    const bad = { name: 'x'.repeat(101), 'header-0': 'y'.repeat(61), 'fixed-1': 'z'.repeat(101), 'source-1': 'debit' };
    expect(errorsOf(bad).map(({ field }) => field)).toEqual([
      'name',
      'columns-0-header',
      'columns-0-source',
      'columns-1-header',
      'columns-1-source',
      'columns-1-fixed',
    ]);
    expect(errorsOf({ name: 'J', kind: 'journal_csv', 'header-0': 'D', 'source-0': 'debit' })).toEqual([
      { field: 'control', text: 'Enter the control account that the journal credits' },
    ]);
  });
});

it('knows a journal by its control account', () => {
  const form = { ...formOf(USUAL_JOURNAL_TEMPLATE, 'Journal', ''), controlAccount: '9900', controlAnalysis: 'A1' };
  expect(savedFrom(form).control).toEqual({ accountCode: '9900', costCentre: null, analysisCode: 'A1' });
});
