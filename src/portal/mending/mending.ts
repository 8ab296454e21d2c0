import type { ActsOn, FindingRule } from '../../findings';
import type { Actor, Role, Side } from '../../platform';
import { contractsIn, firstCheck, personIn, textIn } from './mending-evidence.rules';
import type { Evidence } from './mending-evidence.rules';

/** A finding, as far as its next step needs it. */
export interface Mendable {
  rule: FindingRule;
  actsOn: ActsOn;
  partnershipId: string;
  contractId: string | null;
  instalmentId: string | null;
  evidence: Evidence;
}

export type MendingReader = Pick<Actor, 'side' | 'roles'>;

/** What somebody who reads a finding can do about it. */
export interface NextStep {
  /** Of the link, in the imperative. */
  text: string;
  /** The page, below the organisation's own. */
  path: string;
  /** Who can do it, where the reader cannot. */
  whoCan: string | null;
}

interface Place {
  text: string;
  path: string;
}

interface Mending extends Place {
  /** The role it takes, who has it, and what those without it can open. */
  takes?: { role: Role; whoCan: string; otherwise: Place };
}

type Way = (finding: Mendable) => Mending;

const OF_LEAD = 'Your group lead can do it.';
const OF_ADMINISTRATOR = 'An administrator of your organisation can do it.';

const contract = ({ contractId, evidence, partnershipId }: Mendable): string => {
  const id = contractId ?? contractsIn(evidence)[0];
  return id === undefined ? `/partnerships/${partnershipId}` : `/contracts/${id}`;
};
/** Where nobody knows which contract, the partnership says whom there is. */
const naming = (finding: Mendable, role: string): string => {
  const at = contract(finding);
  return at.startsWith('/contracts/') ? `${at}/leads?role=${role}#name` : `${at}/people`;
};
const payment = (finding: Mendable): string =>
  finding.instalmentId === null ? `${contract(finding)}#payments` : `/payments/${finding.instalmentId}`;
/** The page of what the evidence names, or another where it names nothing. */
const named = (finding: Mendable, field: string, path: string, otherwise = contract(finding)): string => {
  const id = textIn(finding.evidence, field);
  return id === null ? otherwise : `${path}/${id}`;
};
const variation = (finding: Mendable): string => named(finding, 'variationId', '/variations');
const decision = (finding: Mendable): string => named(finding, 'decisionId', '/decisions');
const challenge = (finding: Mendable): string => named(finding, 'challengeId', '/challenges', '/challenges');
const introduction = (finding: Mendable): string =>
  named(finding, 'introductionId', '/introductions', '/introductions');
const departure = ({ evidence }: Mendable): string => {
  const person = personIn(evidence);
  return person === null ? '/departures' : `/departures/${person}`;
};
const ofLead = (place: Place, otherwise: Place): Mending => ({
  ...place,
  takes: { role: 'group_lead', whoCan: OF_LEAD, otherwise },
});

const OUR_PEOPLE: Place = { text: 'See our people', path: '/people' };
const seePeople: Way = ({ partnershipId }) => ({
  text: 'See how to reach them',
  path: `/partnerships/${partnershipId}/people`,
});
const checkDetails: Way = (finding) => ({ text: 'Check the details', path: `${contract(finding)}/leads` });
const nextContract: Way = ({ partnershipId }) => ({
  text: 'Set up the next contract',
  path: `/contracts/new?partnership=${partnershipId}`,
});
const nameDeputy: Way = (finding) => ({ text: 'Name a deputy', path: naming(finding, 'deputy') });
const handOver: Way = (finding) => ({ text: 'Hand over what they hold', path: departure(finding) });
const openPayment: Way = (finding) => ({ text: 'Open the payment', path: payment(finding) });
const seeContract: Way = (finding) => ({ text: 'See the contract', path: contract(finding) });
const answerVariation: Way = (finding) => ({ text: 'See what would change, and answer', path: variation(finding) });

