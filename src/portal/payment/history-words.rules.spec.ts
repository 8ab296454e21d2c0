import { historyLines, referenceOf } from './history-words.rules';
import type { HistoryFacts } from './history-words.rules';

const history = (facts: Partial<HistoryFacts>): HistoryFacts => ({
  moves: [],
  receipts: [],
  arrivalStatements: [],
  impactReports: [],
  ...facts,
});
const move = (fromState: string, toState: string, reasonCode: string, reason: string | null = null) => ({
  fromState,
  toState,
  reasonCode,
  reason,
  happenedOn: null,
  recordedAt: '2026-11-20T10:00:00.000Z',
});
const texts = (facts: Partial<HistoryFacts>) => historyLines(history(facts)).map(({ text }) => text);

describe('what has happened to a payment', () => {
  it('is told in sentences, newest first', () => {
    const receipts = [{ receivedOn: '2026-11-21', amountPence: 400_000, kind: 'receipt', reason: null }];
    const moves = [
      move('planned', 'held', 'papers_missing', 'The order ran out.'),
      move('held', 'planned', 'released', 'There is a new one.'),
      move('planned', 'approved', 'approved'),
      move('approved', 'exported', 'exported'),
    ];
    expect(texts({ moves, receipts })).toEqual([
      '£4,000.00 came.',
      'Sent to the bank.',
      'Approved to be paid.',
      'The hold was ended. There is a new one.',
      'Put on hold: papers are missing. The order ran out.',
    ]);
  });

  it('says of a hold whose end was undone that it holds', () => {
    expect(texts({ moves: [move('planned', 'held', 'release_undone', 'A slip.')] })).toEqual([
      'It is on hold still. A slip.',
    ]);
  });

  it('tells of money once, by its own entry', () => {
    const moves = [move('planned', 'paid', 'received'), move('paid', 'planned', 'receipt_reversed')];
    const entry = { receivedOn: '2026-11-19', amountPence: 100, reason: 'Entered twice' };
    expect(texts({ moves, receipts: [{ ...entry, kind: 'reversal' }] })).toEqual([
      '£1.00 had been entered by mistake. Entered twice',
    ]);
    expect(texts({ receipts: [{ ...entry, kind: 'recovery', reason: null }] })).toEqual(['£1.00 was taken back.']);
  });

  it('names the day and the reason of the bank', () => {
    const returned = { ...move('exported', 'returned', 'account_closed'), happenedOn: '2026-11-18' };
    expect(texts({ moves: [returned] })).toEqual(['The bank sent it back on 18 November 2026: the account is closed.']);
  });

  it.each([
    ['termination', 'Cancelled: the contract ended early.'],
    ['something_new', 'Cancelled: the plan of payments changed.'],
  ])('says why it was cancelled: %s', (code, text) => {
    expect(texts({ moves: [move('planned', 'cancelled', code)] })).toEqual([text]);
  });

  it('never says that what the end of a contract cancels will be paid again', () => {
    const moves = [
      move('exported', 'returned', 'no_account'),
      move('returned', 'planned', 'termination'),
      move('planned', 'cancelled', 'termination'),
    ];
    expect(texts({ moves })).toEqual([
      'Cancelled: the contract ended early.',
      'The bank sent it back: there is no such account.',
    ]);
    expect(texts({ moves: [move('planned', 'paid', 'termination')] })).toEqual([
      'Nothing more is owed: the contract ended early.',
    ]);
  });

  it('has the words of the group, and no small number of people', () => {
    const saidAt = '2026-11-21T09:00:00.000Z';
    const arrivalStatements = [{ said: 'not_arrived', aboutOn: '2026-11-21', note: 'We looked twice.', saidAt }];
    const report = { reservesUsedPence: 250_000, serviceEffect: 'paused', staffAffected: 'under_5', words: 'Closed.' };
    const impactReports = [{ ...report, reportedAt: '2026-11-22T09:00:00.000Z', withdrawnAt: null }];
    expect(texts({ arrivalStatements, impactReports })).toEqual([
      'The group reported what waiting has meant. The service was paused. £2,500.00 of its reserves was used. Staff affected: fewer than 5. Closed.',
      'The group said that it had not arrived by 21 November 2026. We looked twice.',
    ]);
  });
});

it('gives a reference that can be said on the telephone', () => {
  expect(referenceOf('01a21a2c-646a-72b8-9b32-b451d64c1558')).toBe('D64C-1558');
});
