import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform';
import type { EntryFacts } from './entry';
import type { Judgement } from './matching.rules';

const ROWS_A_STATEMENT = 1_000;

/** An entry with what was made of it. */
export interface JudgedEntry {
  id: string;
  position: number;
  facts: EntryFacts;
  judgement: Judgement;
}

export function newEntry(position: number, facts: EntryFacts, judgement: Judgement): JudgedEntry {
  return { id: uuid(), position, facts, judgement };
}

/**
 * By what an entry is known again; null where the bank gives it no number, for then two may be alike and both be true, and
 * where it only announces it: the same entry comes again once it is booked.
 */
export function seenKey(facts: EntryFacts): Buffer | null {
  if (facts.number === null || facts.flaw === 'not_booked') return null;
  const { number, endToEndId, bookedOn, amountPence, currency, direction, reversal } = facts;
  const parts = [number, endToEndId, bookedOn, amountPence, currency, direction, reversal];
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
}

/** Which of these keys an earlier entry has that was not undone. In hex. */
export async function seenAlready(tx: Tx, keys: readonly Buffer[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx.query<{ key: string }>(
    `select encode(seen_key, 'hex') as key from statement_entry
     where health_body_id = $1 and seen_key = any ($2::bytea[]) and outcome not in ('duplicate', 'undone')`,
    [tx.actor.organisationId, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

const WRITE = `
  insert into statement_entry (health_body_id, statement_id, id, position, booked_on, amount_pence, currency, direction,
    reversal, return_code, end_to_end_id, reference, counterparty, seen_key, outcome, cause, run_id, received_on)
  select $1, $2, u.* from unnest($3::uuid[], $4::integer[], $5::date[], $6::bigint[], $7::text[], $8::text[],
    $9::boolean[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bytea[], $15::text[], $16::text[],
    $17::uuid[], $18::date[]) u`;

const WRITE_CANDIDATES = `
  insert into statement_candidate (health_body_id, entry_id, line_id, rank)
  select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::integer[]) u`;

/** Writes entries and what may be chosen for them, a thousand at a time. */
export async function writeEntries(tx: Tx, statementId: string, entries: readonly JudgedEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT) {
    await writeSome(tx, statementId, entries.slice(from, from + ROWS_A_STATEMENT));
  }
}

async function writeSome(tx: Tx, statementId: string, entries: readonly JudgedEntry[]): Promise<void> {
  const column = <T>(of: (entry: JudgedEntry) => T): T[] => entries.map(of);
  await tx.change(WRITE, [
    tx.actor.organisationId,
    statementId,
    column(({ id }) => id),
    column(({ position }) => position),
    column(({ facts }) => facts.bookedOn),
    column(({ facts }) => facts.amountPence),
    column(({ facts }) => facts.currency),
    column(({ facts }) => facts.direction),
    column(({ facts }) => facts.reversal),
    column(({ facts }) => textOf(facts.returnCode)),
    column(({ facts }) => textOf(facts.endToEndId)),
    column(({ facts }) => textOf(facts.reference)),
    column(({ facts }) => textOf(facts.names[0] ?? null)),
    column(({ facts }) => seenKey(facts)),
    column(({ judgement }) => judgement.outcome),
    column(({ judgement }) => judgement.cause),
    column(({ judgement }) => judgement.runId),
    column(({ judgement }) => judgement.receivedOn),
  ]);
  const candidates = entries.flatMap(({ id, judgement }) =>
    judgement.candidates.map((line, at) => ({ id, lineId: line.id, rank: at + 1 })),
  );
  if (candidates.length === 0) return;
  await tx.change(WRITE_CANDIDATES, [
    tx.actor.organisationId,
    candidates.map(({ id }) => id),
    candidates.map(({ lineId }) => lineId),
    candidates.map(({ rank }) => rank),
  ]);
}

/** PostgreSQL keeps no NUL, and a bank's text may hold anything. */
function textOf(text: string | null): string | null {
  const clean = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? null : clean;
}