const answerCommencement: Way = (finding) => ({
  text: 'Read how you are to work together, and answer',
  path: `${contract(finding)}/commencement`,
});
const sayHowToDecide: Way = (finding) => ({
  text: 'Propose how you decide',
  path: `${contract(finding)}/decision-process`,
});
const signProcess: Way = (f) => ({ text: 'Read it, and sign it', path: named(f, 'processId', '/decision-processes') });
const answerDecision: Way = (finding) => ({ text: 'Say what you think', path: decision(finding) });
const answerChallenge: Way = (finding) => ({ text: 'Read it, and answer', path: challenge(finding) });
const againstAgreement: Way = (finding) => ({ text: 'Read it, and take it up again', path: decision(finding) });

const seeNameUse: Way = ({ evidence }) => {
  const id = textIn(evidence, 'materialId');
  return { text: 'See where the name is used', path: id === null ? '/name-uses' : `/materials/${id}#uses` };
};

/** Somebody away comes back or is stood in for; what nobody may approve at all takes another limit. */
const findApprover: Way = (finding) => {
  if (finding.evidence.because === 'nobody_there')
    return { text: 'See who is away, and who stands in', path: '/absences' };
  const limits = { text: 'Set who may approve how much', path: '/finance/approval-limits' };
  return { ...limits, takes: { role: 'administrator', whoCan: OF_ADMINISTRATOR, otherwise: seeContract(finding) } };
};

const fillGap: Way = (finding) => {
  const check = firstCheck(finding.evidence);
  if (check === 'commencement_confirmed') return answerCommencement(finding);
  if (check === 'decision_process') return sayHowToDecide(finding);
  if (check === 'fit') return { text: 'See what does not match', path: `${contract(finding)}/fit` };
  if (check === 'lead_of_health_body') return { text: 'Name a lead', path: naming(finding, 'lead') };
  if (check === 'lead_of_group') return { text: 'See who is named', path: `${contract(finding)}#leads` };
  if (check === 'schedule_planned') return { text: 'See the payments', path: `${contract(finding)}#payments` };
  return { text: 'See what is missing', path: `${contract(finding)}#ready` };
};

