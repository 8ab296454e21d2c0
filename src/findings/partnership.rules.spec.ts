import { calendarDate } from '../shared/calendar-date';
import { contract, partnership, people, TODAY } from './example-partnership.testing';
import { REPORTED_RULES, FINDING_THRESHOLDS } from './finding';
import type { LateInstalmentFacts, PartnershipFacts } from './partnership-facts';
import { judgePartnership, type ListedFinding, PARTNERSHIP_RULES, sortFindings } from './partnership.rules';

const day = calendarDate;
const found = (facts: PartnershipFacts, rule: string) =>
  judgePartnership(facts, TODAY).filter((finding) => finding.rule === rule);

describe('a contract without a lead or a deputy', () => {
  it('has nobody named by the health body', () => {
    const contracts = [contract({ health: { lead: null, deputy: 'deputy' } })];
    expect(judgePartnership(partnership({ contracts }), TODAY)).toEqual([
      {
        rule: 'no_lead',
        severity: 'attention',
        contractReference: 'C-1',
        people: [],
        evidence: { deputyNamed: true },
      },
    ]);
  });

  it('tells a lead who has left once, as a departure and not as a missing lead', () => {
    const facts = partnership({ people: people({ lead: '2026-06-01' }) });
    expect(found(facts, 'no_lead')).toEqual([]);
    expect(found(facts, 'ally_left')).toHaveLength(1);
  });

  it.each([
    ['nobody is named', null, {}, 'nobody_named'],
    ['the lead is named again', 'lead', {}, 'is_the_lead'],
    ['the deputy has left', 'deputy', { deputy: '2026-06-14' }, 'has_left'],
  ])('has no deputy when %s', (_case, deputy, lastDays, because) => {
    const facts = partnership({ contracts: [contract({ health: { deputy } })], people: people(lastDays) });
    expect(found(facts, 'no_deputy')).toEqual([
      {
        rule: 'no_deputy',
        severity: 'attention',
        contractReference: 'C-1',
        people: ['lead'],
        evidence: { because },
      },
    ]);
  });

  it('has a deputy in place and nothing is told', () => {
    expect(judgePartnership(partnership({ contracts: [contract({ health: { deputy: 'deputy' } })] }), TODAY)).toEqual(
      [],
    );
  });

  it('is told for each live contract, without people where there is no lead', () => {
    const contracts = ['C-1', 'C-2'].map((reference) => contract({ reference, health: { lead: null } }));
    const told = found(partnership({ contracts }), 'no_deputy');
    expect(told.map((finding) => [finding.contractReference, finding.people])).toEqual([
      ['C-1', []],
      ['C-2', []],
    ]);
  });

  it('needs no deputy yet in a young partnership, but a lead', () => {
    const young = [contract({ startsOn: day('2026-05-01'), health: { lead: null } })];
    expect(judgePartnership(partnership({ contracts: young }), TODAY).map((finding) => finding.rule)).toEqual([
      'no_lead',
    ]);
  });

  it('needs a deputy on an empty record too', () => {
    const empty = partnership({ engagements: 0, contact: { health: [], group: [] } });
    expect(judgePartnership(empty, TODAY).map((finding) => finding.rule)).toEqual(['no_deputy']);
  });

  it.each(['agreed', 'ended', 'draft', 'withdrawn', 'terminated'] as const)('is not told while it is %s', (stateOn) => {
    expect(
      judgePartnership(partnership({ contracts: [contract({ stateOn, health: { lead: null } })] }), TODAY),
    ).toEqual([]);
  });
});

describe('payments that are late again and again', () => {
  const late = (dueOn: string, number = 1): LateInstalmentFacts => ({
    contractReference: 'C-1',
    number,
    dueOn: day(dueOn),
    outcome: 'overdue',
    daysLate: 3,
    excused: false,
  });
  const told = (...lateInstalments: LateInstalmentFacts[]) => found(partnership({ lateInstalments }), 'repeat_late');

  it('are two or more due within a year', () => {
    expect(told(late('2026-05-01'))).toEqual([]);
    expect(told(late('2026-06-01', 2), late('2026-05-01'))).toEqual([
      {
        rule: 'repeat_late',
        severity: 'attention',
        contractReference: null,
        people: [],
        evidence: {
          count: 2,
          windowFrom: '2025-06-15',
          windowTo: '2026-06-15',
          instalments: [
            { contractReference: 'C-1', number: 1, dueOn: '2026-05-01', outcome: 'overdue', daysLate: 3 },
            { contractReference: 'C-1', number: 2, dueOn: '2026-06-01', outcome: 'overdue', daysLate: 3 },
          ],
        },
      },
    ]);
  });

  it('do not count outside the year, whose first and last day are in it', () => {
    expect(told(late('2025-06-15'), late('2026-06-15', 2))).toHaveLength(1);
    expect(told(late('2025-06-14'), late('2026-06-15', 2))).toEqual([]);
  });

  it('do not count where they were held for a cause of the group, or for one that is disputed', () => {
    const excused = { ...late('2026-06-01', 2), excused: true };
    expect(told(late('2026-05-01'), excused)).toEqual([]);
    expect(told(late('2026-05-01'), late('2026-05-02', 3), excused)[0]?.evidence.count).toBe(2);
  });

  it('are told without a live contract too', () => {
    const over = partnership({
      contracts: [contract({ stateOn: 'ended' })],
      lateInstalments: [late('2026-03-01'), late('2026-02-01', 2)],
    });
    expect(judgePartnership(over, TODAY).map((finding) => finding.rule)).toEqual(['repeat_late']);
  });
});

