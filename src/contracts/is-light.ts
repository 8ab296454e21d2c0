import { SETTINGS_OF_BODY } from '../settings';

const STANDARD = String(SETTINGS_OF_BODY.lightAgreementBelowPence.standard);

/** SQL, of a contract: whether it is small enough to be agreed on one page, and may do without more. */
export function isLight(c: string): string {
  return `contract_is_light(${c}.value_pence, ${c}.starts_on, ${c}.ends_on,
    (select coalesce(p.light_below_pence, ${STANDARD}) from partnership p
      where p.health_body_id = ${c}.health_body_id and p.group_id = ${c}.group_id))`;
}