/** For each rule, the page that mends it: for whoever of a side reads it, and nothing for the side that does not. */
const WAYS = {
  single_ally: { health: nameDeputy, group: null },
  key_person: {
    health: null,
    group: (f) => ofLead(nameDeputy(f), OUR_PEOPLE),
  },
  ally_leaving: { health: handOver, group: null },
  ally_left: { health: handOver, group: null },
  no_lead: { health: (f) => ({ text: 'Name a lead', path: naming(f, 'lead') }), group: seeContract },
  no_deputy: { health: nameDeputy, group: null },
  repeat_late: {
    health: (f) => ({ text: 'See which came late, and why', path: `${contract(f)}#payments` }),
    group: () => ({ text: 'See your payments', path: '/payments' }),
  },
  deviation_without_reason: {
    health: (f) => ({ text: 'Record why, or propose other terms', path: `${contract(f)}/variation#deviationReason` }),
    group: seeContract,
  },
  short_contract: {
    health: (f) => ({ text: 'Propose a later last day', path: `${contract(f)}/variation#endsOn` }),
    group: seeContract,
  },
  overdue: { health: openPayment, group: openPayment },
  at_risk: { health: openPayment, group: null },
  stale_lead: {
    health: (f) => (f.actsOn === 'group' ? seePeople(f) : checkDetails(f)),
    group: (f) => (f.actsOn === 'group' ? ofLead(checkDetails(f), OUR_PEOPLE) : seeContract(f)),
  },
  going_quiet: {
    health: ({ partnershipId }) => ({
      text: 'Write down contact',
      path: `/partnerships/${partnershipId}/contact-log/new`,
    }),
    group: () => ({ text: 'Write down contact', path: '/contact-log/new' }),
  },
  funding_cliff: { health: nextContract, group: seeContract },
  agreed_after_start: { health: nextContract, group: seeContract },
  agreed_with_gap: { health: fillGap, group: null },
  awaiting_confirmation: {
    health: (f) => ({ text: 'Read the terms, and confirm them', path: `${contract(f)}#confirm` }),
    group: (f) => {
      const place = { text: 'Read the terms, and confirm them', path: `${contract(f)}/light-agreement` };
      return ofLead(place, place);
    },
  },
  variation_waiting: { health: answerVariation, group: (f) => ofLead(answerVariation(f), answerVariation(f)) },
  late_case_unanswered: {
    health: (f) => ({ text: 'Answer the group', path: `${payment(f)}/late-case` }),
    group: openPayment,
  },
  not_arrived: { health: openPayment, group: openPayment },
  payment_not_ready: {
    health: (f) => ({ text: 'See what is missing', path: `${contract(f)}#ready` }),
    group: null,
  },
  po_running_out: {
    health: (f) => ({ text: 'Enter a purchase order', path: `${contract(f)}/paperwork#orders` }),
    group: null,
  },
  payee_name_awaited: {
    health: null,
    group: () => {
      const place = { text: 'Say the name on your account', path: '/payee-name' };
      return ofLead(place, place);
    },
  },
  invoice_awaited: {
    health: null,
    group: (f) => ({
      text: 'Send an invoice',
      path: `/invoices/new${f.contractId === null ? '' : `?contract=${f.contractId}`}`,
    }),
  },
  schedule_unread: {
    health: null,
    group: (f) => ({ text: 'Read when you are paid', path: `${contract(f)}#ready` }),
  },
  no_approver: { health: findApprover, group: null },
  group_leaving: {
    health: ({ partnershipId }) => ({
      text: 'See how to reach the group',
      path: `/partnerships/${partnershipId}/people`,
    }),
    group: null,
  },
  commencement_unconfirmed: {
    health: answerCommencement,
    group: (f) => ofLead(answerCommencement(f), answerCommencement(f)),
  },
  no_decision_process: {
    health: sayHowToDecide,
    group: null,
  },
  process_unsigned: { health: signProcess, group: (f) => ofLead(signProcess(f), signProcess(f)) },
  decision_answer_overdue: { health: answerDecision, group: (f) => ofLead(answerDecision(f), answerDecision(f)) },
  decided_without_agreement: { health: againstAgreement, group: againstAgreement },
  name_used_without_consent: { health: seeNameUse, group: seeNameUse },
  not_anchored: {
    health: (f) => ({ text: 'Say which priority it serves', path: `${contract(f)}/strategy` }),
    group: null,
  },
  challenge_unanswered: { health: answerChallenge, group: (f) => ofLead(answerChallenge(f), answerChallenge(f)) },
  no_mentor: {
    health: ({ partnershipId }) => ({ text: 'Name a mentor', path: `/partnerships/${partnershipId}/mentor#name` }),
    group: null,
  },
  mentoring_review_due: {
    health: ({ partnershipId }) => ({
      text: 'Say whether it is still needed',
      path: `/partnerships/${partnershipId}/mentor#review`,
    }),
    group: () => ({ text: 'See who mentors you', path: '/mentors' }),
  },
  introduction_unanswered: {
    health: (f) => ({ text: 'Answer the group', path: introduction(f) }),
    group: (f) => ({ text: 'See what you asked for', path: introduction(f) }),
  },
} satisfies Record<FindingRule, Record<Side, Way | null>>;

const MENDED_BY: Record<ActsOn, { side: Side; whoCan: string }> = {
  health_body: { side: 'health', whoCan: 'The health body can mend it.' },
  group: { side: 'group', whoCan: 'Only the group can mend it.' },
};

/** The next step of whoever reads a finding; null for a finding that their side does not read. */
export function nextStep(finding: Mendable, { side, roles }: MendingReader): NextStep | null {
  const way: Way | null = WAYS[finding.rule][side];
  if (way === null) return null;
  const { takes, ...place } = way(finding);
  const mends = MENDED_BY[finding.actsOn];
  if (mends.side !== side) return { ...place, whoCan: mends.whoCan };
  if (takes === undefined || roles.includes(takes.role)) return { ...place, whoCan: null };
  return { ...takes.otherwise, whoCan: takes.whoCan };
}
