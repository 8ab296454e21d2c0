import type { SentDraft } from '../access/actor';
import type { Tx } from './tx';

/** What was kept of a form goes in the transaction of what the form was for: sent and unfinished at once it never is. */
export async function endDraft(tx: Tx, { form, subjectId }: SentDraft): Promise<void> {
  await tx.change(
    'delete from form_draft where organisation_id = $1 and account_id = $2 and form = $3 and subject_id = $4',
    [tx.actor.organisationId, tx.actor.id, form, subjectId],
  );
}
