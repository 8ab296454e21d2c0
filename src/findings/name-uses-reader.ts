import { CONSENTS, nameStateOf } from '../materials';
import type { NameConsent } from '../materials';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { byGroup } from './by-group';
import type { NameUseFacts } from './name-use-facts';

const USES = `
  select u.group_id, u.id, u.material_id as "materialId", u.version_id as "versionId", m.contract_id as "contractId",
    v.number, m.latest, u.since_on as "sinceOn", u.until_on as "untilOn",
    ${CONSENTS('u.health_body_id', 'u.material_id')} as consents
  from name_use u
  join material m on m.health_body_id = u.health_body_id and m.id = u.material_id
  join material_version v on v.health_body_id = u.health_body_id and v.id = u.version_id
  where u.group_id = any ($2) and (u.until_on is null or u.until_on > $1)
  order by u.since_on, u.id`;

interface UseRow extends Omit<NameUseFacts, 'consent'> {
  group_id: string;
  versionId: string;
  consents: NameConsent[];
}

/** Where names are used from a day on, by group. */
export async function readNameUses(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[],
): Promise<(groupId: string) => NameUseFacts[]> {
  const uses = byGroup(await tx.query<UseRow>(USES, [asOf, groupIds]));
  return (groupId) =>
    (uses.get(groupId) ?? []).map(({ versionId, consents, ...use }) => ({
      ...use,
      consent: nameStateOf(versionId, consents),
    }));
}
