import type PgBoss from 'pg-boss';

/** Every queue there is. The migration step makes them as the owner; the server may only use them. */
export const QUEUES = {
  /** Chains what is not sealed yet, of every organisation, every few seconds. */
  'seal-audit': { name: 'seal-audit', policy: 'short', retryLimit: 0 },
  /** The same for one organisation at once, after much was written. */
  'seal-audit-now': { name: 'seal-audit-now', policy: 'standard', retryLimit: 3 },
  /** Follows the chain of every organisation's record, once a day. */
  'check-audit': { name: 'check-audit', policy: 'short', retryLimit: 3 },
  /** Forgets old sign-in attempts, sessions and links. */
  'purge-identity': { name: 'purge-identity', policy: 'short', retryLimit: 3 },
  /** Judges what has changed, of every health body, every few seconds. */
  'judge-findings': { name: 'judge-findings', policy: 'short', retryLimit: 0 },
  /** Judges what a new day has changed. */
  'judge-findings-of-day': { name: 'judge-findings-of-day', policy: 'short', retryLimit: 3 },
  /** Forgets bank details that others have taken over. */
  'settle-bank-details': { name: 'settle-bank-details', policy: 'short', retryLimit: 3 },
  /** Sends the emails that wait, every few seconds. */
  'send-mail': { name: 'send-mail', policy: 'short', retryLimit: 0 },
  /** Writes the digests of the day, and forgets old emails. */
  'write-digests': { name: 'write-digests', policy: 'short', retryLimit: 3 },
  /** Reminds groups that leave, and lets those go whose last day is over. */
  'leave-accord': { name: 'leave-accord', policy: 'short', retryLimit: 3 },
} as const satisfies Record<string, PgBoss.Queue & { name: string }>;

export type QueueName = keyof typeof QUEUES;

/** Ids only: a job table is no place for anything personal. */
export type JobPayload = Record<string, string>;
