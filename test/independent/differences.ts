import type { AtRisk, Finding, LatePayment, Report } from './report-shape';

type Row = LatePayment | AtRisk | Finding;

const RANK = { critical: 0, serious: 1, attention: 2 };

/** What a report says that another does not, a line each; none when they agree on everything, the order included. */
export function differences(expected: Report, actual: Report): string[] {
  return [
    ...missingAndExtra('latePayments', expected.latePayments, actual.latePayments),
    ...missingAndExtra('atRisk', expected.atRisk, actual.atRisk),
    ...missingAndExtra('findings', expected.findings, actual.findings),
    ...missingAndExtra('totals', [expected.totals], [actual.totals]),
    ...outOfOrder('latePayments', actual.latePayments, (one) => [
      RANK[one.severity],
      -one.daysOverdue,
      one.contractReference,
    ]),
    ...outOfOrder('atRisk', actual.atRisk, (one) => [one.sendByOn, one.contractReference]),
    ...outOfOrder('findings', actual.findings, (one) => [RANK[one.severity], one.rule]),
    ...(expected.asOf === actual.asOf ? [] : [`asOf: ${actual.asOf} instead of ${expected.asOf}`]),
  ];
}

function missingAndExtra(list: string, expected: (Row | Report['totals'])[], actual: unknown[]): string[] {
  const counts = new Map<string, number>();
  for (const row of expected) add(counts, canonical(row), 1);
  for (const row of actual) add(counts, canonical(row), -1);
  const rows = [...counts].filter(([, count]) => count !== 0).sort(([one], [two]) => (one < two ? -1 : 1));
  return rows.map(([row, count]) => `${list}: ${count > 0 ? 'missing' : 'not expected'} ${row}`);
}

function add(counts: Map<string, number>, row: string, by: number): void {
  counts.set(row, (counts.get(row) ?? 0) + by);
}

/** Fields in one order, without the evidence: it explains a finding in the product's own way. */
function canonical(row: unknown): string {
  const fields = Object.entries(row as object).filter(([name]) => name !== 'evidence');
  return JSON.stringify(Object.fromEntries(fields.sort(([one], [two]) => (one < two ? -1 : 1))));
}

function outOfOrder<Item>(list: string, rows: Item[], keyOf: (row: Item) => (number | string)[]): string[] {
  const keys = rows.map(keyOf);
  return keys.flatMap((key, index) => {
    const before = keys[index - 1];
    return before === undefined || isInOrder(before, key)
      ? []
      : [`${list}: ${key.join(' ')} after ${before.join(' ')}`];
  });
}

function isInOrder(one: (number | string)[], two: (number | string)[]): boolean {
  const at = one.findIndex((part, index) => part !== two[index]);
  if (at === -1) return true;
  const [before, after] = [one[at], two[at]];
  return before !== undefined && after !== undefined && before < after;
}
