import type { Tx } from '../platform';
import { invalid } from './written.rules';

const NAME_READERS = `
  insert into restricted_reader (organisation_id, subject_id, account_id)
  select $1, $2, r from unnest($3::uuid[]) r
  where exists (select 1 from membership m where m.organisation_id = $1 and m.account_id = r and m.ended_at is null)`;

/** Whoever writes a restricted record may open it, and whom they name. Throws DomainError for people of elsewhere. */
export async function nameReaders(tx: Tx, subjectId: string, readerIds: readonly string[]): Promise<void> {
  const readers = [...new Set([tx.actor.id, ...readerIds])];
  const named = await tx.change(NAME_READERS, [tx.actor.organisationId, subjectId, readers]);
  if (named < readers.length) {
    throw invalid('/readerIds', 'Each of readerIds must be the account of somebody in your organisation.');
  }
}
