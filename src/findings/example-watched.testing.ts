import { calendarDate } from '../shared/calendar-date';
import { contract, partnership } from './example-partnership.testing';
import type { NamedLeadFacts, OpenInstalment, WatchedContract, WatchedFacts } from './watched-facts';

const day = calendarDate;

/** The contract of the example, brought in as agreed. */
export function watchedContract(change: Partial<WatchedContract> = {}): WatchedContract {
  return {
    ...contract(),
    agreedOn: null,
    confirmedOn: { health: null, group: null },
    unmetChecks: [],
    ...change,
  };
}

/** £1,000.00 due on 1 July 2026, to be sent by 29 June. */
export function instalment(change: Partial<OpenInstalment> = {}): OpenInstalment {
  return {
    id: 'instalment-1',
    contractId: 'contract-1',
    number: 4,
    dueOn: day('2026-07-01'),
    sendByOn: day('2026-06-29'),
    atRiskFromOn: day('2026-06-22'),
    amountPence: 100_000,
    receivedPence: 0,
    sent: false,
    ...change,
  };
}

/** The health body's lead, whose details were verified on 1 June 2026. */
export function lead(change: Partial<NamedLeadFacts> = {}): NamedLeadFacts {
  return {
    contactId: 'contact-of-lead',
    side: 'health',
    contractIds: ['contract-1'],
    verifiedOn: day('2026-06-01'),
    knownSince: day('2026-06-01'),
    lastDayOn: null,
    ...change,
  };
}

/** The example partnership with a deputy and a follow-on contract, so that there is nothing to notice. */
export function watchedFacts(change: Partial<WatchedFacts> = {}): WatchedFacts {
  const example = partnership();
  const deputies = {
    health: { lead: 'lead', deputy: 'deputy' },
    group: { lead: 'group-lead', deputy: 'group-deputy' },
  };
  return {
    ...example,
    contracts: [watchedContract({ named: deputies })],
    contactIds: new Map([...example.people.keys()].map((key) => [key, `contact-of-${key}`])),
    shared: { engagements: example.engagements, contact: example.contact },
    lastTwoWayOn: day('2026-06-01'),
    contactEveryDays: null,
    instalments: [],
    leads: [lead()],
    openVariations: [],
    lateCases: [],
    missed: [],
    unprepared: [],
    unread: [],
    approval: { payments: [], approvers: [] },
    leaving: { leavesOn: null, leftOn: null },
    nameUses: [],
    anchoring: { anyPriority: false, unlinked: [] },
    mentoring: { isNew: false, noLongerNewOn: null, begunOn: null, mentor: null, declined: false },
    introductions: [],
    together: {
      openCommencements: [],
      openProcesses: [],
      withProcess: ['contract-1', 'contract-2'],
      openDecisions: [],
      against: [],
      challenges: [],
    },
    changesOn: null,
    ...change,
  };
}
