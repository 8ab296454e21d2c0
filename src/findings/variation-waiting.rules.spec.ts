import { calendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { watchedFacts } from './example-watched.testing';
import { variationWaiting } from './variation-waiting.rules';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate;
const proposed = (proposedBy: 'health' | 'group') =>
  watchedFacts({
    openVariations: [{ id: 'v', contractId: 'contract-1', proposedBy, proposedOn: day('2026-06-05') }],
  });
const on = (side: Side, asOf: string) => variationWaiting.judge(proposed(side), day(asOf), WATCH_THRESHOLDS);

describe('a change of a contract that nobody has answered', () => {
  it('is asked of the group at once, and never held against it', () => {
    expect(on('health', '2026-06-05')).toMatchObject([
      { severity: null, actsOn: 'group', audience: 'group', evidence: { variationId: 'v', proposedOn: '2026-06-05' } },
    ]);
    expect(on('health', '2027-06-05')).toMatchObject([{ severity: null }]);
    expect(variationWaiting.turnsOn(proposed('health'), WATCH_THRESHOLDS)).toEqual([]);
  });

  it('is told of the health body once it lets the group wait', () => {
    expect(on('group', '2026-06-14')).toEqual([]);
    expect(on('group', '2026-06-15')).toMatchObject([
      { severity: 'attention', actsOn: 'health_body', audience: 'both' },
    ]);
    expect(variationWaiting.turnsOn(proposed('group'), WATCH_THRESHOLDS)).toEqual(['2026-06-15']);
  });

  it('is nothing where none is open', () => {
    expect(variationWaiting.judge(watchedFacts(), day('2026-06-15'), WATCH_THRESHOLDS)).toEqual([]);
  });
});
