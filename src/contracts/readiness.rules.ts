import { DomainError } from '../shared/domain-error';

/** Something that should be so before a contract is agreed. */
export interface ReadinessCheck {
  /** In snake case; it names the check in the API and in the record of what was gone on without. */
  check: string;
  met: boolean;
  /** Who can see to it. */
  whose: 'health_body' | 'group';
  /** What would meet it, for people to read. */
  whatToDo: string;
  /** Where to see to it: a path of the API. */
  link: string;
}

/** The confirmations are what agreeing consists of: no side waits with its own for the other's. */
const CONFIRMATIONS: readonly string[] = ['confirmed_by_health_body', 'confirmed_by_group'];

export interface ReadinessFacts {
  contractId: string;
  instalments: number;
  /** A lead on the first day of the contract, or today if that has passed. */
  leadOfHealthBody: boolean;
  leadOfGroup: boolean;
  /** For the terms as they are now. */
  confirmedByHealthBody: boolean;
  confirmedByGroup: boolean;
  groupHasJoined: boolean;
}

/** A draft's way to being agreed. */
export interface Readiness {
  /** Small enough to be agreed on one page. */
  light: boolean;
  checks: ReadinessCheck[];
}

/** What is to be done first, and the confirmations last. */
export function inOrder(checks: readonly ReadinessCheck[]): ReadinessCheck[] {
  const last = ({ check }: ReadinessCheck) => CONFIRMATIONS.includes(check);
  return [...checks.filter((each) => !last(each)), ...checks.filter(last)];
}

/** What contracts themselves ask before they are agreed. Other modules add theirs. */
export function readinessOf(facts: ReadinessFacts): ReadinessCheck[] {
  const contract = `/api/v1/contracts/${facts.contractId}`;
  const leads = `/api/v1/named-leads?contractId=${facts.contractId}`;
  return [
    {
      check: 'schedule_planned',
      met: facts.instalments > 0,
      whose: 'health_body',
      whatToDo: 'Plan the payments, so that both sides see what is paid when.',
      link: `${contract}/schedule`,
    },
    {
      check: 'lead_of_health_body',
      met: facts.leadOfHealthBody,
      whose: 'health_body',
      whatToDo: 'Name who answers for the contract at the health body.',
      link: leads,
    },
    {
      check: 'lead_of_group',
      met: facts.leadOfGroup,
      whose: 'group',
      whatToDo: facts.groupHasJoined
        ? 'The group names who answers for the contract on its side.'
        : 'Record whom the group has named; it has not joined Accord yet.',
      link: leads,
    },
    {
      check: 'confirmed_by_health_body',
      met: facts.confirmedByHealthBody,
      whose: 'health_body',
      whatToDo: 'A partnership manager confirms the terms.',
      link: `${contract}/agreement`,
    },
    {
      check: 'confirmed_by_group',
      met: facts.confirmedByGroup,
      whose: 'group',
      whatToDo: facts.groupHasJoined
        ? 'The group confirms the terms.'
        : 'Record what the group said outside Accord; it has not joined yet.',
      link: facts.groupHasJoined ? `${contract}/agreement` : `${contract}/agreement/outside`,
    },
  ];
}

/** What the health side knows to be missing and goes on without. */
export interface AcceptedGap {
  check: string;
  reason: string;
}

/**
 * The gaps that the health side accepts by confirming now: each unmet check with its reason. Reasons for checks that are
 * met by now are dropped. Throws DomainError `invalid`, naming each unmet check without a reason, or a reason for a check
 * that there is not.
 */
export function acceptedGaps(checks: readonly ReadinessCheck[], reasons: readonly AcceptedGap[]): AcceptedGap[] {
  const asked = checks.filter(({ check }) => !CONFIRMATIONS.includes(check));
  assertKnown(asked, reasons);
  const missing = asked.filter(({ met }) => !met);
  const unexplained = missing.filter(({ check }) => !reasons.some((reason) => reason.check === check));
  if (unexplained.length > 0) {
    throw new DomainError(
      'invalid',
      'Something is missing before you agree. See to it, or say in goOnWithout why you go on without it.',
      unexplained.map(({ check, whatToDo }) => ({ pointer: '/goOnWithout', detail: `${check}: ${whatToDo}` })),
    );
  }
  return reasons.filter(({ check }) => missing.some((each) => each.check === check));
}

function assertKnown(asked: readonly ReadinessCheck[], reasons: readonly AcceptedGap[]): void {
  const names = asked.map(({ check }) => check);
  const unknown = reasons.findIndex(({ check }) => !names.includes(check));
  if (unknown === -1) return;
  const detail = `There is no such check: it can be one of ${names.join(', ')}.`;
  throw new DomainError('invalid', detail, [{ pointer: `/goOnWithout/${String(unknown)}/check`, detail }]);
}
