import { Injectable } from '@nestjs/common';
import { contractCounts, InstalmentStandings, ledgerOf } from '../payments';
import type { Standing, StandingJudge, StandingRow } from '../payments';
import { TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { readFacts } from './facts-reader';
import { FINDING_THRESHOLDS } from './finding';
import type { PartnershipFacts } from './partnership-facts';
import { judgePartnership, PARTNERSHIP_RULES, sortFindings } from './partnership.rules';
import { addressesOf, compareText, evidenceGaps, liveContracts } from './partnership-reading.rules';
import type { AtRiskPayment, LatePayment, Report, ReportedFinding } from './report.dto';

type InstalmentRow = StandingRow & { reference: string; group: string; health_body: string; number: number };

/** What one health body adds to a report. */
interface Part {
  late: LatePayment[];
  atRisk: AtRiskPayment[];
  findings: (ReportedFinding & { firstSeenOn: CalendarDate })[];
  contracts: number;
  instalments: number;
  missingRates: string[];
  withoutEvidence: string[];
}

/** Both sides read some rules; this is the health side's view. */
const HEALTH_RULES = new Set(PARTNERSHIP_RULES.filter(({ audience }) => audience !== 'group').map(({ name }) => name));
const GROUPS_NAMED = 5;

/** "What is late, and what rests on one person", as of a day. It never writes. */
@Injectable()
export class ReportService {
  constructor(
    private readonly tenant: TenantService,
    private readonly standings: InstalmentStandings,
  ) {}

  /** For one health body or several, each read inside its own walls. */
  async report(actors: readonly Actor[], asOf: CalendarDate): Promise<Report> {
    const parts: Part[] = [];
    for (const actor of actors) {
      const judge = await this.standings.judgeOn(asOf, actor);
      parts.push(await this.tenant.snapshot(actor, (tx) => partOf(tx, judge)));
    }
    return assemble(asOf, parts);
  }
}

async function partOf(tx: Tx, judge: StandingJudge): Promise<Part> {
  const { asOf } = judge;
  const [totals] = await tx.query<{ contracts: string; instalments: string; name: string }>(
    `select (select count(*) from contract) as contracts,
       (select count(*) from instalment where state <> 'cancelled') as instalments,
       (select name from organisation where id = $1) as name`,
    [tx.actor.organisationId],
  );
  const part: Part = {
    ...(await openInstalments(tx, judge)),
    findings: [],
    contracts: Number(totals?.contracts),
    instalments: Number(totals?.instalments),
    withoutEvidence: [],
  };
  const healthBody = totals?.name ?? '';
  for (const { group, facts } of await readFacts(tx, asOf)) {
    const found = judgePartnership(facts, asOf).filter(({ rule }) => HEALTH_RULES.has(rule));
    part.findings.push(
      ...found.map((finding) => {
        const people = addressesOf(facts, finding.people);
        return { ...finding, people, healthBody, group, firstSeenOn: asOf };
      }),
    );
    if (lacksEvidence(facts, asOf)) part.withoutEvidence.push(group);
  }
  return part;
}

/** A partnership without a live contract is not judged, so nothing is missing to judge it. */
function lacksEvidence(facts: PartnershipFacts, asOf: CalendarDate): boolean {
  return liveContracts(facts).length > 0 && evidenceGaps(facts, asOf, FINDING_THRESHOLDS).length > 0;
}

/** What is not fully received by the day: overdue, or to be sent soon. Two branches, an index each. */
const openOn = (more: string) => `
  select i.* from instalment i where i.state <> 'cancelled' and i.settled_on is null and ${more}
  union all
  select i.* from instalment i where i.state <> 'cancelled' and i.settled_on > $1 and ${more}`;

async function openInstalments(tx: Tx, judge: StandingJudge): Promise<Pick<Part, 'late' | 'atRisk' | 'missingRates'>> {
  const rows = await tx.query<InstalmentRow>(
    `select i.number, i.due_on, i.send_by_on, i.period_ends_on, i.amount_pence, i.state, c.reference, c.instrument,
       c.timing, true as contract_counts, g.name as "group", h.name as health_body, ledger.receipts
     from (${openOn('(i.due_on < $1 or i.send_by_on <= $2)')}) i
     join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
     join organisation g on g.id = i.group_id
     join organisation h on h.id = i.health_body_id
     cross join lateral (${ledgerOf('i', '$1')}) ledger
     where ${contractCounts('c', '$1')}`,
    [judge.asOf, judge.horizon],
  );
  const result: Pick<Part, 'late' | 'atRisk' | 'missingRates'> = { late: [], atRisk: [], missingRates: [] };
  for (const row of rows) addInstalment(result, row, judge.standing(row));
  return result;
}

function addInstalment(
  to: Pick<Part, 'late' | 'atRisk' | 'missingRates'>,
  row: InstalmentRow,
  standing: Standing,
): void {
  const { severity, daysOverdue, receivedPence, interest } = standing;
  const contract = { healthBody: row.health_body, contractReference: row.reference };
  const amountPence = penceFromDatabase(row.amount_pence);
  const instalment = { instalmentNumber: row.number, instalmentDueOn: row.due_on, amountPence };
  if (severity !== null) {
    const money = { statutoryInterestPence: interest.interestPence, fixedSumPence: interest.fixedSumPence };
    to.late.push({ ...contract, group: row.group, ...instalment, receivedPence, daysOverdue, severity, ...money });
    if (interest.missingRate !== null) to.missingRates.push(interest.missingRate);
  }
  if (standing.atRisk) to.atRisk.push({ ...contract, ...instalment, sendByOn: row.send_by_on });
}

function assemble(asOf: CalendarDate, parts: readonly Part[]): Report {
  const latePayments = parts.flatMap(({ late }) => late).sort(byDaysOverdue);
  const atRisk = parts.flatMap(({ atRisk: soon }) => soon).sort(bySendBy);
  const findings = sortFindings(parts.flatMap((part) => part.findings));
  return {
    asOf,
    warnings: [...rateWarnings(parts), ...evidenceWarnings(parts)],
    latePayments,
    atRisk,
    findings: findings.map(({ rule, healthBody, contractReference, group, severity, people, evidence }) => ({
      rule,
      healthBody,
      contractReference,
      group,
      severity,
      people,
      evidence,
    })),
    totals: {
      contracts: sum(parts.map(({ contracts }) => contracts)),
      instalments: sum(parts.map(({ instalments }) => instalments)),
      overduePence: sum(latePayments.map(({ amountPence, receivedPence }) => amountPence - receivedPence)),
      overdueCount: latePayments.length,
    },
  };
}

/** Days overdue decide the severity, so most days first is also critical first. */
function byDaysOverdue(a: LatePayment, b: LatePayment): number {
  return b.daysOverdue - a.daysOverdue || byReference(a, b);
}

function bySendBy(a: AtRiskPayment, b: AtRiskPayment): number {
  return compareText(a.sendByOn, b.sendByOn) || byReference(a, b);
}

type Referenced = Pick<LatePayment, 'contractReference' | 'healthBody' | 'instalmentNumber'>;

function byReference(a: Referenced, b: Referenced): number {
  return (
    compareText(a.contractReference, b.contractReference) ||
    compareText(a.healthBody, b.healthBody) ||
    a.instalmentNumber - b.instalmentNumber
  );
}

function rateWarnings(parts: readonly Part[]): string[] {
  const counts = new Map<string, number>();
  for (const rate of parts.flatMap(({ missingRates }) => missingRates)) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([rate, count]) =>
        `The Bank Rate for ${rate} is not known, so the statutory interest of ${String(count)} late payments is left open; their fixed sums stand.`,
    );
}

function evidenceWarnings(parts: readonly Part[]): string[] {
  const groups = parts.flatMap(({ withoutEvidence }) => withoutEvidence).sort(compareText);
  if (groups.length === 0) return [];
  const shown = groups.slice(0, GROUPS_NAMED).join(', ');
  const more = groups.length > GROUPS_NAMED ? ` and ${String(groups.length - GROUPS_NAMED)} more` : '';
  return [
    `Not enough evidence yet on who holds the relationship with ${shown}${more}: that is not the same as no risk.`,
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
