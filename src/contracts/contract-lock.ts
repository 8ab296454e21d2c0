import { DomainError } from '../shared/domain-error';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { NOT_FOUND } from '../platform';
import type { Tx } from '../platform';
import type { StoredContractState } from './contract-state.rules';
import type { PaymentTerms } from './contract-terms.rules';
import type { Rhythm, Timing, VatTreatment } from './payment-terms.rules';
import type { Ask } from './standing-plan';

/** A contract as it is stored, held until the end of the transaction. */
export interface LockedContract {
  health_body_id: string;
  group_id: string;
  id: string;
  reference: string;
  title: string;
  instrument: string;
  regime: string | null;
  value_pence: string;
  starts_on: CalendarDate;
  ends_on: CalendarDate;
  timing: Timing;
  rhythm: Rhythm;
  payment_days: number;
  payment_day: number | null;
  deviation_reason: string | null;
  advance_basis: string | null;
  purchase_order: string | null;
  vat_treatment: VatTreatment;
  invoice_needed: boolean | null;
  purchase_order_needed: boolean | null;
  state: StoredContractState;
  state_changes: number;
  schedule_version: number | null;
  terms_version: number;
  version: number;
}

/**
 * Takes the contract for the rest of the transaction: what two people do to it happens one after the other. Throws
 * DomainError `not-found` when there is no such contract, or it is another tenant's.
 */
export async function lockContract(tx: Tx, id: string): Promise<LockedContract> {
  const [contract] = await tx.asServer<LockedContract>('select * from contract_to_change($1)', [id]);
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  return contract;
}

/** The tenant columns and the id, as the first three values of a statement about one contract. */
export function keyOf({ health_body_id, group_id, id }: LockedContract): [string, string, string] {
  return [health_body_id, group_id, id];
}

/** Its first day and its last. */
export function datesOf(contract: LockedContract): { startsOn: CalendarDate; endsOn: CalendarDate } {
  return { startsOn: contract.starts_on, endsOn: contract.ends_on };
}

/** The day of the move recorded last, if there was one. The first known state is no move: see assertEffectiveOn. */
export async function lastMoveOn(ask: Ask, key: readonly [string, string, string]): Promise<CalendarDate | null> {
  const [last] = await ask<{ day: CalendarDate | null }>(
    `select max(effective_on) as day from contract_state_change
     where health_body_id = $1 and group_id = $2 and contract_id = $3 and position > 1`,
    [...key],
  );
  return last?.day ?? null;
}

/** The terms of payment as the rules take them. */
export function termsOf(contract: LockedContract): PaymentTerms {
  return {
    valuePence: penceFromDatabase(contract.value_pence),
    startsOn: contract.starts_on,
    endsOn: contract.ends_on,
    timing: contract.timing,
    rhythm: contract.rhythm,
    paymentDays: contract.payment_days,
    paymentDay: contract.payment_day,
    deviationReason: contract.deviation_reason,
    advanceBasis: contract.advance_basis,
    vatTreatment: contract.vat_treatment,
  };
}
