import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

/** Why instalments move: both sides read it in the history of each. */
export interface MoveReason {
  /** In lower case, with underscores. */
  code: string;
  reason?: string | null;
  /** The day that it is about, where it is not the day it was recorded. */
  happenedOn?: CalendarDate | null;
}

const SET = `select set_config('app.move_reason_code', $1, true), set_config('app.move_reason', $2, true),
  set_config('app.move_happened_on', $3, true)`;

/**
 * Whatever moves instalments inside, in any number of statements, leaves this reason in their histories (see the trigger
 * instalment_moved). It does not reach past the end of the work.
 */
export async function movingBecause<T>(tx: Tx, why: MoveReason, work: () => Promise<T>): Promise<T> {
  await tx.query(SET, [why.code, why.reason ?? '', why.happenedOn ?? '']);
  const result = await work();
  await tx.query(SET, ['', '', '']);
  return result;
}
