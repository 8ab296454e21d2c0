import type { AccessEntry } from './access-entry';

/** The pages by which managers of a health body work on contracts, people and partnerships. */
export const CONSOLE_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /o/:org/contracts/new': { who: ['partnership_manager'], page: true },
  'POST /o/:org/contracts/new': { who: ['partnership_manager'], page: true },
  'GET /o/:org/contracts/new/:id/check': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/draft': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/discard': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'GET /o/:org/contracts/new/:id/:step': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
  'POST /o/:org/contracts/new/:id/:step': { who: ['partnership_manager'], page: true, one: 'contract-sketch' },
};
