import type { CalendarDate } from '../../shared/calendar-date';
import type { StoredState } from './bank-detail.rules';

/** Rows as the queries name their columns. */
export interface BankDetailRow {
  id: string;
  health_body_id: string;
  health_body: string;
  group_id: string | null;
  payee: string | null;
  state: StoredState;
  /** Details that came later have taken over, though nobody has written it down yet. */
  overtaken: boolean;
  reason_code: string;
  sort_code_ends: string;
  account_ends: string;
  service_user_number: string | null;
  modulus: string | null;
  modulus_version: string | null;
  proposed_by: string | null;
  proposed_at: Date;
  called_by: string | null;
  called_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  effective_at: Date | null;
  in_force_at: Date | null;
  closed_at: Date | null;
  version: number;
}

export interface BankDetailEvent {
  what: string;
  happened_at: Date;
  /** Who of finance; null for the group, and for what time did by itself. */
  account_id: string | null;
  /** Of a look. */
  why: string | null;
}

export interface BankDetailCall {
  contact: string | null;
  number_ending: string;
  called_by: string;
  called_at: Date;
  result: string;
}

/** A number of the group that was held, and verified, before the change was asked for. */
export interface HeldNumber {
  contact_id: string;
  name: string | null;
  phone: string;
  verified_on: CalendarDate;
}

export interface Payee {
  id: string;
  name: string;
  /** Whether details of it are in force or on their way. */
  kept: boolean;
}
