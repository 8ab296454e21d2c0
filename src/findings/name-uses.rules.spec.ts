import { calendarDate } from '../shared/calendar-date';
import { watchedContract, watchedFacts } from './example-watched.testing';
import type { NameUseFacts } from './name-use-facts';
import { nameUsedWithoutConsent } from './name-uses.rules';
import { WATCH_THRESHOLDS } from './watching';
import { whyCleared } from './why-cleared.rules';

const day = calendarDate;
const facts = (change: Partial<NameUseFacts> = {}) =>
  watchedFacts({
    nameUses: [
      {
        ...{ id: 'use-1', materialId: 'material-1', contractId: 'contract-1', number: 1, latest: 2 },
        ...{ sinceOn: day('2026-06-01'), untilOn: null, consent: 'lapsed' as const, ...change },
      },
    ],
  });
const judge = (known: ReturnType<typeof facts>, asOf = '2026-06-05') =>
  nameUsedWithoutConsent.judge(known, day(asOf), WATCH_THRESHOLDS);

describe('a group’s name on a version that it has not said yes to', () => {
  it('is serious, for the health body to see to, and the group reads it', () => {
    expect(judge(facts())).toEqual([
      {
        ...{ rule: 'name_used_without_consent', subjectKey: 'use-1', contractId: 'contract-1', instalmentId: null },
        ...{ severity: 'serious', audience: 'both', actsOn: 'health_body' },
        evidence: { materialId: 'material-1', number: 1, latest: 2, sinceOn: '2026-06-01', consent: 'lapsed' },
      },
    ]);
    expect(judge(facts({ consent: 'withdrawn' }))).toHaveLength(1);
    expect(judge(facts({ consent: 'never' }))).toHaveLength(1);
  });

  it('is none once the group says yes to that version, or it is used no more', () => {
    expect(judge(facts({ consent: 'consented' }))).toEqual([]);
    expect(judge(facts({ untilOn: day('2026-06-05') }))).toEqual([]);
    expect(judge(facts({ untilOn: day('2026-06-06') }))).toHaveLength(1);
  });

  it('begins and ends with the days that were noted', () => {
    expect(judge(facts({ sinceOn: day('2026-06-06') }))).toEqual([]);
    const known = facts({ untilOn: day('2026-07-01') });
    expect(nameUsedWithoutConsent.turnsOn(known, WATCH_THRESHOLDS)).toEqual(['2026-06-01', '2026-07-01']);
  });

  it('stands when the contract is over, for the name is used on', () => {
    const over = { ...facts(), contracts: [watchedContract({ stateOn: 'terminated' })] };
    expect(judge(over)).toHaveLength(1);
    const held = {
      ...{ rule: 'name_used_without_consent' as const, contractId: null, instalmentId: null },
      ...{ cancelled: null, subjectKey: 'use-1' },
    };
    expect(whyCleared(held, over, day('2026-06-05'), WATCH_THRESHOLDS)).toBe('mended');
  });
});
