import type { Side } from '../../shared/side';

interface Conversation {
  startedBy: Side;
  purpose: string;
  outcome: string;
}

/** What people talked about, and what came of it. Nothing about anybody who uses a service. */
export const ANSWERED: readonly Conversation[] = [
  { startedBy: 'health', purpose: 'Quarterly catch-up', outcome: 'Plan for the next three months agreed' },
  { startedBy: 'group', purpose: 'When will this month be paid?', outcome: 'Date confirmed with finance' },
  { startedBy: 'group', purpose: 'Draft of the public leaflet', outcome: 'Two passages changed as the group asked' },
  { startedBy: 'health', purpose: 'Invitation to the steering group', outcome: 'A place kept, with travel paid' },
  { startedBy: 'group', purpose: 'Waiting list is growing', outcome: 'New referrals paused for a month' },
  { startedBy: 'health', purpose: 'What the survey found', outcome: 'Results shared before they are published' },
  { startedBy: 'group', purpose: 'Which practice staff need training', outcome: 'List of practices sent' },
  { startedBy: 'health', purpose: 'Wording of the annual report', outcome: 'The group is named as its author' },
  { startedBy: 'group', purpose: 'Move of the meeting room', outcome: 'Step-free room found' },
  { startedBy: 'health', purpose: 'Renewal of the contract', outcome: 'Both sides want to go on; terms by next month' },
  { startedBy: 'group', purpose: 'Purchase order has changed', outcome: 'New number noted' },
];

/** What nobody answered. */
export const UNANSWERED: readonly Conversation[] = [
  { startedBy: 'group', purpose: 'Question about the renewal', outcome: 'No answer yet' },
  { startedBy: 'group', purpose: 'Offer of training for reception staff', outcome: 'No answer' },
  { startedBy: 'health', purpose: 'Invitation to comment on a strategy', outcome: 'Sent a week before the deadline' },
  { startedBy: 'group', purpose: 'Who takes part in the next review?', outcome: 'Asked again a month later' },
];
