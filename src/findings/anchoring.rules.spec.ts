import { calendarDate } from '../shared/calendar-date';
import type { AnchoringFacts } from './anchoring-facts';
import { notAnchored } from './anchoring.rules';
import { watchedContract, watchedFacts } from './example-watched.testing';
import type { WatchedContract } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';
import { whyCleared } from './why-cleared.rules';

const TODAY = calendarDate('2026-06-05');
const facts = (change: Partial<AnchoringFacts> = {}, contract: Partial<WatchedContract> = {}) =>
  watchedFacts({
    contracts: [watchedContract(contract)],
    anchoring: { anyPriority: true, unlinked: ['contract-1'], ...change },
  });
const judge = (known: ReturnType<typeof facts>) => notAnchored.judge(known, TODAY, WATCH_THRESHOLDS);

describe('a contract that serves no priority of a strategy', () => {
  it.each([
    ['active', 1],
    ['suspended', 1],
    ['agreed', 0],
    ['draft', 0],
    ['ended', 0],
  ] as const)('that is %s is told %i times', (stateOn, times) => {
    expect(judge(facts({}, { stateOn }))).toHaveLength(times);
  });

  it('is told to the health body alone, which can mend it', () => {
    expect(judge(facts())).toMatchObject([
      { severity: 'attention', audience: 'health_body', actsOn: 'health_body', contractId: 'contract-1' },
    ]);
  });

  it('is not told once it is linked, nor while no strategy was entered', () => {
    expect(judge(facts({ unlinked: [] }))).toEqual([]);
    expect(judge(facts({ anyPriority: false }))).toEqual([]);
  });

  it('is gone because it was linked, because the contract is over, or because nothing shows it any more', () => {
    const held = {
      ...{ rule: 'not_anchored' as const, contractId: 'contract-1', subjectKey: 'contract-1' },
      ...{ instalmentId: null, cancelled: null },
    };
    const why = (known: ReturnType<typeof facts>) => whyCleared(held, known, TODAY, WATCH_THRESHOLDS);
    expect(why(facts({ unlinked: [] }))).toBe('mended');
    expect(why(facts({}, { stateOn: 'ended' }))).toBe('contract_over');
    expect(why(facts({ anyPriority: false }))).toBe('not_enough_evidence');
  });
});
