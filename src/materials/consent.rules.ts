import type { CalendarDate } from '../shared/calendar-date';
import type { NameState } from '../shared/name-state';

/** A yes of the group. */
export interface NameConsent {
  /** The one version that it is for. */
  versionId: string;
  /** Null while it holds. */
  endedHow: 'lapsed' | 'withdrawn' | null;
}

export interface NameUse {
  versionId: string;
  sinceOn: CalendarDate;
  /** The day from which it is used no more. */
  untilOn: CalendarDate | null;
}

/** Of the consents to a material, in the order in which they were given. What was said of another version says nothing. */
export function nameStateOf(versionId: string, consents: readonly NameConsent[]): NameState {
  const own = consents.filter((consent) => consent.versionId === versionId);
  if (own.some(({ endedHow }) => endedHow === null)) return 'consented';
  return own.at(-1)?.endedHow ?? 'never';
}

/** Whether a name is in use on a day. */
export function isInUse({ sinceOn, untilOn }: Omit<NameUse, 'versionId'>, on: CalendarDate): boolean {
  return sinceOn <= on && (untilOn === null || untilOn > on);
}

/** The uses on a day that the group has not said yes to, for the very version that they are of. */
export function withoutConsent<Use extends NameUse>(
  uses: readonly Use[],
  consents: readonly NameConsent[],
  on: CalendarDate,
): Use[] {
  return uses.filter((use) => isInUse(use, on) && nameStateOf(use.versionId, consents) !== 'consented');
}
