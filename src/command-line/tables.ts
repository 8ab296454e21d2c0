import type { ImportResult } from '../exchange';
import type { Report } from '../findings';
import { pounds } from '../shared/money';

const MOST_ERRORS_SHOWN = 50;

/** What an import did, to read. */
export function importAsText({ report, changed }: ImportResult, dryRun: boolean): string {
  const files = report.files.map(
    ({ file, rows, encoding, unknownColumns }) =>
      `${file}: ${String(rows)} rows${encoding === 'utf-8' ? '' : `, read as ${encoding}`}${
        unknownColumns.length === 0 ? '' : `; passed over: ${unknownColumns.join(', ')}`
      }`,
  );
  const errors = report.errors
    .slice(0, MOST_ERRORS_SHOWN)
    .map(
      ({ file, row, column, value, problem }) =>
        `  ${file}, row ${String(row)}${column === null ? '' : `, ${column}`}: ${value === '' ? '' : `"${value}" – `}${problem}`,
    );
  if (report.errors.length > errors.length)
    errors.push(`  … and ${String(report.errors.length - errors.length)} more (--json lists all)`);
  const warnings = report.warnings.map((warning) => `  ${warning}`);
  return [
    ...files,
    ...section('To mend', errors),
    ...section('Warnings', warnings),
    '',
    outcome(report, changed, dryRun),
  ].join('\n');
}

function outcome(
  { created, updated, unchanged, skipped, errors }: ImportResult['report'],
  changed: boolean,
  dryRun: boolean,
): string {
  const counts = `${String(created)} new, ${String(updated)} changed, ${String(unchanged)} already there, ${String(skipped)} repeated`;
  if (dryRun) return `Dry run, nothing was changed. It would be: ${counts}.`;
  if (errors.length > 0 && !changed)
    return 'Nothing was changed: mend the rows above and import again, or use --keep-good.';
  return changed ? `Done: ${counts}.` : `Nothing to do: ${counts}.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

/** The report as tables to read. */
export function reportAsText(report: Report): string {
  const { totals } = report;
  const overdue = `${String(totals.overdueCount)} of ${String(totals.instalments)} instalments overdue, ${pounds(totals.overduePence)} outstanding`;
  return [
    `As of ${report.asOf}: ${String(totals.contracts)} contracts, ${overdue}.`,
    ...section(
      'Late',
      table(
        ['Days', 'Severity', 'Outstanding', 'Interest', 'Fixed sum', 'Due', 'Contract', 'Group', 'Health body'],
        lateRows(report),
      ),
    ),
    ...section('About to be late', table(['Send by', 'Due', 'Amount', 'Contract', 'Health body'], riskRows(report))),
    ...section(
      'Needs care',
      table(['Severity', 'What', 'Who', 'Contract', 'Group', 'Health body'], findingRows(report)),
    ),
    ...section(
      'Note',
      report.warnings.map((warning) => `  ${warning}`),
    ),
  ].join('\n');
}

function lateRows({ latePayments }: Report): string[][] {
  return latePayments.map((late) => [
    String(late.daysOverdue),
    late.severity,
    pounds(late.amountPence - late.receivedPence),
    late.statutoryInterestPence === null ? '-' : pounds(late.statutoryInterestPence),
    late.fixedSumPence === null ? '-' : pounds(late.fixedSumPence),
    late.instalmentDueOn,
    `${late.contractReference} no. ${String(late.instalmentNumber)}`,
    late.group,
    late.healthBody,
  ]);
}

function riskRows({ atRisk }: Report): string[][] {
  return atRisk.map((risk) => [
    risk.sendByOn,
    risk.instalmentDueOn,
    pounds(risk.amountPence),
    `${risk.contractReference} no. ${String(risk.instalmentNumber)}`,
    risk.healthBody,
  ]);
}

/** Never the word "ally" beside a name: it reads as a belief. */
const SAID: Record<Report['findings'][number]['rule'], string> = {
  single_ally: 'rests on one person',
  key_person: 'rests on one person of the group',
  ally_leaving: 'who holds this relationship is leaving',
  ally_left: 'who held this relationship has left',
  no_lead: 'no named lead',
  no_deputy: 'no deputy',
  repeat_late: 'paid late again and again',
  deviation_without_reason: 'not monthly in advance, no reason given',
  short_contract: 'shorter than twelve months',
};

function findingRows({ findings }: Report): string[][] {
  return findings.map(({ severity, rule, people, contractReference, group, healthBody }) => [
    severity,
    SAID[rule],
    people.join(', '),
    contractReference ?? '',
    group,
    healthBody,
  ]);
}

function table(header: readonly string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return ['  none'];
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [header, ...rows].map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
