import { DomainError } from '../shared/domain-error';
import type { EntryKind } from '../shared/who-is-who';

/** How somebody outside may turn to it. */
export interface WaysIn {
  place: string | null;
  email: string | null;
  phone: string | null;
}

/** Throws DomainError `invalid` for a place that is nowhere. Anything else may be reached by an introduction alone. */
export function assertFindable(kind: EntryKind, { place }: WaysIn): void {
  if (kind !== 'place' || place !== null) return;
  const detail = 'Say where the place is, as you would tell somebody who comes for the first time.';
  throw new DomainError('invalid', detail, [{ pointer: '/place', detail }]);
}
