import { calendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { FormRefused, readForm } from '../frame/form';
import { besideDue, inFields, MoneyForm, moneyIn, RecoveryForm } from './by-hand-form';

const day = calendarDate;
const TODAY = day('2026-11-22');
const read = (amount: string, movedOn: string) => moneyIn(readForm(MoneyForm, { amount, movedOn }), 100_000, TODAY);

/** The field and what is said beside it. */
async function refusal(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FormRefused) return error.errors[0];
    throw error;
  }
  return null;
}

describe('money that is recorded by hand', () => {
  it('is an amount as people write it, up to what is open, and a day that has come', () => {
    expect(read('£1,000.00', '2026-11-22')).toEqual({ amountPence: 100_000, movedOn: '2026-11-22' });
    expect(read('0.5', '2026-11-01')).toEqual({ amountPence: 50, movedOn: '2026-11-01' });
  });

  it.each([
    ['', '2026-11-20', 'amount', 'Enter the amount'],
    ['0', '2026-11-20', 'amount', 'Enter the amount'],
    ['-5', '2026-11-20', 'amount', 'Enter the amount'],
    ['1.005', '2026-11-20', 'amount', 'Enter the amount'],
    ['1000.01', '2026-11-20', 'amount', '£1,000.00 or less'],
    ['999999999999.99', '2026-11-20', 'amount', '£1,000.00 or less'],
    ['5', '', 'movedOn', 'Enter the day'],
    ['5', '2026-02-31', 'movedOn', 'Enter the day'],
    ['5', '2026-11-23', 'movedOn', 'today or earlier'],
    ['5', '0026-11-20', 'movedOn', 'with its whole year'],
  ])('is refused as "%s" on "%s", beside %s', async (amount, movedOn, field, text) => {
    expect(await refusal(() => read(amount, movedOn))).toEqual({ field, text: expect.stringContaining(text) });
  });

  it('does not go back without a word of why', async () => {
    const form = { amount: '5', movedOn: '2026-11-20', reason: '' };
    expect(await refusal(() => readForm(RecoveryForm, form))).toEqual({
      field: 'reason',
      text: 'Say why it went back',
    });
  });

  it('says beside which field the ledger refuses it, and asks about one like it', async () => {
    const failing = (kind: 'invalid' | 'conflict', pointer: string) => () =>
      inFields(() => Promise.reject(new DomainError(kind, 'No.', [{ pointer, detail: 'No.' }])));
    expect(await refusal(failing('invalid', '/amountPence'))).toEqual({ field: 'amount', text: 'No.' });
    expect(await refusal(failing('invalid', '/recoveredOn'))).toEqual({ field: 'movedOn', text: 'No.' });
    expect(await refusal(failing('invalid', '/instalmentId'))).toEqual({ field: null, text: 'No.' });
    expect(await refusal(failing('conflict', '/x'))).toMatchObject({ field: 'another' });
    const broken = new Error('Broken.');
    await expect(inFields(() => Promise.reject(broken))).rejects.toBe(broken);
  });

  it('is seen beside the day it was due', () => {
    expect(besideDue(day('2026-11-20'), day('2026-11-20'))).toBe('on the day it was due');
    expect(besideDue(day('2026-11-21'), day('2026-11-20'))).toBe('1 day after it was due');
    expect(besideDue(day('2023-11-20'), day('2026-11-20'))).toBe('1,096 days before it was due');
  });
});
