import { v7 as uuid } from 'uuid';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { keyOf } from './contract-lock';
import type { LockedContract } from './contract-lock';
import { movingBecause } from './instalment-moves';
import type { PlannedInstalment } from './schedule.rules';

const ARRAYS = ['uuid', 'integer', 'date', 'date', 'date', 'date', 'bigint', 'bigint', 'text'];

export const INSTALMENT_COLUMNS = `health_body_id, group_id, contract_id, schedule_version, id, number,
  period_starts_on, period_ends_on, due_on, send_by_on, net_pence, vat_pence, label`;

/** SQL: the instalments of a plan as the rows `u`, from one array a column; the first is the parameter named. */
export function unnestedFrom(first: number): string {
  return `unnest(${ARRAYS.map((type, at) => `$${String(first + at)}::${type}[]`).join(', ')}) u`;
}

/** The arrays that go with it: any number of instalments in one statement. */
export function arraysOf(plan: readonly PlannedInstalment[]): unknown[][] {
  return [
    plan.map(() => uuid()),
    plan.map(({ number }) => number),
    plan.map(({ periodStartsOn }) => periodStartsOn),
    plan.map(({ periodEndsOn }) => periodEndsOn),
    plan.map(({ dueOn }) => dueOn),
    plan.map(({ sendByOn }) => sendByOn),
    plan.map(({ netPence }) => netPence),
    plan.map(({ vatPence }) => vatPence),
    plan.map(({ label }) => label ?? null),
  ];
}

const NEW_VERSION = `
  with plan as (
    insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, $4, $5))
  insert into instalment (${INSTALMENT_COLUMNS}) select $1, $2, $3, $4, u.* from ${unnestedFrom(6)}`;

/** Plans a draft again: the version before it stays readable, its instalments cancelled. Returns the new version. */
export async function replan(
  tx: Tx,
  contract: LockedContract,
  valuePence: number,
  plan: readonly PlannedInstalment[],
): Promise<number> {
  const version = (contract.schedule_version ?? 0) + 1;
  await movingBecause(tx, { code: 'planned_again' }, () => cancelInstalments(tx, contract));
  await tx.query(NEW_VERSION, [...keyOf(contract), version, valuePence, ...arraysOf(plan)]);
  return version;
}

/**
 * Cancels what has neither an export nor a receipt; with a day, only what pays for periods that start after it. Returns
 * how many instalments that were. Call it inside movingBecause.
 */
export function cancelInstalments(
  tx: Tx,
  contract: LockedContract,
  after: CalendarDate | null = null,
): Promise<number> {
  return tx.change(
    `update instalment set state = 'cancelled', version = version + 1
     where health_body_id = $1 and group_id = $2 and contract_id = $3
       and state in ('planned', 'approved', 'held') and received_pence = 0 and not was_exported
       and ($4::date is null or period_starts_on > $4)`,
    [...keyOf(contract), after],
  );
}
