import { v7 as uuid } from 'uuid';
import type { CalendarDate } from '../shared/calendar-date';
import type { FindingRule } from './finding';
import type { Judgement } from './watched.rules';
import type { WatchedFacts } from './watched-facts';
import type { WatchThresholds } from './watching';
import { type ReasonCleared, whyCleared } from './why-cleared.rules';

/** A finding that holds so far, as the database gives it. */
export interface HeldRow {
  id: string;
  group_id: string;
  rule: FindingRule;
  subject_key: string;
  contract_id: string | null;
  instalment_id: string | null;
  cancelled: boolean | null;
}

export interface JudgedPartnership {
  groupId: string;
  facts: WatchedFacts;
  judgement: Judgement;
}

/** What the database is told of some partnerships, in its own words: see findings_settle. */
export interface Settlement {
  findings: Record<string, unknown>[];
  gone: { id: string; why: ReasonCleared }[];
  partnerships: { group_id: string; judge_again_on: CalendarDate | null; evidence_gaps: string[] }[];
}

export function settlementOf(
  judged: readonly JudgedPartnership[],
  held: readonly HeldRow[],
  asOf: CalendarDate,
  thresholds: WatchThresholds,
): Settlement {
  const byGroup = new Map(judged.map((partnership) => [partnership.groupId, partnership]));
  const keys = new Set(
    judged.flatMap(({ groupId, judgement }) =>
      judgement.noticed.map(({ rule, subjectKey }) => keyOf(groupId, rule, subjectKey)),
    ),
  );
  return {
    findings: judged.flatMap(findingsOf),
    gone: held
      .filter(({ group_id, rule, subject_key }) => !keys.has(keyOf(group_id, rule, subject_key)))
      .map((row) => ({ id: row.id, why: whyGone(row, byGroup.get(row.group_id), asOf, thresholds) })),
    partnerships: judged.map(({ groupId, judgement }) => ({
      group_id: groupId,
      judge_again_on: judgement.judgeAgainOn,
      evidence_gaps: judgement.evidenceGaps,
    })),
  };
}

function keyOf(...parts: [groupId: string, rule: string, subjectKey: string]): string {
  return parts.join(' ');
}

/** An id for each, which one that is held already does without. */
function findingsOf({ groupId, judgement }: JudgedPartnership): Record<string, unknown>[] {
  return judgement.noticed.map((noticed) => ({
    id: uuid(),
    group_id: groupId,
    rule: noticed.rule,
    subject_key: noticed.subjectKey,
    contract_id: noticed.contractId,
    instalment_id: noticed.instalmentId,
    severity: noticed.severity,
    evidence: noticed.evidence,
    audience: noticed.audience,
    acts_on: noticed.actsOn,
  }));
}

function whyGone(
  row: HeldRow,
  partnership: JudgedPartnership | undefined,
  asOf: CalendarDate,
  thresholds: WatchThresholds,
): ReasonCleared {
  if (partnership === undefined) return 'contract_over';
  const { rule, contract_id: contractId, instalment_id: instalmentId, subject_key: subjectKey, cancelled } = row;
  return whyCleared({ rule, contractId, instalmentId, subjectKey, cancelled }, partnership.facts, asOf, thresholds);
}
