import { type CalendarDate, calendarDate } from '../shared/calendar-date';
import type { ContactFacts, ContractFacts, NamedPeople, PartnershipFacts, PersonFacts } from './partnership-facts';

/** For the specs: the day that the example is judged on. */
export const TODAY: CalendarDate = calendarDate('2026-06-15');

/** People of the example by key; each has the address "<key>@example.org" and no last day unless said otherwise. */
export function people(lastDays: Record<string, string> = {}): Map<string, PersonFacts> {
  const keys = new Set(['lead', 'deputy', 'other', 'group-lead', 'group-deputy', ...Object.keys(lastDays)]);
  return new Map(
    [...keys].map((key) => {
      const lastDay = lastDays[key];
      return [key, { email: `${key}@example.org`, lastDayOn: lastDay === undefined ? null : calendarDate(lastDay) }];
    }),
  );
}

/** An active two-year contract, monthly in advance, with a lead on each side and no deputies. */
export function contract(
  change: Partial<Omit<ContractFacts, 'named'>> & { health?: Partial<NamedPeople>; group?: Partial<NamedPeople> } = {},
): ContractFacts {
  const { health, group, ...rest } = change;
  return {
    id: 'contract-1',
    reference: 'C-1',
    stateOn: 'active',
    startsOn: calendarDate('2025-04-01'),
    endsOn: calendarDate('2027-03-31'),
    timing: 'in_advance',
    rhythm: 'monthly',
    paymentDay: null,
    leavesDefaultTerms: false,
    isShort: false,
    deviationReason: null,
    ...rest,
    named: { health: { lead: 'lead', deputy: null, ...health }, group: { lead: 'group-lead', deputy: null, ...group } },
  };
}

/** Engagements that each person took part in: [person, all, two-way]. */
export function contact(...rows: [person: string, all: number, twoWay: number][]): ContactFacts[] {
  return rows.map(([person, all, twoWay]) => ({ person, all, twoWay }));
}

/** One contract and four engagements with two people of each side: nothing to notice but the missing deputy. */
export function partnership(change: Partial<PartnershipFacts> = {}): PartnershipFacts {
  return {
    contracts: [contract()],
    people: people(),
    engagements: 4,
    contact: {
      health: contact(['lead', 2, 2], ['other', 2, 1]),
      group: contact(['group-lead', 2, 2], ['group-deputy', 2, 1]),
    },
    groupSharesMailbox: false,
    lateInstalments: [],
    ...change,
  };
}
