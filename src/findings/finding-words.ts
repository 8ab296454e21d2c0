import type { FindingRule } from './finding';
import type { EvidenceGap } from './partnership-reading.rules';
import type { ReasonCleared } from './why-cleared.rules';

/** What a finding is, as a heading. Never the word "ally": beside a name it reads as a belief. */
export const TITLES: Record<FindingRule, string> = {
  single_ally: 'The relationship rests on one person of the health body',
  key_person: 'The relationship rests on one person of the group',
  ally_leaving: 'Somebody who holds this relationship is leaving',
  ally_left: 'Somebody who held this relationship has left, and nobody has taken over',
  no_lead: 'Nobody is named as lead',
  no_deputy: 'There is no deputy',
  repeat_late: 'Paid late again and again',
  deviation_without_reason: 'Not monthly in advance, and no reason is given',
  short_contract: 'Shorter than twelve months',
  overdue: 'A payment is overdue',
  at_risk: 'A payment will be late unless it is sent soon',
  stale_lead: 'Nobody has checked a lead’s details for a long time',
  going_quiet: 'The two sides have not spoken for much longer than they agreed',
  funding_cliff: 'The agreed funding ends soon, and nothing is agreed after it',
  agreed_after_start: 'The work began before both sides had agreed',
  agreed_with_gap: 'Agreed without something that was to be ready',
  awaiting_confirmation: 'A contract waits for its second confirmation',
  variation_waiting: 'A change of a contract waits for an answer',
  late_case_unanswered: 'The group asked where its money is, and nobody has answered',
  not_arrived: 'The group says that a payment has not arrived that is recorded as sent or received',
  payment_not_ready: 'A payment lacks something before it can be sent',
  po_running_out: 'No purchase order covers the next payment',
  payee_name_awaited: 'The name on the group’s bank account is not known',
  invoice_awaited: 'An invoice is awaited',
  schedule_unread: 'The group has not said that it has read its schedule',
  no_approver: 'Nobody can approve the next payment in time',
  group_leaving: 'The group leaves Accord, or has left it',
  commencement_unconfirmed: 'How both work together waits for a second confirmation',
  no_decision_process: 'Nothing says how the two sides decide together',
  process_unsigned: 'How both decide together waits for a second signature',
  decision_answer_overdue: 'A decision waits for an answer',
  decided_without_agreement: 'Something was decided without agreement',
  name_used_without_consent: 'The group’s name is used where it has not agreed to it',
  not_anchored: 'Nothing says which priority the contract serves',
  challenge_unanswered: 'What was said not to be right has no answer',
  no_mentor: 'A new partner has no mentor',
  mentoring_review_due: 'It is time to ask whether a mentor is still needed',
  introduction_unanswered: 'A group waits to be introduced',
};

/** What is asked of a group: an invitation to do something, and never a judgement. */
export const ASKED_OF_GROUP: Partial<Record<FindingRule, string>> = {
  key_person: 'If you can, name a second person who keeps in touch',
  stale_lead: 'Say whether your lead’s details are still right',
  awaiting_confirmation: 'Read the contract, and confirm it or say what should change',
  variation_waiting: 'Read what would change in the contract, and accept or decline it',
  commencement_unconfirmed: 'Read how you are to work together, and agree to it or change it',
  process_unsigned: 'Read how you are to decide together, and sign it or say why not',
  decision_answer_overdue: 'Read what is to be decided, and say what you think',
  challenge_unanswered: 'Read what is said not to be right, and answer it',
  payee_name_awaited: 'Say the name on your bank account, as the bank has it',
  invoice_awaited: 'Send an invoice for the next payment',
  schedule_unread: 'Read when you will be paid, and say so with one button',
};

export const WHY_CLEARED: Record<ReasonCleared, string> = {
  mended: 'What made it so was put right.',
  paid: 'The full amount has been received.',
  cancelled: 'The instalment was cancelled.',
  contract_over: 'The contract is over, or was withdrawn.',
  time_passed: 'It was about a time that is over.',
  became_another: 'It has become another finding.',
  not_enough_evidence: 'There is not enough evidence to say so any more. That is not the same as no risk.',
};

export const WHY_NOT_JUDGED: Record<EvidenceGap, string> = {
  young_partnership: 'The first contract started only a short time ago.',
  empty_record: 'No contact was logged in the last twelve months.',
};