describe('terms of a contract', () => {
  const quarterly = { timing: 'in_arrears', rhythm: 'quarterly', leavesDefaultTerms: true };
  const told = (change: Parameters<typeof contract>[0], rule: string) =>
    found(partnership({ contracts: [contract(change)] }), rule);

  it('that leave monthly in advance need a reason', () => {
    expect(told(quarterly, 'deviation_without_reason')).toEqual([
      {
        rule: 'deviation_without_reason',
        severity: 'attention',
        contractReference: 'C-1',
        people: [],
        evidence: { timing: 'in_arrears', rhythm: 'quarterly', paymentDay: null },
      },
    ]);
    expect(told({ ...quarterly, deviationReason: ' ' }, 'deviation_without_reason')).toHaveLength(1);
    expect(told({ ...quarterly, deviationReason: 'asked for by the group' }, 'deviation_without_reason')).toEqual([]);
    expect(told({}, 'deviation_without_reason')).toEqual([]);
  });

  it('that are under twelve months are told', () => {
    expect(told({ isShort: true }, 'short_contract')).toEqual([
      {
        rule: 'short_contract',
        severity: 'attention',
        contractReference: 'C-1',
        people: [],
        evidence: { startsOn: '2025-04-01', endsOn: '2027-03-31' },
      },
    ]);
    expect(told({}, 'short_contract')).toEqual([]);
  });

  it.each([
    ['draft', 0],
    ['agreed', 2],
    ['active', 2],
    ['suspended', 2],
    ['ended', 0],
    ['withdrawn', 0],
    ['terminated', 0],
  ] as const)('of a contract that is %s give %s findings', (stateOn, count) => {
    const change = { ...quarterly, isShort: true, stateOn };
    expect([...told(change, 'deviation_without_reason'), ...told(change, 'short_contract')]).toHaveLength(count);
  });
});

describe('the rules together', () => {
  it('each have their own name, one for every name in the API', () => {
    expect(PARTNERSHIP_RULES.map((rule) => rule.name)).toEqual([...REPORTED_RULES]);
  });

  it('give findings under their own name, and never change the facts', () => {
    const facts = partnership({ contracts: [contract({ isShort: true })], people: people({ other: '2026-07-01' }) });
    const before = structuredClone(facts);
    for (const rule of PARTNERSHIP_RULES) {
      expect(rule.judge(facts, TODAY, FINDING_THRESHOLDS).every((finding) => finding.rule === rule.name)).toBe(true);
    }
    expect(facts).toEqual(before);
  });

  it('let one person who holds everything and is leaving stand in two findings', () => {
    const facts = partnership({
      people: people({ lead: '2026-07-01' }),
      contact: { health: [{ person: 'lead', all: 4, twoWay: 4 }], group: [] },
    });
    const about = judgePartnership(facts, TODAY).filter((finding) => finding.severity === 'serious');
    expect(about.map((finding) => [finding.rule, finding.people])).toEqual([
      ['single_ally', ['lead']],
      ['ally_leaving', ['lead']],
    ]);
  });
});

describe('the order of findings', () => {
  it('is worst first, then first seen, rule, whole partnerships before contracts, reference and group', () => {
    const listed = (text: string): ListedFinding => {
      const [severity, firstSeenOn, rule, reference, group] = text.split(' ');
      return {
        severity: severity as ListedFinding['severity'],
        firstSeenOn: day(firstSeenOn ?? ''),
        rule: rule as ListedFinding['rule'],
        contractReference: reference === '-' ? null : (reference ?? ''),
        group: group ?? '',
      };
    };
    const inOrder = [
      'critical 2026-06-01 ally_left - B',
      'serious 2026-05-01 single_ally - B',
      'serious 2026-06-01 ally_leaving - B',
      'serious 2026-06-01 single_ally - B',
      'serious 2026-06-01 single_ally - a',
      'attention 2026-01-01 short_contract - B',
      'attention 2026-01-01 short_contract C-10 B',
      'attention 2026-01-01 short_contract C-2 A',
      'attention 2026-01-01 short_contract C-2 B',
    ].map(listed);
    expect(sortFindings([...inOrder].reverse())).toEqual(inOrder);
  });
});
