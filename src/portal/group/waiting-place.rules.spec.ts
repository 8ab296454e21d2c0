import { waitingPlace } from './waiting-place.rules';

describe('where a group sees to what waits for it', () => {
  it('is the contract for what belongs to one', () => {
    expect(waitingPlace('awaiting_confirmation', 'c1')).toBe('/contracts/c1');
  });

  it('is the form where one sentence asks for one thing', () => {
    expect(waitingPlace('invoice_awaited', 'c1')).toBe('/invoices/new');
  });

  it('is never nowhere', () => {
    expect(waitingPlace('something_new', null)).toBe('/payments');
  });
});
