import type { ReadinessCheck } from '../contracts';
import type { Side } from '../shared/side';

/** How far the two sides of a draft are with how they work together. */
export interface CommencementStanding {
  /** Whether both have confirmed a version. */
  agreed: boolean;
  /** Whose confirmation the newest version lacks; null before there is one, and where there is none to wait for. */
  waitsFor: Side | null;
  groupHasJoined: boolean;
}

/** What agreeing to work together asks of a contract that is not light, before it is agreed. */
export function commencementCheck(contractId: string, standing: CommencementStanding): ReadinessCheck {
  return {
    check: 'commencement_confirmed',
    met: standing.agreed,
    whose: standing.waitsFor === 'group' && standing.groupHasJoined ? 'group' : 'health_body',
    whatToDo: nextStep(standing),
    link: `/api/v1/contracts/${contractId}/commencement`,
  };
}

function nextStep({ waitsFor, groupHasJoined }: CommencementStanding): string {
  if (waitsFor === null) return 'Propose how both sides work together, for the other side to confirm.';
  if (waitsFor === 'health') return 'Read how the group would like to work together, and confirm it or change it.';
  if (groupHasJoined) return 'The group reads how both work together, and confirms it or changes it.';
  return 'Record what the group said to how both work together; it has not joined Accord yet.';
}
