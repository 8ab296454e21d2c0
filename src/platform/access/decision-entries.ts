import type { AccessEntry } from './access-entry';
import { AGREES, PARTNERS } from './who';

/** How the sides of a contract decide together, and what they decide. */
export const DECISION_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/decision-processes': { who: PARTNERS, scope: 'register:read', list: 'decision-process' },
  'GET /api/v1/decision-processes/:id': { who: PARTNERS, scope: 'register:read', one: 'decision-process' },
  'GET /api/v1/contracts/:id/decision-process': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'POST /api/v1/contracts/:id/decision-processes': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/decision-processes/:id/signature': { who: AGREES, scope: 'register:write', one: 'decision-process' },
  'POST /api/v1/decision-processes/:id/signature/outside': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'decision-process',
  },
  'POST /api/v1/decision-processes/:id/refusal': { who: AGREES, scope: 'register:write', one: 'decision-process' },
  'POST /api/v1/decision-processes/:id/withdrawal': { who: AGREES, scope: 'register:write', one: 'decision-process' },
  'GET /api/v1/decisions': { who: PARTNERS, scope: 'register:read', list: 'decision' },
  'GET /api/v1/decisions/:id': { who: PARTNERS, scope: 'register:read', one: 'decision' },
  'POST /api/v1/contracts/:id/decisions': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/decisions/:id/positions': { who: AGREES, scope: 'register:write', one: 'decision' },
  'POST /api/v1/decisions/:id/positions/outside': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'decision',
  },
  'POST /api/v1/decisions/:id/escalation': { who: AGREES, scope: 'register:write', one: 'decision' },
  'POST /api/v1/decisions/:id/outcome': { who: AGREES, scope: 'register:write', one: 'decision' },
  'GET /api/v1/exports/decisions': { who: PARTNERS, scope: 'register:read' },
  'GET /o/:org/decisions/decisions.csv': { who: PARTNERS, page: true },
  'GET /o/:org/decisions': { who: PARTNERS, page: true },
  'GET /o/:org/decisions/:id': { who: PARTNERS, page: true, one: 'decision' },
  'POST /o/:org/decisions/:id/positions': { who: AGREES, page: true, one: 'decision' },
  'POST /o/:org/decisions/:id/escalation': { who: AGREES, page: true, one: 'decision' },
  'POST /o/:org/decisions/:id/outcome': { who: AGREES, page: true, one: 'decision' },
  'GET /o/:org/contracts/:id/decisions/new': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/decisions/new': { who: AGREES, page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/decision-process': { who: PARTNERS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/decision-process': { who: AGREES, page: true, one: 'contract' },
  'GET /o/:org/decision-processes/:id': { who: PARTNERS, page: true, one: 'decision-process' },
  'POST /o/:org/decision-processes/:id/signature': { who: AGREES, page: true, one: 'decision-process' },
  'POST /o/:org/decision-processes/:id/refusal': { who: AGREES, page: true, one: 'decision-process' },
  'POST /o/:org/decision-processes/:id/withdrawal': { who: AGREES, page: true, one: 'decision-process' },
};
