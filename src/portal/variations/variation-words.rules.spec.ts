import { changesOf, comparisonWords, penceIn, recoveryTag } from './variation-words.rules';

const terms = {
  valuePence: 9_000_00,
  startsOn: '2026-07-01',
  endsOn: '2027-03-31',
  timing: 'in_advance',
  rhythm: 'monthly',
  paymentDays: 30,
  paymentDay: null,
  deviationReason: null,
  advanceBasis: null,
};
const line = (amountPence: number) => ({
  periodStartsOn: '2027-01-01',
  periodEndsOn: '2027-01-31',
  dueOn: '2026-12-31',
  amountPence,
  label: null,
});

describe('what a variation changes', () => {
  it('is said with what was and what will be, and nothing else', () => {
    expect(changesOf(terms, { ...terms, valuePence: 12_000_00, endsOn: '2027-06-30' })).toEqual([
      { what: 'Value', was: '£9,000.00', willBe: '£12,000.00' },
      { what: 'Runs', was: '1 July 2026 to 31 March 2027', willBe: '1 July 2026 to 30 June 2027' },
    ]);
  });

  it('shows the payments that are otherwise, and counts those that are not', () => {
    const words = comparisonWords({
      previewKey: 'key',
      oldPence: 2_000_00,
      newPence: 2_500_00,
      differencePence: 500_00,
      lines: [
        { old: line(1_000_00), new: line(1_000_00), differencePence: 0, kept: 'due_already' },
        { old: line(1_000_00), new: line(1_500_00), differencePence: 500_00, kept: null },
        { old: line(1_00), new: null, differencePence: -1_00, kept: null },
      ],
    });
    expect(words).toMatchObject({
      inAll: '£500.00 more in all: £2,500.00.',
      stays: '1 payment stays as now.',
      kept: [{ amountPence: 1_000_00, why: 'Due already' }],
      changed: [
        { due: 'due 31 December 2026', was: '£1,000.00', willBe: '£1,500.00', difference: '+£500.00' },
        { willBe: 'No payment', difference: '−£1.00' },
      ],
    });
  });
});

it.each([
  ['9000', 900_000],
  ['£9,000', 900_000],
  ['12,000.50', 1_200_050],
  ['0.01', 1],
  ['9.5', null],
  ['-1', null],
  ['1,00', null],
  ['', null],
])('reads %s as an amount', (text, pence) => {
  expect(penceIn(text)).toBe(pence);
});

describe('what was paid in advance for days after the end', () => {
  it('is due back, is back, may be kept, or never arrived', () => {
    expect(['due', 'recovered', 'waived_by_health', 'never_came'].map((state) => recoveryTag(state).text)).toEqual([
      'Due back',
      'Is back',
      'May be kept',
      'Never arrived, so not due back',
    ]);
  });
});
