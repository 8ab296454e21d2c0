import type { TestDatabase } from './test-database';

interface Line {
  net: number;
  gross: number;
  vat: number;
  from: string;
  to: string;
}

/** What the payments that count are worth up to a day, by days, in pence: each to the nearest penny, with its VAT. */
export async function owedBy(db: TestDatabase, contractId: string, lastDay: string): Promise<number> {
  const lines = await db.rows<Line>(
    `select net_pence::integer as net, vat_pence::integer as vat, amount_pence::integer as gross,
       period_starts_on::text as from, period_ends_on::text as to
     from instalment where contract_id = $1 and state <> 'cancelled'`,
    [contractId],
  );
  return lines.reduce((total, line) => total + worth(line, lastDay), 0);
}

function worth({ net, vat, gross, from, to }: Line, lastDay: string): number {
  if (to <= lastDay) return gross;
  if (from > lastDay) return 0;
  const byDays = Math.round((net * daysIn(from, lastDay)) / daysIn(from, to));
  return vat === 0 ? byDays : byDays + Math.round(byDays / 5);
}

const daysIn = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** What is to be paid in all, less what is still due back. */
export async function comesTo(db: TestDatabase, contractId: string): Promise<number> {
  const [row] = await db.rows<{ pence: number }>(
    `select ((select coalesce(sum(amount_pence), 0) from instalment where contract_id = $1 and state <> 'cancelled')
       - (select coalesce(sum(amount_pence - recovered_pence - never_came_pence), 0) from recovery_due
         where contract_id = $1 and state = 'due'))::integer as pence`,
    [contractId],
  );
  return row?.pence ?? 0;
}
