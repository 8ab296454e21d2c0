import { calendarDate } from '../shared/calendar-date';
import { contact, people, TODAY } from './example-partnership.testing';
import { instalment, lead, watchedContract, watchedFacts } from './example-watched.testing';
import { FINDING_RULES } from './finding';
import type { FindingRule } from './finding';
import { judgeWatched, WATCHED_RULES } from './watched.rules';
import type { WatchedFacts } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate;
const told = (facts: WatchedFacts, rule: FindingRule, asOf = TODAY) =>
  judgeWatched(facts, asOf, WATCH_THRESHOLDS).noticed.filter((finding) => finding.rule === rule);
const on = (asOf: string) => day(asOf);

describe('every rule', () => {
  it('is in the list once, under a name of the API', () => {
    expect(WATCHED_RULES.map(({ name }) => name)).toEqual([...FINDING_RULES]);
  });

  it('says nothing of a partnership in order', () => {
    expect(judgeWatched(watchedFacts(), TODAY, WATCH_THRESHOLDS)).toMatchObject({ noticed: [], evidenceGaps: [] });
  });
});

describe('a payment that is overdue', () => {
  const facts = watchedFacts({ instalments: [instalment({ receivedPence: 40_000 })] });

  it.each([
    ['2026-07-01', []],
    ['2026-07-02', ['attention']],
    ['2026-07-08', ['attention']],
    ['2026-07-09', ['serious']],
    ['2026-07-30', ['serious']],
    ['2026-07-31', ['critical']],
  ])('due on 1 July is on %s: %j', (asOf, severities) => {
    expect(told(facts, 'overdue', on(asOf)).map(({ severity }) => severity)).toEqual(severities);
  });

  it('is told to both sides, for the health body to mend, with what has been received', () => {
    expect(told(facts, 'overdue', on('2026-07-02'))).toEqual([
      {
        rule: 'overdue',
        subjectKey: 'instalment-1',
        contractId: 'contract-1',
        instalmentId: 'instalment-1',
        severity: 'attention',
        evidence: {
          number: 4,
          dueOn: '2026-07-01',
          sendByOn: '2026-06-29',
          amountPence: 100_000,
          receivedPence: 40_000,
        },
        audience: 'both',
        actsOn: 'health_body',
      },
    ]);
  });

  it('is judged by the thresholds of the health body', () => {
    const strict = { ...WATCH_THRESHOLDS, seriousFromDays: 2, criticalFromDays: 3 };
    expect(judgeWatched(facts, on('2026-07-04'), strict).noticed).toMatchObject([{ severity: 'critical' }]);
  });
});

describe('a payment about to be late', () => {
  const facts = watchedFacts({ instalments: [instalment()] });

  it.each([
    ['2026-06-21', 0],
    ['2026-06-22', 1],
    ['2026-07-01', 1],
    ['2026-07-02', 0],
  ])('is told from five banking days before it must be sent to the day it is due: on %s %i', (asOf, count) => {
    expect(told(facts, 'at_risk', on(asOf))).toHaveLength(count);
  });

  it('is told no longer once it is with the bank', () => {
    expect(told(watchedFacts({ instalments: [instalment({ sent: true })] }), 'at_risk', on('2026-06-25'))).toEqual([]);
  });

  it('is told to the health body alone', () => {
    expect(told(facts, 'at_risk', on('2026-06-25'))).toMatchObject([
      { audience: 'health_body', severity: 'attention' },
    ]);
  });
});

