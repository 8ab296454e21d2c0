import { DomainError } from '../shared/domain-error';
import { assertMove, canMove, RUN_STATES, whyNotApprove, whyNotSend } from './run.rules';
import type { RunMove } from './run.rules';

describe('the moves of a payment run', () => {
  const statesFor = (move: RunMove) => RUN_STATES.filter((state) => canMove(state, move));

  it.each<[RunMove, string[]]>([
    ['change', ['draft']],
    ['submit', ['draft']],
    ['approve', ['submitted']],
    ['send-back', ['submitted', 'approved']],
    ['cancel', ['draft', 'submitted', 'approved']],
    ['export', ['approved']],
    ['make-further-file', ['exported', 'closed']],
    ['close', ['exported']],
  ])('%s only from %j', (move, states) => {
    expect(statesFor(move)).toEqual(states);
  });

  it('says what the run is when a move comes too late', () => {
    expect(() => {
      assertMove({ number: 12, state: 'exported' }, 'cancel');
    }).toThrow(
      new DomainError('conflict', 'Only a run that has not been exported can be cancelled: run 12 is exported.'),
    );
  });
});

describe('who may approve a run', () => {
  const run = { touchedBy: ['olly', 'dana'], submittedBy: 'olly', totalPence: 1_200_000 };
  const approver = { accountId: 'ann', isApprover: true, limitPence: 1_200_000 };

  it('is an approver who had no hand in it, up to their limit', () => {
    expect(whyNotApprove(run, approver)).toBeNull();
  });

  it('is never who submitted it', () => {
    expect(whyNotApprove(run, { ...approver, accountId: 'olly' })).toMatch(/somebody else has to approve/);
  });

  it('is never who only changed a line of it', () => {
    expect(whyNotApprove(run, { ...approver, accountId: 'dana' })).toMatch(/somebody else has to approve/);
  });

  it('is nobody above their limit, by a penny', () => {
    expect(whyNotApprove(run, { ...approver, limitPence: 1_199_999 })).toBe(
      'This run is £12,000.00, and you may approve up to £11,999.99.',
    );
  });

  it('is nobody without a limit', () => {
    expect(whyNotApprove(run, { ...approver, limitPence: null })).toMatch(/No limit is set for you/);
  });

  it('is nobody with another role, nor a token', () => {
    expect(whyNotApprove(run, { ...approver, isApprover: false })).toMatch(/not part of your role/);
    expect(whyNotApprove(run, { ...approver, accountId: null })).not.toBeNull();
  });
});

it('is sent by an officer, and by nobody who approved it', () => {
  expect(whyNotSend('ana', 'ben')).toBeNull();
  expect(whyNotSend(null, 'ana')).toBeNull();
  expect(whyNotSend('ana', 'ana')).toBe('You approved this run, so another officer makes its file.');
});
