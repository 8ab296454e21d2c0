import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';

/** Long before anything that a test writes, and one after the other. */
const BEGAN = Date.parse('2020-01-01T00:00:00Z');
let made = 0;

/** Chance has no part in it: the same in each test file, which finds them in a database that another has written. */
function nextId(): string {
  made += 1;
  return uuid({ msecs: BEGAN + made, random: createHash('sha256').update(String(made)).digest().subarray(0, 16) });
}

export function ids<Name extends string>(...names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, nextId()])) as Record<Name, string>;
}

export const HEALTH_BODIES = ids('a', 'b');
export const GROUPS = ids('g1', 'g2', 'g3');
export const PARTNERSHIPS = ids('aG1', 'aG2', 'bG1', 'bG3');
/**
 * aG1Running: £9,000.00, monthly in advance, July 2026 to March 2027. aG1Ended: £4,800.00, quarterly in advance with a
 * reason, to March 2026. aG2Future: £1,500.00, monthly in advance, January to March 2027. bG1Grant: £4,000.00, quarterly
 * in arrears, April 2026 to March 2027. bG3Running: £500.00 and VAT, once in advance, October to December 2026.
 * bG3Draft: nothing planned.
 */
export const CONTRACTS = ids('aG1Running', 'aG1Ended', 'aG2Future', 'bG1Grant', 'bG3Running', 'bG3Draft');
/** Named by contract and what is so of them on 22 November 2026. */
export const INSTALMENTS = ids(
  'aG1OnTime',
  'aG1Late',
  'aG1OnTimeInTwoParts',
  'aG1PartReceivedOverdue',
  'aG1Overdue',
  'aG1AtRisk',
  'aG1January',
  'aG1February',
  'aG1March',
  'aG1EndedFirst',
  'aG1EndedSecond',
  'aG1EndedThird',
  'aG1EndedLate',
  'aG2January',
  'aG2February',
  'aG2March',
  'bG1OnTime',
  'bG1Overdue',
  'bG1Third',
  'bG1Fourth',
  'bG3OnTime',
);
export const RECEIPTS = ids(
  'aG1OnTime',
  'aG1Late',
  'aG1FirstPart',
  'aG1SecondPart',
  'aG1PartOnly',
  'aG1EndedFirst',
  'aG1EndedSecond',
  'aG1EndedThird',
  'aG1EndedLate',
  'bG1OnTime',
  'bG3OnTime',
);
/** aLeaving's last day is 15 December 2026. g2 has not joined, so it has no people of its own. */
export const PEOPLE = ids('aLead', 'aDeputy', 'aLeaving', 'bLead', 'g1Lead', 'g3Lead');
export const CONTACTS = ids(
  'aLeadWithG1',
  'aDeputyWithG1',
  'aLeavingWithG2',
  'g1LeadWithA',
  'g2PersonWithA',
  'bLeadWithG1',
  'bLeadWithG3',
  'g1LeadWithB',
  'g3LeadWithB',
);
/** All of them in January 2027; the groups' leads are g1Lead and g3Lead. */
export const ABSENCES = ids('aDeputy', 'bLead', 'g1Lead', 'g3Lead');
export const LEADS = ids(
  'aG1RunningHealthLead',
  'aG1RunningHealthDeputy',
  'aG1RunningGroupLead',
  'aG1EndedHealthLead',
  'aG2FutureHealthLead',
  'bG1GrantHealthLead',
  'bG1GrantGroupLead',
  'bG3RunningHealthLead',
);
export const ENGAGEMENTS = ids(
  'aG1Shared',
  'aG1OfA',
  'aG1OfG1',
  'aG1RestrictedOfA',
  'aG1RestrictedOfAUnread',
  'aG1RestrictedOfG1',
  'aG2Shared',
  'bG1Shared',
  'bG1OfB',
  'bG3Shared',
);
/** Named by rule; two for the group's side alone. */
export const FINDINGS = ids(
  'aG1Overdue',
  'aG1RepeatLate',
  'aG1OneHolder',
  'aG1OneHolderOfGroup',
  'aG2Short',
  'bG1NoDeputy',
  'bG1RepeatLate',
  'bG3Short',
  'bG3OneHolderOfGroup',
);
/** Of W-000 by the group, and of N-002 by its health body; both were declined. */
export const VARIATIONS = ids('aG1Declined', 'bG3Declined');
/** Both let go by the payer. */
export const RECOVERIES_DUE = ids('aG1Waived', 'bG3Waived');
/** In force since 2 October 2026, on each running contract; the second is B's with g1. */
export const DECISION_PROCESSES = ids('aG1', 'bG1', 'bG3');
/** Who decides: the lead of each side. */
export const PROCESS_PARTIES = ids('aG1Health', 'aG1Group', 'bG1Health', 'bG1Group', 'bG3Health', 'bG3Group');
export const DECISIONS = ids('aG1NotTaken', 'bG3NotTaken');
/** Of A with g1, and of B with g3: a leaflet in one version, with a yes to the group's name that was taken back. */
export const MATERIALS = ids('aG1', 'bG3');
export const MATERIAL_VERSIONS = ids('aG1', 'bG3');
/** Their second version, a file. */
export const MATERIAL_FILES = ids('aG1', 'bG3');
export const MATERIAL_PROPOSALS = ids('aG1', 'bG3');
export const NAME_USES = ids('aG1', 'bG3');
/** One priority each; the links are of W-001 and N-002. */
export const STRATEGIES = ids('ofA', 'ofB');
export const STRATEGY_PRIORITIES = ids('ofA', 'ofB');
export const STRATEGY_LINKS = ids('aG1', 'bG3');
export const CHALLENGES = ids('aG1', 'bG3');
/** bRemoved was taken out of the directory of B. */
export const DIRECTORY_ENTRIES = ids('aTeam', 'bTeam', 'bRemoved');
/** Answered with no, so that the group may ask for the same again. */
export const INTRODUCTIONS = ids('aG1Declined', 'bG3Declined');
export const NOTES = ids('ofA', 'ofB', 'ofG1', 'ofG3');
export const ACCOUNTS = ids('managerOfA', 'leadOfG1');
export const MEMBERSHIPS = ids('managerOfA', 'leadOfG1', 'managerOfB', 'leadOfG3');
export const API_TOKENS = ids('ofA', 'ofB', 'ofG1', 'ofG3');
export const IMPORTS = ids('ofA', 'ofB');
export const SETTING_CHANGES = ids('ofA', 'ofB');
export const APPEARANCE_CHANGES = ids('ofA', 'ofB');
export const HOLIDAYS = ids('ofA', 'ofB');
export const BANK_RATES = ids('ofA', 'ofB');
/** Accounts with the role finance_approver and a limit of £500,000.00. */
export const APPROVERS = ids('ofA', 'ofB');
/** Closed, of long ago. */
export const PAYMENT_RUNS = ids('ofA', 'ofB');
export const LATE_CASES = ids('aG1', 'bG3');
export const INTEREST_CLAIMS = ids('aG1', 'bG3');
export const FIGURE_STATEMENTS = ids('ofA', 'ofB');
export const BANK_VAULTS = ids('ofA', 'ofB');
/** Proposed, and sealed with a key that nobody has. */
export const BANK_DETAILS = ids('aG1', 'bG3');
/** Numbers, not UUIDs. */
export const AUDIT_EVENTS = { ofA: '9000000001', ofB: '9000000002', ofG1: '9000000003', ofG3: '9000000004' };
/** aG2 is open; bG1 was answered when the group joined. */
export const INVITATIONS = ids('aG2', 'bG1');
export const PURCHASE_ORDERS = ids('aG1', 'bG3');
export const INVOICES = ids('aG1', 'bG3');
/** On the two invoices, a file of each side. */
export const DOCUMENTS = ids('ofA', 'ofG1', 'ofB', 'ofG3');
export const ATTACHED_DOCUMENTS = ids('ofA', 'ofG1', 'ofB', 'ofG3');
export const OWN_FILES = ids('ofA', 'ofB');
export const EXPORT_TEMPLATES = ids('ofA', 'ofB');
export const STATEMENT_MAPPINGS = ids('ofA', 'ofB');
export const RECONCILIATIONS = ids('ofA', 'ofB');
/** Of the runs of long ago. */
export const REMITTANCES = ids('aG1', 'bG3');
/** Begun, and not made: with g1 and with g3. */
export const CONTRACT_SKETCHES = ids('ofA', 'ofB');

export const { a, b } = HEALTH_BODIES;
export const { g1, g2, g3 } = GROUPS;
