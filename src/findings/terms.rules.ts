import type { PartnershipRule } from './finding';
import { openContracts } from './partnership-reading.rules';

/** Terms that leave monthly in advance without anybody having said why. Told until the contract is over. */
export const deviationWithoutReason: PartnershipRule = {
  name: 'deviation_without_reason',
  gNumber: 'G9',
  audience: 'both',
  actsOn: 'health_body',
  clearedBy: 'The reason is recorded, or the contract moves to monthly in advance.',
  judge: (facts) =>
    openContracts(facts)
      .filter(({ leavesDefaultTerms, deviationReason }) => leavesDefaultTerms && isBlank(deviationReason))
      .map(({ reference, timing, rhythm, paymentDay }) => ({
        rule: 'deviation_without_reason',
        severity: 'attention',
        contractReference: reference,
        people: [],
        evidence: { timing, rhythm, paymentDay },
      })),
  turnsOn: () => [],
};

/** Under twelve months: a small group cannot plan or keep its staff on it. */
export const shortContract: PartnershipRule = {
  name: 'short_contract',
  gNumber: 'G10',
  audience: 'both',
  actsOn: 'health_body',
  clearedBy: 'The contract is extended to twelve months or more.',
  judge: (facts) =>
    openContracts(facts)
      .filter(({ isShort }) => isShort)
      .map(({ reference, startsOn, endsOn }) => ({
        rule: 'short_contract',
        severity: 'attention',
        contractReference: reference,
        people: [],
        evidence: { startsOn, endsOn },
      })),
  turnsOn: () => [],
};

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
