import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { differenceInWords } from './left-out.rules';
import { DIFFERENT_LINES } from './run-candidates';
import type { DifferenceRow } from './run-lines.dto';

/** As many are named in one refusal; all of them are in a list of their own. */
const NAMED = 20;

/**
 * Whether each line is still what it was when it was added. Call it with the run and its payments locked. Throws
 * DomainError `conflict` that names the lines that are not, each with what is different.
 */
export async function assertNoDifferences(tx: Tx, runId: string, today: CalendarDate): Promise<void> {
  const found = await tx.query<DifferenceRow & { all: number }>(
    `select d.*, count(*) over ()::integer as all from (${DIFFERENT_LINES}) d order by d.position limit ${String(NAMED)}`,
    [tx.actor.organisationId, today, runId],
  );
  const [first] = found;
  if (first === undefined) return;
  const detail = `${howMany(first.all)} Take out what changed, or have the run sent back first. ${differenceInWords(first)}`;
  throw new DomainError(
    'conflict',
    detail,
    found.map((row) => ({ pointer: `/lines/${String(row.position)}`, detail: differenceInWords(row) })),
  );
}

function howMany(lines: number): string {
  return lines === 1
    ? '1 line is no longer as it was added.'
    : `${String(lines)} lines are no longer as they were added.`;
}
