import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';

/** The columns that a run is sent with, as it knows them. */
export interface RunColumns {
  templateId: string | null;
  /** The version that it was submitted with; null of a draft. */
  templateVersion: number | null;
}

const GONE =
  'The column set of this run was taken away: cancel the run, and build it again with another, or with the usual columns.';
const CHANGED =
  'The column set of this run was changed after the run was submitted: have the run sent back, look at the columns, and submit it again.';

/**
 * Columns say where a ledger reads whom to pay, so what two people agreed to is what is sent. Keeps the column set from
 * being changed until the transaction ends. Throws DomainError `conflict` when it is no longer as it was, or is gone.
 */
export async function assertColumns(tx: Tx, { templateId, templateVersion }: RunColumns): Promise<void> {
  if (templateId === null) return;
  const [found] = await tx.query<{ version: number }>(
    'select version from export_template where health_body_id = $1 and id = $2 and removed_at is null for share',
    [tx.actor.organisationId, templateId],
  );
  if (found === undefined) throw new DomainError('conflict', GONE);
  if (templateVersion !== null && templateVersion !== found.version) throw new DomainError('conflict', CHANGED);
}