describe('a lead whose details nobody has checked', () => {
  const since = (knownSince: string, rest: Parameters<typeof lead>[0] = {}) =>
    watchedFacts({ leads: [lead({ knownSince: day(knownSince), ...rest })] });

  it('is told from the 180th day', () => {
    expect(told(since('2025-12-18'), 'stale_lead')).toEqual([]);
    expect(told(since('2025-12-17'), 'stale_lead')).toMatchObject([
      { severity: 'attention', audience: 'both', actsOn: 'health_body', contractId: 'contract-1' },
    ]);
  });

  it('waits on the group when it is the group’s, without a severity', () => {
    expect(told(since('2025-01-01', { side: 'group' }), 'stale_lead')).toMatchObject([
      { severity: null, audience: 'both', actsOn: 'group' },
    ]);
  });

  it('is told once for somebody who leads several contracts, and not of contracts that are over', () => {
    const contracts = [
      watchedContract(),
      watchedContract({ id: 'contract-2', reference: 'C-2' }),
      watchedContract({ id: 'contract-0', reference: 'C-0', stateOn: 'ended' }),
    ];
    const contractIds = ['contract-2', 'contract-1', 'contract-0'];
    const facts = { ...since('2025-01-01', { contractIds }), contracts };
    expect(told(facts, 'stale_lead')).toMatchObject([
      { contractId: null, evidence: { contractIds: ['contract-1', 'contract-2'] } },
    ]);
    expect(told({ ...facts, contracts: contracts.slice(2) }, 'stale_lead')).toEqual([]);
  });

  it('is not told of somebody who has left: their departure is', () => {
    expect(told(since('2025-01-01', { lastDayOn: day('2026-06-14') }), 'stale_lead')).toEqual([]);
    expect(told(since('2025-01-01', { lastDayOn: day('2026-06-15') }), 'stale_lead')).toHaveLength(1);
  });
});

describe('a partnership that goes quiet', () => {
  const quiet = (contactEveryDays: number | null, lastTwoWayOn: string | null = '2026-04-16') =>
    watchedFacts({ contactEveryDays, lastTwoWayOn: lastTwoWayOn === null ? null : day(lastTwoWayOn) });

  it('has had no two-way contact for twice as long as the two agreed', () => {
    expect(told(quiet(30), 'going_quiet')).toMatchObject([
      { evidence: { contactEveryDays: 30, lastTwoWayOn: '2026-04-16' }, audience: 'both' },
    ]);
    expect(told(quiet(31), 'going_quiet')).toEqual([]);
  });

  it('is judged only where a frequency is agreed', () => {
    expect(told(quiet(null), 'going_quiet')).toEqual([]);
  });

  it('counts from the start of the first live contract where the two never spoke', () => {
    expect(told(quiet(219, null), 'going_quiet')).toHaveLength(1);
    expect(told(quiet(221, null), 'going_quiet')).toEqual([]);
  });

  it('is not judged on an empty record, nor without a live contract', () => {
    const empty = { engagements: 0, contact: { health: [], group: [] } };
    expect(told({ ...quiet(30), shared: empty }, 'going_quiet')).toEqual([]);
    expect(told({ ...quiet(30), contracts: [watchedContract({ stateOn: 'ended' })] }, 'going_quiet')).toEqual([]);
  });
});

describe('a funding cliff', () => {
  const ending = (endsOn: string, ...others: Parameters<typeof watchedContract>[]) =>
    watchedFacts({
      contracts: [watchedContract({ endsOn: day(endsOn) }), ...others.map((each) => watchedContract(...each))],
    });

  it('is under three months of agreed income', () => {
    expect(told(ending('2026-09-15'), 'funding_cliff')).toEqual([]);
    expect(told(ending('2026-09-14'), 'funding_cliff')).toMatchObject([
      { subjectKey: 'partnership', evidence: { committedUntilOn: '2026-09-14', contractIds: ['contract-1'] } },
    ]);
  });

  it('is none when something is agreed after it; a draft is not agreed', () => {
    const next = { id: 'contract-2', endsOn: day('2027-09-30') };
    expect(told(ending('2026-07-31', [{ ...next, stateOn: 'agreed' }]), 'funding_cliff')).toEqual([]);
    expect(told(ending('2026-07-31', [{ ...next, stateOn: 'draft' }]), 'funding_cliff')).toHaveLength(1);
  });
});

