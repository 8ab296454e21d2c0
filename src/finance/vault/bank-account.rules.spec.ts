import { DomainError } from '../../shared/domain-error';
import { accountIn, digitsIn } from './bank-account.rules';

const TYPED = { sortCode: '08-99-99', accountNumber: '6637 4958', accountName: 'Rainbow House' };

function refusal(changes: object): DomainError {
  try {
    accountIn({ ...TYPED, ...changes });
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('an account as somebody types it', () => {
  it('is read with spaces and strokes of any kind between its digits', () => {
    expect(accountIn(TYPED)).toEqual({
      sortCode: '089999',
      accountNumber: '66374958',
      accountName: 'Rainbow House',
      serviceUserNumber: null,
    });
    expect(digitsIn('08–99–99', 6)).toBe('089999');
    expect(accountIn({ ...TYPED, serviceUserNumber: '123 456' }).serviceUserNumber).toBe('123456');
  });

  it('is refused with every number that is none, not only the first', () => {
    const error = refusal({ sortCode: '08-99-9O', accountNumber: '6637495', serviceUserNumber: '12A' });
    expect(error.kind).toBe('invalid');
    expect(error.fields.map(({ pointer }) => pointer)).toEqual(['/sortCode', '/accountNumber', '/serviceUserNumber']);
  });

  it.each(['', '12345', '1234567', '12345a', '１２３４５６', '12.34.56'])('has no sort code "%s"', (sortCode) => {
    expect(refusal({ sortCode }).fields).toEqual([
      { pointer: '/sortCode', detail: 'A sort code has six digits, like 12-34-56.' },
    ]);
  });
});
