import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, g1, g3, INSTALMENTS, RECOVERIES_DUE, VARIATIONS } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';

/** Nothing came of either. A version of a plan that says it kept its own payment changes nothing. */
export async function addVariations(db: TestDatabase): Promise<void> {
  const declined = ([health_body_id, group_id]: Pair, id: string, rest: Row): Row => ({
    health_body_id,
    group_id,
    id,
    new_payment_days: 30,
    new_advance_basis: null,
    state: 'declined',
    ...rest,
  });
  await insert(db, 'contract_variation', [
    declined([a, g1], VARIATIONS.aG1Declined, {
      contract_id: CONTRACTS.aG1Ended,
      proposed_by: 'group',
      proposed_on: '2025-09-01',
      reason: 'Twice as many people come.',
      effective_on: '2025-10-01',
      new_value_pence: 600_000,
      new_starts_on: '2025-04-01',
      new_ends_on: '2026-03-31',
      new_timing: 'in_advance',
      new_rhythm: 'quarterly',
      answered_on: '2025-09-15',
      decline_reason: 'There is no more money this year.',
    }),
    declined([b, g3], VARIATIONS.bG3Declined, {
      contract_id: CONTRACTS.bG3Running,
      proposed_by: 'health',
      proposed_on: '2026-10-05',
      reason: 'The report may come a month later.',
      effective_on: '2026-11-01',
      new_value_pence: 50_000,
      new_starts_on: '2026-10-01',
      new_ends_on: '2027-01-31',
      new_timing: 'in_advance',
      new_rhythm: 'once',
      answered_on: '2026-10-07',
      decline_reason: 'We are done by December.',
    }),
  ]);
  await insert(db, 'recovery_due', [
    waived([a, g1], RECOVERIES_DUE.aG1Waived, CONTRACTS.aG1Ended, INSTALMENTS.aG1EndedLate),
    waived([b, g3], RECOVERIES_DUE.bG3Waived, CONTRACTS.bG3Running, INSTALMENTS.bG3OnTime),
  ]);
  await insert(db, 'schedule_kept', [
    kept([a, g1], CONTRACTS.aG1Ended, INSTALMENTS.aG1EndedFirst),
    kept([b, g3], CONTRACTS.bG3Running, INSTALMENTS.bG3OnTime),
  ]);
}

function kept([health_body_id, group_id]: Pair, contract_id: string, instalment_id: string): Row {
  return { health_body_id, group_id, contract_id, version: 1, instalment_id };
}

function waived([health_body_id, group_id]: Pair, id: string, contract_id: string, instalment_id: string): Row {
  return {
    health_body_id,
    group_id,
    contract_id,
    id,
    instalment_id,
    amount_pence: 1_000,
    for_from: '2026-03-31',
    for_to: '2026-03-31',
    reason: 'Paid in advance for days after the last.',
    due_since: '2026-04-01',
    state: 'waived_by_health',
    closed_on: '2026-04-02',
    waived_reason: 'Less than it costs to ask for it.',
  };
}
