import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { penceFromDatabase } from '../shared/money';
import type { PlanComparison, StandingInstalment } from './plan-comparison.rules';
import type { PlannedInstalment } from './schedule.rules';

type LineRow = Omit<StandingInstalment, 'netPence' | 'vatPence' | 'amountPence' | 'receivedPence' | 'label'> & {
  label: string | null;
  netPence: string;
  vatPence: string;
  receivedPence: string;
};

const LINES = `
  select i.id, i.number, i.label, i.period_starts_on as "periodStartsOn", i.period_ends_on as "periodEndsOn",
    i.due_on as "dueOn", i.send_by_on as "sendByOn", i.net_pence as "netPence", i.vat_pence as "vatPence",
    i.received_pence as "receivedPence", i.state, i.was_exported as "wasExported"
  from instalment i
  where i.health_body_id = $1 and i.group_id = $2 and i.contract_id = $3 and i.state <> 'cancelled'
  order by i.period_starts_on, i.due_on, i.number`;

/** Asks the database as either kind of transaction does. */
export type Ask = <Row extends object>(sql: string, values: unknown[]) => Promise<Row[]>;

/** The payments of the plan that holds, of a contract by its two tenants and id: all that are not cancelled. */
export async function standingLines(ask: Ask, key: readonly [string, string, string]): Promise<StandingInstalment[]> {
  const rows = await ask<LineRow>(LINES, [...key]);
  return rows.map(({ label, ...row }) => {
    const [netPence, vatPence] = [penceFromDatabase(row.netPence), penceFromDatabase(row.vatPence)];
    const amounts = { netPence, vatPence, amountPence: netPence + vatPence };
    return {
      ...row,
      ...(label !== null && { label }),
      ...amounts,
      receivedPence: penceFromDatabase(row.receivedPence),
    };
  });
}

/**
 * Stands for what somebody saw of a plan: whoever agrees to it sends it back, and it is another as soon as any line of it
 * would be.
 */
export function seenKey({ lines }: PlanComparison): string {
  const seen = lines.map(({ old, new: instead, kept }) => [
    old?.id ?? null,
    kept,
    instead === null
      ? null
      : [instead.periodStartsOn, instead.periodEndsOn, instead.dueOn, instead.netPence, instead.vatPence],
  ]);
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}

/** New lines as the functions of the database take them. */
export function toPlanJson(plan: readonly PlannedInstalment[]): string {
  return JSON.stringify(
    plan.map((line) => ({
      id: uuid(),
      number: line.number,
      period_starts_on: line.periodStartsOn,
      period_ends_on: line.periodEndsOn,
      due_on: line.dueOn,
      send_by_on: line.sendByOn,
      net_pence: line.netPence,
      vat_pence: line.vatPence,
      label: line.label ?? null,
    })),
  );
}
