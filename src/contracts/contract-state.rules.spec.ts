import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import {
  assertContractMove,
  assertEffectiveOn,
  CONTRACT_STATES,
  contractStateOn,
  isLive,
  isOpen,
  STORED_CONTRACT_STATES,
  type StoredContractState,
} from './contract-state.rules';

const day = calendarDate;
const startsOn = day('2026-04-01');
const endsOn = day('2027-03-31');
const history = (...changes: [StoredContractState, string][]) =>
  changes.map(([to, effectiveOn]) => ({ to, effectiveOn: day(effectiveOn) }));
const stateOn = (changes: [StoredContractState, string][], asOf: string) =>
  contractStateOn({ history: history(...changes), startsOn, endsOn }, day(asOf));

describe('the state of a contract on a day', () => {
  it.each([
    ['2026-03-31', 'agreed'],
    ['2026-04-01', 'active'],
    ['2027-03-31', 'active'],
    ['2027-04-01', 'ended'],
  ])('follows the dates of an agreed contract: on %s it is %s', (asOf, state) => {
    expect(stateOn([['agreed', '2026-01-01']], asOf)).toBe(state);
  });

  it('takes the first known state for all the days before it', () => {
    expect(stateOn([['agreed', '2026-09-01']], '2026-05-01')).toBe('active');
    expect(stateOn([['agreed', '2026-09-01']], '2025-05-01')).toBe('agreed');
  });

  it.each([
    ['2026-05-31', 'active'],
    ['2026-06-01', 'suspended'],
    ['2026-07-31', 'suspended'],
    ['2026-08-01', 'active'],
  ])('reads the history: on %s a contract suspended for June and July is %s', (asOf, state) => {
    const changes: [StoredContractState, string][] = [
      ['draft', '2026-01-01'],
      ['agreed', '2026-02-01'],
      ['suspended', '2026-06-01'],
      ['agreed', '2026-08-01'],
    ];
    expect(stateOn(changes, asOf)).toBe(state);
  });

  it('ends a suspended contract with its last day', () => {
    expect(stateOn([['suspended', '2026-06-01']], '2027-03-31')).toBe('suspended');
    expect(stateOn([['suspended', '2026-06-01']], '2027-04-01')).toBe('ended');
  });

  it.each(['draft', 'withdrawn', 'terminated'] as const)(
    'keeps a contract that is %s so, whatever its dates',
    (state) => {
      expect(['2026-01-01', '2026-05-01', '2028-01-01'].map((asOf) => stateOn([[state, '2026-01-01']], asOf))).toEqual([
        state,
        state,
        state,
      ]);
    },
  );

  it('takes the one recorded later of two changes on one day, and a change recorded late on its own day', () => {
    const sameDay: [StoredContractState, string][] = [
      ['suspended', '2026-06-01'],
      ['agreed', '2026-06-01'],
    ];
    expect(stateOn(sameDay, '2026-06-01')).toBe('active');
    const recordedLate: [StoredContractState, string][] = [
      ['agreed', '2026-01-01'],
      ['terminated', '2026-09-01'],
      ['suspended', '2026-06-01'],
    ];
    expect(stateOn(recordedLate, '2026-07-01')).toBe('suspended');
    expect(stateOn(recordedLate, '2026-09-01')).toBe('terminated');
  });

  it('keeps a contract withdrawn that was brought in as agreed from a day still to come', () => {
    const changes: [StoredContractState, string][] = [
      ['agreed', '2026-04-01'],
      ['withdrawn', '2026-02-16'],
    ];
    expect(['2026-02-15', '2026-02-16', '2026-04-01', '2026-12-01'].map((asOf) => stateOn(changes, asOf))).toEqual([
      'agreed',
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
  });

  it('is a draft until something is known', () => {
    expect(stateOn([], '2026-05-01')).toBe('draft');
  });
});

describe('live and open contracts', () => {
  it('are live while active or suspended', () => {
    expect(CONTRACT_STATES.filter(isLive)).toEqual(['suspended', 'active']);
  });

  it('are open from agreement to the end', () => {
    expect(CONTRACT_STATES.filter(isOpen)).toEqual(['agreed', 'suspended', 'active']);
  });
});

describe('moving a contract', () => {
  const allowed = [
    ['draft', 'agreed'],
    ['draft', 'withdrawn'],
    ['agreed', 'suspended'],
    ['agreed', 'withdrawn'],
    ['agreed', 'terminated'],
    ['suspended', 'agreed'],
    ['suspended', 'terminated'],
  ];
  const moves = STORED_CONTRACT_STATES.flatMap((from) => STORED_CONTRACT_STATES.map((to) => [from, to] as const));
  const attempt = (from: StoredContractState, to: StoredContractState, effectiveOn: string) => {
    try {
      assertContractMove(from, { to, effectiveOn: day(effectiveOn) }, startsOn);
      return 'allowed';
    } catch (error) {
      return error instanceof DomainError ? `${error.kind}: ${error.message}` : error;
    }
  };

  it.each(moves)('from %s to %s is allowed only as the table says', (from, to) => {
    const inTable = allowed.some(([a, b]) => a === from && b === to);
    expect(attempt(from, to, '2026-03-01')).toMatch(inTable ? /^allowed$/ : /^conflict: This contract is /);
  });

  it.each([
    ['suspended', 'suspended', 'This contract is suspended already.'],
    ['terminated', 'terminated', 'This contract is ended early already.'],
    ['terminated', 'suspended', 'This contract is ended early, so it cannot be suspended.'],
    ['agreed', 'agreed', 'This contract is not suspended, so it cannot be resumed.'],
    ['draft', 'terminated', 'This contract is a draft, so it cannot be ended early.'],
    ['suspended', 'withdrawn', 'This contract is suspended, so it cannot be withdrawn.'],
  ] as const)('says why one that is %s cannot be %s', (from, to, said) => {
    expect(attempt(from, to, '2026-03-01')).toBe(`conflict: ${said}`);
  });

  it('withdraws only before the contract starts', () => {
    expect(attempt('agreed', 'withdrawn', '2026-03-31')).toBe('allowed');
    expect(attempt('agreed', 'withdrawn', '2026-04-01')).toContain('terminate it instead');
  });

  it('tells a draft whose start has passed to change its dates', () => {
    expect(attempt('draft', 'withdrawn', '2026-04-01')).toContain('change its start date first');
  });
});

describe('the day from which a move holds', () => {
  const attempt =
    (
      effectiveOn: string,
      lastMoveOn: string | null,
      { to = 'terminated', today = '2026-06-15' }: { to?: StoredContractState; today?: string } = {},
    ) =>
    () => {
      const judged = { today: day(today), lastMoveOn: lastMoveOn === null ? null : day(lastMoveOn) };
      assertEffectiveOn({ to, effectiveOn: day(effectiveOn) }, { startsOn, endsOn }, judged);
    };

  it('lies between the last move and the last day of the contract, both included', () => {
    expect(attempt('2026-06-01', '2026-06-01')).not.toThrow();
    expect(attempt('2027-03-31', '2026-06-01')).not.toThrow();
    expect(attempt('2026-05-31', '2026-06-01')).toThrow('choose that day or a later one');
    expect(attempt('2027-04-01', '2026-06-01')).toThrow('The contract ends on 2027-03-31');
  });

  it('may be any earlier day of it when nothing was recorded since the contract was brought in', () => {
    expect(attempt('2026-04-01', null)).not.toThrow();
  });

  it('is no day of years before a contract that has started, which would take all of it back', () => {
    expect(attempt('2026-03-31', null)).not.toThrow();
    expect(attempt('2026-03-30', null)).toThrow('The contract started on 2026-04-01: choose the day before it');
    expect(attempt('2025-12-10', null, { to: 'suspended' })).toThrow('The contract started on 2026-04-01');
  });

  it('may be today, or have passed, for a contract that has not started', () => {
    expect(attempt('2026-02-10', null, { today: '2026-03-01' })).not.toThrow();
    expect(attempt('2026-02-10', null, { to: 'withdrawn' })).not.toThrow();
  });
});
