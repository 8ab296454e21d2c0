import type { WatchedRule } from './watching';

/**
 * A group's name stands on something that it has not said yes to: another version, one of which the yes was taken back, or
 * none at all. Work that was changed beyond knowing must not go on carrying the name of those who made it.
 */
export const nameUsedWithoutConsent: WatchedRule = {
  name: 'name_used_without_consent',
  gNumber: 'G16',
  clearedBy: 'The group says yes to its name in that version, or the version is used there no more.',
  judge: ({ nameUses }, asOf) =>
    nameUses
      .filter(({ sinceOn, untilOn }) => sinceOn <= asOf && (untilOn === null || untilOn > asOf))
      .filter(({ consent }) => consent !== 'consented')
      .map(({ id, contractId, materialId, number, latest, sinceOn, consent }) => ({
        rule: 'name_used_without_consent',
        subjectKey: id,
        contractId,
        instalmentId: null,
        severity: 'serious',
        audience: 'both',
        actsOn: 'health_body',
        evidence: { materialId, number, latest, sinceOn, consent },
      })),
  turnsOn: ({ nameUses }) =>
    nameUses.flatMap(({ sinceOn, untilOn }) => [sinceOn, ...(untilOn === null ? [] : [untilOn])]),
};
