import { calendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { watchedContract, watchedFacts } from './example-watched.testing';
import type { TogetherFacts } from './together-facts';
import {
  commencementUnconfirmed,
  decidedWithoutAgreement,
  decisionAnswerOverdue,
  noDecisionProcess,
  processUnsigned,
} from './together.rules';
import type { WatchedContract } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';
import type { WatchedRule } from './watching';
import { whyCleared } from './why-cleared.rules';

const day = calendarDate;
const facts = (change: Partial<TogetherFacts>, contract: Partial<WatchedContract> = {}) =>
  watchedFacts({
    contracts: [watchedContract(contract)],
    together: {
      openCommencements: [],
      openProcesses: [],
      withProcess: ['contract-1'],
      openDecisions: [],
      against: [],
      challenges: [],
      ...change,
    },
  });
const judge = (rule: WatchedRule, known: ReturnType<typeof facts>, asOf: string) =>
  rule.judge(known, day(asOf), WATCH_THRESHOLDS);

describe('how both work together, which one side has not confirmed', () => {
  const proposed = (proposedBy: Side, contract: Partial<WatchedContract> = {}, onOnePage = false) => {
    const open = { contractId: 'contract-1', number: 2, proposedBy, proposedOn: day('2026-06-05'), onOnePage };
    return facts({ openCommencements: [open] }, contract);
  };

  it('is asked of the group at once, and never held against it', () => {
    const asked = { severity: null, actsOn: 'group', audience: 'group', evidence: { number: 2 } };
    expect(judge(commencementUnconfirmed, proposed('health'), '2026-06-05')).toMatchObject([asked]);
    expect(judge(commencementUnconfirmed, proposed('health'), '2027-06-05')).toMatchObject([asked]);
    expect(commencementUnconfirmed.turnsOn(proposed('health'), WATCH_THRESHOLDS)).toEqual([]);
  });

  it('is told of the health body as late as a contract that waits for it', () => {
    expect(judge(commencementUnconfirmed, proposed('group'), '2026-06-14')).toEqual([]);
    expect(judge(commencementUnconfirmed, proposed('group'), '2026-06-15')).toMatchObject([
      { severity: 'attention', actsOn: 'health_body', audience: 'both', evidence: { proposedOn: '2026-06-05' } },
    ]);
    expect(commencementUnconfirmed.turnsOn(proposed('group'), WATCH_THRESHOLDS)).toEqual(['2026-06-15']);
  });

  it('is not asked for again beside the one page of a small contract that waits for the group', () => {
    const waits = { stateOn: 'draft', confirmedOn: { health: day('2026-06-05'), group: null } } as const;
    expect(judge(commencementUnconfirmed, proposed('health', waits, true), '2026-06-05')).toEqual([]);
    expect(judge(commencementUnconfirmed, proposed('health', waits, false), '2026-06-05')).toHaveLength(1);
    const draft = { ...waits, confirmedOn: { health: null, group: null } };
    expect(judge(commencementUnconfirmed, proposed('health', draft, true), '2026-06-05')).toHaveLength(1);
  });

  it('is asked of a draft, too, and of no contract that is over', () => {
    expect(judge(commencementUnconfirmed, proposed('health', { stateOn: 'draft' }), '2026-06-05')).toHaveLength(1);
    expect(judge(commencementUnconfirmed, proposed('health', { stateOn: 'ended' }), '2026-06-05')).toEqual([]);
  });
});

describe('how both decide together, which one side has not signed', () => {
  const proposed = (proposedBy: Side, contract: Partial<WatchedContract> = {}, onOnePage = false) => {
    const open = { id: 'q', contractId: 'contract-1', number: 2, proposedBy, proposedOn: day('2026-06-05'), onOnePage };
    return facts({ openProcesses: [open] }, contract);
  };

  it('is asked of the group at once, and never held against it', () => {
    const asked = { severity: null, actsOn: 'group', audience: 'group', evidence: { processId: 'q', number: 2 } };
    expect(judge(processUnsigned, proposed('health'), '2026-06-05')).toMatchObject([asked]);
    expect(judge(processUnsigned, proposed('health'), '2027-06-05')).toMatchObject([asked]);
    expect(processUnsigned.turnsOn(proposed('health'), WATCH_THRESHOLDS)).toEqual([]);
  });

  it('is told of the health body as late as a contract that waits for it', () => {
    expect(judge(processUnsigned, proposed('group'), '2026-06-14')).toEqual([]);
    expect(judge(processUnsigned, proposed('group'), '2026-06-15')).toMatchObject([
      { severity: 'attention', actsOn: 'health_body', audience: 'both', evidence: { proposedOn: '2026-06-05' } },
    ]);
    expect(processUnsigned.turnsOn(proposed('group'), WATCH_THRESHOLDS)).toEqual(['2026-06-15']);
  });

  it('is not asked for again beside the one page of a small contract, and of none that is over', () => {
    const waits = { stateOn: 'draft', confirmedOn: { health: day('2026-06-05'), group: null } } as const;
    expect(judge(processUnsigned, proposed('health', waits, true), '2026-06-05')).toEqual([]);
    expect(judge(processUnsigned, proposed('health', waits, false), '2026-06-05')).toHaveLength(1);
    expect(judge(processUnsigned, proposed('health', { stateOn: 'ended' }), '2026-06-05')).toEqual([]);
  });
});

describe('a contract under which nothing says how to decide', () => {
  it.each([
    ['active', 1],
    ['suspended', 1],
    ['agreed', 0],
    ['draft', 0],
    ['ended', 0],
  ] as const)('that is %s is told %i times', (stateOn, times) => {
    expect(judge(noDecisionProcess, facts({ withProcess: [] }, { stateOn }), '2026-06-05')).toHaveLength(times);
  });

  it('is told to the health body alone, and not once a process is in force', () => {
    expect(judge(noDecisionProcess, facts({ withProcess: [] }), '2026-06-05')).toMatchObject([
      { severity: 'attention', audience: 'health_body', actsOn: 'health_body', contractId: 'contract-1' },
    ]);
    expect(judge(noDecisionProcess, facts({}), '2026-06-05')).toEqual([]);
  });
});

describe('a decision that a side has not answered', () => {
  const open = (answered: { health: boolean; group: boolean }, healthMayBeSilent = false) =>
    facts({
      openDecisions: [
        {
          ...{ id: 'decision-1', contractId: 'contract-1', number: 3, answered, healthMayBeSilent },
          ...{ proposedOn: day('2026-06-01'), answerBy: day('2026-06-15') },
        },
      ],
    });

  it('is told of the health body from the day after those that the process gives', () => {
    const unanswered = open({ health: false, group: true });
    expect(judge(decisionAnswerOverdue, unanswered, '2026-06-15')).toEqual([]);
    expect(judge(decisionAnswerOverdue, unanswered, '2026-06-16')).toMatchObject([
      {
        subjectKey: 'decision-1 health',
        severity: 'attention',
        actsOn: 'health_body',
        audience: 'both',
        evidence: { decisionId: 'decision-1', number: 3, answerBy: '2026-06-15' },
      },
    ]);
    expect(decisionAnswerOverdue.turnsOn(unanswered, WATCH_THRESHOLDS)).toEqual(['2026-06-16']);
  });

  it('is nothing of the health body where the process needs no word of it', () => {
    expect(judge(decisionAnswerOverdue, open({ health: false, group: true }, true), '2026-06-16')).toEqual([]);
  });

  it('is asked of the group from the first day, and never held against it', () => {
    const asked = [{ subjectKey: 'decision-1 group', severity: null, actsOn: 'group', audience: 'group' }];
    expect(judge(decisionAnswerOverdue, open({ health: true, group: false }), '2026-06-01')).toMatchObject(asked);
    expect(judge(decisionAnswerOverdue, open({ health: true, group: false }), '2026-07-01')).toMatchObject(asked);
  });

  it('is one finding for each side that owes a word, and none once both have spoken', () => {
    const both = judge(decisionAnswerOverdue, open({ health: false, group: false }), '2026-06-16');
    expect(new Set(both.map(({ subjectKey }) => subjectKey)).size).toBe(2);
    expect(judge(decisionAnswerOverdue, open({ health: true, group: true }), '2026-06-16')).toEqual([]);
  });
});

describe('what was decided without agreement', () => {
  const against = (stateOn: WatchedContract['stateOn']) =>
    facts(
      {
        against: [
          {
            ...{ id: 'decision-1', contractId: 'contract-1', number: 3, kind: 'content' },
            ...{ closedOn: day('2026-06-01'), closedBy: 'health' as const },
          },
        ],
      },
      { stateOn },
    );

  it('is serious, and both sides read it', () => {
    expect(judge(decidedWithoutAgreement, against('draft'), '2026-06-01')).toMatchObject([
      {
        subjectKey: 'decision-1',
        severity: 'serious',
        audience: 'both',
        evidence: { decisionId: 'decision-1', kind: 'content', closedOn: '2026-06-01', closedBy: 'health' },
      },
    ]);
  });

  it('stands until it is mended, or the contract is over', () => {
    expect(judge(decidedWithoutAgreement, against('active'), '2030-06-01')).toHaveLength(1);
    expect(judge(decidedWithoutAgreement, against('terminated'), '2026-06-02')).toEqual([]);
    const held = {
      ...{ rule: 'decided_without_agreement' as const, contractId: 'contract-1', instalmentId: null },
      ...{ cancelled: null, subjectKey: 'decision-1' },
    };
    const why = (known: ReturnType<typeof facts>) => whyCleared(held, known, day('2026-06-02'), WATCH_THRESHOLDS);
    expect(why(facts({}, { stateOn: 'draft' }))).toBe('mended');
    expect(why(against('terminated'))).toBe('contract_over');
  });
});
