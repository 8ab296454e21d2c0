import { monthsAfter } from './days';
import type { Day } from './days';
import type { Finding } from './report-shape';
import type { Contact, Contract } from './portfolio';

/** One health body and one group, as of a day. */
export interface Partnership {
  healthBody: string;
  group: string;
  contracts: Contract[];
  contacts: Contact[];
  /** The last days of the health body's people, by email. */
  lastDays: Map<string, Day>;
}

type Severity = Finding['severity'];

/** Who holds the relationship on the health side, and what happens when they go. */
export function dependencyFindings(partnership: Partnership, asOf: Day): Finding[] {
  const view = look(partnership, asOf);
  return [...departures(view), ...(view.live.length > 0 ? [...singleAlly(view), ...noDeputy(view)] : [])];
}

interface View extends Partnership {
  asOf: Day;
  live: Contract[];
  /** Not over yet: agreed or active. */
  open: Contract[];
  /** Contacts of the year to the day, on any contract of the partnership. */
  recent: Contact[];
  isYoung: boolean;
}

function look(partnership: Partnership, asOf: Day): View {
  const open = partnership.contracts.filter(({ endsOn }) => endsOn >= asOf);
  const since = monthsAfter(asOf, -12);
  return {
    ...partnership,
    asOf,
    open,
    live: open.filter(({ startsOn }) => startsOn <= asOf),
    recent: partnership.contacts.filter(({ date }) => date >= since && date <= asOf),
    isYoung: asOf - Math.min(...partnership.contracts.map(({ startsOn }) => startsOn)) < 90,
  };
}

function finding(view: View, rule: string, severity: Severity, person: string, reference: string | null): Finding {
  const { healthBody, group } = view;
  return { rule, healthBody, contractReference: reference, group, severity, people: [person] };
}

function namedOn(contracts: Contract[]): Set<string> {
  return new Set(contracts.flatMap(({ lead, deputy }) => [lead.email, ...(deputy === null ? [] : [deputy.email])]));
}

function isThere({ lastDays, asOf }: View, email: string): boolean {
  return (lastDays.get(email) ?? asOf) >= asOf;
}

function inTwoWayContact(view: View): Set<string> {
  return new Set(view.recent.filter(({ twoWay }) => twoWay).map(({ healthEmail }) => healthEmail));
}

function departures(view: View): Finding[] {
  const named = namedOn(view.open);
  const allies = new Set([...named, ...inTwoWayContact(view)]);
  const found: Finding[] = [];
  for (const [email, lastDay] of view.lastDays) {
    const left = lastDay - view.asOf;
    if (left < 0 && named.has(email)) found.push(finding(view, 'ally_left', 'critical', email, null));
    if (left >= 0 && left <= 60 && allies.has(email)) {
      found.push(finding(view, 'ally_leaving', 'serious', email, null));
    }
  }
  return found;
}

function singleAlly(view: View): Finding[] {
  if (view.isYoung || view.recent.length === 0) return [];
  const engaged = [...new Set([...namedOn(view.live), ...inTwoWayContact(view)])].filter((one) => isThere(view, one));
  const ally = engaged.length === 1 ? engaged[0] : mostContacts(view);
  return ally === undefined ? [] : [finding(view, 'single_ally', 'serious', ally, null)];
}

/** Somebody still there who has four in five or more of at least five contacts, where nobody deputises. */
function mostContacts(view: View): string | undefined {
  if (view.recent.length < 5 || view.live.some((contract) => hasDeputy(view, contract))) return undefined;
  const people = [...new Set(view.recent.map(({ healthEmail }) => healthEmail))];
  return people.find((email) => {
    const own = view.recent.filter(({ healthEmail }) => healthEmail === email).length;
    return isThere(view, email) && own * 5 >= view.recent.length * 4;
  });
}

function hasDeputy(view: View, { lead, deputy }: Contract): boolean {
  return deputy !== null && deputy.email !== lead.email && isThere(view, deputy.email);
}

function noDeputy(view: View): Finding[] {
  if (view.isYoung) return [];
  return view.live
    .filter((contract) => !hasDeputy(view, contract))
    .map(({ lead, reference }) => finding(view, 'no_deputy', 'attention', lead.email, reference));
}
