import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import { mayCorrect } from './written.rules';

/** Who wrote a record, as queries name the columns. */
export interface Written {
  owner_id: string;
  author_id: string | null;
  author_is_here: boolean;
}

/** SQL: whether whoever wrote a record is a person who is still in the organisation. */
export const IS_HERE = (record: string): string => `exists (select 1 from membership m
  where m.organisation_id = ${record}.owner_id and m.account_id = ${record}.author_id and m.ended_at is null)`;

/** Whether the actor may put it right: see `mayCorrect`. */
export function isCorrectable(actor: Actor, { owner_id, author_id, author_is_here }: Written): boolean {
  const authorship = {
    byOwnSide: owner_id === actor.organisationId,
    bySelf: author_id !== null && author_id === actor.id,
    authorIsHere: author_is_here,
  };
  const leads = actor.roles.some((role) => role === 'partnership_manager' || role === 'group_lead');
  return mayCorrect(authorship, leads);
}

/** Throws DomainError `forbidden` for whoever may not correct it. */
export function checkAuthor(actor: Actor, written: Written): void {
  if (isCorrectable(actor, written)) return;
  throw new DomainError('forbidden', 'Only whoever wrote this can correct it. Tell them what should change.');
}
