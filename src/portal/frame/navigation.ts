import { ACCESS_TABLE } from '../../platform';
import type { Actor, Role, Side } from '../../platform';

export interface Link {
  text: string;
  href: string;
}

export interface MenuItem extends Link {
  /** What somebody finds there, in one line. */
  about: string;
  current: boolean;
}

interface Place {
  /** Where others find it on a page of their own, the menu shows it only to these. */
  only?: Role;
  path: string;
  text: string;
  about: string;
}

/** In the order of the menu. A place shows once its page stands in the access table, to those whom it is open to. */
const PLACES: Record<Side, readonly Place[]> = {
  health: [
    { path: '/partnerships', text: 'Partnerships', about: 'Each group you work with, and who holds the relationship.' },
    { path: '/late-payments', text: 'Late payments', about: 'What is late or about to be, and why.' },
    {
      path: '/findings',
      text: 'What needs care',
      about: 'What the system noticed, with the evidence and what clears it.',
    },
    { path: '/decisions', text: 'Decisions', about: 'What is being decided with groups, and where each side stands.' },
    { path: '/materials', text: 'Materials', about: 'What carries a group’s name, version by version.' },
    { path: '/challenges', text: 'Challenges', about: 'What either side said is not right, and what came of it.' },
    { path: '/invoices', text: 'Invoices', about: 'What groups have sent, to be checked and paid.' },
    { path: '/finance', text: 'Finance', about: 'Payment runs, from what falls due to what was received.' },
    { path: '/finance/reconcile', text: 'Reconciliation', about: 'What your bank or ledger says arrived.' },
    {
      path: '/finance/approval-limits',
      only: 'administrator',
      text: 'Approval limits',
      about: 'Up to how much each approver may approve in one payment run.',
    },
    {
      path: '/finance/bank-details',
      text: 'Bank details',
      about: 'Where payees are paid, and the changes on their way.',
    },
    { path: '/remittances', text: 'Remittances', about: 'What was paid to whom, and for what.' },
    { path: '/claims', text: 'Interest claims', about: 'What groups claim for late payments, and what of it is paid.' },
    {
      path: '/finance/figures',
      text: 'Payment figures',
      about: 'How promptly you pay, as the law asks you to publish it.',
    },
    {
      path: '/admin/strategy',
      text: 'Strategies',
      about: 'What your organisation has set itself, and what serves it.',
    },
    { path: '/departures', text: 'Who leaves', about: 'Hand over what somebody holds before their last day.' },
    { path: '/absences', text: 'Who is away', about: 'Who cannot be reached, and who stands in.' },
    {
      path: '/who-is-who',
      text: 'Who is who',
      about: 'Your departments, teams and places, for groups to find; and whom they ask to meet.',
    },
    { path: '/calendar', text: 'Calendar', about: 'When payments must be sent, in the calendar you use anyway.' },
    { path: '/import', text: 'Import', about: 'Bring in contracts, payments and contacts from your spreadsheets.' },
    { path: '/admin/people', text: 'People', about: 'Who may sign in for your organisation, and what they may do.' },
    { path: '/admin/tokens', text: 'API tokens', about: 'Keys with which your other systems use Accord.' },
    { path: '/admin/settings', text: 'Settings', about: 'How your organisation works with Accord.' },
    { path: '/admin/bank-vault', text: 'Bank-detail vault', about: 'Whether Accord keeps where payees are paid.' },
    { path: '/admin/outbox', text: 'Outbox', about: 'Which emails your people were sent, and which wait.' },
    {
      path: '/admin/imports',
      text: 'Imports',
      about: 'Who brought in which files, and what came of it.',
      only: 'administrator',
    },
    { path: '/admin/audit', text: 'Audit', about: 'Who saw or changed what.' },
    { path: '/help', text: 'Help', about: 'When something is wrong.' },
  ],
  group: [
    { path: '/payments', text: 'Payments', about: 'When you will be paid, how much, and what is late.' },
    { path: '/remittances', text: 'Remittances', about: 'What each payment that was sent to you was for.' },
    { path: '/invoices', text: 'Invoices', about: 'Send an invoice, and see whether it was checked.' },
    { path: '/contracts', text: 'Contracts', about: 'What we agreed.' },
    { path: '/decisions', text: 'Decisions', about: 'What is being decided, and where you stand.' },
    { path: '/challenges', text: 'Challenges', about: 'What is not right, and what came of it.' },
    { path: '/contact-log', text: 'Contact log', about: 'Who spoke with whom, when, and what came of it.' },
    { path: '/asks', text: 'Asks', about: 'What health bodies ask of you, and how much that is.' },
    { path: '/materials', text: 'Materials', about: 'What uses your work or your name, version by version.' },
    { path: '/commitments', text: 'Commitments', about: 'What was promised, and what came of it.' },
    { path: '/capacity', text: 'Capacity', about: 'How much you can take on just now.' },
    { path: '/profile', text: 'Profile', about: 'Who you are and what you do, in your own words.' },
    { path: '/people', text: 'People', about: 'Your people, and who may sign in.' },
    {
      path: '/who-is-who',
      text: 'Who is who',
      about: 'Departments, teams and places of your health bodies, and introductions.',
    },
    { path: '/calendar', text: 'Calendar', about: 'When payments are due, in the calendar you use anyway.' },
    { path: '/record', text: 'Our record', about: 'What is held about you, and all of it to take away.' },
    { path: '/help', text: 'Help', about: 'When something is wrong.' },
  ],
};

export function menuFor({ side, organisationId, roles }: Actor, path: string): MenuItem[] {
  const root = `/o/${organisationId}`;
  const open = PLACES[side].filter((place) => isOpen(place, roles));
  const here = open
    .map(({ path: below }) => root + below)
    .filter((href) => path === href || path.startsWith(`${href}/`));
  // Of two places that the page lies in, the nearer one.
  const current = here.sort((one, other) => other.length - one.length)[0];
  return open.map(({ path: below, text, about }) => {
    const href = root + below;
    return { text, about, href, current: href === current };
  });
}

/** Whether a page, by its address below that of the organisation, is there and open to somebody of these roles. */
export function isOpen({ path, only }: Pick<Place, 'path' | 'only'>, roles: readonly Role[]): boolean {
  if (only !== undefined && !roles.includes(only)) return false;
  const who = ACCESS_TABLE[`GET /o/:org${path}`]?.who;
  return Array.isArray(who) && roles.some((role) => (who as readonly Role[]).includes(role));
}

/** Whether such a page is there, and open to others than somebody of these roles. */
export function isClosed(path: string, roles: readonly Role[]): boolean {
  const who = ACCESS_TABLE[`GET /o/:org${path}`]?.who;
  return Array.isArray(who) && !roles.some((role) => (who as readonly Role[]).includes(role));
}
