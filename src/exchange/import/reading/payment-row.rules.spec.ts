import { readPaymentRow } from './payment-row.rules';
import { RowCells } from './row-cells.rules';

type Cells = Record<string, string>;

function read(cells: Cells) {
  const positions = new Map(Object.keys(cells).map((name, position) => [name, position]));
  const reader = new RowCells<string>('file.csv', positions, 2, Object.values(cells));
  const data = readPaymentRow(reader);
  return { data, warnings: reader.warnings, problems: reader.problems.map(({ column, problem }) => [column, problem]) };
}

const PAYMENT: Cells = {
  'Contract reference': 'c-1',
  'Due date': '',
  Amount: '1,000',
  'Date received': '2/4/2026',
  'Date sent': '31/3/2026',
};
const payment = (changes: Cells = {}) => read({ ...PAYMENT, ...changes });

describe('a row of the payments ledger', () => {
  it('counts from the day it was received', () =>
    expect(payment({ 'Payment reference': 'BACS 1' })).toMatchObject({
      problems: [],
      data: {
        reference: 'c-1',
        healthBody: null,
        dueOn: null,
        amountPence: 100_000,
        receivedOn: '2026-04-02',
        sentOn: null,
        paymentReference: 'BACS 1',
      },
    }));

  it('or from the day it was sent', () =>
    expect(payment({ 'Date received': '', 'Due date': '1/4/2026' })).toMatchObject({
      problems: [],
      data: { dueOn: '2026-04-01', receivedOn: null, sentOn: '2026-03-31' },
    }));

  it.each([
    [{ 'Date received': '', 'Date sent': '' }, 'Date received'],
    [{ 'Date received': '', 'Date sent': 'x' }, 'Date sent'],
    [{ 'Date sent': 'x' }, 'Date sent'],
    [{ Amount: '(1000)' }, 'Amount'],
    [{ 'Contract reference': '' }, 'Contract reference'],
    [{ 'Due date': '46113' }, 'Due date'],
  ])('%p is refused once, at %s', (changes, column) =>
    expect(payment(changes).problems.map(([where]) => where)).toEqual([column]),
  );
});
