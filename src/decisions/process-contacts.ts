import type { Actor, ReadsService, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ProposeProcessDto } from './processes.dto';

/** Each contact named is one of this partnership and of the side it is to speak for. Throws DomainError `invalid`. */
export async function assertContacts(
  reads: ReadsService,
  actor: Actor,
  contractId: string,
  { parties }: ProposeProcessDto,
): Promise<void> {
  const named = parties.flatMap(({ contactId }) => contactId ?? []);
  if (named.length === 0) return;
  const known = await reads.rows<{ id: string; side: Side }>(
    actor,
    `select k.id, k.side from contract c join contact k on k.health_body_id = c.health_body_id
       and k.group_id = c.group_id and k.id = any ($2)
     where c.id = $1 and ${actor.side === 'health' ? 'c.health_body_id' : 'c.group_id'} = $3`,
    [contractId, named, actor.organisationId],
  );
  const wrong = parties.findIndex(
    ({ contactId, side }) =>
      contactId !== undefined && !known.some((contact) => contact.id === contactId && contact.side === side),
  );
  if (wrong === -1) return;
  const detail = 'Name a contact of this partnership, on the side that it is to speak for.';
  throw new DomainError('invalid', detail, [{ pointer: `/parties/${String(wrong)}/contactId`, detail }]);
}
