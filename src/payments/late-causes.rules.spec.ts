import { LATE_CAUSES, partyOf, whoseCause } from './late-causes.rules';

describe('whose cause a late payment is', () => {
  it('is open until somebody says why', () => {
    expect(whoseCause({ byHealth: null, byGroup: null })).toBeNull();
  });

  it('is what the one side says while the other says nothing', () => {
    expect(whoseCause({ byHealth: 'approver_absent', byGroup: null })).toBe('payer');
    expect(whoseCause({ byHealth: null, byGroup: 'bank_error' })).toBe('bank');
  });

  it('is agreed where both name the same party, though not the same cause', () => {
    expect(whoseCause({ byHealth: 'approver_absent', byGroup: 'payer_process' })).toBe('payer');
  });

  it('is disputed where they name different parties', () => {
    expect(whoseCause({ byHealth: 'group_paperwork', byGroup: 'payer_process' })).toBe('disputed');
    expect(whoseCause({ byHealth: 'other', byGroup: 'budget_not_released' })).toBe('disputed');
  });

  it('names a party for every cause, and no group for what is a payer’s to give', () => {
    expect(LATE_CAUSES.map(partyOf)).not.toContain(undefined);
    expect(partyOf('purchase_order_missing')).toBe('payer');
    expect(partyOf('invoice_disputed')).toBe('unclear');
  });
});
