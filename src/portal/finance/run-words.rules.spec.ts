import { runTag, stepsOf } from './run-words.rules';
import type { RunToShow } from './run-words.rules';

const run = (state: RunToShow['state'], settledCount = 0): RunToShow => ({ state, lineCount: 4, settledCount });
const statuses = (shown: RunToShow) => stepsOf(shown, {}).map(({ status }) => status);

describe('the steps of a payment run', () => {
  it.each<[RunToShow, string]>([
    [run('draft'), 'now now later later later later'],
    [run('submitted'), 'done done now later later later'],
    [run('approved'), 'done done done now later later'],
    [run('exported', 1), 'done done done done now later'],
    [run('exported', 4), 'done done done done done now'],
    [run('closed', 4), 'done done done done done done'],
    [run('cancelled'), 'stopped stopped stopped stopped stopped stopped'],
  ])('of %j', (shown, expected) => {
    expect(statuses(shown).join(' ')).toBe(expected);
  });

  it('lead only to what somebody can open', () => {
    const [lines, submit] = stepsOf(run('draft'), { submit: '#submit' });
    expect([lines?.href, submit?.href]).toEqual([null, '#submit']);
  });

  it('say how much has arrived', () => {
    expect(stepsOf(run('exported', 1), {})[4]?.hint).toBe('1 of 4 have arrived or come back.');
  });
});

it('calls each state by another word', () => {
  const states = ['draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled'] as const;
  expect(new Set(states.map((state) => runTag(state).text)).size).toBe(states.length);
});
