import type { CalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { counted, days, everyDays } from '../frame/wording.rules';
import { Evidence } from './finding-evidence.rules';
import type { FindingFacts, Words } from './finding-evidence.rules';
import { lackedBy, NO_DEPUTY } from './finding-reasons';
import { TOGETHER_WORDS } from './together-words.rules';

export interface FindingWords {
  /** A few words, for a heading or a tag. */
  what: string;
  /** One sentence with the figures that show it. */
  why: string;
  /** The next step, in the imperative. */
  next: string;
}

const TIMINGS: Readonly<Record<string, string>> = {
  in_advance: 'in advance',
  in_arrears: 'in arrears',
  on_milestone: 'when milestones are met',
};

const HELD_BY_ONE = 'Name a deputy, or bring a second person into the next conversation.';
const HAND_OVER = 'Name somebody in their place, and introduce them to the group while there is time.';

/** Nobody is called an ally: who is named here holds a relationship. */
const WORDS: Readonly<Record<string, Words>> = {
  overdue: {
    what: 'Payment late',
    why: (e) => `${e.owed} has not reached the group: due on ${e.on('dueOn')}, ${days(e.since('dueOn'))} ago.`,
    next: 'Ask finance where it is, and tell the group which day it will come.',
  },
  at_risk: {
    what: 'Payment at risk',
    why: (e) => `${e.owed} is due on ${e.on('dueOn')}, and must be sent by ${e.on('sendByOn')} to arrive in time.`,
    next: 'Check with finance that it is in the next payment run.',
  },
  single_ally: {
    what: 'Rests on one person',
    why: (e) =>
      e.text('because') === 'most_of_the_contact'
        ? `${String(e.number('sharePercent'))}% of the contact in the last year went through ${e.person}, and no deputy is named.`
        : `${e.person} is the only person on your side in contact with this group.`,
    next: HELD_BY_ONE,
  },
  key_person: {
    what: 'Rests on one person',
    why: (e) => `${e.person} is the only person on your side in contact.`,
    next: HELD_BY_ONE,
  },
  ally_leaving: {
    what: 'Somebody is leaving',
    why: (e) =>
      `${e.person} leaves on ${e.on('lastDayOn')}, ${leavingIn(-e.since('lastDayOn'))}, and holds ${e.held || 'this relationship'}.`,
    next: HAND_OVER,
  },
  ally_left: {
    what: 'Left without a handover',
    why: (e) => `${e.person} left on ${e.on('lastDayOn')} and is still named for ${e.held || 'this partnership'}.`,
    next: 'Name somebody who is there, and tell the group whom to talk to.',
  },
  no_lead: {
    what: 'No lead named',
    why: () => 'Nobody on your side is named as lead for this contract.',
    next: 'Name a lead, so that the group knows whom to ask.',
  },
  no_deputy: {
    what: 'No deputy named',
    why: (e) => NO_DEPUTY[e.text('because')] ?? 'Nobody could step in for the lead of this contract.',
    next: 'Name a deputy with an address of their own.',
  },
  repeat_late: {
    what: 'Late again and again',
    why: (e) => `${counted(e.number('count'), 'payment')} in the last twelve months came late or have not come.`,
    next: 'Find out what holds them up each time, and mend it before the next one is due.',
  },
  deviation_without_reason: {
    what: 'Terms without a reason',
    why: (e) =>
      `The group is paid ${e.text('rhythm') || 'otherwise'} ${TIMINGS[e.text('timing')] ?? ''}`.trimEnd() +
      ', not monthly in advance, and no reason is recorded.',
    next: 'Record why, or agree monthly in advance.',
  },
  short_contract: {
    what: 'Short contract',
    why: (e) => `It runs from ${e.on('startsOn')} to ${e.on('endsOn')}: less than a year, which is hard to plan on.`,
    next: 'Talk about extending it to a year or more.',
  },
  stale_lead: {
    what: 'Details not checked',
    why: (e) => `Nobody has checked the details of ${e.person} since ${e.on('knownSince')}.`,
    next: 'Check that the name, address and phone number are still right.',
  },
  going_quiet: {
    what: 'Gone quiet',
    why: (e) => quiet(e),
    next: 'Get in touch, and ask how they are.',
  },
  funding_cliff: {
    what: 'Funding ends soon',
    why: (e) => `The money agreed ends on ${e.on('committedUntilOn')}, and nothing is agreed after it.`,
    next: 'Tell the group what comes next, also if it is not decided yet.',
  },
  agreed_after_start: {
    what: 'Agreed after the start',
    why: (e) => `Work began on ${e.on('startsOn')}; both sides had agreed only on ${e.on('agreedOn')}.`,
    next: 'Agree the next contract before its work begins.',
  },
  agreed_with_gap: {
    what: 'Something is still missing',
    why: (e) => `It was agreed without ${lackedBy(e.list('checks'))}, and that is still so.`,
    next: 'See to it, or agree with the group that you do without.',
  },
  variation_waiting: {
    what: 'Waiting for you',
    why: (e) => `The group proposed a change of the contract on ${e.on('proposedOn')}; your side has not answered.`,
    next: 'Open the contract, see what would change, and accept or decline it.',
  },
  awaiting_confirmation: {
    what: 'Waiting for you',
    why: (e) => `The group confirmed the terms on ${e.on('confirmedOn')}; your side has not.`,
    next: 'Open the contract and confirm it, or change the terms.',
  },
  not_arrived: {
    what: 'Not arrived',
    why: (e) => `The group looked on ${e.on('lookedOn')}: the payment of ${e.on('dueOn')} was not in its account.`,
    next: 'Ask finance or your bank where the money went, and tell the group. If what is recorded is wrong, reverse it.',
  },
  payment_not_ready: {
    what: 'Not ready to be paid',
    why: (e) =>
      `The payment due on ${e.on('dueOn')} lacks ${lackedBy(e.list('checks'))}. It ${e.since('sendByOn') > 0 ? 'was' : 'is'} to be sent by ${e.on('sendByOn')}.`,
    next: 'See to it on the contract, under “Ready to be paid?”.',
  },
  no_approver: {
    what: 'Nobody can approve it',
    why: (e) => `${pounds(e.number('amountPence'))} is to be sent by ${e.on('sendByOn')}. ${nobodyApproves(e)}`,
    next: 'Ask an administrator to set a limit that covers it, or finance who stands in.',
  },
  group_leaving: {
    what: 'Leaves Accord',
    why: (e) =>
      e.text('leavesOn') === ''
        ? `The group left Accord on ${e.on('leftOn')}. Contracts and payments go on.`
        : `The group leaves Accord: its last day is ${e.on('leavesOn')}. Contracts and payments go on.`,
    next: 'Agree with the group how you will be in touch, and how it will send invoices.',
  },
  po_running_out: {
    what: 'No order for the next payment',
    why: (e) => `No purchase order covers ${pounds(e.number('amountPence'))} due on ${e.on('dueOn')}.`,
    next: 'Raise an order, or a larger one, and enter it under the contract.',
  },
  late_case_unanswered: {
    what: 'Not answered',
    why: (e) => `The group said on ${e.on('openedOn')} that the payment of ${e.on('dueOn')} has not come.`,
    next: 'Answer the group under Late payments, and say which day the money will come.',
  },
  ...TOGETHER_WORDS,
};

function nobodyApproves(e: Evidence): string {
  if (e.text('because') === 'nobody_may') return 'No limit is set for anybody, so nobody may approve a payment.';
  return e.text('because') === 'over_every_limit'
    ? `The highest limit of those who approve is ${pounds(e.number('highestLimitPence'))}.`
    : 'Everybody who may approve so much is away until then.';
}

/** A rule that the pages do not know yet is still shown, by its own name. */
export function findingWords(facts: FindingFacts, today: CalendarDate): FindingWords {
  const words = WORDS[facts.rule];
  if (words === undefined) {
    const what = facts.rule.replaceAll('_', ' ');
    return { what: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`, why: '', next: '' };
  }
  return { what: words.what, why: words.why(new Evidence(facts, today)), next: words.next };
}

/** The few words alone, for a tag in a table. */
export function findingName(rule: string): string {
  return WORDS[rule]?.what ?? rule.replaceAll('_', ' ');
}

function leavingIn(left: number): string {
  return left <= 0 ? 'today' : `in ${days(left)}`;
}

function quiet(evidence: Evidence): string {
  const agreed = `You agreed to be in touch ${everyDays(evidence.number('contactEveryDays'))}`;
  if (evidence.date('lastTwoWayOn') === null) return `${agreed}, and no conversation is on record.`;
  return `${agreed}; you last spoke on ${evidence.on('lastTwoWayOn')}, ${days(evidence.since('lastTwoWayOn'))} ago.`;
}
