import { isLight } from '../contracts';
import type { Tx } from '../platform';
import type { AnchoringFacts } from './anchoring-facts';
import { byGroup } from './by-group';

const ANY = 'select 1 from strategy_priority p where p.health_body_id = $1 limit 1';

/** What a decision serves does not anchor the contract that it is under. */
const UNLINKED = `
  select c.group_id, c.id as "contractId" from contract c
  where c.group_id = any ($1) and not ${isLight('c')}
    and not exists (select 1 from strategy_link l where l.health_body_id = c.health_body_id and l.contract_id = c.id
      and l.decision_id is null)`;

/** Which contracts are linked to no priority, by group: nothing is looked for while there is none to link to. */
export async function readAnchoring(tx: Tx, groupIds: readonly string[]): Promise<(groupId: string) => AnchoringFacts> {
  const { organisationId } = tx.actor;
  const anyPriority = (await tx.query(ANY, [organisationId])).length > 0;
  const rows = anyPriority ? await tx.query<{ group_id: string; contractId: string }>(UNLINKED, [groupIds]) : [];
  const unlinked = byGroup(rows);
  return (groupId) => ({ anyPriority, unlinked: (unlinked.get(groupId) ?? []).map(({ contractId }) => contractId) });
}
