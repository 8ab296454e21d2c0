import type { Evidence, Finding, PartnershipRule, ReportedRule } from './finding';
import type { WatchedFacts } from './watched-facts';
import { type Noticed, PARTNERSHIP, type WatchedRule } from './watching';

/** Those of which each person has one finding, and not the partnership. */
const ABOUT_A_PERSON: readonly ReportedRule[] = ['ally_leaving', 'ally_left'];

/** Counted anew each day, and so worked out again for whoever reads. */
const OF_THE_DAY = ['windowFrom', 'windowTo', 'daysLeft', 'daysSince'];

/** All that is kept of what waits on a group: no figure about it. */
const WITHOUT_FIGURES = ['because', 'contractReferences'];

/** A rule of the report, as one whose findings are kept. */
export function watched(rule: PartnershipRule): WatchedRule {
  const { name, gNumber, clearedBy, audience } = rule;
  return {
    name,
    gNumber,
    clearedBy,
    judge: (facts, asOf, thresholds) =>
      rule.judge(seenBy(audience, facts), asOf, thresholds).map((finding) => keep(finding, rule, facts)),
    turnsOn: (facts, thresholds) => rule.turnsOn(seenBy(audience, facts), thresholds),
  };
}

/** What a side keeps to itself is not in what the other reads, not even as a number. */
function seenBy(audience: PartnershipRule['audience'], facts: WatchedFacts): WatchedFacts {
  return audience === 'health_body' ? facts : { ...facts, ...facts.shared };
}

function keep(finding: Finding, { audience, actsOn }: PartnershipRule, facts: WatchedFacts): Noticed {
  const { rule, severity, contractReference, people } = finding;
  const contractId = contractReference === null ? null : idOf(facts, contractReference);
  const [contactId] = people.flatMap((person) => facts.contactIds.get(person) ?? []);
  const personId = ABOUT_A_PERSON.includes(rule) ? contactId : undefined;
  const evidence = Object.entries(finding.evidence).filter(
    ([name]) => actsOn === 'health_body' || WITHOUT_FIGURES.includes(name),
  );
  return {
    rule,
    subjectKey: contractId ?? personId ?? PARTNERSHIP,
    contractId,
    instalmentId: null,
    severity: actsOn === 'group' ? null : severity,
    evidence: {
      ...lastingFacts(evidence, facts),
      ...(contactId === undefined ? {} : { contactId }),
    },
    audience,
    actsOn,
  };
}

/** Throws RangeError when the facts have no such contract: then the finding is about nothing. */
function idOf({ contracts }: WatchedFacts, reference: string): string {
  const contract = contracts.find((each) => each.reference === reference);
  if (contract === undefined) throw new RangeError(`The facts have no contract ${reference}`);
  return contract.id;
}

function lastingFacts(entries: [string, Evidence][], facts: WatchedFacts): Record<string, Evidence> {
  const overdue = entries.some(([name, value]) => name === 'outcome' && value === 'overdue');
  const dropped = overdue ? [...OF_THE_DAY, 'daysLate'] : OF_THE_DAY;
  const kept = entries.filter(([name]) => !dropped.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => lasting(name, value, facts)));
}

/** A contract by its id, for a reference can be corrected. */
function lasting(name: string, value: Evidence, facts: WatchedFacts): [string, Evidence] {
  if (name === 'contractReference' && typeof value === 'string') return ['contractId', idOf(facts, value)];
  if (name === 'contractReferences' && isList(value)) {
    return ['contractIds', value.map((each) => (typeof each === 'string' ? idOf(facts, each) : each))];
  }
  return [name, isList(value) ? value.map((each) => lastingPart(each, facts)) : lastingPart(value, facts)];
}

function lastingPart(value: Evidence, facts: WatchedFacts): Evidence {
  return typeof value === 'object' && value !== null && !isList(value)
    ? lastingFacts(Object.entries(value), facts)
    : value;
}

function isList(value: Evidence): value is readonly Evidence[] {
  return Array.isArray(value);
}
