import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';

/** By which way the two are in touch. */
export const CHANNELS = ['phone', 'text', 'email', 'video', 'in_person', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How both like to work together: a fixed list, so that nobody has to say for whom or why. */
export const WAYS = ['phone', 'text', 'email', 'large_print', 'captions', 'bsl', 'time_to_read'] as const;
export type Way = (typeof WAYS)[number];

/** A version as far as agreeing goes. */
export interface Version {
  /** From 1; each change makes the next. */
  number: number;
  proposedBy: Side;
  confirmed: Readonly<Record<Side, CalendarDate | null>>;
}

/** What holds, and what waits to be confirmed. */
export interface Standing<V extends Version> {
  inForce: V | null;
  /** Null when the newest version is in force. */
  open: V | null;
  /** Whose confirmation the open one lacks. */
  waitsFor: Side | null;
}

/** A new version: whoever proposes it confirms it by that. */
export function proposed(versions: readonly Version[], by: Side, on: CalendarDate): Version {
  const number = Math.max(0, ...versions.map((each) => each.number)) + 1;
  return { number, proposedBy: by, confirmed: { health: null, group: null, [by]: on } };
}

/** Why a side cannot confirm this version, for people to read; null when it can. */
export function whyNotConfirmed(newest: Version | null, number: number, by: Side): string | null {
  if (newest === null) return 'Nothing has been proposed yet.';
  if (number < newest.number) return 'There is a newer version: read that one, then confirm it.';
  if (newest.confirmed[by] !== null) return 'Your side has confirmed this version already: nothing was changed.';
  return null;
}

/** Agreed is what both sides have confirmed, each the same version. */
export function isAgreed({ confirmed }: Version): boolean {
  return confirmed.health !== null && confirmed.group !== null;
}

/** What was agreed before holds until both have confirmed the change. */
export function standingOf<V extends Version>(versions: readonly V[]): Standing<V> {
  const newestFirst = [...versions].sort((a, b) => b.number - a.number);
  const [newest] = newestFirst;
  const inForce = newestFirst.find(isAgreed) ?? null;
  if (newest === undefined || newest === inForce) return { inForce, open: null, waitsFor: null };
  return { inForce, open: newest, waitsFor: newest.confirmed.health === null ? 'health' : 'group' };
}
