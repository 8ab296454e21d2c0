import { calendarDate } from '../shared/calendar-date';
import { watchedFacts } from './example-watched.testing';
import { notArrived } from './not-arrived.rules';
import type { MissedPayment } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate;
const missed: MissedPayment = {
  id: 'instalment-1',
  contractId: 'contract-1',
  number: 4,
  dueOn: day('2026-06-01'),
  amountPence: 100_000,
  receivedPence: 100_000,
  settledOn: day('2026-06-03'),
  lookedOn: day('2026-06-10'),
};
const found = (change: Partial<MissedPayment>, asOf = '2026-06-15') =>
  notArrived.judge(watchedFacts({ missed: [{ ...missed, ...change }] }), day(asOf), WATCH_THRESHOLDS);
const sent = { settledOn: null, receivedPence: 0 };

describe('a payment that the group says has not arrived', () => {
  it('is a matter for the health body once it is recorded as received, with figures and days only', () => {
    expect(found({})).toEqual([
      {
        rule: 'not_arrived',
        subjectKey: 'instalment-1',
        contractId: 'contract-1',
        instalmentId: 'instalment-1',
        severity: 'serious',
        audience: 'both',
        actsOn: 'health_body',
        evidence: {
          number: 4,
          dueOn: '2026-06-01',
          amountPence: 100_000,
          receivedPence: 100_000,
          settledOn: '2026-06-03',
          lookedOn: '2026-06-10',
        },
      },
    ]);
  });

  it('is none where the group looked before the day that is recorded', () => {
    expect(found({ lookedOn: day('2026-06-02') })).toEqual([]);
    expect(found({ lookedOn: day('2026-06-03') })).toHaveLength(1);
  });

  it('is one that was sent, from the day after it was due', () => {
    expect(found(sent)).toHaveLength(1);
    expect(found({ ...sent, lookedOn: day('2026-06-01') })).toEqual([]);
    expect(found({ ...sent, dueOn: day('2026-06-15'), lookedOn: day('2026-06-15') })).toEqual([]);
  });

  it('is looked at again on the day from which it should be there', () => {
    const facts = watchedFacts({ missed: [missed, { ...missed, ...sent }] });
    expect(notArrived.turnsOn(facts, WATCH_THRESHOLDS)).toEqual(['2026-06-03', '2026-06-02']);
  });
});
