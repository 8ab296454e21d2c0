import { addDays, dayInLondon } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  'register:read': 'Read the register: organisations, partnerships, contracts, contacts and findings',
  'register:write': 'Change the register',
  'payments:read': 'Read payments, invoices and payment runs',
  'payments:write': 'Record and change payments',
  'imports:write': 'Import files',
  'users:write': 'Read and change who has access',
  'settings:write': 'Change settings',
  'audit:read': 'Read the audit record',
};

export const SCOPE_CHOICES = Object.entries(SCOPE_WORDS).map(([value, text]) => ({
  value,
  text,
  hint: { text: value },
}));

/** Shown before a token runs out, so that its service does not stop unannounced. */
export const SOON_DAYS = 14;

interface TokenState {
  text: string;
  colour: string;
  works: boolean;
}

/** Whether a token works, and for how much longer. */
export function tokenState(
  { expires_at, revoked_at }: { expires_at: Date; revoked_at: Date | null },
  { now, today }: { now: Date; today: CalendarDate },
): TokenState {
  if (revoked_at !== null) return { text: 'Stopped', colour: 'grey', works: false };
  if (expires_at <= now) return { text: 'Run out', colour: 'grey', works: false };
  const soon = dayInLondon(expires_at) <= addDays(today, SOON_DAYS);
  return soon
    ? { text: 'Runs out soon', colour: 'orange', works: true }
    : { text: 'Works', colour: 'green', works: true };
}
