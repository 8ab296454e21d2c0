import { invoiceMay } from './invoice-may.rules';

const invoice = (state: 'received' | 'valid' | 'disputed' | 'credited', payment = 'planned', enteredBy = 'group') => ({
  state,
  enteredBy,
  payments: [{ id: 'i', number: 1, dueOn: '2026-12-01', amountPence: 1, state: payment }],
});
const offered = (may: object) =>
  Object.entries(may)
    .flatMap(([what, is]) => (is === true ? [what] : []))
    .sort();

const OFFICER = { side: 'health', roles: ['finance_officer'] } as const;
const APPROVER = { side: 'health', roles: ['finance_approver'] } as const;
const GROUP = { side: 'group', roles: ['group_member'] } as const;

describe('what an invoice’s page offers', () => {
  it('is to check it for the health side, and to put it right for the group', () => {
    expect(offered(invoiceMay(OFFICER, invoice('received')))).toEqual([
      'addFile',
      'check',
      'credit',
      'dispute',
      'removeFile',
    ]);
    expect(offered(invoiceMay(GROUP, invoice('received')))).toEqual(['addFile', 'correct', 'credit', 'removeFile']);
  });

  it('is less once it was checked, or a payment of it was sent', () => {
    expect(offered(invoiceMay(GROUP, invoice('valid')))).toEqual(['correct', 'credit']);
    expect(offered(invoiceMay(OFFICER, invoice('received', 'paid')))).toEqual(['addFile', 'check']);
    expect(offered(invoiceMay(OFFICER, invoice('credited')))).toEqual([]);
  });

  it('is nothing for who approves payments, and for a group only to read what the health body wrote down', () => {
    expect(offered(invoiceMay(APPROVER, invoice('received')))).toEqual([]);
    expect(offered(invoiceMay(GROUP, invoice('received', 'planned', 'health')))).toEqual(['addFile', 'removeFile']);
  });
});
