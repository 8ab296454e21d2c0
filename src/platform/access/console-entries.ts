import type { AccessEntry } from './access-entry';
import { AGREES } from './who';

/** The pages by which managers of a health body work on contracts, people and partnerships. */
export const CONSOLE_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /o/:org/contracts/new': { who: ['partnership_manager'], page: true },
  'POST /o/:org/contracts/new': { who: ['partnership_manager'], page: true },
  'GET /o/:org/contracts/new/:id/check': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/draft': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'GET /o/:org/contracts/new/:id/:step': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/:step': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/discard': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'GET /o/:org/contracts/:id/confirmed-outside': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/confirmed-outside': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/agreement/withdrawal': { who: ['partnership_manager'], page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/withdrawal': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/withdrawal': { who: ['partnership_manager'], page: true, one: 'contract' },

  'GET /o/:org/contracts/:id/leads': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/leads': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/named-leads/:id/verification': { who: AGREES, page: true, one: 'named-lead' },
  'GET /o/:org/named-leads/:id/handover': { who: AGREES, page: true, one: 'named-lead' },
  'POST /o/:org/named-leads/:id/handover': { who: AGREES, page: true, one: 'named-lead' },
  'POST /o/:org/named-leads/:id/end': { who: AGREES, page: true, one: 'named-lead' },

  'GET /o/:org/departures': { who: ['partnership_manager'], page: true },
  'GET /o/:org/departures/new': { who: ['partnership_manager'], page: true },
  'POST /o/:org/departures/new': { who: ['partnership_manager'], page: true },
  'GET /o/:org/departures/:id': { who: ['partnership_manager'], page: true, one: 'person' },
  'POST /o/:org/departures/:id': { who: ['partnership_manager'], page: true, one: 'person' },
  'POST /o/:org/departures/:id/notice': { who: ['partnership_manager'], page: true, one: 'person' },
  'POST /o/:org/departures/:id/removal': { who: ['partnership_manager'], page: true, one: 'person' },
  'GET /o/:org/absences': { who: ['partnership_manager'], page: true },
  'POST /o/:org/absences': { who: ['partnership_manager'], page: true },
  'POST /o/:org/absences/:id/removal': { who: ['partnership_manager'], page: true, one: 'absence' },
};
