import type { UndoStep } from './undo-token.rules';

/** Somebody as they were before their last day was set. */
interface PersonBefore {
  id: string;
  version: number;
  last_day_on: string | null;
  departure_told_on: string | null;
}

/**
 * How to put a last day back; null where nothing was changed, somebody else changed something in between, or the other
 * sides had been told of the day before: that cannot be unsaid and said again.
 */
export function departureStep(
  word: 'departure' | 'group-departure',
  before: PersonBefore,
  sent: { version: number; lastDayOn: string | null },
): UndoStep | null {
  const { id, version, last_day_on: dayBefore, departure_told_on: told } = before;
  if (told !== null || version !== sent.version || dayBefore === sent.lastDayOn) return null;
  return { word, args: [id, String(version + 1), dayBefore ?? ''] };
}

/** A finding as a side saw it before it said anything of it. */
interface FindingBefore {
  id: string;
  partnership_id: string;
  acknowledged_at: Date | null;
  snoozed_until: string | null;
}

/** Null where it was noted before: that would be taken back as well. */
export function acknowledgementStep({ id, partnership_id, acknowledged_at }: FindingBefore): UndoStep | null {
  return acknowledged_at === null ? { word: 'acknowledgement', args: [partnership_id, id] } : null;
}

/** Null where it rests already: until when and why it did so would be lost. */
export function snoozeStep(
  { id, partnership_id, snoozed_until: restsUntil }: FindingBefore,
  until: string,
  today: string,
): UndoStep | null {
  const rests = restsUntil !== null && restsUntil >= today;
  return rests ? null : { word: 'snooze', args: [partnership_id, id, until] };
}

/** Null for a payment that was approved: ending the hold would not approve it again. */
export function holdStep(before: { id: string; state: string; version: number }, version: number): UndoStep | null {
  const wasPlanned = before.version === version && before.state === 'planned';
  return wasPlanned ? { word: 'hold', args: [before.id, String(version + 1)] } : null;
}

interface EntryBefore {
  statementId: string;
  entryId: string;
  direction: string;
}

export function setAsideStep({ statementId, entryId }: EntryBefore, version: number): UndoStep {
  return { word: 'set-aside', args: [statementId, entryId, String(version + 1)] };
}

/** Null for money that came back: that is not undone here. */
export function confirmationStep(at: EntryBefore, version: number): UndoStep | null {
  if (at.direction !== 'debit') return null;
  return { word: 'confirmation', args: [at.statementId, at.entryId, String(version + 1)] };
}
