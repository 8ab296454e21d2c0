import { INSTALMENT_STATES } from '../../payments';
import { nextStep } from './next-step.rules';

const payment = {
  state: 'planned',
  counts: true,
  contractSuspended: false,
  overdue: true,
  atRisk: false,
  arrivalSaid: null,
  holdCause: null,
};

describe('what to do next', () => {
  it('is said to both sides, whatever state a payment is in', () => {
    for (const state of INSTALMENT_STATES) {
      for (const side of ['group', 'health'] as const) {
        expect(nextStep({ ...payment, state }, side)).toMatch(/\.$/);
      }
    }
  });

  it('is for the health body where the group says that money has not arrived', () => {
    const missed = { ...payment, state: 'paid', arrivalSaid: 'not_arrived' };
    expect(nextStep(missed, 'health')).toContain('Ask the bank where it went');
    expect(nextStep(missed, 'group')).toContain('The health body has to find out.');
    expect(nextStep({ ...missed, state: 'planned' }, 'group')).toContain('You have said that it has not arrived.');
  });

  it('is nothing before the contract is agreed', () => {
    for (const side of ['group', 'health'] as const) {
      expect(nextStep({ ...payment, overdue: false, counts: false }, side)).toBe(
        'Nothing yet: the contract is not agreed.',
      );
    }
  });

  it('is never to send, or to wait for, what a suspended contract holds back', () => {
    const suspended = { ...payment, contractSuspended: true };
    for (const side of ['group', 'health'] as const) {
      expect(nextStep(suspended, side)).toContain('Nothing is sent while the contract is suspended.');
      expect(nextStep({ ...suspended, state: 'paid' }, side)).not.toContain('suspended');
    }
  });

  it('asks nothing of a group for a payment that is not due', () => {
    expect(nextStep({ ...payment, overdue: false }, 'group')).toBe('Nothing for now.');
  });
});
