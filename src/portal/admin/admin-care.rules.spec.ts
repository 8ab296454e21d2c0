import { careOf } from './admin-care.rules';
import type { AdminFacts } from './admin-care.rules';

const WELL: AdminFacts = {
  able: { partnership_manager: 2, finance_officer: 1, finance_approver: 1, administrator: 2 },
  approversWithLimit: 1,
  waiting: 0,
  tokensEnding: 0,
  importsWithProblems: 0,
  recordBroken: false,
  rateMissing: false,
};
const texts = (facts: Partial<AdminFacts>) => careOf({ ...WELL, ...facts }).map(({ text }) => text);

describe('what needs an administrator', () => {
  it('is nothing while all is well', () => {
    expect(careOf(WELL)).toEqual([]);
  });

  it('is a role that nobody can act in, and an administrator who is alone', () => {
    expect(texts({ able: { administrator: 1 } })).toEqual([
      'No partnership manager can sign in',
      'No finance officer can sign in',
      'No finance approver can sign in',
      'You are the only administrator',
    ]);
  });

  it('is approvers without a limit, but not where there is no approver at all', () => {
    expect(texts({ approversWithLimit: 0 })).toEqual(['No approver has a limit']);
    expect(texts({ approversWithLimit: 0, able: { ...WELL.able, finance_approver: 0 } })).toEqual([
      'No finance approver can sign in',
    ]);
  });

  it('begins with a record that is not whole', () => {
    expect(texts({ recordBroken: true, able: {} })[0]).toBe('The audit record is not whole');
  });

  it('is tokens that run out, imports to mend, people who never came in, and a rate that is missing', () => {
    expect(texts({ tokensEnding: 1, importsWithProblems: 2, waiting: 1, rateMissing: true })).toEqual([
      '1 API token runs out within 14 days',
      '2 imports of the last 30 days left rows aside',
      '1 person was given access and never came in',
      'The Bank Rate of this half-year is missing',
    ]);
  });
});
