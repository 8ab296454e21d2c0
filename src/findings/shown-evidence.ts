import { type CalendarDate, daysBetween } from '../shared/calendar-date';
import type { Evidence, FindingRule } from './finding';

type Facts = Readonly<Record<string, Evidence>>;

export interface KnownContact {
  name: string | null;
  email: string | null;
  /** Of the reader's own people, who they are there; null for everybody else. */
  personId: string | null;
}

/** What the ids in evidence stand for, as far as the reader may see them. */
export interface Names {
  /** References by contract. */
  contracts: ReadonlyMap<string, string>;
  contacts: ReadonlyMap<string, KnownContact>;
}

/** All contracts and contacts that evidence names. */
export function idsIn(evidence: Evidence): { contractIds: string[]; contactIds: string[] } {
  const found = { contractIds: [] as string[], contactIds: [] as string[] };
  for (const [name, value] of factsIn(evidence)) {
    if (name === 'contractId' && typeof value === 'string') found.contractIds.push(value);
    if (name === 'contactId' && typeof value === 'string') found.contactIds.push(value);
    if (name === 'contractIds') found.contractIds.push(...textsOf(value));
  }
  return found;
}

/** Evidence for people: each id with its name beside it, and the days counted to the day on which it is read. */
export function shownEvidence(rule: FindingRule, evidence: Facts, names: Names, today: CalendarDate): Facts {
  return { ...withNames(evidence, names), ...daysOf(rule, evidence, today) };
}

/** Which date of a rule's evidence is counted from or to, and under what name. */
const COUNTED: Partial<Record<FindingRule, { from: string; as: string } | { to: string; as: string }>> = {
  overdue: { from: 'dueOn', as: 'daysOverdue' },
  ally_left: { from: 'lastDayOn', as: 'daysSince' },
  ally_leaving: { to: 'lastDayOn', as: 'daysLeft' },
  going_quiet: { from: 'lastTwoWayOn', as: 'daysSince' },
  funding_cliff: { to: 'committedUntilOn', as: 'daysLeft' },
};

function daysOf(rule: FindingRule, evidence: Facts, today: CalendarDate): Facts {
  const counted = COUNTED[rule];
  if (counted === undefined) return {};
  const date = evidence['from' in counted ? counted.from : counted.to];
  if (typeof date !== 'string') return {};
  const days = daysBetween(date as CalendarDate, today);
  return { [counted.as]: 'from' in counted ? days : -days };
}

function withNames(evidence: Facts, names: Names): Facts {
  return Object.fromEntries(Object.entries(evidence).flatMap(([name, value]) => withName(name, value, names)));
}

function withName(name: string, value: Evidence, names: Names): [string, Evidence][] {
  const shown: [string, Evidence] = [name, partsWithNames(value, names)];
  const beside = NAMED_BESIDE[name]?.(value, names);
  return beside === undefined ? [shown] : [shown, beside];
}

/** What stands beside an id, by the name of the fact that holds it. */
const NAMED_BESIDE: Partial<Record<string, (value: Evidence, names: Names) => [string, Evidence]>> = {
  contractId: (id, { contracts }) => ['contractReference', contracts.get(textOf(id)) ?? null],
  contractIds: (ids, { contracts }) => ['contractReferences', textsOf(ids).flatMap((id) => contracts.get(id) ?? [])],
  contactId: (id, { contacts }) => ['contact', contactShown(contacts.get(textOf(id)))],
};

function contactShown(contact: KnownContact | undefined): Facts {
  const { name = null, email = null, personId = null } = contact ?? {};
  return personId === null ? { name, email } : { name, email, personId };
}

function partsWithNames(value: Evidence, names: Names): Evidence {
  if (isList(value)) return value.map((each) => partsWithNames(each, names));
  return isFacts(value) ? withNames(value, names) : value;
}

function factsIn(value: Evidence): [string, Evidence][] {
  if (isList(value)) return value.flatMap(factsIn);
  return isFacts(value) ? Object.entries(value).flatMap(([name, part]) => [[name, part], ...factsIn(part)]) : [];
}

function textOf(value: Evidence): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: Evidence): string[] {
  return isList(value) ? value.filter((each) => typeof each === 'string') : [];
}

function isList(value: Evidence): value is readonly Evidence[] {
  return Array.isArray(value);
}

function isFacts(value: Evidence): value is Facts {
  return typeof value === 'object' && value !== null && !isList(value);
}
