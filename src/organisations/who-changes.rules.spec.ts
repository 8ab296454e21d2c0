import { knowsPartners, whyNotChange } from './who-changes.rules';

const listed = { isYou: false, listedByYou: true, joined: false };

describe('the record of an organisation', () => {
  it('is changed by its own administrator or group lead', () => {
    const own = { isYou: true, listedByYou: false, joined: true };
    expect(whyNotChange(own, ['administrator'])).toBeNull();
    expect(whyNotChange(own, ['group_lead'])).toBeNull();
    expect(whyNotChange(own, ['partnership_manager'])).toContain('Only an administrator');
  });

  it('is changed by the manager who listed it, until the group has joined', () => {
    expect(whyNotChange(listed, ['partnership_manager'])).toBeNull();
    expect(whyNotChange({ ...listed, joined: true }, ['partnership_manager'])).toContain(
      'Only this organisation itself',
    );
    expect(whyNotChange(listed, ['administrator'])).toContain('Only a partnership manager');
  });

  it('is changed by nobody who did not list it', () => {
    expect(whyNotChange({ ...listed, listedByYou: false }, ['partnership_manager'])).toContain('itself');
  });
});

it('is known to those who work together, and not to those who pay, keep users or audit', () => {
  expect(knowsPartners(['finance_officer', 'finance_approver', 'administrator', 'auditor'])).toBe(false);
  expect(knowsPartners(['finance_officer', 'partnership_manager'])).toBe(true);
  expect(knowsPartners(['group_member'])).toBe(true);
});