describe('how a contract was agreed', () => {
  const with_ = (change: Parameters<typeof watchedContract>[0]) =>
    watchedFacts({ contracts: [watchedContract(change)] });
  const started = day('2025-04-01');

  it('after its start is told, on its first day and of imported ones not', () => {
    expect(told(with_({ agreedOn: day('2025-04-02') }), 'agreed_after_start')).toMatchObject([
      { evidence: { startsOn: '2025-04-01', agreedOn: '2025-04-02' }, audience: 'both' },
    ]);
    expect(told(with_({ agreedOn: started }), 'agreed_after_start')).toEqual([]);
    expect(told(with_({ agreedOn: null }), 'agreed_after_start')).toEqual([]);
  });

  it('with something missing is told while it is missing', () => {
    expect(told(with_({ unmetChecks: ['schedule_planned', 'lead_of_group'] }), 'agreed_with_gap')).toMatchObject([
      { evidence: { checks: ['lead_of_group', 'schedule_planned'] }, audience: 'health_body' },
    ]);
    expect(told(with_({ unmetChecks: [] }), 'agreed_with_gap')).toEqual([]);
  });

  const draft = (health: string | null, group: string | null) =>
    with_({
      stateOn: 'draft',
      confirmedOn: { health: health === null ? null : day(health), group: group === null ? null : day(group) },
    });

  it('waits on the group, and only the group is told', () => {
    expect(told(draft('2026-01-01', null), 'awaiting_confirmation')).toMatchObject([
      { severity: null, audience: 'group', actsOn: 'group', evidence: { confirmedOn: '2026-01-01' } },
    ]);
  });

  it('waits on the health body, which is told after ten days', () => {
    expect(told(draft(null, '2026-06-06'), 'awaiting_confirmation')).toEqual([]);
    expect(told(draft(null, '2026-06-05'), 'awaiting_confirmation')).toMatchObject([
      { severity: 'attention', audience: 'both', actsOn: 'health_body' },
    ]);
  });

  it('waits on nobody when neither has confirmed, or it is a draft no more', () => {
    expect(told(draft(null, null), 'awaiting_confirmation')).toEqual([]);
    expect(
      told(with_({ stateOn: 'withdrawn', confirmedOn: { health: started, group: null } }), 'awaiting_confirmation'),
    ).toEqual([]);
  });
});

describe('a finding as it is kept', () => {
  const alone = watchedFacts({
    contracts: [watchedContract()],
    people: people({ lead: '2026-07-15' }),
    contact: { health: contact(['lead', 3, 3]), group: contact(['group-lead', 3, 3]) },
    shared: { engagements: 2, contact: { health: contact(['lead', 2, 2]), group: contact(['group-lead', 2, 2]) } },
  });

  it('holds ids and dates, and neither names nor days that are counted', () => {
    expect(told(alone, 'ally_leaving')).toMatchObject([
      {
        subjectKey: 'contact-of-lead',
        evidence: {
          contactId: 'contact-of-lead',
          lastDayOn: '2026-07-15',
          leaves: [{ contractId: 'contract-1', role: 'lead' }],
        },
      },
    ]);
    expect(JSON.stringify(judgeWatched(alone, TODAY, WATCH_THRESHOLDS))).not.toMatch(/example\.org|C-1|days|window/);
  });

  it('has no severity and no figure when it waits on the group', () => {
    expect(told(alone, 'key_person')).toMatchObject([
      {
        severity: null,
        evidence: { because: 'only_person_engaged', contractIds: ['contract-1'], contactId: 'contact-of-group-lead' },
      },
    ]);
    expect(Object.values(told(alone, 'key_person')[0]?.evidence ?? {}).filter(Number.isFinite)).toEqual([]);
  });

  it('rests only on what both sides see when the group reads it', () => {
    const nothingShared = { ...alone, shared: { engagements: 0, contact: { health: [], group: [] } } };
    expect(told(nothingShared, 'key_person')).toEqual([]);
    expect(told(nothingShared, 'single_ally')).toMatchObject([{ evidence: { engagements: 4 } }]);
  });
});
