import { calendarDate } from '../shared/calendar-date';
import { assertCan, assertDayCame, can, countsAgainstPayer, holdCause, MOVES } from './instalment-life.rules';
import type { InstalmentAction } from './instalment-life.rules';
import { INSTALMENT_STATES } from './instalment-states';

const payment = { state: 'planned', contractState: 'active', run: null } as const;
const actions = Object.keys(MOVES) as InstalmentAction[];

describe('what can be done with a payment', () => {
  it.each([
    ['planned', ['approve', 'hold']],
    ['approved', ['unapprove', 'hold']],
    ['held', ['release']],
    ['exported', ['return']],
    ['returned', ['attempt']],
    ['paid', []],
    ['cancelled', []],
  ] as const)('that is %s: %j', (state, possible) => {
    expect(actions.filter((action) => can(action, { ...payment, state })).sort()).toEqual([...possible].sort());
  });

  it('is said with the reason where it cannot be done', () => {
    const saying = (action: InstalmentAction, change: object) => () => {
      assertCan(action, { ...payment, ...change });
    };
    expect(saying('approve', { state: 'paid' })).toThrow(
      'This payment cannot be approved: it has been received in full.',
    );
    expect(saying('hold', { state: 'exported' })).toThrow('cannot be held: it was sent to the bank already.');
    expect(saying('attempt', {})).toThrow('it is planned, and nothing has been done about it yet');
  });

  it('is nothing by hand while a payment run is about to send it, and the run is named', () => {
    expect(() => {
      assertCan('hold', { ...payment, state: 'approved', run: 7 });
    }).toThrow('This payment cannot be held: it is in payment run 7. Take it out of the run first.');
  });

  it('is no approval while its contract is a draft, suspended or withdrawn; a hold is possible', () => {
    for (const contractState of ['draft', 'suspended', 'withdrawn']) {
      expect(can('approve', { ...payment, contractState })).toBe(false);
      expect(can('hold', { ...payment, contractState })).toBe(true);
    }
    expect(can('approve', { ...payment, contractState: 'terminated' })).toBe(true);
  });

  it('leads to one of the states, and from another one', () => {
    for (const { from, to } of Object.values(MOVES)) {
      expect(INSTALMENT_STATES).toContain(to);
      expect(from).not.toContain(to);
    }
  });
});

describe('whose cause a hold is', () => {
  it.each([
    ['payer', null, 'payer', true],
    ['payer', 'payer', 'payer', true],
    ['group', null, 'group', false],
    ['group', 'payer', 'disputed', false],
    ['payer', 'group', 'disputed', false],
    ['bank', 'bank', 'bank', true],
  ] as const)('%s by the health body and %s by the group is %s', (byHealth, byGroup, cause, against) => {
    expect(holdCause(byHealth, byGroup)).toBe(cause);
    expect(countsAgainstPayer(cause)).toBe(against);
  });

  it('is of no matter for a payment that was never held: late is late', () => {
    expect(countsAgainstPayer(null)).toBe(true);
  });
});

it('takes a day that has come, or none', () => {
  const today = calendarDate('2026-11-22');
  const told = (day: string | null) => () => {
    assertDayCame('groupToldOn', day === null ? null : calendarDate(day), today);
  };
  expect(told('2026-11-22')).not.toThrow();
  expect(told(null)).not.toThrow();
  expect(told('2026-11-23')).toThrow('groupToldOn must not be after today, 2026-11-22.');
});
