import { addDays, daysBetween } from '../shared/calendar-date';
import type { Severity } from './finding';
import type { OpenInstalment } from './watched-facts';
import type { Noticed, WatchedRule, WatchThresholds } from './watching';

/** A payment that the group should have had. Worse by the days that have passed since. */
export const overdue: WatchedRule = {
  name: 'overdue',
  gNumber: 'G8',
  clearedBy: 'The full amount reaches the group’s account, or the instalment is cancelled.',
  judge: ({ instalments }, asOf, thresholds) =>
    instalments
      .filter(({ dueOn }) => dueOn < asOf)
      .map((instalment) => ({
        ...about(instalment),
        rule: 'overdue',
        severity: severityOf(daysBetween(instalment.dueOn, asOf), thresholds),
        audience: 'both',
        actsOn: 'health_body',
      })),
  turnsOn: ({ instalments }, { seriousFromDays, criticalFromDays }) =>
    instalments.flatMap(({ dueOn }) => [1, seriousFromDays, criticalFromDays].map((days) => addDays(dueOn, days))),
};

/** A payment that will be late unless it is sent in the next five banking days. */
export const atRisk: WatchedRule = {
  name: 'at_risk',
  gNumber: 'G3',
  clearedBy: 'It is sent to the bank, the full amount is received, or the instalment is cancelled.',
  judge: ({ instalments }, asOf) =>
    instalments
      .filter(({ sent, dueOn, atRiskFromOn }) => !sent && dueOn >= asOf && atRiskFromOn <= asOf)
      .map((instalment) => ({
        ...about(instalment),
        rule: 'at_risk',
        severity: 'attention',
        audience: 'health_body',
        actsOn: 'health_body',
      })),
  turnsOn: ({ instalments }) => instalments.flatMap(({ dueOn, atRiskFromOn }) => [atRiskFromOn, addDays(dueOn, 1)]),
};

function about(instalment: OpenInstalment): Pick<Noticed, 'subjectKey' | 'contractId' | 'instalmentId' | 'evidence'> {
  const { id, contractId, number, dueOn, sendByOn, amountPence, receivedPence } = instalment;
  return {
    subjectKey: id,
    contractId,
    instalmentId: id,
    evidence: { number, dueOn, sendByOn, amountPence, receivedPence },
  };
}

function severityOf(days: number, { seriousFromDays, criticalFromDays }: WatchThresholds): Severity {
  if (days >= criticalFromDays) return 'critical';
  return days >= seriousFromDays ? 'serious' : 'attention';
}
