import { calendarDate } from '../shared/calendar-date';
import { contract, partnership, people, TODAY } from './example-partnership.testing';
import { FINDING_THRESHOLDS } from './finding';
import { deputyInPlace, evidenceGaps, isThere, windowOf } from './partnership-reading.rules';

const day = calendarDate;

describe('the window that contact and payments are judged over', () => {
  it.each([
    ['2026-06-15', '2025-06-15'],
    ['2024-02-29', '2023-02-28'],
  ])('to %s runs from %s, the same day a year before', (to, from) => {
    expect(windowOf(day(to))).toEqual({ from, to });
  });
});

describe('a person with a last day', () => {
  it('is still there on it and gone the day after', () => {
    const person = { lastDayOn: day('2026-06-14') };
    expect([isThere(person, day('2026-06-14')), isThere(person, TODAY)]).toEqual([true, false]);
    expect(isThere({ lastDayOn: null }, TODAY)).toBe(true);
  });
});

describe('a deputy in place', () => {
  const named = { lead: 'lead', deputy: 'deputy' };

  it('is somebody else who is still there', () => {
    expect(deputyInPlace(partnership(), named, TODAY)).toBe('deputy');
    expect(deputyInPlace(partnership(), { ...named, lead: null }, TODAY)).toBe('deputy');
  });

  it('is not the lead again, under the same or another name', () => {
    const sameAddress = people().set('deputy', { email: 'lead@example.org', lastDayOn: null });
    expect(deputyInPlace(partnership(), { lead: 'lead', deputy: 'lead' }, TODAY)).toBeNull();
    expect(deputyInPlace(partnership({ people: sameAddress }), named, TODAY)).toBeNull();
  });

  it('may be without an address, like the lead', () => {
    const nobodyHasEmail = new Map([...people().keys()].map((key) => [key, { email: null, lastDayOn: null }]));
    expect(deputyInPlace(partnership({ people: nobodyHasEmail }), named, TODAY)).toBe('deputy');
  });

  it('is nobody who has left', () => {
    expect(deputyInPlace(partnership({ people: people({ deputy: '2026-06-14' }) }), named, TODAY)).toBeNull();
  });

  it('cannot be judged from facts that do not describe the person', () => {
    expect(() => deputyInPlace(partnership(), { lead: 'lead', deputy: 'stranger' }, TODAY)).toThrow('stranger');
  });
});

describe('not enough evidence', () => {
  const gaps = (...contracts: ReturnType<typeof contract>[]) =>
    evidenceGaps(partnership({ contracts }), TODAY, FINDING_THRESHOLDS);

  it('is a partnership whose first contract started under ninety days ago', () => {
    // 17 March is ninety days before 15 June.
    expect(gaps(contract({ startsOn: day('2026-03-18') }))).toEqual(['young_partnership']);
    expect(gaps(contract({ startsOn: day('2026-03-17') }))).toEqual([]);
    expect(gaps(contract({ stateOn: 'agreed', startsOn: day('2026-07-01') }))).toEqual(['young_partnership']);
  });

  it('counts earlier contracts that are over, and none that are drafts or withdrawn', () => {
    const young = contract({ startsOn: day('2026-06-01') });
    const old = { startsOn: day('2023-04-01'), endsOn: day('2024-03-31') };
    expect(gaps(young, contract({ ...old, stateOn: 'ended' }))).toEqual([]);
    expect(gaps(young, contract({ ...old, stateOn: 'terminated' }))).toEqual([]);
    expect(gaps(young, contract({ ...old, stateOn: 'draft' }))).toEqual(['young_partnership']);
    expect(gaps(young, contract({ ...old, stateOn: 'withdrawn' }))).toEqual(['young_partnership']);
  });

  it('is a record without any contact in the window', () => {
    const silent = partnership({ engagements: 0, contact: { health: [], group: [] } });
    expect(evidenceGaps(silent, TODAY, FINDING_THRESHOLDS)).toEqual(['empty_record']);
  });
});
