import {
  acknowledgementStep,
  confirmationStep,
  departureStep,
  holdStep,
  setAsideStep,
  snoozeStep,
} from './undo-steps.rules';

const PERSON = { id: 'p', version: 3, last_day_on: null, departure_told_on: null };
const FINDING = { id: 'f', partnership_id: 'x', acknowledged_at: null, snoozed_until: null };
const TODAY = '2026-11-22';

describe('a last day', () => {
  const set = { version: 3, lastDayOn: '2026-12-31' };

  it('goes back to what it was, as long as nobody else changes anything of the person', () => {
    expect(departureStep('departure', PERSON, set)).toEqual({ word: 'departure', args: ['p', '4', ''] });
    const moved = { ...PERSON, last_day_on: '2026-12-15' };
    expect(departureStep('group-departure', moved, set)?.args).toEqual(['p', '4', '2026-12-15']);
    expect(departureStep('departure', moved, { ...set, lastDayOn: null })?.args).toEqual(['p', '4', '2026-12-15']);
  });

  it('does not when the others were told, it is the same day, or somebody else was first', () => {
    const told = { ...PERSON, last_day_on: '2026-12-15', departure_told_on: '2026-11-01' };
    expect(departureStep('departure', told, set)).toBeNull();
    expect(departureStep('departure', { ...PERSON, last_day_on: set.lastDayOn }, set)).toBeNull();
    expect(departureStep('departure', { ...PERSON, version: 4 }, set)).toBeNull();
  });
});

describe('what a side says of a finding', () => {
  it('is taken back unless it said so before', () => {
    expect(acknowledgementStep(FINDING)).toEqual({ word: 'acknowledgement', args: ['x', 'f'] });
    expect(acknowledgementStep({ ...FINDING, acknowledged_at: new Date() })).toBeNull();
  });

  it('rests no more, unless it rested before', () => {
    const until = '2026-12-06';
    expect(snoozeStep(FINDING, until, TODAY)).toEqual({ word: 'snooze', args: ['x', 'f', until] });
    expect(snoozeStep({ ...FINDING, snoozed_until: '2026-11-21' }, until, TODAY)).not.toBeNull();
    expect(snoozeStep({ ...FINDING, snoozed_until: TODAY }, until, TODAY)).toBeNull();
  });
});

describe('what is done with money', () => {
  it('ends a hold only where that leaves the payment as it was', () => {
    const planned = { id: 'i', state: 'planned', version: 2 };
    expect(holdStep(planned, 2)).toEqual({ word: 'hold', args: ['i', '3'] });
    expect(holdStep({ ...planned, state: 'approved' }, 2)).toBeNull();
    expect(holdStep(planned, 1)).toBeNull();
  });

  it('takes back what was booked as paid, and what was set aside, but not that money came back', () => {
    const entry = { statementId: 's', entryId: 'e', direction: 'debit' };
    expect(confirmationStep(entry, 1)).toEqual({ word: 'confirmation', args: ['s', 'e', '2'] });
    expect(confirmationStep({ ...entry, direction: 'credit' }, 1)).toBeNull();
    expect(setAsideStep({ ...entry, direction: 'credit' }, 1)).toEqual({ word: 'set-aside', args: ['s', 'e', '2'] });
  });
});
