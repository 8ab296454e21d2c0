import type { Database } from '../database/database';
import { StartRefusedError } from '../database/start-checks';
import type { MasterKey } from './keys';

/**
 * A server that cannot open what its health bodies keep does not start. Throws StartRefusedError when a vault is on and
 * there is no master key, or another than the one that wrapped the data keys.
 */
export async function checkMasterKey(database: Database, masterKey: MasterKey | null): Promise<void> {
  const vaults = await database.server<{ master_key_id: string }>('select master_key_id from operator_vaults()');
  if (vaults.length === 0) return;
  if (masterKey === null) {
    throw new StartRefusedError(
      'A health body keeps bank details in its vault: set ACCORD_MASTER_KEY to the key that they were put in with.',
    );
  }
  if (vaults.some(({ master_key_id: id }) => id !== masterKey.id)) {
    throw new StartRefusedError(
      `The master key ${masterKey.id} is not the one that the vault was locked with: set ACCORD_MASTER_KEY to that one, ` +
        'or finish "npm run accord -- vault rotate-key" (docs/operating.md).',
    );
  }
}
