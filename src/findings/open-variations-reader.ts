import type { Tx } from '../platform';
import type { OpenVariation } from './watched-facts';

/** What waits for an answer, by group. */
export async function readOpenVariations(
  tx: Tx,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, OpenVariation[]>> {
  const rows = await tx.query<OpenVariation & { group_id: string }>(
    `select v.group_id, v.contract_id as "contractId", v.id, v.proposed_by as "proposedBy",
       v.proposed_on as "proposedOn"
     from contract_variation v where v.group_id = any ($1) and v.state = 'open'`,
    [groupIds],
  );
  const found = new Map<string, OpenVariation[]>();
  for (const { group_id, ...variation } of rows) found.set(group_id, [...(found.get(group_id) ?? []), variation]);
  return found;
}
