import type { AccessEntry } from './access-entry';

/** Pages of a person's own sign-in and emails, and what links in emails open. */
export const SIGN_IN_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /sign-in/email': { who: 'anyone', page: true },
  'POST /sign-in/email': { who: 'anyone', page: true },
  'GET /sign-in/sent': { who: 'anyone', page: true },
  'GET /sign-in/link/:token': { who: 'anyone', page: true },
  'POST /sign-in/link/:token': { who: 'anyone', page: true },
  'GET /forgotten-password': { who: 'anyone', page: true },
  'POST /forgotten-password': { who: 'anyone', page: true },
  'GET /new-password/:token': { who: 'anyone', page: true },
  'POST /new-password/:token': { who: 'anyone', page: true },
  'GET /unsubscribe/:token': { who: 'anyone', page: true },
  'POST /unsubscribe/:token': { who: 'anyone', page: true },
  'POST /account/sessions/:id/end': { who: 'signed-in', page: true },
  'POST /account/sessions-end': { who: 'signed-in', page: true },
  'GET /account/notices': { who: 'signed-in', page: true },
  'POST /account/notices': { who: 'signed-in', page: true },
  'GET /o/:org/admin/outbox': { who: ['administrator'], page: true },
};
