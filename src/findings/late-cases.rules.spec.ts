import { calendarDate } from '../shared/calendar-date';
import { watchedFacts } from './example-watched.testing';
import { lateCaseUnanswered } from './late-cases.rules';
import type { OpenLateCase } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate;
const late = (change: Partial<OpenLateCase> = {}): OpenLateCase => ({
  id: 'case-1',
  contractId: 'contract-1',
  instalmentId: 'instalment-1',
  number: 4,
  dueOn: day('2026-06-01'),
  openedOn: day('2026-06-10'),
  repliedOn: null,
  ...change,
});
const judge = (on: string, change: Partial<OpenLateCase> = {}) =>
  lateCaseUnanswered.judge(watchedFacts({ lateCases: [late(change)] }), day(on), WATCH_THRESHOLDS);

describe('a group that asked where its money is', () => {
  it('has waited too long for an answer from the fifth day on', () => {
    expect(judge('2026-06-14')).toEqual([]);
    expect(judge('2026-06-15')).toMatchObject([
      { subjectKey: 'case-1', severity: 'serious', actsOn: 'health_body', evidence: { openedOn: '2026-06-10' } },
    ]);
  });

  it('has its answer once there is one, though the money is still out', () => {
    expect(judge('2026-07-15', { repliedOn: day('2026-06-20') })).toEqual([]);
  });

  it('is judged again on the day on which its patience is over', () => {
    const facts = watchedFacts({ lateCases: [late(), late({ repliedOn: day('2026-06-11') })] });
    expect(lateCaseUnanswered.turnsOn(facts, WATCH_THRESHOLDS)).toEqual(['2026-06-15']);
  });
});
