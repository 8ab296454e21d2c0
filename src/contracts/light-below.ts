import { SETTINGS_OF_BODY } from '../settings';

const STANDARD = String(SETTINGS_OF_BODY.lightAgreementBelowPence.standard);

/** In SQL, in pence a year: below which the contracts of a health body are light. Read once for a statement. */
export function lightBelow(healthBodyId: string): string {
  return `(select light_agreement_below(${healthBodyId}, ${STANDARD}))`;
}
