import type { AccessEntry } from './access-entry';
import { AGREES, GROUP, PARTNERS } from './who';

/** Only the group speaks for its own name. */
const LEAD = ['group_lead'] as const;

/** Materials in versions, edits to them, and the use of a group's name in them. */
export const MATERIAL_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/materials': { who: PARTNERS, scope: 'register:read', list: 'material' },
  'GET /api/v1/materials/:id': { who: PARTNERS, scope: 'register:read', one: 'material' },
  'POST /api/v1/partnerships/:id/materials': { who: PARTNERS, scope: 'register:write', one: 'partnership' },
  'PUT /api/v1/materials/:id/credit': { who: PARTNERS, scope: 'register:write', one: 'material' },
  'POST /api/v1/materials/:id/versions': { who: PARTNERS, scope: 'register:write', one: 'material' },
  'POST /api/v1/materials/:id/versions/file': { who: PARTNERS, scope: 'register:write', one: 'material' },
  'GET /api/v1/material-versions/:id': { who: PARTNERS, scope: 'register:read', one: 'material-version' },
  'GET /api/v1/material-versions/:id/file': { who: PARTNERS, scope: 'register:read', one: 'material-version' },
  'POST /api/v1/material-versions/:id/proposals': { who: PARTNERS, scope: 'register:write', one: 'material-version' },
  'POST /api/v1/material-versions/:id/comments': { who: PARTNERS, scope: 'register:write', one: 'material-version' },
  'POST /api/v1/material-versions/:id/consent': { who: LEAD, scope: 'register:write', one: 'material-version' },
  'POST /api/v1/material-versions/:id/consent/withdrawal': {
    who: GROUP,
    scope: 'register:write',
    one: 'material-version',
  },
  'POST /api/v1/material-versions/:id/name-uses': { who: PARTNERS, scope: 'register:write', one: 'material-version' },
  'GET /api/v1/material-proposals/:id': { who: PARTNERS, scope: 'register:read', one: 'material-proposal' },
  'POST /api/v1/material-proposals/:id/acceptance': { who: AGREES, scope: 'register:write', one: 'material-proposal' },
  'POST /api/v1/material-proposals/:id/refusal': { who: AGREES, scope: 'register:write', one: 'material-proposal' },
  'POST /api/v1/material-proposals/:id/withdrawal': {
    who: PARTNERS,
    scope: 'register:write',
    one: 'material-proposal',
  },
  'GET /api/v1/name-uses': { who: PARTNERS, scope: 'register:read', list: 'name-use' },
  'POST /api/v1/name-uses/:id/end': { who: PARTNERS, scope: 'register:write', one: 'name-use' },
  'POST /api/v1/name-uses/:id/version': { who: PARTNERS, scope: 'register:write', one: 'name-use' },
};
